import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { BacklotConfig } from '../../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import { configName } from '../../project/find-project.ts';
import { requireConfig } from '../../project/load-config.ts';
import { pathExists } from '../../project/path-exists.ts';
import { usualMaskingFile } from './masking-file.ts';

/** Which masking file, against which database, as far as the user says. */
export interface MaskingPlace {
  /** Absolute path of the project. */
  readonly project: string;
  readonly environment?: string | undefined;
  readonly url?: string | undefined;
  readonly file?: string | undefined;
}

/** A database to be read: an environment's, or one at an address. */
export type DatabasePlace =
  | { readonly project: string; readonly environment: string }
  | { readonly project: string; readonly url: string };

export interface LocatedMasking {
  readonly database: DatabasePlace;
  /** Relative to the project, with forward slashes. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

interface SnapshotDataset {
  readonly snapshot: string;
  readonly masking: string;
}

const snapshotsOf = (config: BacklotConfig | undefined): readonly SnapshotDataset[] =>
  Object.values(config?.datasets ?? {}).flatMap((dataset) => ('snapshot' in dataset ? [dataset] : []));

const noDatabase = (): BacklotError =>
  new BacklotError(
    'invalid-input',
    `No dataset of ${configName} is a snapshot, so no database is meant by itself.`,
    {
      hint: 'Name an environment, or the postgresql:// address of a database.',
    },
  );

/**
 * Completes a place from backlot.yaml: the snapshot dataset (that of the environment named, else the first) says
 * which environment and which file.
 * @throws BacklotError `invalid-input`, `config-invalid`
 */
export async function locateMasking(place: MaskingPlace, signal: AbortSignal): Promise<LocatedMasking> {
  const { project, url } = place;
  if (url !== undefined && place.environment !== undefined) {
    throw new BacklotError('invalid-input', 'An environment and an address can’t both be looked at.', {
      hint: 'Give one of the two.',
    });
  }
  const declared = await pathExists(join(project, configName));
  const datasets = snapshotsOf(declared ? (await requireConfig(project, signal)).config : undefined);
  const dataset = datasets.find(({ snapshot }) => snapshot === place.environment) ?? datasets[0];
  const environment = place.environment ?? dataset?.snapshot;
  if (url === undefined && environment === undefined) throw noDatabase();
  const given = place.file ?? dataset?.masking ?? usualMaskingFile;
  const path = resolve(project, given);
  const inside = relative(project, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
    throw new BacklotError('invalid-input', `${given} is not a file of the project.`, {
      hint: 'Write the path from the folder of the project.',
    });
  }
  const database = url === undefined ? { project, environment: environment ?? '' } : { project, url };
  return { database, name: inside.split(sep).join('/'), path };
}
