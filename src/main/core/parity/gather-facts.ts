import { isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { ParityAspect } from '../../../shared/model/parity.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import type { DesiredStack } from '../engine/desired.ts';
import type { StackIdentity } from '../engine/identity.ts';
import { composeLabels, isOwn } from '../engine/labels.ts';
import { observedContainer } from '../engine/observe.ts';
import type { ObservedContainer } from '../engine/observed.ts';
import { containerFacts } from './container-facts.ts';
import type { EnvironmentFacts, Fact, Unseen } from './fact.ts';
import { type ImageContent, imageFacts } from './image-facts.ts';
import { type ParityContainer, readContainer } from './read-container.ts';
import { readPostgres } from './read-postgres.ts';
import { readRedis } from './read-redis.ts';
import { type SecretHash, variableFacts } from './variable-facts.ts';

export interface GatherParts {
  readonly engine: Engine;
  readonly identity: StackIdentity;
  readonly protected: boolean;
  /** Absent where the compose files can't be read. */
  readonly desired: DesiredStack | undefined;
  /** The variables that backlot.yaml calls secrets. */
  readonly secrets: ReadonlySet<string>;
  readonly hash: SecretHash;
  /** What is in the image of a container; asked once for each image of a host. */
  readonly image: (id: string, container: string, signal: AbortSignal) => Promise<ImageContent>;
}

/** Told by facts of their own, or different by nature: names hold the environment. */
const otherwise: ReadonlySet<string> = new Set([
  'labels',
  'image',
  'command',
  'entrypoint',
  'user',
  'working_dir',
  'restart',
  'stop_signal',
  'healthcheck',
  'deploy',
  'ports',
  'networks',
  'volumes',
  'container_name',
  'hostname',
]);

const postgresMark = /^(?:PGDATA|POSTGRES_DB|POSTGRES_USER)=/;
const redisMark = /(?:^|\/)(?:redis|valkey)-server$/;
const serverAspects: readonly ParityAspect[] = [
  'engine',
  'setting',
  'extension',
  'collation',
  'migration',
  'schema',
];

const stateOf = ({ State }: ParityContainer): string => {
  if (State.Running) return 'present';
  return State.Status === 'exited' && State.ExitCode === 0 ? 'ended with 0' : State.Status;
};

interface Seen {
  readonly facts: readonly Fact[];
  readonly unseen: readonly Unseen[];
  readonly user?: string | undefined;
}

/** What a server says of itself; one that does not answer is told as unseen. */
async function askServer(
  { engine, identity, hash }: GatherParts,
  service: string,
  { Id, Config }: ParityContainer,
  signal: AbortSignal,
): Promise<Seen> {
  try {
    if (
      Config.Env?.some((entry) => postgresMark.test(entry)) &&
      !/^(?:MARIADB|MYSQL)_/m.test(Config.Env.join('\n'))
    ) {
      const place = { engine, container: Id, service, environment: identity.environment };
      return { ...(await readPostgres(place, hash, signal)), unseen: [] };
    }
    if ([...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])].some((word) => redisMark.test(word)))
      return { facts: await readRedis(engine, Id, service, hash, signal), unseen: [] };
    return { facts: [], unseen: [] };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { facts: [], unseen: [{ service, aspects: serverAspects, why: toBacklotError(error).message }] };
  }
}

async function lookAt(
  parts: GatherParts,
  service: string,
  containers: readonly ObservedContainer[],
  signal: AbortSignal,
): Promise<Seen> {
  const [first] = containers.toSorted((a, b) => a.number - b.number);
  const presence = { service, aspect: 'service', key: '' } as const;
  if (first === undefined) return { facts: [{ ...presence, value: 'absent' }], unseen: [] };
  const container = await readContainer(parts.engine, first.id, signal);
  const job = parts.desired?.services.find(({ name }) => name === service)?.job === true;
  const [image, server] = await Promise.all([
    parts.image(container.Image, first.id, signal),
    container.State.Running
      ? askServer(parts, service, container, signal)
      : { facts: [], unseen: job ? [] : [{ service, aspects: serverAspects, why: 'it does not run' }] },
  ]);
  const declared = first.parts;
  return {
    user: 'user' in server ? server.user : undefined,
    facts: [
      { ...presence, value: stateOf(container) },
      { service, aspect: 'replicas', key: '', value: String(containers.length) },
      ...imageFacts(service, container.Config.Image, image),
      ...containerFacts(service, container, parts.identity.composeProject),
      ...variableFacts(service, container.Config.Env ?? [], parts.secrets, parts.hash),
      ...Object.entries(declared)
        .filter(([key]) => !otherwise.has(key))
        .map(([key, value]): Fact => ({ service, aspect: 'compose', key, value })),
      ...server.facts,
    ],
    unseen: [
      ...server.unseen,
      ...(image.packages === undefined
        ? [{ service, aspects: ['package'] as const, why: 'its image has no list of packages that is known' }]
        : []),
    ],
  };
}

/**
 * Looks at every service of an environment: its container, what is in its image, and what a database says of
 * itself. Changes nothing; what can't be seen is told. @throws BacklotError as `Engine.call` does
 */
export async function gatherFacts(parts: GatherParts, signal: AbortSignal): Promise<EnvironmentFacts> {
  const { engine, identity, desired } = parts;
  const listed = await listContainers(engine, signal, [
    `${composeLabels.project}=${identity.composeProject}`,
  ]);
  const own = listed
    .filter(({ Labels }) => isOwn(Labels, identity) && Labels[composeLabels.oneOff] !== 'True')
    .map(observedContainer);
  const names = [
    ...new Set([...(desired?.services ?? []).map(({ name }) => name), ...own.map(({ service }) => service)]),
  ];
  const seen = await Promise.all(
    names.map(async (service) => ({
      service,
      ...(await lookAt(
        parts,
        service,
        own.filter((one) => one.service === service),
        signal,
      )),
    })),
  );
  return {
    environment: identity.environment,
    protected: parts.protected,
    facts: seen.flatMap(({ facts }) => facts),
    unseen: seen.flatMap(({ unseen }) => unseen),
    built: new Set(desired?.services.filter(({ built }) => built).map(({ name }) => name)),
    jobs: new Set(desired?.services.filter(({ job }) => job).map(({ name }) => name)),
    databaseUsers: new Map(
      seen.flatMap(({ service, user }) => (user === undefined ? [] : [[service, user]])),
    ),
  };
}
