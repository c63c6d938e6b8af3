import type { Dataset, DatasetSource, DatasetState } from '../../../../shared/model/data.ts';
import { type DatasetInputs, inputsCause } from './dataset-inputs.ts';
import { type FoundDataset, isWhole } from './dataset-record.ts';

/** All that is known of one dataset at a moment. */
export interface DatasetFacts {
  readonly name: string;
  /** What backlot.yaml says; absent for one that it does not name (any more). */
  readonly declared: DatasetSource | undefined;
  readonly found: FoundDataset | undefined;
  /** What it would be made from now; absent where that can't be told. */
  readonly inputs: DatasetInputs | undefined;
  /** Why they can't be told, or what is missing for a bake. */
  readonly missing: string | undefined;
  /** No snapshot was pulled for it yet. */
  readonly unpulled?: boolean | undefined;
  readonly baking: boolean;
}

function stateOf({
  declared,
  found,
  inputs,
  missing,
  baking,
}: DatasetFacts): readonly [DatasetState, string] {
  if (baking) return ['baking', 'it is being baked'];
  if (found === undefined) return ['not-baked', missing ?? 'it was never baked here'];
  if (found.record === undefined) return ['broken', "its record in the pool can't be read"];
  const gone = found.record.volumes.filter((key) => !found.volumes.includes(key));
  if (gone.length > 0) return ['broken', `its volume ${gone[0]} is gone from the pool`];
  if (found.record.source.kind === 'saved') {
    if (declared !== undefined) return ['outdated', 'backlot.yaml has a dataset of that name now'];
    return ['ready', `saved from ${found.record.source.environment}`];
  }
  if (declared === undefined) return ['ready', 'backlot.yaml does not name it any more'];
  if (missing !== undefined) return ['ready', `as it was baked; ${missing}`];
  if (declared.kind !== found.record.source.kind)
    return ['outdated', `it is a ${declared.kind} in backlot.yaml now`];
  const cause = inputs && found.record.inputs && inputsCause(found.record.inputs, inputs);
  return cause === undefined ? ['ready', 'baked from what is there now'] : ['outdated', cause];
}

/** A dataset as it is told to users. What lies beside environments' data is added by others. Pure. */
export function describeDataset(facts: DatasetFacts): Dataset {
  const { name, declared, found } = facts;
  const [state, cause] = stateOf(facts);
  const record = found !== undefined && isWhole(found) ? found.record : undefined;
  return {
    name,
    source: declared ?? found?.record?.source ?? { kind: 'saved', environment: 'unknown' },
    state,
    cause,
    ...(facts.unpulled && { unpulled: true }),
    bakedAt: record?.bakedAt,
    takenAt: record?.takenAt,
    snapshot: record?.snapshot,
    usedBy: [],
  };
}
