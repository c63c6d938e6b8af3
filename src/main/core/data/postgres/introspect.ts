import { BacklotError } from '../../../../shared/errors.ts';
import {
  type DatabaseSchema,
  type ForeignKey,
  type Sequence,
  type Table,
  type TableName,
  tableText,
} from '../schema.ts';
import { columnType } from './column-type.ts';
import { type IntrospectionAnswer, introspectionAnswer } from './introspection-answer.ts';
import { introspectionSql } from './introspection-sql.ts';
import { readSequences } from './read-sequences.ts';
import type { InSnapshot, PostgresSource } from './source.ts';

type Reading = Pick<PostgresSource, 'name' | 'query'>;

/**
 * Everything that masking, subsets and pulls need to know of a database, in two queries. System schemas and
 * what extensions made are left out.
 * @throws BacklotError as `PostgresSource.query` does.
 */
export async function introspect(
  source: Reading,
  signal: AbortSignal,
  options: InSnapshot = {},
): Promise<DatabaseSchema> {
  const qualified = { ...options, qualified: true };
  const [row] = await source.query(introspectionSql, signal, qualified);
  const parsed = introspectionAnswer.safeParse(JSON.parse(row?.answer ?? 'null'));
  if (!parsed.success)
    throw new BacklotError(
      'source-unsupported',
      `The catalogue of ${source.name} is not one of PostgreSQL.`,
      {
        hint: 'Check that the address is that of a PostgreSQL server of version 12 or later.',
        cause: parsed.error,
      },
    );
  const answer = parsed.data;
  const values = await readSequences(
    source,
    answer.sequences.filter(({ readable }) => readable),
    signal,
    options,
  );
  const sequences = answer.sequences.map(({ schema, name, ownerTable, ownerColumn }): Sequence => {
    const state = values.get(tableText({ schema, name }));
    return {
      schema,
      name,
      ...(state?.called ? { lastValue: state.value } : {}),
      ...(state && !state.called ? { firstValue: state.value } : {}),
      ...(ownerTable && ownerColumn ? { ownedBy: { table: ownerTable, column: ownerColumn } } : {}),
    };
  });
  return {
    engine: `PostgreSQL ${answer.database.version.replace(/ .*/, '')}`,
    serverVersion: answer.database.number,
    database: answer.database.name,
    encoding: answer.database.encoding,
    tables: withSums(describeTables(answer)),
    sequences,
    largeObjects: answer.database.largeObjects,
    extensions: answer.extensions,
    objects: answer.objects,
  };
}

const onDelete: Readonly<Record<string, ForeignKey['onDelete']>> = {
  a: 'no-action',
  r: 'restrict',
  c: 'cascade',
  n: 'set-null',
  d: 'set-default',
};

const generation = {
  s: 'stored',
  v: 'virtual',
} as const;

const identities = { a: 'identity-always', d: 'identity-by-default' } as const;

function describeTables(answer: IntrospectionAnswer): readonly Table[] {
  const types = new Map(answer.types.map((type) => [type.oid, type]));
  const columns = Map.groupBy(answer.columns, ({ table }) => table);
  const constraints = Map.groupBy(answer.constraints, ({ table }) => table);
  const indexes = Map.groupBy(answer.indexes, ({ table }) => table);
  return answer.tables.map((table): Table => {
    const own = constraints.get(table.oid) ?? [];
    const unique = indexes.get(table.oid) ?? [];
    const isPlain = ({ expressions, predicate }: (typeof unique)[number]): boolean =>
      expressions.length === 0 && predicate === null;
    return {
      schema: table.schema,
      name: table.name,
      kind: table.kind === 'p' ? 'partitioned' : table.partition ? 'partition' : 'table',
      ...(table.parent === null ? {} : { parent: table.parent }),
      columns: (columns.get(table.oid) ?? []).map((column) => {
        const type = columnType(types, column);
        return {
          name: column.name,
          position: column.position,
          type: column.caseless ? { ...type, caseless: true } : type,
          nullable: column.nullable && type.domain?.notNull !== true,
          generated:
            column.generated !== ''
              ? generation[column.generated]
              : column.identity !== ''
                ? identities[column.identity]
                : 'no',
          ...(column.default === null ? {} : { default: column.default }),
          ...(column.comment === null ? {} : { comment: column.comment }),
        };
      }),
      keys: [
        ...own
          .filter(({ kind }) => kind === 'p' || kind === 'u')
          .map((key) => ({ name: key.name, primary: key.kind === 'p', columns: key.columns })),
        ...unique.filter(isPlain).map(({ name, columns: of }) => ({ name, primary: false, columns: of })),
      ],
      foreignKeys: own.flatMap((key): readonly ForeignKey[] =>
        key.kind === 'f' && key.target !== null
          ? [
              {
                name: key.name,
                columns: key.columns,
                target: key.target,
                targetColumns: key.targetColumns ?? [],
                deferrable: key.deferrable,
                onDelete: onDelete[key.onDelete] ?? 'no-action',
                virtual: false,
              },
            ]
          : [],
      ),
      checks: own
        .filter(({ kind }) => kind === 'c')
        .map(({ name, expression }) => ({ name, expression: expression ?? '' })),
      uniqueIndexes: unique
        .filter((index) => !isPlain(index))
        .map(({ name, columns: of, expressions, predicate }) => ({
          name,
          columns: of,
          expressions,
          ...(predicate === null ? {} : { predicate }),
        })),
      exclusions: own
        .filter(({ kind }) => kind === 'x')
        .map(({ name, columns: of }) => ({ name, columns: of })),
      rows: table.rows,
      bytes: table.bytes,
      blocks: table.blocks,
      rowSecurity: table.rowSecurity,
      ...(table.comment === null ? {} : { comment: table.comment }),
    };
  });
}

/** A partitioned table's rows are those of its leaves: the server's own estimate for it is often missing. */
function withSums(tables: readonly Table[]): readonly Table[] {
  const children = Map.groupBy(tables, ({ parent }) => (parent === undefined ? '' : tableText(parent)));
  const rowsOf = (table: Table): number =>
    table.kind === 'partitioned'
      ? (children.get(tableText(table)) ?? []).reduce((sum, child) => sum + rowsOf(child), 0)
      : table.rows;
  return tables.map((table) => ({ ...table, rows: rowsOf(table) }));
}

/** True for the tables that hold rows themselves: a partitioned one's are in its leaves. */
export const holdsRows = ({ kind }: Pick<Table, 'kind'> & TableName): boolean => kind !== 'partitioned';
