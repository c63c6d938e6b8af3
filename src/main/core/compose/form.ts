import { listNames } from '../project/complaint.ts';
import { nearestName } from '../project/nearest-name.ts';
import type { Problems } from './problems.ts';
import { isNull, type MapNode, type Node } from './yaml-node.ts';

/** Where a value stands in the model, linked upwards: cheap to extend, written out only for a message. */
export interface Trail {
  readonly above?: Trail | undefined;
  readonly step: string | number;
}

export interface Reading {
  readonly problems: Problems;
  /** The home directory, for `~`. */
  readonly home: string;
}

/** One way (or several) to write a value, and what it becomes. */
export interface Form<T> {
  /** What the user is told to write: "text", "a list". */
  readonly words: string;
  /** By kind alone: whether the user meant this form. */
  fits(node: Node): boolean;
  /** The canonical value; undefined when there is a problem, which is told. */
  read(node: Node, at: Trail, to: Reading): T | undefined;
  /** True for a value that says no more than no value: the canonical model leaves it out. */
  omits(value: T): boolean;
}

export type Read<F> = F extends Form<infer T> ? T : never;

/** `services.web.ports[0]` */
export function trailText(at: Trail | undefined): string {
  if (!at) return '';
  const above = trailText(at.above);
  if (typeof at.step === 'number') return `${above}[${at.step}]`;
  return above === '' ? at.step : `${above}.${at.step}`;
}

const kindOf = (node: Node): string => {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a block of keys';
  switch (typeof node.value) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'text';
  }
};

/** Tells that the value is of another kind than the form. */
export function tellKind(node: Node, at: Trail, to: Reading, words: string): void {
  const subject = trailText(at);
  const quotable = node.kind === 'scalar' && node.value !== null && typeof node.value !== 'string';
  to.problems.error(
    node,
    isNull(node)
      ? `${subject} is empty; it must be ${words}.`
      : `${subject} must be ${words}, not ${kindOf(node)}.`,
    quotable && words.includes('text') ? `Put it in quotes: "${node.text}".` : undefined,
  );
}

/** Tells that the value is of the right kind, but wrong. */
export function tellValue(node: Node, at: Trail, to: Reading, why: string, hint?: string): void {
  const written = node.kind === 'scalar' ? ` ${shorten(node.text)}` : '';
  to.problems.error(node, `${trailText(at)}:${written} ${why}`, hint);
}

const shorten = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** A form that does more after another one; `step` returns undefined when it told a problem. */
export function refine<A, B>(
  form: Form<A>,
  step: (value: A, node: Node, at: Trail, to: Reading) => B | undefined,
  omits: (value: B) => boolean = () => false,
): Form<B> {
  return {
    words: form.words,
    fits: (node) => form.fits(node),
    read: (node, at, to) => {
      const value = form.read(node, at, to);
      return value === undefined ? undefined : step(value, node, at, to);
    },
    omits,
  };
}

/** The same form, whose empty values mean something and stay. */
export const kept = <T>(form: Form<T>): Form<T> => ({ ...form, omits: () => false });

/** The form that the value has by its kind. */
export function oneOf<T>(...forms: readonly Form<T>[]): Form<T> {
  const words = [...new Set(forms.map((form) => form.words))].join(' or ');
  return {
    words,
    fits: (node) => forms.some((form) => form.fits(node)),
    read: (node, at, to) => {
      const form = forms.find((candidate) => candidate.fits(node));
      if (form) return form.read(node, at, to);
      tellKind(node, at, to, words);
      return undefined;
    },
    omits: (value) => forms.some((form) => form.omits(value)),
  };
}

/** Also nothing at all, which is a value. */
export const orNull = <T>(form: Form<T>): Form<T | null> => ({
  words: form.words,
  fits: (node) => isNull(node) || form.fits(node),
  read: (node, at, to) => (isNull(node) ? null : form.read(node, at, to)),
  omits: (value) => value !== null && form.omits(value),
});

/** Also nothing at all, which is as good as not written. */
export const orNothing = <T>(form: Form<T>): Form<T> => ({
  ...form,
  fits: (node) => isNull(node) || form.fits(node),
  read: (node, at, to) => (isNull(node) ? undefined : form.read(node, at, to)),
});

