import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Stub } from '../../../shared/model/stubs.ts';
import { configError, hasErrors } from '../project/config-error.ts';
import { parseStubs } from './parse-stubs.ts';

/** Bytes of one file, and of all as the guard is given them. */
const largestFile = 1024 * 1024;
const largestInAll = 8 * 1024 * 1024;

const unusable = (file: string, message: string, hint: string): ConfigProblem => ({
  ...{ file, message, hint },
  severity: 'error',
});

async function readStubFile(project: string, file: string, signal: AbortSignal) {
  try {
    const found = await stat(join(project, file));
    if (!found.isFile()) return unusable(file, `${file} is no file.`, 'Name a file with stubs.');
    if (found.size > largestFile)
      return unusable(
        file,
        `${file} is larger than ${largestFile / 1024} KB.`,
        'Part it into several files.',
      );
    const bytes = await readFile(join(project, file), { signal });
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (why === 'ENOENT')
      return unusable(
        ...([file, `There is no file ${file}, which isolation.replace names.`] as const),
        'Add it, or correct the path: it starts at the folder of backlot.yaml.',
      );
    return why === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? unusable(file, `${file} is not UTF-8 text.`, 'Save it again with the encoding UTF-8.')
      : unusable(file, `${file} can't be read: ${why}.`, 'Give yourself permission to read it.');
  }
}

/**
 * Reads the files of stubs that a project names.
 * @throws BacklotError `config-invalid` with all problems, each with file, line and column.
 */
export async function loadStubs(
  project: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, readonly Stub[]>>> {
  const read = await Promise.all(
    [...new Set(files)].map(async (file) => {
      const text = await readStubFile(project, file, signal);
      return typeof text === 'string'
        ? { file, ...parseStubs(text, file) }
        : { file, stubs: [], problems: [text] };
    }),
  );
  const problems = read.flatMap((one) => one.problems);
  if (hasErrors(problems)) throw configError(problems);
  const all = Object.fromEntries(read.map(({ file, stubs }) => [file, stubs]));
  if (JSON.stringify(all).length > largestInAll)
    throw configError([
      unusable(
        files[0] ?? '',
        'All stubs together are larger than 8 MB.',
        'Answer long bodies by a service.',
      ),
    ]);
  return all;
}
