import type { BacklotConfig } from '../../../shared/config/backlot-yaml.ts';
import { findProject } from '../../core/project/find-project.ts';
import type { NameKind, NameRequest } from './name-request.ts';
import { findCore, type Reached } from './reach-core.ts';
import { readPlace } from './read-place.ts';
import { homeOf, type Session } from './session.ts';

export interface OfferedName {
  readonly name: string;
  readonly about: string;
}

const declared = ({ environments: all, datasets }: BacklotConfig, kind: NameKind): readonly OfferedName[] => {
  if (kind === 'environment') return Object.entries(all).map(([name, one]) => ({ name, about: one.kind }));
  if (kind !== 'dataset' && kind !== 'snapshot-dataset') return [];
  return Object.entries(datasets)
    .filter(([, one]) => kind === 'dataset' || 'snapshot' in one)
    .map(([name, one]) => ({ name, about: 'snapshot' in one ? `snapshot of ${one.snapshot}` : 'seed' }));
};

async function asked(
  { client }: Reached,
  { kind, environment }: NameRequest,
  folder: string,
  signal: AbortSignal,
): Promise<readonly OfferedName[]> {
  const project = await client.projects.show({ path: folder }, { signal });
  if (kind === 'snapshot') {
    const all = await client.snapshots.list({ project: project.path }, { signal });
    return all.map(({ id, dataset, source }) => ({ name: id, about: `${dataset} from ${source}` }));
  }
  const place = readPlace(project, [], environment);
  const status = await client.data.show(
    { project: place.project, environment: place.environment },
    { signal },
  );
  if (kind === 'checkpoint')
    return status.checkpoints.map(({ id, name, reason }) => ({ name: name ?? id, about: reason }));
  return status.datasets.map(({ name, state }) => ({ name, about: state }));
}

/** How long a completion may look for names, in milliseconds: a key was pressed, and nothing is to hang. */
const patienceMs = 1500;

/**
 * The names that a request is for: from the core that runs, without one from backlot.yaml. Starts no core,
 * and answers with none rather than with an error.
 */
export async function completedNames(
  session: Session,
  request: NameRequest,
): Promise<readonly OfferedName[]> {
  const { world } = session;
  const folder = session.pathOf(request.folder);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const fromFile = async (): Promise<readonly OfferedName[]> => {
      const { path } = await findProject(folder, signal);
      // Loaded on first use: other completions start without the reader of YAML.
      const { loadConfig } = await import('../../core/project/load-config.ts');
      const { config } = await loadConfig(path, signal);
      return config ? declared(config, request.kind) : [];
    };
    if (request.kind === 'environment' || request.kind === 'snapshot-dataset') return await fromFile();
    const { startCore, version } = world;
    const reached = await findCore({ home: homeOf(world), version, startCore }, signal);
    if (!reached) return await fromFile();
    try {
      return await asked(reached, request, folder, signal);
    } finally {
      await reached.close(signal, () => {});
    }
  } catch {
    return [];
  }
}
