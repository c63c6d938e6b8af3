import type { Command } from 'commander';
import type { Session } from '../session.ts';
import { sourceUrl } from '../source-url.ts';

export const withUrl = (command: Command): Command =>
  command.option('--url <url>', 'a postgresql:// address instead; its password is taken from PGPASSWORD');

/** The address as the core takes it; a word when its password stood where others can read it. */
export function givenUrl({ world, out }: Session, given: string | undefined): { readonly url?: string } {
  if (given === undefined) return {};
  const { url, exposed } = sourceUrl(given, world.env.PGPASSWORD);
  if (exposed && !out.quiet)
    out.note('The password stood on the command line, where others can read it; PGPASSWORD keeps it out.');
  return { url };
}
