export type NameKind = 'dataset' | 'snapshot-dataset' | 'checkpoint' | 'snapshot' | 'environment';

/** What is being completed: a kind of name, and where the words before say that the command works. */
export interface NameRequest {
  readonly kind: NameKind;
  readonly folder?: string | undefined;
  readonly environment?: string | undefined;
}

const places = new Set(['-C', '--project']);
const environments = new Set(['-e', '--environment']);
/** Other options of these verbs that take a value. */
const others = new Set(['--url', '--percent', '--placement', '-f', '--file']);

const kinds: Readonly<Record<string, NameKind>> = {
  'dataset use': 'dataset',
  'dataset remove': 'dataset',
  'dataset bake': 'dataset',
  'checkpoint restore': 'checkpoint',
  'checkpoint remove': 'checkpoint',
  'snapshot pull': 'snapshot-dataset',
  'snapshot list': 'snapshot-dataset',
  'snapshot verify': 'snapshot',
  'snapshot inspect': 'snapshot',
  'snapshot remove': 'snapshot',
};

/** What the last of the words is to be completed with; undefined for anything but a name of data. Pure. */
export function nameRequest(words: readonly string[]): NameRequest | undefined {
  const before = words.slice(0, -1);
  const plain: string[] = [];
  let folder: string | undefined;
  let environment: string | undefined;
  for (let at = 0; at < before.length; at++) {
    const word = before[at] ?? '';
    const value = before[at + 1];
    const takes = places.has(word) || environments.has(word) || others.has(word);
    if (places.has(word)) folder = value;
    if (environments.has(word)) environment = value;
    if (takes) at += 1;
    else if (!word.startsWith('-')) plain.push(word);
  }
  const previous = before.at(-1) ?? '';
  const last = words.at(-1) ?? '';
  if (environments.has(previous)) return { kind: 'environment', folder };
  if (places.has(previous) || others.has(previous) || last.startsWith('-')) return undefined;
  const kind = plain.length === 2 ? kinds[plain.join(' ')] : undefined;
  if (kind) return { kind, folder, environment };
  const [verb] = plain;
  const onlyVerb = plain.length === 1 && (verb === 'undo' || verb === 'redo');
  return onlyVerb ? { kind: 'environment', folder } : undefined;
}
