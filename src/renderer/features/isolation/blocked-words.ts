import type { BlockedParts } from './safe-html.ts';

const counted = (many: number, one: string, more: string): readonly string[] =>
  many === 0 ? [] : [`${many} ${many === 1 ? one : more}`];

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** What of a mail was not loaded and not run, in a sentence. Pure. */
export function blockedWords({ pictures, others, scripts, forms }: BlockedParts): string {
  const remote = pictures + others;
  const parts = [
    ...counted(pictures, 'picture', 'pictures'),
    ...counted(others, 'style, font or frame', 'styles, fonts and frames'),
  ];
  const loaded =
    remote === 0
      ? 'It asks for nothing outside itself.'
      : `${remote} remote ${remote === 1 ? 'thing was' : 'things were'} not loaded: ${list(parts)}.`;
  const active = [...counted(scripts, 'script', 'scripts'), ...counted(forms, 'form', 'forms')];
  if (active.length === 0) return loaded;
  return `${loaded} ${list(active)} ${scripts + forms === 1 ? 'was' : 'were'} taken out.`;
}
