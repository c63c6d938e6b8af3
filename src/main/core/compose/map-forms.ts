import { absoluteContext } from './absolute-path.ts';
import {
  type Form,
  listOf,
  mapOf,
  oneOf,
  type Reading,
  refine,
  type Trail,
  tellKind,
  tellValue,
} from './form.ts';
import type { Environment, StringMap } from './model.ts';
import { anyText, text } from './scalar-forms.ts';
import { isNull, type Node } from './yaml-node.ts';

const words = 'a block of keys or a list of NAME=value';

/** One `NAME: value` or `NAME=value`; the value is null when there is none. */
export interface Pair {
  readonly name: string;
  readonly value: string | null;
  readonly node: Node;
}

const pairOf = (item: string, node: Node): Pair => {
  const sign = item.indexOf('=');
  return sign === -1
    ? { name: item, value: null, node }
    : { name: item.slice(0, sign), value: item.slice(sign + 1), node };
};

function readPairs(node: Node, at: Trail, to: Reading): readonly Pair[] | undefined {
  if (node.kind === 'map') {
    return [...node.entries].flatMap(([name, entry]): readonly Pair[] => {
      if (isNull(entry.value)) return [{ name, value: null, node: entry.value }];
      const value = anyText.read(entry.value, { above: at, step: name }, to);
      return value === undefined ? [] : [{ name, value, node: entry.value }];
    });
  }
  if (node.kind === 'list') {
    return node.items.flatMap((item, step) => {
      const read = text.read(item, { above: at, step }, to);
      return read === undefined ? [] : [pairOf(read, item)];
    });
  }
  tellKind(node, at, to, words);
  return undefined;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function pairs<T>(
  read: (pair: Pair, at: Trail, to: Reading) => T | undefined,
): Form<Readonly<Record<string, T>>> {
  return {
    words,
    fits: (node) => node.kind === 'map' || node.kind === 'list',
    read: (node, at, to) => {
      const all = readPairs(node, at, to);
      if (!all) return undefined;
      const values = new Map<string, T>();
      for (const pair of all) {
        if (pair.name === '') tellValue(pair.node, at, to, 'has no name before "=".');
        const value = read(pair, at, to);
        // The last one counts, also when it says that there is no value.
        if (value === undefined) values.delete(pair.name);
        else values.set(pair.name, value);
      }
      return Object.fromEntries([...values].sort(byName));
    },
    omits: (value) => Object.keys(value).length === 0,
  };
}

/** Names and values; a name alone has the empty value. */
export const labels: Form<StringMap> = pairs(({ value }) => value ?? '');

/** Variables; a name alone takes its value from the shell, and is null where that has none. */
export const environment: Form<Environment> = pairs(
  ({ name, value, node }) => value ?? node.source.lookup(name) ?? null,
);

/** Variables whose names without a value stay so: the container's own are meant. */
export const hookEnvironment: Form<Environment> = pairs(({ value }) => value);

/** Build arguments; a name alone that the shell does not have is left out. */
export const buildArguments: Form<Environment> = pairs(
  ({ name, value, node }) => value ?? node.source.lookup(name),
);

/** Named build contexts: absolute paths or remote addresses. */
export const namedContexts: Form<StringMap> = pairs(({ name, value, node }, at, to) => {
  if (value !== null) return absoluteContext(value, node.source.baseDirectory, to.home);
  tellValue(node, at, to, `${name} has no context.`, 'Write NAME=path.');
  return undefined;
});

/** Options of a driver: text, numbers or nothing. */
export const options: Form<StringMap> = mapOf({
  words: anyText.words,
  fits: (node) => isNull(node) || anyText.fits(node),
  read: (node, at, to) => (isNull(node) ? '' : anyText.read(node, at, to)),
  omits: () => false,
});

/** SSH agents of a build: "default" or "id=path". */
export const sshKeys: Form<readonly string[]> = refine(
  pairs(({ name, value, node }, at, to) => {
    if (value === null && name !== 'default') {
      tellValue(node, at, to, `${name} has no path.`, 'Write id=path, or default.');
      return undefined;
    }
    return value ?? '';
  }),
  (value) => Object.entries(value).map(([name, key]) => (key === '' ? name : `${name}=${key}`)),
  (value) => value.length === 0,
);

/** Text or a list of it, as a list without repetitions. */
export const textList: Form<readonly string[]> = oneOf(
  listOf(text, (item) => item),
  refine(
    text,
    (item) => [item],
    () => false,
  ),
);

const hostName = /^[^:=]+$/;

/** Further hosts as sorted "name=address". */
export const extraHosts: Form<readonly string[]> = {
  words: 'a block of keys or a list of name=address',
  fits: (node) => node.kind !== 'scalar',
  read: (node, at, to) => {
    const hosts = new Set<string>();
    const add = (name: string, addresses: string, item: Node): void => {
      if (!hostName.test(name)) tellValue(item, at, to, `${JSON.stringify(name)} is not a host name.`);
      for (const address of addresses.split(',')) hosts.add(`${name}=${address.replace(/^\[(.+)\]$/, '$1')}`);
    };
    if (node.kind === 'map') {
      for (const [name, { value }] of node.entries) {
        for (const address of textList.read(value, { above: at, step: name }, to) ?? [])
          add(name, address, value);
      }
    } else if (node.kind === 'list') {
      node.items.forEach((item, step) => {
        const written = text.read(item, { above: at, step }, to);
        if (written === undefined) return;
        const sign = written.includes('=') ? written.indexOf('=') : written.indexOf(':');
        if (sign === -1) tellValue(item, { above: at, step }, to, 'has no address.', 'Write name=address.');
        else add(written.slice(0, sign), written.slice(sign + 1), item);
      });
    } else {
      tellKind(node, at, to, 'a block of keys or a list of name=address');
      return undefined;
    }
    return [...hosts].sort();
  },
  omits: (value) => value.length === 0,
};
