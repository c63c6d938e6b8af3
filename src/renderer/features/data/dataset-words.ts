import type {
  CloneTier,
  DataStatus,
  Dataset,
  DatasetSource,
  DatasetState,
} from '../../../shared/model/data.ts';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { KnownData } from '../../state/data.ts';
import type { Tone } from '../../ui/status.tsx';

const stateWords: Readonly<Record<DatasetState, { readonly tone: Tone; readonly word: string }>> = {
  'not-baked': { tone: 'neutral', word: 'Not baked' },
  outdated: { tone: 'attention', word: 'Outdated' },
  baking: { tone: 'working', word: 'Baking' },
  ready: { tone: 'healthy', word: 'Ready' },
  broken: { tone: 'failed', word: 'Broken' },
};

/** A dataset's state as a word and a tone. */
export const datasetWord = (state: DatasetState) => stateWords[state];

const tierWords: Readonly<Record<CloneTier, string>> = {
  reflink: 'Clones share blocks',
  pool: 'Clones share blocks in a pool',
  copy: 'Clones are full copies',
};

/** How volumes are cloned on a host, in words. */
export const tierWord = (tier: CloneTier): string => tierWords[tier];

/** Where a dataset comes from, in one line. */
export function sourceWords(source: DatasetSource): string {
  switch (source.kind) {
    case 'seed':
      return source.files.join(', ');
    case 'snapshot':
      return `snapshot of ${source.environment}, masked by ${source.masking}`;
    case 'saved':
      return `saved from ${source.environment}`;
  }
}

/** Names as a sentence has them: "db", "db and cache", "db, cache and files". */
export function listWords(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined) return '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * What the button of a switch says, with the environment where that is not plain; a pull is never begun by a word
 * that does not say so.
 */
export const switchWords = (
  { name, unpulled }: Pick<Dataset, 'name' | 'unpulled'>,
  here: boolean,
  environment?: string,
): string => {
  const verb = here ? 'Reset' : unpulled ? 'Pull and switch' : 'Switch';
  return `${verb}${environment === undefined ? '' : ` ${environment}`} to ${name}`;
};

/** The plan of a switch in one line. */
export function switchPlan(
  { services }: Pick<DataStatus, 'services'>,
  { state, unpulled, source }: Pick<Dataset, 'state' | 'unpulled' | 'source'>,
): string {
  const replaces = `replaces the data of ${listWords(services)}; a checkpoint is kept`;
  if (unpulled && source.kind === 'snapshot')
    return `pulls a masked snapshot of ${source.environment}, bakes it, then ${replaces}`;
  if (state === 'ready') return replaces;
  return state === 'outdated' ? `bakes it anew, then ${replaces}` : `bakes it first, then ${replaces}`;
}

/**
 * The dataset that backlot.yaml names, while the environment holds data of its own making. Whoever switched to
 * another one meant it.
 */
export const namedOffer = ({
  dataset,
  named,
  datasets,
}: Pick<DataStatus, 'dataset' | 'named' | 'datasets'>): Dataset | undefined =>
  dataset === undefined ? datasets.find(({ name }) => name === named) : undefined;

/** What removing a dataset leaves: where it is held and what it was made from. */
export function keptOnRemove({ usedBy, source }: Pick<Dataset, 'usedBy' | 'source'>): string {
  const environments =
    usedBy.length === 0
      ? 'No environment holds it.'
      : `${listWords(usedBy)} ${usedBy.length === 1 ? 'keeps its own clone' : 'keep their own clones'}, with undo.`;
  switch (source.kind) {
    case 'seed':
      return `${environments} Its files in the repository stay: it can be baked again.`;
    case 'snapshot':
      return `${environments} Its snapshots stay: it can be baked again.`;
    case 'saved':
      return `${environments} It was saved by hand and can't be made again.`;
  }
}

/** Why an environment's data can't be changed from here; `undefined` when it can. */
export function dataRefusal(
  node: Pick<GraphNode, 'protected'>,
  { status, error }: KnownData,
  busy: string | undefined,
): string | undefined {
  if (node.protected) return 'It is protected: backlot.yaml lets nothing be changed there from here.';
  if (error) return error.message;
  if (!status) return 'It is still being looked at.';
  if (status.services.length === 0) return 'No service of it owns a volume.';
  return busy === undefined ? undefined : `${busy} is still running.`;
}
