import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AllowedHost } from '../../../shared/model/isolation.ts';
import { configName, findProject } from '../project/find-project.ts';
import { requireConfig } from '../project/load-config.ts';
import { writeFileAtomically } from '../project/write-file-atomically.ts';
import { allowInText } from './allow-in-text.ts';
import { changedLines } from './changed-lines.ts';

export interface AllowHostInput {
  /** A folder of the project. */
  readonly project: string;
  /** "api.example.com", "*.example.com", "api.example.com:8443". */
  readonly host: string;
  readonly dryRun: boolean;
}

/**
 * Allows a host in the backlot.yaml of a project, or says what would be written. What runs is as it was: the
 * next `up` gives its guard the new list.
 * @throws BacklotError as `allowInText`, `findProject` and `writeFileAtomically` do; `config-invalid`.
 */
export async function allowHost(
  { project, host, dryRun }: AllowHostInput,
  signal: AbortSignal,
): Promise<AllowedHost> {
  const { path } = await findProject(project, signal);
  // Told with its place, as everywhere, before anything else.
  await requireConfig(path, signal);
  const file = join(path, configName);
  const before = await readFile(file, { encoding: 'utf8', signal });
  const after = allowInText(before, host);
  const written = !dryRun && after !== before;
  if (written) await writeFileAtomically(file, after, true, signal);
  return { file: configName, already: after === before, written, ...changedLines(before, after) };
}