/** Items in order; of those with one key the last is kept, at the place of the first. */
export function listOf<T>(form: Form<T>, keyOf?: (value: T) => string): Form<readonly T[]> {
  return {
    words: 'a list',
    fits: (node) => node.kind === 'list',
    read: (node, at, to) => {
      if (node.kind !== 'list') {
        tellKind(node, at, to, 'a list');
        return undefined;
      }
      const values = node.items.flatMap((item, step) => {
        const value = form.read(item, { above: at, step }, to);
        return value === undefined ? [] : [value];
      });
      return keyOf ? [...new Map(values.map((value) => [keyOf(value), value])).values()] : values;
    },
    omits: (value) => value.length === 0,
  };
}

const nameForm = /^[a-zA-Z0-9._-]+$/;

/** Values under keys that the user chose, in the order of the keys; `named` when a key is a name of compose. */
export function mapOf<T>(form: Form<T>, named = false): Form<Readonly<Record<string, T>>> {
  return {
    words: 'a block of keys',
    fits: (node) => node.kind === 'map',
    read: (node, at, to) => {
      if (node.kind !== 'map') {
        tellKind(node, at, to, 'a block of keys');
        return undefined;
      }
      const values: [string, T][] = [];
      for (const [name, { key, value }] of sortedEntries(node)) {
        if (named && !nameForm.test(name)) {
          const above = trailText(at);
          to.problems.error(
            key,
            `${JSON.stringify(name)} is no name in ${above}.`,
            'A name is letters, digits, ".", "_" and "-".',
          );
          continue;
        }
        const read = form.read(value, { above: at, step: name }, to);
        if (read !== undefined) values.push([name, read]);
      }
      return Object.fromEntries(values);
    },
    omits: (value) => Object.keys(value).length === 0,
  };
}

const sortedEntries = (node: MapNode) => [...node.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

type Shape = Readonly<Record<string, Form<unknown>>>;

export type ObjectOf<S extends Shape> = { readonly [K in keyof S]?: Read<S[K]> | undefined };

export interface ObjectOptions {
  /** True when `x-*` keys stay in the value as they were written. */
  readonly extensions?: ((name: string, value: Node) => unknown) | undefined;
  readonly required?: readonly string[] | undefined;
}

/** A block with the keys of a table; any other key is an error, except `x-*`. */
export function object<S extends Shape>(shape: S, options: ObjectOptions = {}): Form<ObjectOf<S>> {
  const table = new Map(Object.entries(shape));
  const known = [...table.keys()];
  return {
    words: 'a block of keys',
    fits: (node) => node.kind === 'map',
    read: (node, at, to) => {
      if (node.kind !== 'map') {
        tellKind(node, at, to, 'a block of keys');
        return undefined;
      }
      for (const [name, { key }] of node.entries) {
        if (table.has(name) || name.startsWith('x-')) continue;
        const near = nearestName(name, known);
        to.problems.error(
          key,
          `${JSON.stringify(name)} is not a key of ${at.step === '' ? 'a compose file' : trailText(at)}.`,
          near === undefined
            ? `It may hold ${listNames(known.slice(0, 12))}${known.length > 12 ? ' and more' : ''}.`
            : `Did you mean "${near}"?`,
        );
      }
      let complete = true;
      for (const name of options.required ?? []) {
        if (node.entries.has(name)) continue;
        complete = false;
        to.problems.error(node, `${trailText(at)} has no ${JSON.stringify(name)}.`, `Add the key "${name}".`);
      }
      const values: (readonly unknown[])[] = [];
      for (const [name, form] of table) {
        const entry = node.entries.get(name);
        if (!entry) continue;
        const value = form.read(entry.value, at.step === '' ? { step: name } : { above: at, step: name }, to);
        if (value !== undefined && !form.omits(value)) values.push([name, value]);
      }
      if (options.extensions) {
        for (const [name, { value }] of sortedEntries(node)) {
          if (name.startsWith('x-')) values.push([name, options.extensions(name, value)]);
        }
      }
      // Each value was read by the form of its key: the one place where a loop knows more than its types.
      const read: ObjectOf<S> = Object.fromEntries(values);
      return complete ? read : undefined;
    },
    omits: () => false,
  };
}
