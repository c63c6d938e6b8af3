import { Readable } from 'node:stream';
import { tableText } from '../../schema.ts';
import { keyPasses } from '../key-pass.ts';
import type { SubsetPlan } from '../subset-plan.ts';
import type { Model, ModelRow, Random } from './random-data.ts';

/** What a root's condition means in the model. */
export type Meaning = (row: ModelRow) => boolean;

const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as COPY's text format writes it. */
export const copyText = (value: string | null | undefined): string =>
  value === null || value === undefined ? '\\N' : value.replace(/[\\\t\n\r]/g, (one) => escaped[one] ?? one);

/** Answers the COPY of each pass from the model, in pieces that are cut anywhere. */
export function modelSource(
  model: Model,
  plan: SubsetPlan,
  conditions: Readonly<Record<string, Meaning>>,
  random: Random,
) {
  const { passes } = keyPasses(model.schema, plan);
  const pieces = function* (text: string): Generator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + random.below(40);
      yield bytes.subarray(at, at + size);
      at += size;
    }
  };
  return {
    copyOut(sql: string): Promise<Readable> {
      const pass = passes.find((one) => one.sql === sql);
      if (!pass) return Promise.reject(new Error(`There is no pass ${sql}`));
      const { root } = pass.planned;
      const lines = (model.rows.get(pass.table.name) ?? []).map((row) => {
        const condition = root?.condition === undefined ? () => true : conditions[root.condition];
        const flag = root && condition?.(row) ? 't' : 'f';
        const fields = pass.fields.map(({ column, when }) =>
          when && row[when.column] !== when.value ? '\\N' : copyText(row[column]),
        );
        return `${[flag, ...fields].join('\t')}\n`;
      });
      return Promise.resolve(Readable.from(pieces(lines.join(''))));
    },
  };
}

/** The key of a row as the filter sees it. */
export const modelKey = (plan: SubsetPlan, table: string, row: ModelRow): Buffer => {
  const planned = plan.tables.find((one) => tableText(one.table) === table);
  return Buffer.from((planned?.identity ?? []).map((column) => copyText(row[column])).join('\t'));
};
