import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import { columnClasses } from '../../../../../shared/model/masking.ts';
import { type NameRun, nameRuns, nameTokens } from './name-tokens.ts';
import { nameWords, type Strength } from './name-words.ts';
import { plainWords } from './plain-words.ts';

/** What the name of a column says of its content. */
export interface NameHint {
  readonly class: ColumnClass;
  readonly strength: Strength;
  /** The name says that it is a digest of the thing: "email_hash". */
  readonly digest: boolean;
  /** The words that say so, written as one. */
  readonly word: string;
}

interface Entry {
  readonly class: ColumnClass;
  readonly strength: Strength;
}

const split = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const entries: ReadonlyMap<string, Entry> = new Map(
  columnClasses
    .flatMap((name) => {
      const [strong = '', weak = ''] = nameWords[name] ?? [];
      return [
        ...split(weak).map((word): [string, Entry] => [word, { class: name, strength: 'weak' }]),
        ...split(strong).map((word): [string, Entry] => [word, { class: name, strength: 'strong' }]),
      ];
    })
    // The first class that names a word has it.
    .toReversed(),
);

/** Last words that say the column is about the thing, not the thing itself: "phone_type", "email_status". */
const about = new Set(
  split(`id ids at on count type kind status state format verified confirmed enabled disabled flag sent source
    template length size order version domain provider language locale brand network category class level
    attempts expires expiry valid required visible public private index position priority rank score
    weight mode method channel preference preferences changed updated created typ art anzahl tipo genre aantal`),
);

const digestWords = new Set(['hash', 'hashed', 'digest', 'sha', 'sha1', 'sha256', 'md5', 'checksum']);

const shortestTail = 6;

/** The word that a compound ends with: "kundenvorname" is a "vorname". */
function tailOf(token: string): Entry | undefined {
  for (let start = 2; token.length - start >= shortestTail; start += 1) {
    const entry = entries.get(token.slice(start));
    if (entry?.strength === 'strong') return entry;
  }
  return token.endsWith('email') ? entries.get('email') : undefined;
}

interface Found extends Entry {
  readonly run: NameRun;
}

function findIn(tokens: readonly string[]): Found | undefined {
  const runs = nameRuns(tokens);
  const found = runs.flatMap((run): Found[] => {
    const entry = entries.get(run.text) ?? (run.words === 1 ? tailOf(run.text) : undefined);
    return entry ? [{ ...entry, run }] : [];
  });
  const longest = found.toSorted(
    (a, b) =>
      Number(b.strength === 'strong') - Number(a.strength === 'strong') ||
      b.run.words - a.run.words ||
      // In English, German and Dutch the last word is what the column is; in the others the first.
      b.run.start - a.run.start ||
      b.run.text.length - a.run.text.length,
  );
  return longest[0];
}

/** True for names that say a column holds codes, states or measures: nothing of a person. */
export function isPlainName(name: string): boolean {
  const tokens = nameTokens(name);
  const last = tokens.findLast((token) => !/^\d+$/.test(token));
  return (
    (last !== undefined && plainWords.has(last)) ||
    nameRuns(tokens).some((run) => run.words > 1 && plainWords.has(run.text))
  );
}

/** What something is ordered by is no person. */
const notOfPeople = new Set(
  split('group grouped order ordered sort sorted divided multiplied near nearby stand'),
);

/** "covered_by" names who did it; "by" alone is a town in Danish. */
function doneBy(tokens: readonly string[]): NameHint | undefined {
  const before = tokens.at(-2);
  if (tokens.at(-1) !== 'by' || before === undefined || notOfPeople.has(before)) return undefined;
  const known = entries.get(`${before}by`) ?? { class: 'full-name', strength: 'weak' };
  return { ...pick(known), digest: false, word: `${before}by` };
}

/** What a column's name says it holds; undefined when it says nothing of a person or a secret. */
export function nameHint(name: string): NameHint | undefined {
  const all = nameTokens(name);
  // "phone_2", "address_line_1": the number says nothing, except where the words know it.
  const tokens =
    /^\d+$/.test(all.at(-1) ?? '') && !entries.has(all.slice(-2).join('')) ? all.slice(0, -1) : all;
  const by = doneBy(tokens);
  if (by !== undefined) return by;
  const digest = tokens.length > 1 && digestWords.has(tokens.at(-1) ?? '');
  const found = findIn(digest ? tokens.slice(0, -1) : tokens) ?? undefined;
  const whole = digest ? findIn(tokens) : undefined;
  if (whole && whole.run.start + whole.run.words === tokens.length)
    return { ...pick(whole), digest: false, word: whole.run.text };
  if (!found) return undefined;
  const end = found.run.start + found.run.words;
  const rest = tokens.slice(end);
  if (!digest && rest.some((token) => about.has(token))) return undefined;
  return { ...pick(found), digest, word: found.run.text };
}

const pick = ({ class: name, strength }: Entry): Entry => ({ class: name, strength });
