import { join } from 'node:path';
import type { LoadContext } from './load-context.ts';
import { type EnvFile, parseDotenv, parseRawEnv } from './parse-dotenv.ts';
import { readText } from './read-text.ts';
import type { Place, Source } from './yaml-node.ts';

type Lookup = (name: string) => string | undefined;

export interface EnvRequest {
  /** Where `.env` is looked for when no file is named. */
  readonly directory: string;
  /** What names the files; absent for the project's own. */
  readonly from?: Place | undefined;
  /** Wins over the files. */
  readonly lookup: Lookup;
}

export interface EnvFileRequest {
  /** Absolute. */
  readonly path: string;
  readonly required: boolean;
  readonly raw?: boolean | undefined;
  readonly from?: Place | undefined;
}

/** The variables of one file; undefined when there is none, or a problem, which is told. */
export async function readEnvFile(
  request: EnvFileRequest,
  lookup: Lookup,
  context: LoadContext,
): Promise<EnvFile['values'] | undefined> {
  const { path, from } = request;
  const file = context.display(path);
  context.files.add(path);
  const refuse = (message: string, hint?: string): undefined => {
    if (from) context.problems.error(from, message, hint);
    else context.problems.unplaced({ file, message, hint, severity: 'error' });
    return undefined;
  };
  const read = await readText(path, context.signal);
  if (!request.required && (read.kind === 'missing' || read.kind === 'directory')) return undefined;
  if (read.kind === 'missing') {
    return refuse(`There is no file ${file}.`, 'Write { path, required: false } if it need not exist.');
  }
  if (read.kind !== 'text') return refuse(`${file} ${read.why}.`);
  const { values, flaws } = request.raw ? parseRawEnv(read.text, lookup) : parseDotenv(read.text, lookup);
  const source: Source = { file, text: masked(read.text), baseDirectory: '', projectDirectory: '', lookup };
  for (const { offset, message, hint, severity } of flaws) {
    if (severity === 'error') context.problems.error({ source, offset }, message, hint);
    else context.problems.warn({ source, offset }, message, hint);
  }
  return values;
}

const assignment = /^(\s*(?:export\s+)?[\w.-]+\s*[=:])?(.*)$/;

/** The text as an excerpt may show it: values may be secrets. Of one length, so that places hold. */
const masked = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line.startsWith('#')
        ? line
        : line.replace(
            assignment,
            (_, name: string = '', value: string = '') => name + value.replace(/\S/g, '•'),
          ),
    )
    .join('\n');

/** The variables of the named files, or of `.env` in the directory when none is named; later files win. */
export async function readEnvFiles(
  paths: readonly string[],
  request: EnvRequest,
  context: LoadContext,
): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  const named = paths.length > 0;
  for (const path of named ? paths : [join(request.directory, '.env')]) {
    const values = await readEnvFile(
      { path, required: named, from: request.from },
      (name) => request.lookup(name) ?? all.get(name),
      context,
    );
    for (const [name, value] of values ?? []) all.set(name, value);
  }
  return all;
}
