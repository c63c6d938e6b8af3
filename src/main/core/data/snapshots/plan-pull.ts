import type { Plan, PlanNote } from '../../../../shared/model/operation.ts';
import type { DatabaseSchema } from '../schema.ts';
import type { PullInput } from './pull-ports.ts';
import type { PulledTable } from './table-rules.ts';

const mebibyte = 1024 * 1024;

/** What a pull will do: open one moment, then the schema and each table in it, then the receipt. */
export function planPull(
  input: Pick<PullInput, 'dataset'>,
  sourceName: string,
  schema: DatabaseSchema,
  tables: readonly PulledTable[],
  shape: string,
  at: 'source' | 'core' = 'core',
): Plan {
  const step = { destructive: false } as const;
  const notes: PlanNote[] = [];
  if (at === 'source') {
    notes.push({
      level: 'note',
      resource: sourceName,
      text: 'Rows are masked beside the source, on its own host: only masked ones come over.',
    });
  }
  if (schema.largeObjects > 0) {
    notes.push({
      level: 'warning',
      resource: 'large objects',
      text: `${schema.largeObjects} large objects will be there, and empty: no rule can say what is in them.`,
    });
  }
  return {
    title: `Pull a masked snapshot of ${sourceName} for ${input.dataset}`,
    notes,
    steps: [
      {
        ...step,
        id: 'open',
        after: [],
        verb: 'open',
        resource: sourceName,
        cause: 'one moment for all tables',
        weight: 1,
        args: { shape },
      },
      {
        ...step,
        id: 'schema',
        after: ['open'],
        verb: 'schema',
        resource: 'schema',
        cause: `${schema.tables.length} tables of ${schema.engine}`,
        weight: 1,
        args: {},
      },
      // The largest first, so that no long one is left at the end.
      ...tables
        .toSorted((a, b) => b.table.bytes - a.table.bytes)
        .map(({ name, table, columns }) => ({
          ...step,
          id: `copy ${name}`,
          // Read beside the schema; nothing is stored before that is known.
          after: ['open'],
          verb: 'copy',
          resource: name,
          cause: `${columns.filter(({ rule }) => rule.mask !== 'keep').length} of ${columns.length} columns masked`,
          weight: 0.1 + table.bytes / (16 * mebibyte),
          args: { table: name },
        })),
      {
        ...step,
        id: 'finish',
        after: ['schema', ...tables.map(({ name }) => `copy ${name}`)],
        verb: 'finish',
        resource: 'receipt',
        cause: 'all rows are stored',
        weight: 1,
        args: {},
      },
    ],
  };
}
