import type { MaskedColumn, MaskingReport, MaskingRule } from '../../../../../shared/model/masking.ts';
import type { Engine } from '../../../docker/connect-engine.ts';
import { compileMasks } from '../../mask/compile-masks.ts';
import { linkRules } from '../../mask/link-rules.ts';
import { placeRows } from '../../masker/place-rows.ts';
import { containerSource } from '../../postgres/container-source.ts';
import { copyPieces } from '../../postgres/copy-pieces.ts';
import { introspect } from '../../postgres/introspect.ts';
import type { SchemaSection } from '../../rules/read-schema-section.ts';
import { type Column, type DatabaseSchema, type Table, tableText } from '../../schema.ts';
import { refuseOpenObjects } from '../../schema-text/refuse-open-objects.ts';
import { settleSchema } from '../../schema-text/settle-schema.ts';
import type { PullPorts } from '../pull-ports.ts';

/** Says what happens to a column; `undefined` leaves it without a rule. */
export type RuleOf = (table: Table, column: Column) => MaskingRule | undefined;

const textOf = (rule: MaskingRule): string => (rule.mask === 'keep' ? 'keep' : `{ mask: ${rule.mask} }`);

const reportOf = (schema: DatabaseSchema, ruleOf: RuleOf): MaskingReport => ({
  file: 'db/masking.yaml',
  exists: true,
  source: 'staging',
  tables: schema.tables.map((table) => ({
    name: tableText(table),
    rows: table.rows,
    columns: table.columns.map((column): MaskedColumn => {
      const rule = ruleOf(table, column);
      const shape = { name: column.name, type: column.type.name, nullable: column.nullable, unique: false };
      if (rule) return { ...shape, rule, text: textOf(rule), state: 'ruled', problem: '' };
      return { ...shape, text: '', state: 'unclassified', problem: 'it has no rule' };
    }),
  })),
  ...{ columns: 0, ruled: 0, masked: 0, open: 0 },
});

/** For tests: pulls from a container's server, with the real introspection and the real maskers. */
export function postgresPorts(
  engine: Engine,
  container: string,
  ruleOf: RuleOf,
  pieceBytes?: number,
  section?: SchemaSection,
): PullPorts {
  return {
    open: async (_, signal) => ({
      source: await containerSource({ engine, container, name: 'staging' }, signal),
      service: 'db',
    }),
    introspect,
    rules: async (_input, _opened, schema) => reportOf(schema, ruleOf),
    pieces: (_, schema) => copyPieces(schema, { pieceBytes }),
    async schemaText(_, dump, { schema, report }, areOriginals) {
      const decided = await settleSchema(dump, schema, report, areOriginals, section);
      refuseOpenObjects(decided.objects, report.file, report.source);
      return decided;
    },
    subset: async () => undefined,
    rows: placeRows,
    placement: async ({ placement }) => (placement === 'source' ? 'source' : 'core'),
    clear: async () => {},
    async compile(_, schema, report) {
      const given = new Map(
        report.tables.map(({ name, columns }) => [
          name,
          Object.fromEntries(columns.flatMap((one) => (one.rule ? [[one.name, one.rule]] : []))),
        ]),
      );
      const { rules, keyDomains } = linkRules(schema, given);
      const secret = Buffer.alloc(32, 9);
      const whole = schema.tables.filter(({ kind }) => kind !== 'partitioned');
      return new Map(
        whole.map((table) => {
          const name = tableText(table);
          return [name, compileMasks({ table, rules: rules.get(name) ?? {}, keyDomains, secret })];
        }),
      );
    },
  };
}
