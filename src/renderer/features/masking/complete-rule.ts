import { transformerNames } from '../../../shared/model/masking.ts';
import { optionsOf, transformerNote } from '../../../shared/model/transformer-options.ts';

/** One way to go on with a rule: what is put between `from` and `to`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly label: string;
  readonly note: string;
}

/** Those that begin with what is typed before those that have it inside. */
function ranked<T extends { readonly label: string }>(all: readonly T[], typed: string): readonly T[] {
  const begins = all.filter(({ label }) => label.startsWith(typed));
  const inside = all.filter(({ label }) => !label.startsWith(typed) && label.includes(typed));
  return [...begins, ...inside];
}

const transformers = transformerNames.map((label) => ({ label, note: transformerNote(label) }));

/** What a rule of one line can go on with at the cursor, best first. */
export function completeRule(text: string, cursor: number): readonly Completion[] {
  const before = text.slice(0, cursor);
  const rest = /^[\w-]*/.exec(text.slice(cursor))?.[0] ?? '';
  const to = cursor + rest.length;

  if (!before.includes('{')) {
    const typed = before.trim();
    // A whole word that is there already needs no more.
    if (typed === 'keep' || text.includes('{')) return [];
    return ranked(transformers, typed).map(({ label, note }) => ({
      from: 0,
      to: text.length,
      insert: label === 'keep' ? 'keep' : `{ mask: ${label} }`,
      label,
      note,
    }));
  }

  const name = /\bmask:\s*([a-z-]*)$/.exec(before)?.[1];
  if (name !== undefined)
    return ranked(transformers, name)
      .filter(({ label }) => label !== 'keep' && label !== name + rest)
      .map(({ label, note }) => ({ from: cursor - name.length, to, insert: label, label, note }));

  const mask = /\bmask:\s*([a-z-]+)/.exec(text)?.[1];
  const key = /[{,]\s*([a-z-]*)$/.exec(before)?.[1];
  if (key !== undefined) {
    if (mask === undefined)
      return 'mask'.startsWith(key)
        ? [{ from: cursor - key.length, to, insert: 'mask: ', label: 'mask', note: 'the transformer' }]
        : [];
    const used = new Set([...text.matchAll(/([a-z-]+):/g)].map(([, one]) => one));
    const open = optionsOf(mask)
      .filter((option) => !used.has(option.name))
      .map(({ name: label, note }) => ({ label, note }));
    return ranked(open, key).map(({ label, note }) => ({
      from: cursor - key.length,
      to,
      insert: `${label}: `,
      label,
      note,
    }));
  }

  const value = /([a-z-]+):\s*([\w-]*)$/.exec(before);
  if (!value || mask === undefined) return [];
  const [, option, typed = ''] = value;
  const values = optionsOf(mask).find((one) => one.name === option)?.values ?? [];
  return ranked(
    values.map((label) => ({ label, note: '' })),
    typed,
  )
    .filter(({ label }) => label !== typed + rest)
    .map(({ label, note }) => ({ from: cursor - typed.length, to, insert: label, label, note }));
}

/** The rule with a completion in it, and where the cursor stands then: before the closing brace. */
export function applyCompletion(
  text: string,
  { from, to, insert }: Completion,
): { readonly text: string; readonly cursor: number } {
  const next = text.slice(0, from) + insert + text.slice(to);
  const end = from + insert.length;
  return { text: next, cursor: insert.endsWith(' }') ? end - 2 : end };
}
