import { BacklotError } from '../../../../shared/errors.ts';

/** A path relative to the pool, refused when it could lead out of it. */
export function poolPath(path: string): string {
  const parts = path.split('/');
  const bad = parts.some((part) => part === '' || part === '.' || part === '..' || /[\0\n]/.test(part));
  if (!bad) return path;
  throw new BacklotError('invalid-input', `"${path}" is not a path inside the pool.`, {
    hint: 'Use names of letters, digits, dots and dashes.',
  });
}
