/** Which words of a name are given and which family names: all of a kind, or as their places in a full name say. */
export type NameMode = 'given' | 'family' | 'full';

/** The words of a name. */
export const nameWords: RegExp = /[^\s,/&()-]+/gu;

/** Where the family's words are: up to a comma, without one the last run of signs. */
export function familyPlace(text: string, mode: NameMode): { readonly from: number; readonly to: number } {
  if (mode !== 'full') return { from: 0, to: mode === 'family' ? text.length : 0 };
  const comma = text.indexOf(',');
  return comma >= 0 ? { from: 0, to: comma } : { from: text.trimEnd().search(/[^\s]+$/u), to: text.length };
}
