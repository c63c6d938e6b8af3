import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import type { OperationWithSteps } from '../../../../shared/model/operation.ts';
import type { ComposeModel, Service } from '../../compose/model.ts';
import { connectEngine, type Engine } from '../../docker/connect-engine.ts';
import { listContainers, removeContainer } from '../../docker/containers.ts';
import type { DockerContext } from '../../docker/contexts.ts';
import { listNetworks, removeNetwork } from '../../docker/networks.ts';
import { listVolumes, removeVolume } from '../../docker/volumes.ts';
import { imageVerbs } from '../../images/image-verbs.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { type StackIdentity, stackIdentity } from '../identity.ts';
import { backlotLabels } from '../labels.ts';
import { type StackAccess, type StackRef, type StackSource, stackAccess } from '../stack-access.ts';
import { stackOperations } from '../stack-operations.ts';
import { localContext } from './local-engine.ts';
import { type PartialModel, stackModel } from './stack-model.ts';

const label = { [TEST_LABEL]: testRun };
const forever = new AbortController().signal;

/** A model whose every object carries the tests' label, of the one image that is surely there. */
export function labelled(model: PartialModel): ComposeModel {
  const all = stackModel(model);
  const mark = <T extends { readonly labels?: Service['labels'] }>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(record).map(([key, one]) => [key, { ...one, labels: { ...one.labels, ...label } }]),
    );
  const images = Object.fromEntries(
    Object.entries(all.services).map(([key, service]): [string, Service] => [
      key,
      model.services[key]?.image === undefined ? { ...service, image: 'debian:bookworm-slim' } : service,
    ]),
  );
  return { ...all, services: mark(images), networks: mark(all.networks), volumes: mark(all.volumes) };
}

/** A service that ends at once when it is told to. */
export const sleeper = (more: Partial<Service> = {}): Partial<Service> => ({
  command: ['sleep', 'infinity'],
  init: true,
  stop_grace_period: '1s',
  ...more,
});

export interface DockerStack {
  readonly engine: Engine;
  readonly access: StackAccess;
  readonly identity: StackIdentity;
  readonly ref: StackRef;
  /** The compose files change. */
  readonly edit: (model: PartialModel) => void;
  /** Runs an operation to its end. */
  readonly run: (kind: string, input?: object) => Promise<OperationWithSteps>;
  readonly core: ReturnType<typeof testCore>;
}

/** Removes all that the environments of a project have. */
export async function removeProject(engine: Engine, project: string): Promise<void> {
  const mine = ({ Labels }: { readonly Labels: Readonly<Record<string, string>> }): boolean =>
    Labels[backlotLabels.project] === project;
  const containers = (await listContainers(engine, forever)).filter(mine);
  for (const one of containers)
    await removeContainer(engine, one.Id, forever, { force: true, volumes: true });
  for (const { Labels } of containers)
    for (const volume of Labels[backlotLabels.volumes]?.split(',') ?? [])
      await removeVolume(engine, volume, forever);
  for (const one of (await listNetworks(engine, forever)).filter(mine))
    await removeNetwork(engine, one.Id, forever);
  for (const one of (await listVolumes(engine, forever)).filter(mine))
    await removeVolume(engine, one.Name, forever);
}

export const uniqueProject = (): string => `bt${randomBytes(4).toString('hex')}`;

/** For tests: a stack on the real engine, driven by operations of its own; all of it goes with the test. */
export async function dockerStack(
  model: PartialModel,
  given: Partial<Omit<StackIdentity, 'composeProject'>> & {
    readonly context?: DockerContext;
    readonly env?: Readonly<Record<string, string>>;
    readonly home?: string;
    /** True: its images are built, and pulled, as they are for a user. */
    readonly images?: boolean;
    /** Stands between the stack and its operations. */
    readonly between?: (access: StackAccess) => StackAccess;
  } = {},
): Promise<DockerStack> {
  const { context = localContext, env = {}, home, images: brings = false, between, ...rest } = given;
  const identity = stackIdentity({
    project: uniqueProject(),
    environment: 'dev',
    first: true,
    workingDir: '/nowhere/shop',
    configFiles: ['/nowhere/shop/compose.yaml'],
    ...rest,
  });
  let current = model;
  const source: StackSource = {
    identify: async () => identity,
    model: async () => labelled(current),
    env: () => env,
    connect: (_, signal) => connectEngine(context, signal),
  };
  const own = stackAccess(source);
  const access = between === undefined ? own : between(own);
  const engine = await connectEngine(localContext, forever);
  const ref: StackRef = { host: 'default', project: identity.workingDir, environment: identity.environment };
  onTestFinished(async () => {
    await removeProject(engine, identity.project);
    access.close();
    engine.close();
  });
  const places = { env: {}, homedir: '/nowhere', platform: process.platform };
  const images = brings ? imageVerbs({ engine: access.engine, stacks: source, places }) : undefined;
  const core = testCore({ kinds: stackOperations(access, images) }, home);
  return {
    engine,
    access,
    identity,
    ref,
    core,
    edit: (next) => {
      current = next;
    },
    run: (kind, input = {}) =>
      core.operations.wait(core.operations.start(kind, { stack: ref, ...input }), forever),
  };
}
