import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Node as YamlNode,
} from 'yaml';
import { explainYamlError } from './explain-yaml-error.ts';
import type { Problems } from './problems.ts';
import { resolvePlain } from './resolve-scalar.ts';
import type { Entry, ListNode, MapNode, Node, Place, ScalarNode, Source, Tag } from './yaml-node.ts';

/** No compose file is deeper; a deeper one would take the stack. */
const deepest = 64;
/** Values after aliases are followed: what a bomb of them would cost. */
const mostValues = 400_000;

const tags: Readonly<Record<string, Tag>> = { '!reset': 'reset', '!override': 'override' };

interface Anchor {
  readonly node: Node;
  readonly size: number;
}

/** Stops the reading of one document, whose problem is told already. */
class Unreadable extends Error {}

class TreeReader {
  readonly #source: Source;
  readonly #problems: Problems;
  readonly #anchors = new Map<string, Anchor | 'open'>();
  #size = 0;

  constructor(source: Source, problems: Problems) {
    this.#source = source;
    this.#problems = problems;
  }

  read(node: YamlNode | null | undefined, place: Place, depth: number): Node {
    if (depth > deepest) this.#stop(place, `The file is nested deeper than ${deepest} levels.`);
    this.#count(place, 1);
    if (isAlias(node)) return this.#follow(node.source, this.#at(node));
    const name = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (name === undefined) return this.#readOwn(node, place, depth);
    this.#anchors.set(name, 'open');
    const before = this.#size;
    const own = this.#readOwn(node, place, depth);
    this.#anchors.set(name, { node: own, size: this.#size - before + 1 });
    return own;
  }

  #readOwn(node: YamlNode | null | undefined, place: Place, depth: number): Node {
    if (isMap(node)) return this.#readMap(node, depth);
    if (isSeq(node)) {
      const at = this.#at(node);
      const items = node.items.map((item) => this.read(asNode(item), at, depth + 1));
      const list: ListNode = { kind: 'list', source: this.#source, offset: at.offset, items };
      const tag = tags[node.tag ?? ''];
      return tag ? { ...list, tag } : list;
    }
    return this.#readScalar(node, place);
  }

  #readScalar(node: YamlNode | null | undefined, place: Place): Node {
    if (!isScalar(node)) return { kind: 'scalar', ...place, value: null, text: '' };
    const written = typeof node.value === 'string' ? node.value : '';
    const plain = node.type === 'PLAIN' && node.tag !== 'tag:yaml.org,2002:str';
    const { value, text } = plain ? resolvePlain(written) : { value: written, text: written };
    // An empty value has no place of its own worth showing; its key has.
    const offset = written === '' && plain ? place.offset : (node.range?.[0] ?? place.offset);
    const scalar: ScalarNode = { kind: 'scalar', source: this.#source, offset, value, text };
    const tag = tags[node.tag ?? ''];
    return tag ? { ...scalar, tag } : scalar;
  }

  #readMap(map: YamlNode & { items: readonly { key: unknown; value: unknown }[] }, depth: number): MapNode {
    const entries = new Map<string, Entry>();
    let merged: { readonly node: Node; readonly place: Place } | undefined;
    for (const { key: keyNode, value } of map.items) {
      const key = this.#at(asNode(keyNode));
      const name = this.#nameOf(keyNode, key);
      const isMerge = name === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN';
      if (entries.has(name) || (isMerge && merged)) {
        this.#problems.error(key, `${JSON.stringify(name)} is written twice.`, 'Keep one of the two.');
      }
      const read = this.read(asNode(value), key, depth + 1);
      if (isMerge) merged = { node: read, place: key };
      else entries.set(name, { key, value: read });
    }
    if (merged) this.#mergeIn(merged.node, merged.place, entries);
    const at = this.#at(map);
    const own: MapNode = { kind: 'map', source: this.#source, offset: at.offset, entries };
    const tag = tags[map.tag ?? ''];
    return tag ? { ...own, tag } : own;
  }

  /** `<<`: what the map itself says wins; of several merged maps the first. */
  #mergeIn(node: Node, place: Place, entries: Map<string, Entry>): void {
    const maps = node.kind === 'list' ? node.items : [node];
    for (const map of maps) {
      if (map.kind !== 'map') {
        this.#problems.error(place, '"<<" takes a map or a list of maps.', 'Write <<: *anchor.');
        return;
      }
      this.#count(place, map.entries.size);
      for (const [name, entry] of map.entries) if (!entries.has(name)) entries.set(name, entry);
    }
  }

  #nameOf(keyNode: unknown, key: Place): string {
    if (isScalar(keyNode) && typeof keyNode.value === 'string') {
      const text = keyNode.value;
      if (keyNode.type === 'PLAIN' && typeof resolvePlain(text).value !== 'string') {
        this.#problems.error(
          key,
          `The key ${text === '' ? 'is empty' : `${text} is not text`}.`,
          `Put it in quotes: ${JSON.stringify(text)}.`,
        );
      }
      return text;
    }
    if (isAlias(keyNode)) {
      const target = this.#follow(keyNode.source, key);
      if (target.kind === 'scalar') return target.text;
    }
    this.#problems.error(key, 'A key must be text.', 'Write the key as one word or in quotes.');
    return '';
  }

  #follow(name: string, place: Place): Node {
    const anchor = this.#anchors.get(name);
    if (anchor === 'open') this.#stop(place, `"*${name}" refers to the value it is a part of.`);
    if (!anchor) {
      this.#stop(
        place,
        `"*${name}" refers to an anchor that is not there.`,
        `Write &${name} at an earlier value, or write the value out.`,
      );
    }
    this.#count(place, anchor.size);
    return anchor.node;
  }

  #count(place: Place, more: number): void {
    this.#size += more;
    if (this.#size <= mostValues) return;
    this.#stop(
      place,
      'The anchors and aliases of the file unfold into too much data.',
      'Write the values out.',
    );
  }

  #at(node: YamlNode | null | undefined): Place {
    return { source: this.#source, offset: node?.range?.[0] ?? 0 };
  }

  #stop(place: Place, message: string, hint?: string): never {
    this.#problems.error(place, message, hint);
    throw new Unreadable();
  }
}

/** The library types what is in a collection as unknown; it only ever holds nodes or nothing. */
const asNode = (value: unknown): YamlNode | undefined =>
  isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : undefined;

function readDocument(document: Document.Parsed, source: Source, problems: Problems): Node | undefined {
  const [first] = document.errors;
  if (first) {
    // One error often drags others behind it; of nesting there is one per level.
    const told = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ?? first;
    const { offset, message, hint } = explainYamlError(told);
    problems.error({ source, offset }, message, hint);
    return undefined;
  }
  if (document.contents === null) return undefined;
  try {
    return new TreeReader(source, problems).read(document.contents, { source, offset: 0 }, 0);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** What no YAML text may hold: a parser would take it for text and a terminal for a command. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** The documents of a YAML text, without the empty ones. What is wrong goes to `problems`. */
export function readTree(source: Source, problems: Problems): readonly Node[] {
  const bad = source.text.search(control);
  if (bad !== -1) {
    problems.error({ source, offset: bad }, 'The file holds a control character.', 'Is it a text file?');
    return [];
  }
  const documents = parseAllDocuments(source.text, {
    schema: 'failsafe',
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
    strict: false,
  });
  return [...documents].flatMap((document) => readDocument(document, source, problems) ?? []);
}
