import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ComposeRequest } from '../load-compose.ts';

const folder = join(import.meta.dirname, 'corpus');
const home = '/home/someone';

/** One case of the corpus: NAME.yaml, with NAME.over.yaml over it where there is one. */
export interface CorpusCase {
  readonly name: string;
  readonly files: readonly string[];
  readonly request: ComposeRequest;
  readonly env: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
}

/** What `# word: value` lines at the top of a file say. */
function directives(text: string, word: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.startsWith(`# ${word}: `));
  return lines.map((line) => line.slice(word.length + 4));
}

/** All cases, by name. The environment is nothing but the home directory and what the file says. */
export function corpusCases(): readonly CorpusCase[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return names
    .filter((file) => !file.endsWith('.over.yaml'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.yaml$/, '');
      const over = `${name}.over.yaml`;
      const files = names.includes(over) ? [file, over] : [file];
      const text = readFileSync(join(folder, file), 'utf8');
      const pairs = directives(text, 'env').map((line) => line.split(/=(.*)/s));
      const env = { HOME: home, ...Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])) };
      const profiles = directives(text, 'profiles').flatMap((line) => line.split(','));
      return { name, files, env, profiles, request: { files, cwd: folder, env, profiles } };
    });
}

/** Where the corpus is. */
export const corpusFolder = folder;

/** The text of a model without what differs between machines. */
export const withoutMachine = (json: string): string =>
  json
    .replaceAll(JSON.stringify(folder).slice(1, -1), '<corpus>')
    .replaceAll(JSON.stringify(dirname(folder)).slice(1, -1), '<above>')
    .replaceAll(home, '<home>');
