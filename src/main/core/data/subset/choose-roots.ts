export interface ChosenRoots {
  /** By table: the root that brings its rows along; a root is its own. */
  readonly owner: ReadonlyMap<string, string>;
  readonly roots: readonly string[];
}

/** A share of fewer rows than this would be next to nothing. */
const fewestPicked = 20;

/**
 * Chooses tables to take a share of, when none are named: one after another the table from which most rows
 * that are not yet accounted for depend. Tables too small for a share are never roots. Pure and in a fixed
 * order.
 * @param tables estimates of rows by table
 * @param descendants all tables that refer to it, directly or not
 * @param share 0 to 1
 */
export function chooseRoots(
  tables: ReadonlyMap<string, number>,
  descendants: (table: string) => ReadonlySet<string>,
  share: number,
): ChosenRoots {
  const enough = fewestPicked / share;
  const candidates = [...tables]
    .filter(([, rows]) => rows >= enough)
    .map(([name]) => name)
    .toSorted();
  const owner = new Map<string, string>();
  const roots: string[] = [];
  const claims = (name: string): readonly string[] =>
    [name, ...descendants(name)].filter((one) => !owner.has(one));
  const weight = (name: string): number =>
    claims(name)
      .filter((one) => (tables.get(one) ?? 0) >= enough)
      .reduce((sum, one) => sum + (tables.get(one) ?? 0), 0);
  for (;;) {
    const open = candidates.filter((name) => !owner.has(name));
    const [first, ...others] = open;
    if (first === undefined) return { owner, roots };
    const best = others.reduce((a, b) => (weight(b) > weight(a) ? b : a), first);
    roots.push(best);
    for (const name of claims(best)) owner.set(name, best);
  }
}
