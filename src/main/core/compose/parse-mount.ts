import { posix } from 'node:path';
import type { Mount } from './model.ts';

export type ParsedMount =
  | { readonly kind: 'mount'; readonly mount: Mount; readonly unknown: readonly string[] }
  | { readonly kind: 'broken'; readonly why: string };

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** Splits at colons, except the one behind a drive letter, as compose does for every single letter. */
function splitSpec(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const letter of text) {
    if (letter !== ':' || /^\p{L}$/u.test(part)) part += letter;
    else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part];
}

const isPath = (source: string): boolean => /^([./~]|\\\\|\p{L}:)/u.test(source);

/**
 * A short volume form ([source:]target[:options]) as a mount; the source is still as written. `unknown`
 * are options that compose passes over in silence.
 */
export function parseMount(text: string): ParsedMount {
  if (text === '') return { kind: 'broken', why: 'It is empty.' };
  // Compose takes so short a text as it is.
  if (text.length <= 2) return { kind: 'mount', mount: { type: 'volume', target: text }, unknown: [] };
  const parts = splitSpec(text);
  if (parts.includes('')) return { kind: 'broken', why: 'There is nothing between two colons.' };
  if (parts.length > 3) return { kind: 'broken', why: 'It has too many colons.' };
  const [source, path, options = ''] = parts.length === 1 ? [undefined, text] : parts;
  const target = posix.normalize(path ?? '').replace(/(.)\/$/, '$1');
  const flags = new Set(options.split(',').filter((option) => option !== ''));
  const propagation = [...flags].findLast((flag) => propagations.has(flag));
  const selinux = [...flags].findLast((flag) => flag === 'z' || flag === 'Z');
  const readOnly =
    [...flags].findLast((flag) => flag === 'ro' || flag === 'rw') === 'ro' ? { read_only: true } : {};
  const unknown = [...flags].filter(
    (flag) => !propagations.has(flag) && !['z', 'Z', 'ro', 'rw', 'nocopy'].includes(flag),
  );
  const bindOptions = {
    ...(selinux === undefined ? {} : { selinux }),
    ...(propagation === undefined ? {} : { propagation }),
  };
  const volume = flags.has('nocopy') ? { nocopy: true } : {};
  const mount: Mount =
    source !== undefined && isPath(source)
      ? {
          type: 'bind',
          source,
          target,
          ...readOnly,
          bind: { ...bindOptions, create_host_path: true },
          ...(flags.has('nocopy') ? { volume } : {}),
        }
      : {
          type: 'volume',
          ...(source === undefined ? {} : { source }),
          target,
          ...readOnly,
          ...(selinux === undefined && propagation === undefined ? {} : { bind: bindOptions }),
          volume,
        };
  return { kind: 'mount', mount, unknown };
}
