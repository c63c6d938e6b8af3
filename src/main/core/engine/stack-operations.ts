import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/model/operation.ts';
import { defineOperation, type OperationKind } from '../operations/define-operation.ts';
import type { DesiredStack } from './desired.ts';
import { observeStack } from './observe.ts';
import { reconcileDown, reconcileStop } from './reconcile-down.ts';
import { reconcileRestart } from './reconcile-restart.ts';
import { reconcileUp } from './reconcile-up.ts';
import { requireShown } from './shown-plan.ts';
import { type StackAccess, type StackRef, stackRef } from './stack-access.ts';
import { type ImageVerbs, stackVerbs, type VolumeHook } from './stack-verbs.ts';

const services = z.array(z.string()).optional();
/** `planHash` of the plan that was shown. */
const shown = z.string().optional();

export const upInput = z.object({
  stack: stackRef,
  services,
  dependencies: z.boolean().optional(),
  recreate: z.enum(['changed', 'always', 'never']).optional(),
  build: z.boolean().optional(),
  pull: z.literal('always').optional(),
  removeOrphans: z.boolean().optional(),
  replaceVolumes: z.array(z.string()).optional(),
  plan: shown,
});
export type UpInput = z.infer<typeof upInput>;

export const downInput = z.object({ stack: stackRef, volumes: z.boolean().optional(), plan: shown });
export type DownInput = z.infer<typeof downInput>;

export const servicesInput = z.object({ stack: stackRef, services });
export type ServicesInput = z.infer<typeof servicesInput>;

/** Steps wait most of the time, for containers and for the engine: many may do so at once. */
const parallel = 64;

/** A plan whose steps know where they belong. */
const located = (plan: Plan, stack: StackRef, desired?: Pick<DesiredStack, 'fingerprint'>): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => ({ ...step, args: { ...step.args, stack, model: desired?.fingerprint } })),
});

const look = async (access: StackAccess, ref: StackRef, signal: AbortSignal) => {
  const [engine, desired] = await Promise.all([access.engine(ref.host, signal), access.desired(ref, signal)]);
  return {
    desired,
    observed: await observeStack(engine, desired.identity, signal, { desired, ready: access.ready }),
  };
};

/** The plan of an `up`: what would be done now. */
export async function planUp(access: StackAccess, input: UpInput, signal: AbortSignal): Promise<Plan> {
  const { desired, observed } = await look(access, input.stack, signal);
  return located(reconcileUp(desired, observed, input), input.stack, desired);
}

/** The plan of a `down`; the compose files need not be readable. */
export async function planDown(access: StackAccess, input: DownInput, signal: AbortSignal): Promise<Plan> {
  const [engine, identity, desired] = await Promise.all([
    access.engine(input.stack.host, signal),
    access.identity(input.stack, signal),
    // Only for the hooks before a stop.
    access.desired(input.stack, signal).catch(() => undefined),
  ]);
  const observed = await observeStack(engine, identity, signal, { ready: access.ready });
  return located(reconcileDown(identity, observed, input), input.stack, desired);
}

/** Services that run, or are declared, may be stopped. @throws BacklotError `not-found`. */
function requireKnown(wanted: readonly string[] = [], known: readonly string[]): void {
  const missing = wanted.find((name) => !known.includes(name));
  if (missing === undefined) return;
  throw new BacklotError('not-found', `There is no service "${missing}" in this stack.`, {
    hint: `There are: ${[...new Set(known)].join(', ')}.`,
    details: { service: missing },
  });
}

async function planStop(access: StackAccess, input: ServicesInput, signal: AbortSignal): Promise<Plan> {
  const [engine, identity, desired] = await Promise.all([
    access.engine(input.stack.host, signal),
    access.identity(input.stack, signal),
    access.desired(input.stack, signal).catch(() => undefined),
  ]);
  const observed = await observeStack(engine, identity, signal, { ready: access.ready });
  requireKnown(input.services, [
    ...(desired?.services.map(({ name }) => name) ?? []),
    ...observed.containers.map(({ service }) => service),
  ]);
  return located(reconcileStop(identity, observed, input), input.stack, desired);
}

async function planRestart(access: StackAccess, input: ServicesInput, signal: AbortSignal): Promise<Plan> {
  const { desired, observed } = await look(access, input.stack, signal);
  return located(reconcileRestart(desired, observed, input), input.stack, desired);
}

/**
 * The operations on stacks: `up`, `down`, `stop`, `restart`. After a failure `up` puts back what was there
 * before; `down`, `stop` and `restart` keep what they have done.
 */
export function stackOperations(
  access: StackAccess,
  images?: ImageVerbs,
  volumes?: VolumeHook,
): readonly OperationKind[] {
  const verbs = stackVerbs(access, images, volumes);
  const common = { verbs, parallel, afterCrash: 'resume' } as const;
  // An environment's name is not enough: another worktree, or another project, has one of that name too.
  const locks = ({ stack: { host, environment, project } }: { readonly stack: StackRef }) => [
    `${host}/${environment}@${project}`,
  ];
  const project = ({ stack }: { readonly stack: StackRef }): string => stack.project;
  return [
    defineOperation<UpInput>({
      ...common,
      kind: 'up',
      input: upInput,
      title: ({ stack }) => `Bring up ${stack.environment}`,
      locks,
      project,
      onFailure: 'rollback',
      plan: async (input, { signal }) => requireShown(await planUp(access, input, signal), input.plan),
    }),
    defineOperation<DownInput>({
      ...common,
      kind: 'down',
      input: downInput,
      title: ({ stack }) => `Take down ${stack.environment}`,
      locks,
      project,
      onFailure: 'keep',
      plan: async (input, { signal }) => requireShown(await planDown(access, input, signal), input.plan),
    }),
    defineOperation<ServicesInput>({
      ...common,
      kind: 'stop',
      input: servicesInput,
      title: ({ stack }) => `Stop ${stack.environment}`,
      locks,
      project,
      onFailure: 'keep',
      plan: (input, { signal }) => planStop(access, input, signal),
    }),
    defineOperation<ServicesInput>({
      ...common,
      kind: 'restart',
      input: servicesInput,
      title: ({ stack }) => `Restart ${stack.environment}`,
      locks,
      project,
      onFailure: 'keep',
      plan: (input, { signal }) => planRestart(access, input, signal),
    }),
  ];
}
