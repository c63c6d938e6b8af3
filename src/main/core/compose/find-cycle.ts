/** A circle in a graph of names, its first name repeated at the end; undefined when there is none. Linear. */
export function findCycle(next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of next.keys()) {
    if (done.has(start)) continue;
    // A stack of its own: a chain of thousands must not use up the call stack.
    const path: { readonly name: string; readonly open: string[] }[] = [];
    const onPath = new Set<string>();
    const enter = (name: string): void => {
      path.push({ name, open: [...(next.get(name) ?? [])].reverse() });
      onPath.add(name);
    };
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const name = top.open.pop();
      if (name === undefined) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(name)) {
        const names = path.map((step) => step.name);
        return [...names.slice(names.indexOf(name)), name];
      } else if (!done.has(name) && next.has(name)) enter(name);
    }
  }
  return undefined;
}
