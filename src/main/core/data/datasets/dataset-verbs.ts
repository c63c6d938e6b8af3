import type { Dataset } from '../../../../shared/model/data.ts';
import type { PlannedStep } from '../../../../shared/model/operation.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { OperationKind, Verb } from '../../operations/define-operation.ts';

/** A dataset as it lies in the pool of one host, ready to be cloned. */
export interface FrozenDataset {
  readonly name: string;
  /**
   * By key of the compose volume ("db-data"), the frozen folder, relative to the pool:
   * "datasets/shop/demo/db-data". All of them lie in one folder, and stay as they are until it is removed.
   */
  readonly volumes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly bakedAt: number;
  /** The moment its data is from; absent for a seed. */
  readonly takenAt?: number | undefined;
}

export interface BakeOptions {
  /** Also when nothing has changed. */
  readonly again: boolean;
  /** Pull a snapshot first where there is none. */
  readonly pull?: boolean | undefined;
}

/** The datasets' side of an environment's data: what switching asks of baking. */
export interface DatasetVerbs {
  /**
   * All datasets that the project declares or has on the place's host. `usedBy`, `switchMs` and the bytes
   * are filled in by who asks (they lie beside the environments' data): leave them empty.
   */
  readonly list: (place: StackRef, signal: AbortSignal) => Promise<readonly Dataset[]>;
  /** @throws BacklotError `dataset-unknown`; `dataset-not-ready` where it must be baked first. */
  readonly require: (place: StackRef, name: string, signal: AbortSignal) => Promise<FrozenDataset>;
  /**
   * The steps that bake a dataset, for the plan of another operation: none when it is ready. Their ids begin
   * with "bake:", their verbs are those of `verbs`, and the last of them (whom nobody waits for) leave it ready.
   * @throws BacklotError `dataset-unknown`; `snapshot-missing` where it is to be pulled first and `pull` is not
   * set, else what a pull throws.
   */
  readonly bakePlan: (
    place: StackRef,
    name: string,
    options: BakeOptions,
    signal: AbortSignal,
  ) => Promise<readonly PlannedStep[]>;
  /** The code behind the steps of `bakePlan`, by name; each begins with "bake". */
  readonly verbs: Readonly<Record<string, Verb>>;
  /** The operations `dataset-bake`, `dataset-save` and `dataset-remove`; their input is `DatasetInput`. */
  readonly kinds: readonly OperationKind[];
}

/** What the operations on one dataset are started with; `again` and `pull` are for baking alone. */
export interface DatasetInput {
  readonly stack: StackRef;
  readonly dataset: string;
  readonly again?: boolean | undefined;
  readonly pull?: boolean | undefined;
}

/** What the datasets' side may ask of an environment's data: `dataset-save` is made of it. */
export interface EnvironmentData {
  /**
   * Clones the environment's volumes as they are at one moment into a folder of the pool that must not be
   * there yet, one folder per key; containers that hold them are stopped for it and started again.
   */
  readonly freeze: (
    place: StackRef,
    into: string,
    signal: AbortSignal,
  ) => Promise<{ readonly volumes: Readonly<Record<string, string>>; readonly stoppedMs: number }>;
}

/** The lock of an environment, as the operations on its stack take it too. */
export const environmentLock = ({ host, environment, project }: StackRef): string =>
  `${host}/${environment}@${project}`;

/** The lock of a dataset on its host: held by what makes or removes it, and by what clones it. */
export const datasetLock = ({ host, project }: StackRef, dataset: string): string =>
  `${host}/dataset:${dataset}@${project}`;

/** The lock of a dataset's snapshots, as a pull takes it: held also by what may pull first. */
export const snapshotLock = ({ project }: StackRef, dataset: string): string =>
  `snapshots/${dataset}@${project}`;
