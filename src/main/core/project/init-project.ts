import { join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { configName, findProject } from './find-project.ts';
import { gatherFindings } from './gather-findings.ts';
import { proposeConfig } from './propose-config.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

export interface InitInput {
  readonly path: string;
  readonly dryRun: boolean;
  readonly force: boolean;
}

export interface Initialised {
  /** Absolute path of backlot.yaml. */
  readonly file: string;
  readonly text: string;
  readonly written: boolean;
  /** What the text was made from, in sentences. */
  readonly found: readonly string[];
}

/**
 * Proposes a backlot.yaml for the project at or above a folder and writes it unless `dryRun`.
 * @throws BacklotError `config-exists` (without `force`), `project-not-found` (also: no compose file),
 * `forbidden`, `disk-full`, `invalid-input`.
 */
export async function initProject(
  { path, dryRun, force }: InitInput,
  signal: AbortSignal,
): Promise<Initialised> {
  const { path: root, state } = await findProject(path, signal);
  const file = join(root, configName);
  if (state === 'configured' && !force && !dryRun) {
    throw new BacklotError('config-exists', `${file} is already there.`, {
      hint: 'Edit it, or run backlot init --force to write it anew.',
      details: { file },
    });
  }
  const findings = await gatherFindings(root, signal);
  if (findings.composeFiles.length === 0) {
    throw new BacklotError('project-not-found', `There is no compose file in ${root}.`, {
      hint: 'Add a compose.yaml that describes the services, then run backlot init again.',
      details: { path: root },
    });
  }
  const { text, found } = proposeConfig(findings);
  if (!dryRun) await writeFileAtomically(file, text, force, signal);
  return { file, text, written: !dryRun, found };
}
