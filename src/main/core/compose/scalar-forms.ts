import { listNames } from '../project/complaint.ts';
import { nearestName } from '../project/nearest-name.ts';
import { absolutePath } from './absolute-path.ts';
import { parseByteSize } from './byte-size.ts';
import { type Form, tellKind, tellValue } from './form.ts';
import { formatDuration, parseDuration } from './go-duration.ts';
import type { Node, ScalarNode } from './yaml-node.ts';

const isScalar = (node: Node): node is ScalarNode => node.kind === 'scalar' && node.value !== null;
const isText = (node: Node): node is ScalarNode => isScalar(node) && typeof node.value === 'string';
const isTextOrNumber = (node: Node): node is ScalarNode => isScalar(node) && typeof node.value !== 'boolean';

/** A form of one value: which values it takes by kind, and what it makes of one. */
function scalar<T>(
  words: string,
  fits: (node: Node) => node is ScalarNode,
  read: (
    node: ScalarNode,
    ...rest: Parameters<Form<T>['read']> extends [Node, ...infer R] ? R : never
  ) => T | undefined,
  omits: (value: T) => boolean,
): Form<T> {
  return {
    words,
    fits,
    read: (node, at, to) => {
      if (fits(node)) return read(node, at, to);
      tellKind(node, at, to, words);
      return undefined;
    },
    omits,
  };
}

const isEmptyText = (value: string): boolean => value === '';
const isZero = (value: number): boolean => value === 0;

export const text: Form<string> = scalar('text', isText, (node) => node.text, isEmptyText);

/** Text or a number, as text. */
export const textOrNumber: Form<string> = scalar(
  'text or a number',
  isTextOrNumber,
  (node) => node.text,
  isEmptyText,
);

/** Any single value, as text. */
export const anyText: Form<string> = scalar(
  'text, a number, true or false',
  isScalar,
  (node) => node.text,
  () => false,
);

/** Text that may not be empty. */
export const filledText: Form<string> = scalar(
  'text',
  isText,
  (node, at, to) => {
    if (node.text !== '') return node.text;
    tellValue(node, at, to, 'is empty.');
    return undefined;
  },
  () => false,
);

/** One of a few words. */
export function word<W extends string>(...words: readonly W[]): Form<W> {
  return scalar(
    'text',
    isText,
    (node, at, to) => {
      const found = words.find((candidate) => candidate === node.text);
      if (found !== undefined) return found;
      const near = nearestName(node.text, words);
      tellValue(
        node,
        at,
        to,
        `is not ${words.length > 1 ? 'one of ' : ''}${listNames(words, 'or')}.`,
        near === undefined ? undefined : `Did you mean "${near}"?`,
      );
      return undefined;
    },
    () => false,
  );
}

/** Text of a pattern; `advice` says which. */
export const patterned = (pattern: RegExp, advice: string): Form<string> =>
  scalar(
    'text',
    isText,
    (node, at, to) => {
      if (pattern.test(node.text)) return node.text;
      tellValue(node, at, to, 'is not valid.', advice);
      return undefined;
    },
    () => false,
  );

/** A whole number, or text that is one; between `least` and `most`. */
export const wholeNumber = (least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Form<number> =>
  scalar(
    'a whole number',
    isTextOrNumber,
    (node, at, to) => {
      const value =
        typeof node.value === 'number'
          ? node.value
          : /^[-+]?\d+$/.test(node.text)
            ? Number(node.text)
            : Number.NaN;
      if (Number.isInteger(value) && value >= least && value <= most) return value;
      const limits =
        most < Number.MAX_SAFE_INTEGER ? ` from ${least} to ${most}` : least === 0 ? ' from 0 on' : '';
      tellValue(node, at, to, `is not a whole number${limits}.`);
      return undefined;
    },
    isZero,
  );

export const decimalNumber: Form<number> = scalar(
  'a number',
  isTextOrNumber,
  (node, at, to) => {
    const value =
      typeof node.value === 'number'
        ? node.value
        : /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(node.text)
          ? Number(node.text)
          : Number.NaN;
    if (Number.isFinite(value)) return value;
    tellValue(node, at, to, 'is not a number.');
    return undefined;
  },
  isZero,
);

const yes = new Set(['y', 'yes', 'on']);
const no = new Set(['n', 'no', 'off']);

/** true or false, also as text, also as YAML 1.1 wrote them. */
export const flag: Form<boolean> = scalar(
  'true or false',
  (node): node is ScalarNode => isScalar(node) && typeof node.value !== 'number',
  (node, at, to) => {
    if (typeof node.value === 'boolean') return node.value;
    const lower = node.text.toLowerCase();
    if (lower === 'true' || lower === 'false') return lower === 'true';
    if (yes.has(lower) || no.has(lower)) {
      to.problems.warn(node, `"${node.text}" is not a boolean of YAML 1.2.`, `Write ${yes.has(lower)}.`);
      return yes.has(lower);
    }
    tellValue(node, at, to, 'is not true or false.');
    return undefined;
  },
  (value) => !value,
);

/** A duration of Go, as Go prints it. */
export const duration: Form<string> = scalar(
  'text',
  isText,
  (node, at, to) => {
    const nanoseconds = parseDuration(node.text);
    if (nanoseconds !== undefined) return formatDuration(nanoseconds);
    tellValue(node, at, to, 'is not a duration.', 'Write a number with its unit: 500ms, 10s, 1m30s, 2h.');
    return undefined;
  },
  () => false,
);

/** A size, as bytes in decimal digits. */
export const byteSize: Form<string> = scalar(
  'text or a number',
  isTextOrNumber,
  (node, at, to) => {
    const bytes =
      typeof node.value === 'number'
        ? node.value
        : /^-\d+$/.test(node.text)
          ? Number(node.text)
          : parseByteSize(node.text);
    if (bytes !== undefined && Number.isSafeInteger(bytes)) return String(bytes);
    tellValue(node, at, to, 'is not a size.', 'Write bytes, or a number with its unit: 512k, 64m, 1.5g.');
    return undefined;
  },
  (value) => value === '0',
);

/** The permission bits of a file in octal digits: a number is what YAML made of it, text is octal. */
export const fileMode: Form<number> = scalar(
  'text or a number',
  isTextOrNumber,
  (node, at, to) => {
    if (typeof node.value === 'string' && /^(0o?)?[0-7]{1,4}$/.test(node.text)) {
      return Number.parseInt(node.text.replace('o', ''), 8);
    }
    if (
      typeof node.value === 'number' &&
      Number.isInteger(node.value) &&
      node.value >= 0 &&
      node.value <= 0o7777
    ) {
      return node.value;
    }
    tellValue(node, at, to, 'is not a file mode.', 'Write it in octal digits: 0440.');
    return undefined;
  },
  () => false,
);

/** A path, absolute: relative ones start at the directory of the file that says it. */
export const path: Form<string> = scalar(
  'text',
  isText,
  (node, at, to) => {
    if (node.text !== '') return absolutePath(node.text, node.source.baseDirectory, to.home);
    tellValue(node, at, to, 'is empty.', 'Write a path.');
    return undefined;
  },
  () => false,
);
