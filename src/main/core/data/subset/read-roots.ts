import { BacklotError } from '../../../../shared/errors.ts';
import { nearestName } from '../../project/nearest-name.ts';
import { checkCondition } from './check-condition.ts';
import type { LogicalTable } from './logical-tables.ts';

/** "customers" is that of the schema `public`, else the only one of that name. */
function findTable(wanted: string, tables: readonly LogicalTable[]): LogicalTable {
  const plain = ({ schema, name }: LogicalTable['name']): string => `${schema}.${name}`;
  const named = tables.filter(({ name, text }) =>
    wanted.includes('.') ? wanted === plain(name) || wanted === text : wanted === name.name,
  );
  const found = named.find(({ name }) => name.schema === 'public') ?? named[0];
  if (found && (named.length === 1 || found.name.schema === 'public')) return found;
  const near = nearestName(
    wanted,
    tables.map(({ name }) => (wanted.includes('.') ? plain(name) : name.name)),
  );
  if (found)
    throw new BacklotError('config-invalid', `The subset names ${wanted}, and there is more than one.`, {
      hint: `Write one of ${named.map(({ name }) => plain(name)).join(', ')}.`,
      details: { table: wanted },
    });
  throw new BacklotError('config-invalid', `The subset names the table ${wanted}, which is not there.`, {
    hint: near === undefined ? 'Correct it in backlot.yaml, under subset.' : `Did you mean ${near}?`,
    details: { table: wanted },
  });
}

/**
 * The conditions of a subset by table, each checked to be one condition.
 * @throws BacklotError `config-invalid` for a table that is not there, and for what is no condition
 */
export function readRoots(
  roots: Readonly<Record<string, string>>,
  tables: readonly LogicalTable[],
): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const [wanted, condition] of Object.entries(roots)) {
    const { text } = findTable(wanted, tables);
    checkCondition(text, condition);
    if (read.has(text))
      throw new BacklotError('config-invalid', `The subset names ${text} twice.`, {
        hint: 'Join the two conditions with OR, or with AND.',
        details: { table: text },
      });
    read.set(text, condition);
  }
  return read;
}
