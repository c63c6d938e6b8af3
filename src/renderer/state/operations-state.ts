import type { Operation, OperationWithSteps, Step } from '../../shared/model/operation.ts';
import { type Meter, readMeter } from './rate.ts';
import { shareUnchanged } from './share-unchanged.ts';

/** An operation as far as it is known: one from the list has no steps until they are asked for. */
export interface KnownOperation extends Operation {
  readonly steps?: readonly Step[] | undefined;
}

/** What rates and times left are computed from. */
export interface OperationMeters {
  /** Bytes moved by all its steps together; empty when none counts bytes. */
  readonly bytes: Meter;
  /** The weighted share of the work, 0 to 1. */
  readonly share: Meter;
  /** By step id, for those that run and count something. */
  readonly steps: Readonly<Record<string, Meter>>;
}

export interface OperationsState {
  readonly byId: Readonly<Record<string, KnownOperation>>;
  /** Newest first. */
  readonly order: readonly string[];
  readonly meters: Readonly<Record<string, OperationMeters>>;
  /** False until the list has been read once. */
  readonly loaded: boolean;
}

export const noOperations: OperationsState = { byId: {}, order: [], meters: {}, loaded: false };

const noMeters: OperationMeters = { bytes: [], share: [], steps: {} };

function readMeters(meters: OperationMeters, operation: OperationWithSteps, at: number): OperationMeters {
  const counting = operation.steps.flatMap((step) =>
    step.progress ? [{ step, progress: step.progress }] : [],
  );
  const bytes = counting.filter(({ progress }) => progress.unit === 'bytes');
  const moved = bytes.reduce((sum, { progress }) => sum + progress.current, 0);
  return {
    bytes: bytes.length > 0 ? readMeter(meters.bytes, { at, value: moved }) : meters.bytes,
    share: readMeter(meters.share, { at, value: operation.progress }),
    steps: Object.fromEntries(
      counting
        .filter(({ step }) => step.state === 'running')
        .map(({ step, progress }) => [
          step.id,
          readMeter(meters.steps[step.id] ?? [], { at, value: progress.current }),
        ]),
    ),
  };
}

const newestFirst = (byId: OperationsState['byId']): readonly string[] =>
  Object.values(byId)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);

function ordered(state: OperationsState, byId: OperationsState['byId']): readonly string[] {
  const known = Object.keys(byId).every((id) => id in state.byId);
  return known ? state.order : newestFirst(byId);
}

/** Takes in changed operations, oldest change first; `at` is now, for the meters. */
export function takeChanges(
  state: OperationsState,
  changes: readonly OperationWithSteps[],
  at: number,
): OperationsState {
  // Of several changes to one operation within a frame only the last is shown.
  const last = new Map(changes.map((change) => [change.id, change]));
  const byId = { ...state.byId };
  const meters = { ...state.meters };
  for (const [id, change] of last) {
    byId[id] = shareUnchanged(state.byId[id], change);
    if (change.state === 'running') meters[id] = readMeters(meters[id] ?? noMeters, change, at);
    else delete meters[id];
  }
  return { ...state, byId, meters, order: ordered(state, byId) };
}

/** Takes in the journal's list; steps already known stay. */
export function takeList(state: OperationsState, list: readonly Operation[]): OperationsState {
  const byId = { ...state.byId };
  for (const operation of list) {
    const steps = state.byId[operation.id]?.steps;
    byId[operation.id] = shareUnchanged(
      state.byId[operation.id],
      steps ? { ...operation, steps } : operation,
    );
  }
  return { ...state, byId, order: ordered(state, byId), loaded: true };
}
