import { randomBytes } from 'node:crypto';
import { BacklotError } from '../../../../shared/errors.ts';

/** Addresses of databases with their passwords, in memory until the core stops. */
export interface HeldUrls {
  /** What may be written down: the address without its password, and a ticket for the whole. */
  readonly hold: (url: string) => { readonly url: string; readonly ticket: string };
  /** @throws BacklotError `operation-interrupted` when another process has held it */
  readonly whole: (ticket: string) => string;
}

/** A postgresql:// address without its password. @throws BacklotError `invalid-input`, never with the address */
export function withoutPassword(url: string): string {
  const refused = new BacklotError('invalid-input', 'That is no postgresql:// address.', {
    hint: 'Write it as postgresql://user:password@host:5432/database.',
  });
  if (!URL.canParse(url)) throw refused;
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgresql:' && parsed.protocol !== 'postgres:') throw refused;
  parsed.password = '';
  // libpq takes it as a parameter too.
  parsed.searchParams.delete('password');
  parsed.searchParams.delete('sslpassword');
  return parsed.toString();
}

export function createHeldUrls(): HeldUrls {
  const held = new Map<string, string>();
  return {
    hold(url) {
      const ticket = randomBytes(8).toString('hex');
      const told = withoutPassword(url);
      held.set(ticket, url);
      return { url: told, ticket };
    },
    whole(ticket) {
      const url = held.get(ticket);
      if (url !== undefined) return url;
      throw new BacklotError('operation-interrupted', 'The password of the database is no longer known.', {
        hint: 'Start it again with the whole address.',
      });
    },
  };
}
