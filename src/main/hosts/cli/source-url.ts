import { BacklotError } from '../../../shared/errors.ts';

export interface SourceUrl {
  readonly url: string;
  /** True when the password stood among the arguments, where others on the machine can read it. */
  readonly exposed: boolean;
}

/**
 * A postgresql:// address as it was given, with the password of PGPASSWORD when it has none. Pure.
 * @throws BacklotError `invalid-input`; its message never has the address, which may hold a password
 */
export function sourceUrl(given: string, password: string | undefined): SourceUrl {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') || url.hostname === '') {
    throw new BacklotError('invalid-input', 'The address of the database cannot be read.', {
      hint: 'Write postgresql://user@host:5432/database, and the password in PGPASSWORD.',
    });
  }
  const exposed = url.password !== '';
  if (!exposed && password) url.password = encodeURIComponent(password);
  return { url: exposed ? given : url.href, exposed };
}
