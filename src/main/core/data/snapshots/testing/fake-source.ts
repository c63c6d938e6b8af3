import { Readable } from 'node:stream';
import type { MaskedColumn, MaskingReport } from '../../../../../shared/model/masking.ts';
import type { ProgramMasker } from '../../masker/row-program.ts';
import { inProcessRows } from '../../masker/testing/in-process-rows.ts';
import type { ExportedSnapshot, PostgresSource } from '../../postgres/source.ts';
import { type DatabaseSchema, type Table, tableText } from '../../schema.ts';
import type { PullPorts } from '../pull-ports.ts';

export interface FakeTable {
  readonly name: string;
  /** Column, and its rule as a transformer's name; `undefined` for one without a rule. */
  readonly columns: readonly (readonly [name: string, mask: 'keep' | 'text' | undefined])[];
  /** COPY text of each piece, in arrivals. */
  readonly pieces: readonly (() => Iterable<Buffer> | AsyncIterable<Buffer>)[];
}

export interface FakeDatabase {
  readonly tables: readonly FakeTable[];
  readonly preData?: string;
  /** First rows as the originals are asked for, by table. */
  readonly originals?: readonly (readonly string[])[];
  /** What is open now: snapshots and sources. */
  readonly open: { snapshots: number; sources: number };
}

const tableOf = ({ name, columns }: FakeTable): Table => ({
  schema: 'public',
  name,
  kind: 'table',
  columns: columns.map(([column], index) => ({
    name: column,
    position: index + 1,
    type: { name: 'text', category: 'text' },
    nullable: true,
    generated: 'no',
  })),
  keys: [],
  foreignKeys: [],
  checks: [],
  uniqueIndexes: [],
  exclusions: [],
  rows: 1,
  bytes: 1000,
  blocks: 1,
  rowSecurity: false,
});

const reportOf = (database: FakeDatabase): MaskingReport => ({
  file: 'db/masking.yaml',
  exists: true,
  source: 'staging',
  tables: database.tables.map(({ name, columns }) => ({
    name: `public.${name}`,
    rows: 1,
    columns: columns.map(([column, mask]): MaskedColumn => {
      const shape = { name: column, type: 'text', nullable: true, unique: false };
      if (mask) return { ...shape, rule: { mask, options: {} }, text: mask, state: 'ruled', problem: '' };
      return {
        ...{ ...shape, text: '', state: 'unclassified', problem: 'has no rule' },
        proposal: {
          ...{ class: 'email', rule: { mask: 'email', options: {} }, text: '{ mask: email }' },
          ...{ confidence: 1, evidence: [] },
        },
      };
    }),
  })),
  ...{ columns: 0, ruled: 0, masked: 0, open: 0 },
});

/** Replaces the fields of masked columns by crosses, one for each byte. */
function crossMasker(masked: readonly boolean[]): ProgramMasker {
  let rest = '';
  const rows = { rows: 0 };
  return {
    push(chunk) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      rows.rows += lines.length;
      const out = lines.map((line) =>
        line
          .split('\t')
          .map((field, index) => (masked[index] && field !== '\\N' ? 'x'.repeat(field.length) : field))
          .join('\t'),
      );
      return Buffer.from(out.map((line) => `${line}\n`).join(''), 'latin1');
    },
    end: () => Buffer.alloc(0),
    counts: () =>
      masked.map((yes) =>
        yes
          ? { rows: rows.rows, nulls: 0, changed: rows.rows, distinctBefore: 1, distinctAfter: 1 }
          : undefined,
      ),
  };
}

/** For tests: what a pull asks of its neighbours, over tables in memory. */
export function fakePorts(database: FakeDatabase): PullPorts {
  const { open } = database;
  const schema = (): DatabaseSchema => ({
    ...{ engine: 'PostgreSQL 15.14', serverVersion: 150_014, database: 'shop', encoding: 'UTF8' },
    tables: database.tables.map(tableOf),
    sequences: [{ schema: 'public', name: 's', lastValue: '7' }],
    ...{ largeObjects: 0, extensions: [], objects: [] },
  });
  const source = (): PostgresSource => {
    open.sources += 1;
    let closed = false;
    return {
      name: 'staging',
      query: async () =>
        (database.originals ?? []).map((values, index) => ({ i: String(index), v: JSON.stringify(values) })),
      copyOut: async (copy, signal) => {
        const [name, index] = copy.split('#');
        const pieces = database.tables.find(
          (table) => tableText({ schema: 'public', name: table.name }) === name,
        );
        return Readable.from(pieces?.pieces[Number(index)]?.() ?? [], { objectMode: false, signal });
      },
      snapshot: async (): Promise<ExportedSnapshot> => {
        open.snapshots += 1;
        let released = false;
        return {
          id: '00000003-1',
          takenAt: 1_700_000_000_000,
          release: async () => {
            if (!released) open.snapshots -= 1;
            released = true;
          },
        };
      },
      dumpSchema: async (section) => (section === 'pre-data' ? (database.preData ?? '') : ''),
      close: async () => {
        if (!closed) open.sources -= 1;
        closed = true;
      },
    };
  };
  return {
    open: async () => ({ source: source(), service: 'db' }),
    introspect: async () => schema(),
    rules: async () => reportOf(database),
    pieces: (_, { tables }) =>
      tables.flatMap((table) =>
        (database.tables.find(({ name }) => name === table.name)?.pieces ?? []).map((__, index) => ({
          table,
          columns: table.columns.map(({ name }) => name),
          statement: `${tableText(table)}#${index}`,
        })),
      ),
    schemaText: async (_, dump) => ({ ...dump, kept: new Set() }),
    subset: async () => undefined,
    compile: async () => new Map(),
    placement: async () => 'core',
    clear: async () => {},
    rows: inProcessRows(({ pulled }) =>
      crossMasker(
        (database.tables.find(({ name }) => name === pulled.table.name)?.columns ?? []).map(
          ([, mask]) => mask === 'text',
        ),
      ),
    ),
  };
}
