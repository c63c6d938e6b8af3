import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { BacklotError } from '../../../../shared/errors.ts';
import { type ComposeRequest, loadCompose } from '../load-compose.ts';
import { printConfig } from '../print-config.ts';
import { mutateData } from './mutate-data.ts';
import { mutateText, seededBelow } from './mutate-text.ts';

const folder = join(import.meta.dirname, 'corpus');
const signal = new AbortController().signal;
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Milliseconds a case may take; most take one. */
const slowest = 2000;

export interface FuzzFailure {
  readonly number: number;
  readonly why: string;
  readonly text: string;
}

const data: readonly unknown[] = texts.map((text) =>
  parseDocument(text, { merge: true, logLevel: 'silent' }).toJS(),
);

/** The text of a case: a file of the corpus with mutations, the same for the same numbers. */
export function fuzzText(seed: number, number: number): string {
  const below = seededBelow(Math.imul(seed, 1_000_003) + number);
  const chosen = below(texts.length);
  // Most changes of a text break it as YAML: every other case changes what it says instead.
  if (number % 2 === 0) return mutateText(texts[chosen] ?? '', texts, below);
  const copy = structuredClone(data[chosen]);
  mutateData(copy, data, below);
  return stringify(copy, { aliasDuplicateObjects: false });
}

const codes = new Set(['config-invalid', 'invalid-input', 'not-found']);

async function check(text: string): Promise<string | undefined> {
  const request = (stdin: string): ComposeRequest => ({
    files: ['-'],
    stdin,
    cwd: folder,
    env: { HOME: '/home/someone', A: 'a' },
    profiles: ['*'],
  });
  try {
    const { model } = await loadCompose(request(text), signal);
    const print = printConfig(model);
    const again = await loadCompose(request(print), signal);
    if (printConfig(again.model) !== print) return 'The print of the model is read as another model.';
  } catch (error) {
    if (!(error instanceof BacklotError))
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!codes.has(error.code)) return `${error.code}: ${error.message}`;
    const problems: unknown = error.details.problems;
    if (error.code === 'config-invalid' && !Array.isArray(problems)) return 'An error without problems.';
  }
  return undefined;
}

/** Loads one mutated file: an error that names problems or a model is right, anything else is told. */
export async function fuzzCase(seed: number, number: number): Promise<FuzzFailure | undefined> {
  const text = fuzzText(seed, number);
  // Of this thread's own computing: on a busy machine it waits for others, which is no fault of the text.
  const begun = process.threadCpuUsage();
  const why = await check(text);
  const { user, system } = process.threadCpuUsage(begun);
  const took = (user + system) / 1000;
  if (why !== undefined) return { number, why, text };
  return took > slowest ? { number, why: `It took ${Math.round(took)} ms.`, text } : undefined;
}
