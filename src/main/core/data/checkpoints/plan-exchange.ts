import { BacklotError } from '../../../../shared/errors.ts';
import type { Plan, PlannedStep } from '../../../../shared/model/operation.ts';
import { reconcileRestart } from '../../engine/reconcile-restart.ts';
import type { DataState } from './data-state.ts';
import { type Act, decideExchange, findKept, labelOf } from './decide-exchange.ts';
import type { EnvironmentView, Holder } from './look-at-data.ts';

/** What an operation on an environment's data is about to do. */
export type DataAct = Act | { readonly kind: 'save'; readonly name?: string | undefined };

export interface PlanFacts {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The id of the checkpoint that is about to be made. */
  readonly checkpoint: string;
  /** Steps that make the dataset ready first. */
  readonly bake: readonly PlannedStep[];
}

const titles = (act: DataAct, environment: string, state: DataState): string => {
  switch (act.kind) {
    case 'use':
      return `Switch ${environment} to ${act.dataset}`;
    case 'restore':
      return `Restore checkpoint ${labelOf(findKept(state, act.checkpoint))} in ${environment}`;
    case 'undo':
      return `Undo the last change of data in ${environment}`;
    case 'redo':
      return `Redo the last undone change of data in ${environment}`;
    case 'save':
      return act.name === undefined
        ? `Save a checkpoint of ${environment}`
        : `Save checkpoint ${act.name} of ${environment}`;
  }
};

const brief = ({ id, service, name }: Holder) => ({ id, service, name });

const servicesOf = (holders: readonly Holder[]): readonly string[] => [
  ...new Set(holders.map(({ service }) => service)),
];

/** Restarts of those that asked to be restarted with a service that holds data. */
function restarts(view: EnvironmentView, restarted: readonly Holder[]): readonly PlannedStep[] {
  const { desired, containers, holders } = view;
  const running = containers.filter(({ state }) => state === 'running');
  const asking = desired.services.filter(
    ({ name, needs }) =>
      needs.some((need) => need.restart && restarted.some(({ service }) => service === need.service)) &&
      running.some(({ service }) => service === name) &&
      !holders.some(({ service }) => service === name),
  );
  if (asking.length === 0) return [];
  const observed = {
    at: 0,
    containers: running.filter(({ id }) => holders.every((one) => one.id !== id)),
    networks: [],
    volumes: [],
    foreign: { containers: {}, networks: {}, volumes: {} },
    images: {},
    ports: {},
  };
  const names = asking.map(({ name }) => name);
  return reconcileRestart(desired, observed, { services: names }).steps.map((step) => ({
    ...step,
    cause: step.verb === 'restart' ? 'the data that it needs was exchanged' : step.cause,
    after: step.after.length === 0 ? ['start'] : step.after,
  }));
}

/** @throws BacklotError `operation-conflict` while a container that is not ours uses a volume. */
export function refuseForeign({ foreign }: Pick<EnvironmentView, 'foreign'>): void {
  if (foreign === undefined) return;
  const { container, volume, owner } = foreign;
  throw new BacklotError(
    'operation-conflict',
    `The container ${container} uses the volume ${volume}, and is not ours to stop: ${owner}.`,
    { hint: `Stop it ("docker stop ${container}"), then try again.` },
  );
}

/**
 * The steps that exchange, or save, an environment's data: what takes long is done while all runs; between
 * stop and start there are two renames. Volumes outside of the pool are moved into it on the way. Pure.
 * @throws BacklotError `nothing-to-undo`, `checkpoint-unknown`, `not-found`, or `operation-conflict` while a
 * container that is not ours uses a volume.
 */
