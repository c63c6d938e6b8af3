import { readFile } from 'node:fs/promises';
import { BacklotError } from '../../../../shared/errors.ts';
import { hasErrors } from '../../project/config-error.ts';
import { maskingError } from './masking-error.ts';
import { type MaskingFile, noRules } from './masking-file.ts';
import { parseMasking } from './parse-masking.ts';

/** A masking file as it is on disk now. */
export interface ReadMasking {
  readonly exists: boolean;
  /** Empty when it does not exist. */
  readonly text: string;
  readonly rules: MaskingFile;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/**
 * Reads a masking file; one that is not there has no rules.
 * @param path where it is. @param name what problems call it: its path in the project.
 * @throws BacklotError `mask-rule-invalid` with every problem and its place, `forbidden`.
 */
export async function readMasking(path: string, name: string, signal: AbortSignal): Promise<ReadMasking> {
  let text: string;
  try {
    const bytes = await readFile(path, { signal });
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { exists: false, text: '', rules: noRules };
    if (signal.aborted) throw error;
    throw unreadable(name, error);
  }
  const { file, problems } = parseMasking(text, name);
  if (!file || hasErrors(problems)) throw maskingError(problems);
  return { exists: true, text, rules: file };
}

function unreadable(name: string, error: unknown): BacklotError {
  switch (codeOf(error)) {
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return new BacklotError('mask-rule-invalid', `${name} is not UTF-8 text.`, {
        hint: 'Save it again with the encoding UTF-8.',
        cause: error,
      });
    case 'EISDIR':
      return new BacklotError('mask-rule-invalid', `${name} is a folder, not a file.`, {
        hint: 'Name the masking file itself.',
        cause: error,
      });
    default:
      return new BacklotError('forbidden', `${name} can't be read.`, {
        hint: 'Give yourself permission to read it.',
        cause: error,
      });
  }
}
