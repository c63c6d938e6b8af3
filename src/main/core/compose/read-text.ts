import { readFile, stat } from 'node:fs/promises';

/** Bytes; no file that people write comes near. */
export const largestFile = 10 * 1024 * 1024;

export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'directory'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const whyOf: Readonly<Record<string, string>> = {
  EACCES: 'may not be read (permission denied)',
  ELOOP: 'is a loop of links',
  ENAMETOOLONG: 'has a name that is too long',
};

/** The text of a file, up to 10 MB of UTF-8. What stands in the way is an answer, not an exception. */
export async function readText(path: string, signal: AbortSignal): Promise<FileText> {
  try {
    const about = await stat(path);
    // A device or a pipe may never end; the one that people name is empty.
    if (about.isDirectory()) return { kind: 'directory', why: 'is a directory' };
    if (!about.isFile() && path !== '/dev/null') return { kind: 'unreadable', why: 'is not a file' };
    return about.size > largestFile ? tooLarge : textOf(await readFile(path, { signal }));
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', why: whyOf[code ?? ''] ?? `can't be read (${code ?? 'unknown reason'})` };
  }
}

const tooLarge: FileText = { kind: 'unreadable', why: `is larger than ${largestFile / 1024 / 1024} MB` };

function textOf(bytes: Uint8Array): FileText {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', why: 'is not UTF-8 text' };
  }
}
