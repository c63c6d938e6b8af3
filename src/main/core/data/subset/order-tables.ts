export interface Ordered {
  /** Parents before children, except within a cycle. */
  readonly order: readonly string[];
  /** Each as the way around: the first table is named again at the end. */
  readonly cycles: readonly (readonly string[])[];
}

/** The shortest way from a table through others of its circle back to itself. */
function wayAround(start: string, members: ReadonlySet<string>, next: (name: string) => readonly string[]) {
  const cameFrom = new Map<string, string>();
  let front = [start];
  while (front.length > 0) {
    const reached: string[] = [];
    for (const name of front) {
      for (const to of next(name)) {
        if (to === start && name !== start) {
          const way = [start];
          for (let at = name; at !== start; at = cameFrom.get(at) ?? start) way.unshift(at);
          return [start, ...way];
        }
        if (!members.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, name);
        reached.push(to);
      }
    }
    front = reached;
  }
  return [start];
}

/**
 * Tables in an order in which parents come first, with the circles among them (Tarjan's strongly connected
 * components). `parentsOf` names tables out of `names`. A table that refers to itself is a circle of one.
 */
export function orderTables(
  names: readonly string[],
  parentsOf: (name: string) => readonly string[],
): Ordered {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const order: string[] = [];
  const cycles: (readonly string[])[] = [];

  const close = (name: string): void => {
    const component = open.splice(open.lastIndexOf(name)).toSorted();
    for (const one of component) isOpen.delete(one);
    order.push(...component);
    for (const one of component) if (parentsOf(one).includes(one)) cycles.push([one, one]);
    const [first] = component;
    if (first !== undefined && component.length > 1)
      cycles.push(wayAround(first, new Set(component), parentsOf));
  };

  // Not by recursion: a schema may have chains longer than the stack.
  for (const start of names) {
    if (index.has(start)) continue;
    const work: { readonly name: string; readonly parents: readonly string[]; at: number }[] = [];
    const enter = (name: string): void => {
      index.set(name, index.size);
      low.set(name, index.size - 1);
      open.push(name);
      isOpen.add(name);
      work.push({ name, parents: parentsOf(name), at: 0 });
    };
    enter(start);
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const { name, parents } = top;
      const parent = parents[top.at];
      if (parent !== undefined) {
        top.at += 1;
        if (!index.has(parent)) enter(parent);
        else if (isOpen.has(parent)) low.set(name, Math.min(low.get(name) ?? 0, index.get(parent) ?? 0));
        continue;
      }
      work.pop();
      if (low.get(name) === index.get(name)) close(name);
      const above = work.at(-1);
      if (above) low.set(above.name, Math.min(low.get(above.name) ?? 0, low.get(name) ?? 0));
    }
  }
  return { order, cycles };
}
