import { z } from 'zod';
import { removeContainer, startContainer } from '../../docker/containers.ts';
import { orAbsent } from '../../docker/refused.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import { ownContainer } from '../../engine/own-container.ts';
import { stackRef } from '../../engine/stack-access.ts';
import { defineVerb, type StepContext, type Verb } from '../../operations/define-operation.ts';
import { adoptVolumes, settleAdoption } from '../pool/adopt-volumes.ts';
import type { Pool } from '../pool/pool.ts';
import { bringUp } from './bring-up.ts';
import type { DataParts } from './data-parts.ts';
import { firstState, type KeptState, owner } from './data-state.ts';
import { decideExchange, findKept, stepTarget } from './decide-exchange.ts';
import { exchangeScript, forgetScript, prepareScript, takeBackScript } from './exchange-scripts.ts';
import { finishData } from './finish-data.ts';
import { presentState } from './look-at-data.ts';
import { readState, writeState } from './read-state.ts';
import { startHolders } from './start-holders.ts';
import { stopHolders } from './stop-holders.ts';

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('use'), dataset: z.string() }),
  z.object({ kind: z.literal('restore'), checkpoint: z.string() }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('redo') }),
]);
const save = z.object({ kind: z.literal('save'), name: z.string().optional() });
const common = { stack: stackRef, model: z.string(), project: z.string() };
const holders = z.array(z.object({ id: z.string(), service: z.string(), name: z.string() }));
const services = z.array(z.string());
const exchangeArgs = z.object({
  ...common,
  act,
  at: z.number(),
  keep: z.string().optional(),
  moves: z.string().optional(),
  /** None of its volumes was in the pool: what is written there is from volumes that are gone. */
  fresh: z.boolean(),
  owner,
  volumes: services,
});
type ExchangeArgs = z.infer<typeof exchangeArgs>;
const poolArgs = z.object(common);
const stopArgs = z.object({ ...common, holders, postmasters: services });
const moveArgs = z.object({ ...common, holders, services });
const adoptArgs = z.object({
  ...common,
  volumes: z.array(
    z.object({ key: z.string(), name: z.string(), place: z.enum(['pool', 'plain', 'absent']) }),
  ),
});
const keepArgs = z.object({
  ...common,
  checkpoint: z.string(),
  at: z.number(),
  name: z.string().optional(),
  volumes: services,
  fresh: z.boolean(),
  owner,
});
const finishArgs = z.object({ ...common, act: z.union([act, save]) });
const prepared = z.object({ state: z.string() });

const workOf = ({ operation }: StepContext): string => `work/${operation}`;

/** Where the new folder is made, or is already, and where the old one goes. */
const places = (context: StepContext, { project, keep, moves }: ExchangeArgs) => ({
  next: moves === undefined ? `${workOf(context)}/next` : `checkpoints/${project}/${moves}`,
  kept: keep === undefined ? `${workOf(context)}/empty` : `checkpoints/${project}/${keep}`,
});

const existsScript = '[ -e "$1" ] && echo yes || echo no';

