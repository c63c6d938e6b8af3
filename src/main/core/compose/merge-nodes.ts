import { pathText } from '../project/complaint.ts';
import type { MergeRules } from './merge-rules.ts';
import type { Problems } from './problems.ts';
import { type Entry, isNull, type ListNode, type MapNode, type Node, nodeAt, scalarAt } from './yaml-node.ts';

type Path = readonly string[];

const kindWords = { scalar: 'a single value', list: 'a list', map: 'a block of keys' } as const;

const mapAt = (node: Node, entries: ReadonlyMap<string, Entry>): MapNode => ({
  kind: 'map',
  source: node.source,
  offset: node.offset,
  entries,
});

const listAt = (node: Node, items: readonly Node[]): ListNode => ({
  kind: 'list',
  source: node.source,
  offset: node.offset,
  items,
});

/** A list of `K=V` or names as a map; undefined when it holds anything else. */
function mapOf(node: Node, read: (item: Node, value: string | null) => Node): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind === 'scalar') return isNull(node) ? mapAt(node, new Map()) : undefined;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return undefined;
    const sign = item.value.indexOf('=');
    const key = sign === -1 ? item.value : item.value.slice(0, sign);
    entries.set(key, { key: item, value: read(item, sign === -1 ? null : item.value.slice(sign + 1)) });
  }
  return mapAt(node, entries);
}

const byKey = (node: Node): MapNode | undefined => mapOf(node, scalarAt);

const started = (item: Node): Node => {
  const setting = (value: Node): Entry => ({ key: item, value });
  return mapAt(
    item,
    new Map([
      ['condition', setting(scalarAt(item, 'service_started'))],
      ['required', setting({ ...scalarAt(item, 'true'), value: true })],
    ]),
  );
};

const itemsOf = (node: Node): readonly Node[] =>
  node.kind === 'list' ? node.items : isNull(node) ? [] : [node];

/** Hosts as `name=address` items. */
function hostItems(node: Node): readonly Node[] {
  if (node.kind !== 'map') return itemsOf(node);
  return [...node.entries].flatMap(([name, { value }]) =>
    itemsOf(value).map((address) =>
      address.kind === 'scalar' ? scalarAt(address, `${name}=${address.text}`) : address,
    ),
  );
}

const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' ? node.text : undefined;

class Merger {
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  merge(base: Node, over: Node, rules: MergeRules | undefined, path: Path): Node {
    if (over.tag !== undefined || base.tag === 'reset') return over;
    if (rules?.rule === 'replace') return over;
    if (isNull(over)) return base;
    if (isNull(base)) return over;
    switch (rules?.rule) {
      case 'by-key': {
        const [left, right] = [byKey(base), byKey(over)];
        // With the last word of each key: an empty value takes away what was set before.
        return left && right ? mapAt(over, new Map([...left.entries, ...right.entries])) : over;
      }
      case 'names':
        return this.#mergeMaps(
          mapOf(base, (item) => scalarAt(item, null)),
          mapOf(over, (item) => scalarAt(item, null)),
          over,
          rules,
          path,
        );
      case 'dependencies':
        return this.#mergeMaps(mapOf(base, started), mapOf(over, started), over, rules, path);
      case 'append':
        return base.kind === 'map' || over.kind === 'map'
          ? over
          : listAt(over, [...itemsOf(base), ...itemsOf(over)]);
      case 'hosts': {
        const known = new Set(hostItems(base).map(textOf));
        const more = hostItems(over).filter((item) => !known.has(textOf(item)));
        return listAt(over, [...hostItems(base), ...more]);
      }
      case 'build':
        return this.#mergeMaps(contextMap(base), contextMap(over), over, rules, path);
      case 'logging': {
        const [left, right] = [textOf(nodeAt(base, ['driver'])), textOf(nodeAt(over, ['driver']))];
        const other = left !== undefined && right !== undefined && left !== right;
        return other ? over : this.#mergeAlike(base, over, rules, path);
      }
      case 'pools':
        return base.kind === 'list' && over.kind === 'list' ? this.#mergePools(base, over, path) : over;
      default:
        return this.#mergeAlike(base, over, rules, path);
    }
  }

  #mergeAlike(base: Node, over: Node, rules: MergeRules | undefined, path: Path): Node {
    if (base.kind === 'map' && over.kind === 'map') return this.#mergeMaps(base, over, over, rules, path);
    if (base.kind === 'list' && over.kind === 'list') return listAt(over, [...base.items, ...over.items]);
    if (base.kind === 'scalar') return over;
    this.#problems.error(
      over,
      `${pathText(path)} is ${kindWords[over.kind]} here, but ${kindWords[base.kind]} in ${base.source.file}: the two can't be merged.`,
      'Write both in one form, or put !override before this one.',
    );
    return over;
  }

  #mergeMaps(
    base: MapNode | undefined,
    over: MapNode | undefined,
    asWritten: Node,
    rules: MergeRules | undefined,
    path: Path,
  ): Node {
    if (!base || !over) return asWritten;
    const entries = new Map(base.entries);
    for (const [key, entry] of over.entries) {
      const before = base.entries.get(key);
      const value =
        before === undefined || key.startsWith('x-')
          ? entry.value
          : this.merge(before.value, entry.value, rules?.keys?.[key] ?? rules?.each, [...path, key]);
      entries.set(key, { key: entry.key, value });
    }
    return mapAt(over, entries);
  }

  /** Those of one subnet are merged, new ones appended; those that aren't named again go. */
  #mergePools(base: ListNode, over: ListNode, path: Path): Node {
    const subnet = (node: Node): string | undefined => textOf(nodeAt(node, ['subnet']));
    return listAt(
      over,
      over.items.map((item) => {
        const before = base.items.find((candidate) => subnet(candidate) === subnet(item));
        return before ? this.#mergeAlike(before, item, undefined, path) : item;
      }),
    );
  }
}

const contextMap = (node: Node): MapNode | undefined => {
  if (node.kind === 'map') return node;
  if (node.kind === 'list') return undefined;
  return mapAt(node, new Map([['context', { key: node, value: node }]]));
};

/**
 * What `over` makes of `base` by compose's rules. Values tagged `!reset` stay in the result as markers,
 * so that they act on earlier files too; `settle` takes them out at the end.
 */
export function mergeNodes(base: Node, over: Node, rules: MergeRules, path: Path, problems: Problems): Node {
  return new Merger(problems).merge(base, over, rules, path);
}

/** The tree without what is tagged `!reset`, and without tags. */
export function settle(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node.tag === undefined ? node : { ...node, tag: undefined };
    case 'list': {
      const items = node.items.filter(({ tag }) => tag !== 'reset').map(settle);
      const same = node.tag === undefined && items.length === node.items.length;
      return same && items.every((item, index) => item === node.items[index]) ? node : listAt(node, items);
    }
    case 'map': {
      let changed: Map<string, Entry> | undefined;
      for (const [key, entry] of node.entries) {
        const value = entry.value.tag === 'reset' ? undefined : settle(entry.value);
        if (value === entry.value) continue;
        changed ??= new Map(node.entries);
        if (value === undefined) changed.delete(key);
        else changed.set(key, { key: entry.key, value });
      }
      if (changed) return mapAt(node, changed);
      return node.tag === undefined ? node : mapAt(node, node.entries);
    }
  }
}
