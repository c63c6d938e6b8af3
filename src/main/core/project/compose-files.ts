import { readdir } from 'node:fs/promises';

/** In the order in which Docker Compose prefers them. */
export const baseNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** Read over the base file, in the same order of preference. */
export const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** True for any name that a compose file may have: compose.yaml, docker-compose.prod.yml. */
export const isComposeName = (name: string): boolean => /^(?:docker-)?compose(?:\.[^/]+)?\.ya?ml$/.test(name);

/** Of the names in one folder, the files that Docker Compose takes by itself: a base and its override. Pure. */
export function pickComposeFiles(names: readonly string[]): readonly string[] {
  const base = baseNames.find((name) => names.includes(name));
  if (base === undefined) return [];
  const override = overrideNames.find((name) => names.includes(name));
  return override === undefined ? [base] : [base, override];
}

/** The names of the files that Docker Compose takes by itself in a folder; none where it can't be read. */
export async function composeFilesIn(folder: string, signal: AbortSignal): Promise<readonly string[]> {
  signal.throwIfAborted();
  const names = await readdir(folder).catch(() => []);
  return pickComposeFiles(names);
}
