import { BacklotError } from '../../../../shared/errors.ts';
import { nearestName } from '../../project/nearest-name.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import { type ChosenRoots, chooseRoots } from './choose-roots.ts';
import { type LogicalTable, logicalTables } from './logical-tables.ts';
import { orderTables } from './order-tables.ts';
import { readRoots } from './read-roots.ts';
import type {
  EdgeRule,
  SubsetEdge,
  SubsetPlan,
  SubsetRequest,
  SubsetRoot,
  SubsetTable,
} from './subset-plan.ts';
import { subsetText } from './subset-text.ts';
import { columnsText, type TableEdge, tableEdges } from './table-edges.ts';

/** Of a share, one parent brings at least this many children, however small their table is. */
const fewestChildren = 10;

/** All tables that refer to one, directly or not; itself only through a circle. */
function descendantsOf(edges: readonly TableEdge[]): (table: string) => ReadonlySet<string> {
  const children = new Map<string, string[]>();
  for (const { child, parent } of edges) {
    const key = tableText(parent);
    children.set(key, [...(children.get(key) ?? []), tableText(child)]);
  }
  const known = new Map<string, ReadonlySet<string>>();
  return (table) => {
    const before = known.get(table);
    if (before) return before;
    const found = new Set<string>();
    const work = [table];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      for (const child of children.get(at) ?? []) {
        if (found.has(child)) continue;
        found.add(child);
        work.push(child);
      }
    }
    known.set(table, found);
    return found;
  };
}

/** A key whose columns are never null and are copied; every copied column where there is none. */
function identityOf({ columns, keys }: LogicalTable): readonly string[] {
  const copied = columns.filter(({ generated }) => generated !== 'stored' && generated !== 'virtual');
  const there = new Set(copied.map(({ name }) => name));
  const nullable = new Set(columns.filter((one) => one.nullable).map(({ name }) => name));
  const sound = keys.filter(
    ({ primary, columns: of }) =>
      of.every((column) => there.has(column)) && (primary || of.every((column) => !nullable.has(column))),
  );
  const best = sound.find(({ primary }) => primary) ?? sound[0];
  return best?.columns ?? copied.map(({ name }) => name);
}

/** By its constraint, or by its columns, with or without the schema `public`. */
const meant = ({ edge }: EdgeRule, { key, child, columns }: TableEdge): boolean =>
  edge === key || [edge, `public.${edge}`].includes(columnsText(tableText(child), columns));

function requireKnown(rules: readonly EdgeRule[], edges: readonly TableEdge[]): void {
  const unknown = rules.find((rule) => !edges.some((edge) => meant(rule, edge)));
  if (!unknown) return;
  const names = edges.map(({ child, columns }) => columnsText(tableText(child), columns));
  const near = nearestName(unknown.edge, names);
  throw new BacklotError(
    'config-invalid',
    `The subset names the foreign key ${unknown.edge}, which is not there.`,
    {
      hint:
        near === undefined
          ? 'Write schema.table.column, or the name of its constraint.'
          : `Did you mean ${near}?`,
      details: { edge: unknown.edge },
    },
  );
}

interface Sharing {
  readonly share: number;
  readonly chosen: ChosenRoots;
}

/** Whether an edge is followed downwards, and how far. */
function decide(
  edge: TableEdge,
  rule: EdgeRule | undefined,
  rows: (table: string) => number,
  sharing: Sharing | undefined,
): SubsetEdge {
  const { oneToOne, ...known } = edge;
  const depth = rule?.depth === undefined ? {} : { depth: rule.depth };
  const limit = rule?.limit === undefined ? {} : { limit: rule.limit };
  if (rule?.follow === false) return { ...known, follow: 'never', cause: 'not followed, as told' };
  if (oneToOne && rule?.limit === undefined && rule?.depth === undefined)
    return { ...known, follow: 'always', cause: 'at most one for each parent' };
  if (rule) {
    const most = rule.limit === undefined ? 'followed' : `at most ${rule.limit} for each parent`;
    const far = rule.depth === undefined ? '' : `, ${rule.depth} steps from a root`;
    return { ...known, ...limit, ...depth, follow: 'children', cause: `${most}${far}, as told` };
  }
  if (!sharing) return { ...known, follow: 'children', cause: 'followed' };
  const [child, parent] = [tableText(edge.child), tableText(edge.parent)];
  const { owner } = sharing.chosen;
  if (owner.get(child) !== owner.get(parent))
    return { ...known, follow: 'never', cause: `comes along with ${owner.get(child)} instead` };
  const most = Math.max(fewestChildren, Math.ceil(rows(child) * sharing.share));
  return {
    ...known,
    follow: 'children',
    limit: most,
    cause: `at most ${most} for each parent, a share of all`,
  };
}

