import type { Complaint } from '../../project/complaint.ts';
import { columnPath } from './column-path.ts';
import type { ColumnPath, WrittenKey } from './masking-file.ts';
import { checkWhen, isRecord } from './read-rule.ts';

const top = 'virtual-keys';
const form = 'Write { from: public.events.customer_id, to: public.customers.id }.';

const complain = (path: readonly PropertyKey[], message: string, hint = form): Complaint => ({
  path: [top, ...path],
  target: 'value',
  message,
  hint,
  severity: 'error',
});

function pathsOf(value: unknown): readonly ColumnPath[] | undefined {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const paths = texts.flatMap((text) => (typeof text === 'string' ? (columnPath(text) ?? []) : []));
  const oneTable = new Set(paths.map(({ table }) => table)).size === 1;
  return paths.length === texts.length && oneTable ? paths : undefined;
}

/** Reads the list `virtual-keys` into `keys`; answers what is wrong with it. */
export function readVirtualKeys(value: unknown, keys: WrittenKey[]): readonly Complaint[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [complain([], `"${top}" must be a list.`)];
  return value.flatMap((entry: unknown, index): readonly Complaint[] => {
    if (!isRecord(entry)) return [complain([index], 'A virtual key is a block with "from" and "to".')];
    const extra = Object.keys(entry).find((key) => !['from', 'to', 'when'].includes(key));
    if (extra !== undefined)
      return [{ ...complain([index, extra], `"${extra}" is not a key of a virtual key.`), target: 'key' }];
    const [from, to] = [pathsOf(entry.from), pathsOf(entry.to)];
    if (!from)
      return [
        complain([index, 'from'], '"from" must name columns of one table, each as schema.table.column.'),
      ];
    if (!to)
      return [complain([index, 'to'], '"to" must name columns of one table, each as schema.table.column.')];
    if (from.length !== to.length) return [complain([index], '"from" and "to" must name as many columns.')];
    if (entry.when === undefined) {
      keys.push({ from, to });
      return [];
    }
    const wrong = checkWhen(entry.when, [top, index, 'when']);
    if (wrong.length === 0 && isRecord(entry.when)) keys.push({ from, to, when: entry.when });
    return wrong;
  });
}