export function planExchange(view: EnvironmentView, act: DataAct, { at, checkpoint, bake }: PlanFacts): Plan {
  const { ref, desired, home, volumes, holders, pool, state } = view;
  const environment = ref.environment;
  if (volumes.length === 0)
    throw new BacklotError('not-found', `No service of ${environment} owns a named volume.`, {
      hint: 'Give the services that keep data a named volume in the compose file.',
    });
  refuseForeign(view);
  const blank = volumes.every(({ place }) => place === 'absent');
  if (blank && act.kind === 'save')
    throw new BacklotError('not-found', `${environment} has no data yet.`, {
      hint: `Bring it up ("backlot up"), or switch it to a dataset.`,
    });
  const keep = blank ? undefined : checkpoint;
  const keys = volumes.map(({ key }) => key);
  const { project, workingDir, elsewhere } = desired.identity;
  const owner = { project, environment, ...(elsewhere === undefined ? {} : { folder: workingDir }) };
  const facts = { operation: '', at, keep, volumes: keys, owner };
  const moves = act.kind === 'save' ? undefined : decideExchange(state, act, facts).moves;
  const outside = volumes.filter(({ place }) => place !== 'pool');
  const released = holders.filter((one) =>
    one.volumes.some((key) => outside.some((volume) => volume.key === key)),
  );
  const running = holders.filter((one) => one.running);
  const again = running.filter((one) => !released.includes(one));
  const common = { stack: ref, model: desired.fingerprint, project: home };
  const steps: PlannedStep[] = [];
  const add = (
    id: string,
    verb: string,
    resource: string,
    cause: string,
    args: object,
    rest: Partial<PlannedStep> = {},
  ): void => {
    const last = steps.at(-1)?.id;
    const after = last === undefined ? [] : [last];
    steps.push({
      id,
      verb,
      resource,
      cause,
      after,
      weight: 2,
      destructive: false,
      ...rest,
      args: { ...common, ...args },
    });
  };
  const data = `data of ${environment}`;
  if (pool === undefined)
    add('pool', 'data-pool', `pool of ${ref.host}`, 'it is not there', {}, { weight: 10 });
  const first = steps.map(({ id }) => id);
  const ends = bake.filter(({ id }) => !bake.some(({ after }) => after.includes(id))).map(({ id }) => id);
  steps.push(...bake.map((step) => ({ ...step, after: step.after.length === 0 ? first : step.after })));
  const fresh = outside.length === volumes.length;
  const what = { act, at, keep, volumes: keys, moves, fresh, owner };
  if (act.kind !== 'save')
    add('prepare', 'data-prepare', data, 'made ready', what, {
      weight: 8,
      ...(ends.length > 0 ? { after: ends } : {}),
    });
  // Sharing blocks takes less time than stopping: then both are done at once, and the whole is shorter.
  const together =
    act.kind !== 'save' &&
    pool !== undefined &&
    pool.tier !== 'copy' &&
    outside.length === 0 &&
    bake.length === 0;
  if (running.length > 0)
    add(
      'stop',
      'data-stop',
      servicesOf(running).join(', '),
      'its data stands still for a moment',
      { holders: running.map(brief), postmasters: view.postmasters },
      together ? { after: first } : {},
    );
  if (released.length > 0)
    add('release', 'data-release', servicesOf(released).join(', '), 'its volume moves into the pool', {
      holders: released.map(brief),
      services: servicesOf(released.filter((one) => one.running)),
    });
  if (outside.length > 0)
    add(
      'adopt',
      'data-adopt',
      data,
      'it is kept in the pool from now on',
      { volumes: outside },
      { weight: 20 },
    );
  if (act.kind === 'save')
    add('keep', 'data-keep', data, 'asked for', {
      checkpoint,
      at,
      name: act.name,
      volumes: keys,
      fresh,
      owner,
    });
  else
    add(
      'swap',
      'data-swap',
      data,
      keep === undefined ? 'asked for' : `asked for; what is there becomes checkpoint ${checkpoint}`,
      what,
      {
        destructive: true,
        ...(together && running.length > 0 ? { after: ['prepare', 'stop'] } : {}),
      },
    );
  if (again.length > 0 || released.some((one) => one.running))
    add('start', 'data-start', servicesOf(running).join(', '), 'it was running', {
      holders: again.map(brief),
      services: servicesOf(released.filter((one) => one.running)),
    });
  steps.push(...restarts(view, running).map((step) => ({ ...step, args: { ...step.args, ...common } })));
  const open = steps.filter(({ id }) => !steps.some(({ after }) => after.includes(id))).map(({ id }) => id);
  add(
    'finish',
    'data-finish',
    data,
    'old checkpoints are over the budget at some point',
    { act },
    { after: open },
  );
  return { title: titles(act, environment, state), steps };
}
