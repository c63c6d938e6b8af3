import { realpath } from 'node:fs/promises';

/** The data directory without symbolic links, so that every process names it alike; as given when absent. */
export async function canonicalHome(home: string): Promise<string> {
  return realpath(home).catch(() => home);
}
