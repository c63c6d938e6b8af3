/** One file as it was read, with what its text means: where relative paths start, what variables hold. */
export interface Source {
  /** The name that problems carry. */
  readonly file: string;
  readonly text: string;
  /** Absolute; relative paths written in this file start here. */
  readonly baseDirectory: string;
  /** Absolute; what is not written at all starts here. */
  readonly projectDirectory: string;
  /** The value of a variable; undefined when it is not set. */
  readonly lookup: (name: string) => string | undefined;
}

export interface Place {
  readonly source: Source;
  /** Of the text, in UTF-16 units. */
  readonly offset: number;
}

/** `reset` takes away what the files before said, `override` puts itself in its place without merging. */
export type Tag = 'reset' | 'override';

interface Located extends Place {
  readonly tag?: Tag | undefined;
}

export interface ScalarNode extends Located {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as text, the way compose writes numbers and booleans; empty for null. */
  readonly text: string;
}

export interface ListNode extends Located {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface Entry {
  readonly key: Place;
  readonly value: Node;
}

export interface MapNode extends Located {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

/** YAML data that remembers where it was written, through every merge. Immutable: aliases share nodes. */
export type Node = ScalarNode | ListNode | MapNode;

export const scalarAt = (place: Place, value: string | null): ScalarNode => ({
  kind: 'scalar',
  source: place.source,
  offset: place.offset,
  value,
  text: value ?? '',
});

export const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null;

/** The node under a path of keys and indexes; undefined where there is none. */
export function nodeAt(root: Node, path: readonly (string | number)[]): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/** The data without the places. */
export function plainOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainOf(value)]));
  }
}