/** @throws BacklotError `invalid-input` for a number that is none */
function checkNumbers({ percent, depth, edges = [] }: SubsetRequest): void {
  const whole = (value: number | undefined, least: number): boolean =>
    value === undefined || (Number.isSafeInteger(value) && value >= least);
  const share = percent === undefined || (percent > 0 && percent <= 100);
  if (share && whole(depth, 0) && edges.every((one) => whole(one.limit, 0) && whole(one.depth, 0))) return;
  throw new BacklotError('invalid-input', 'The subset has a number that is none of a subset.', {
    hint: 'A percentage is above 0 and at most 100; limits and depths are whole numbers from 0.',
  });
}

/**
 * Decides from the schema alone which tables a subset cuts down, which it takes whole, and along which
 * foreign keys rows bring others with them. Cut down are the roots and every table that refers to one,
 * directly or not; nothing else can refer to a row that is left out. Pure.
 * @throws BacklotError `config-invalid` for names that are not there, `invalid-input` for numbers
 */
export function planSubset(schema: Pick<DatabaseSchema, 'tables'>, request: SubsetRequest): SubsetPlan {
  checkNumbers(request);
  const { percent, edges: rules = [], polymorphic = [], depth } = request;
  const share = percent === undefined ? undefined : percent / 100;
  const logical = logicalTables(schema);
  const conditions = readRoots(request.roots, logical.tables);
  const edges = tableEdges(logical, polymorphic);
  requireKnown(rules, edges);
  const descendants = descendantsOf(edges);
  const rows = new Map(logical.tables.map((one) => [one.text, one.rows]));
  const sharing =
    share !== undefined && conditions.size === 0
      ? { share, chosen: chooseRoots(rows, descendants, share) }
      : undefined;
  const rootOf = (text: string): SubsetRoot | undefined => {
    const condition = conditions.get(text);
    if (condition !== undefined) return { condition, ...(share === undefined ? {} : { share }) };
    return sharing?.chosen.roots.includes(text) ? { share: sharing.share } : undefined;
  };

  const roots = logical.tables.filter(({ text }) => rootOf(text)).map(({ text }) => text);
  const partly = new Set(roots.flatMap((root) => [root, ...descendants(root)]));
  const inside = edges.filter((edge) => partly.has(tableText(edge.parent)));
  const decided = inside.map((edge) =>
    decide(
      edge,
      rules.find((rule) => meant(rule, edge)),
      (text) => rows.get(text) ?? 0,
      sharing,
    ),
  );
  const { order, cycles } = orderTables([...partly].toSorted(), (name) =>
    inside.filter(({ child }) => tableText(child) === name).map(({ parent }) => tableText(parent)),
  );
  const tables = order.flatMap((text): SubsetTable[] => {
    const table = logical.of.get(text);
    if (!table) return [];
    const root = rootOf(text);
    const refersTo = [
      ...new Set(
        inside.filter(({ child }) => tableText(child) === text).map(({ parent }) => tableText(parent)),
      ),
    ];
    const some = root?.share === undefined ? '' : `${root.share * 100} % of its rows`;
    const where = root?.condition === undefined ? '' : `rows where ${root.condition}`;
    const cause = root
      ? `root: ${[some, where].filter(Boolean).join(', of ')}`
      : `refers to ${refersTo.join(', ')}`;
    return [
      {
        table: table.name,
        identity: identityOf(table),
        rows: table.rows,
        cause,
        ...(root ? { root } : {}),
      },
    ];
  });
  const plan = {
    tables,
    edges: decided,
    whole: logical.tables.filter(({ text }) => !partly.has(text)).map(({ name }) => name),
    cycles: cycles.map((way) => way.join(' > ')),
    ...(depth === undefined ? {} : { depth }),
  };
  return { ...plan, text: subsetText(plan) };
}