/** The code behind the steps of `planExchange`. Each bears to run again, with its effect there or half there. */
export function dataVerbs(
  parts: DataParts,
  stackVerbs: Readonly<Record<string, Verb>>,
): Readonly<Record<string, Verb>> {
  const { access, pools, datasets } = parts;
  const poolOf = ({ stack }: { readonly stack: ExchangeArgs['stack'] }, signal: AbortSignal): Promise<Pool> =>
    pools.of(stack.host, signal);
  const place = async (args: z.infer<typeof poolArgs>, signal: AbortSignal) => {
    const [engine, desired] = await Promise.all([
      access.engine(args.stack.host, signal),
      access.planned(args.stack, args.model, signal),
    ]);
    return { engine, desired };
  };

  /** By volume, the folders that an act takes its data from. */
  const sources = async (
    pool: Pool,
    { act: what, stack, project, volumes }: ExchangeArgs,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>> => {
    if (what.kind === 'use') return (await datasets.require(stack, what.dataset, signal)).volumes;
    const state = await readState(pool, project, signal);
    const found = what.kind === 'restore' ? findKept(state, what.checkpoint) : stepTarget(state, what.kind);
    const wanted = volumes.filter((key) => found.volumes.includes(key));
    return Object.fromEntries(wanted.map((key) => [key, `checkpoints/${project}/${found.id}/${key}`]));
  };

  const poolVerb = defineVerb(poolArgs, async ({ signal, note }, args) => {
    const { tier, tierCause } = await poolOf(args, signal);
    note(`${tier}: ${tierCause}`);
  });

  const prepare = defineVerb(
    exchangeArgs,
    async (context, args) => {
      const { signal, operation, warning } = context;
      const { project, act: what, at, keep, volumes, moves, stack, fresh } = args;
      const pool = await poolOf(args, signal);
      const { next, kept } = places(context, args);
      const work = workOf(context);
      const written = presentState(await readState(pool, project, signal), !fresh);
      if (moves === undefined) {
        const from = await sources(pool, args, signal);
        await Promise.all(
          volumes.map(async (key) => {
            const source = from[key];
            if (source === undefined) return;
            const there = await pool.ask(existsScript, [`${next}/${key}`], signal);
            if (there.trim() === 'no') await pool.clone(source, `${next}/${key}`, signal);
          }),
        );
      }
      const decided = decideExchange(written, what, { operation, at, keep, volumes, owner: args.owner });
      const state = JSON.stringify(decided.next);
      const first = JSON.stringify(firstState(at));
      const empty = await pool.ask(
        prepareScript,
        [project, next, kept, state, work, first, ...volumes],
        signal,
      );
      for (const key of empty.split('\n').filter((line) => line !== ''))
        warning(`volume ${key} is not part of it, and begins empty in ${stack.environment}`);
      return { state };
    },
    async (context, args) => {
      const pool = await poolOf(args, context.signal);
      await pool.ask(forgetScript, [args.project, workOf(context)], context.signal);
    },
  );

  const swap = defineVerb(
    exchangeArgs,
    async (context, args) => {
      const pool = await poolOf(args, context.signal);
      const { next, kept } = places(context, args);
      const { state } = prepared.parse(context.output('prepare'));
      await pool.ask(exchangeScript, [args.project, context.operation, next, kept, state], context.signal);
      return { checkpoint: args.keep };
    },
    async (context, args) => {
      const pool = await poolOf(args, context.signal);
      const { next, kept } = places(context, args);
      const script = [args.project, context.operation, kept, next, workOf(context)];
      await pool.ask(takeBackScript, script, context.signal);
    },
  );

  const stop = defineVerb(
    stopArgs,
    async ({ signal, command, warning }, args) => {
      const at = Date.now();
      const { engine, desired } = await place(args, signal);
      command(`docker stop ${args.holders.map(({ name }) => name).join(' ')}`);
      await stopHolders(engine, desired, args.holders, args, signal, warning);
      return { at };
    },
    async ({ signal }, args) => {
      const { engine } = await place(args, signal);
      for (const { id } of args.holders) await orAbsent(startContainer(engine, id, signal));
    },
  );

  const start = defineVerb(
    moveArgs,
    async (context, args) => {
      const { signal, command, progress } = context;
      const { engine, desired } = await place(args, signal);
      if (args.holders.length > 0) {
        command(`docker start ${args.holders.map(({ name }) => name).join(' ')}`);
        const said = (text: string): void => progress(0, undefined, 'items', text);
        await startHolders(engine, desired, args.holders, { ready: access.ready, progress: said }, signal);
      }
      if (args.services.length > 0)
        await bringUp({ access, verbs: stackVerbs }, args.stack, args.services, context);
      return { at: Date.now() };
    },
    async ({ signal, warning }, args) => {
      const { engine, desired } = await place(args, signal);
      const made = await ownServices(desired, args, signal);
      await stopHolders(engine, desired, [...args.holders, ...made], { postmasters: [] }, signal, warning);
    },
  );

  /** The containers that services have by now. */
  const ownServices = async (
    desired: DesiredStack,
    { stack, services: names }: z.infer<typeof moveArgs>,
    signal: AbortSignal,
  ) => {
    const engine = await access.engine(stack.host, signal);
    const found = await Promise.all(
      desired.services
        .filter(({ name }) => names.includes(name))
        .flatMap(({ name, replicas, fixedName }) =>
          Array.from({ length: replicas }, async (_, index) => {
            const container = fixedName ?? `${desired.identity.composeProject}-${name}-${index + 1}`;
            const seen = await ownContainer(engine, desired.identity, container, signal);
            return seen === undefined ? [] : [{ id: seen.Id, service: name }];
          }),
        ),
    );
    return found.flat();
  };

  const release = defineVerb(
    moveArgs,
    async ({ signal, command }, args) => {
      const { engine, desired } = await place(args, signal);
      command(`docker rm ${args.holders.map(({ name }) => name).join(' ')}`);
      for (const { id } of args.holders) {
        const own = await ownContainer(engine, desired.identity, id, signal);
        if (own !== undefined) await removeContainer(engine, own.Id, signal, { force: true });
      }
    },
    async (context, args) => {
      if (args.services.length > 0)
        await bringUp({ access, verbs: stackVerbs }, args.stack, args.services, context);
    },
  );

  const adoption = async (context: StepContext, args: z.infer<typeof adoptArgs>) => {
    const { operation, note, signal } = context;
    const { engine, desired } = await place(args, signal);
    const pool = await poolOf(args, signal);
    return { engine, desired, pool, home: args.project, operation, note, work: workOf(context) };
  };
  const adopt = defineVerb(
    adoptArgs,
    async (context, args) => adoptVolumes(await adoption(context, args), args.volumes, context.signal),
    async (context, args) => settleAdoption(await adoption(context, args), args.volumes, context.signal),
  );

  const keep = defineVerb(
    keepArgs,
    async ({ signal }, { checkpoint: id, at, name, volumes, project, fresh, ...args }) => {
      const pool = await poolOf(args, signal);
      const folder = `checkpoints/${project}/${id}`;
      if ((await pool.ask(existsScript, [folder], signal)).trim() === 'no')
        await pool.clone(`environments/${project}`, folder, signal);
      const written = await readState(pool, project, signal);
      if (written.checkpoints.some((one) => one.id === id)) return { checkpoint: id };
      const state = presentState(written, !fresh);
      const made: KeptState = {
        id,
        name,
        automatic: false,
        reason: 'asked for',
        createdAt: at,
        dataset: state.current.dataset,
        text: state.current.text,
        volumes,
      };
      await writeState(
        pool,
        project,
        { ...state, owner: args.owner, checkpoints: [made, ...state.checkpoints] },
        signal,
      );
      return { checkpoint: id };
    },
    async ({ signal }, { checkpoint: id, project, ...args }) => {
      const pool = await poolOf(args, signal);
      const state = await readState(pool, project, signal);
      const checkpoints = state.checkpoints.filter((one) => one.id !== id);
      if (checkpoints.length < state.checkpoints.length)
        await writeState(pool, project, { ...state, checkpoints }, signal);
      await pool.remove(`checkpoints/${project}/${id}`, signal);
    },
  );

  const finish = defineVerb(finishArgs, async (context, { project, act: what, ...args }) => {
    const pool = await poolOf(args, context.signal);
    await finishData(pool, project, what, args.stack, context, parts);
  });

  return {
    ...stackVerbs,
    ...datasets.verbs,
    'data-pool': poolVerb,
    'data-prepare': prepare,
    'data-swap': swap,
    'data-stop': stop,
    'data-start': start,
    'data-release': release,
    'data-adopt': adopt,
    'data-keep': keep,
    'data-finish': finish,
  };
}
