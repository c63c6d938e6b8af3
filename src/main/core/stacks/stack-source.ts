import { basename, join, resolve } from 'node:path';
import { type BacklotConfig, environmentSchema } from '../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import { type ComposeRequest, type LoadedCompose, loadCompose } from '../compose/load-compose.ts';
import { connectEngine, type Engine } from '../docker/connect-engine.ts';
import { type ContextPlaces, readContexts } from '../docker/contexts.ts';
import { type StackIdentity, stackIdentity } from '../engine/identity.ts';
import type { StackRef, StackSource } from '../engine/stack-access.ts';
import { gitFolders } from '../git/folders.ts';
import type { IsolationRules } from '../isolation/isolation-rules.ts';
import type { ReleaseRules } from '../isolation/release-rules.ts';
import { composeFilesIn } from '../project/compose-files.ts';
import { configName } from '../project/find-project.ts';
import { requireConfig } from '../project/load-config.ts';
import { pathExists } from '../project/path-exists.ts';
import { findEnvironment, matchesEnvironment } from './find-environment.ts';
import { otherClone } from './other-clone.ts';

/** The projects' side of stacks: what backlot.yaml and the compose files of a folder say. */
export interface ProjectStacks extends StackSource {
  /** Completes the name of an environment with the host that backlot.yaml gives it. */
  readonly locate: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<StackRef>;
  /** The environment that a project is worked on in: the first of kind dev, else the first there is. */
  readonly first: (project: string, signal: AbortSignal) => Promise<StackRef>;
  /** What the compose files of an environment say now, with what was odd about them. */
  readonly load: (ref: StackRef, signal: AbortSignal) => Promise<LoadedCompose>;
  /** Where a project's captured mails may be released to; undefined: nowhere. */
  readonly release: (project: string, signal: AbortSignal) => Promise<ReleaseRules | undefined>;
  /** What an environment may reach; undefined: it is not isolated. */
  readonly isolation: (ref: StackRef, signal: AbortSignal) => Promise<IsolationRules | undefined>;
}

interface Declared {
  readonly config: Pick<BacklotConfig, 'name' | 'environments'> & Partial<Pick<BacklotConfig, 'isolation'>>;
  /** Relative to the project. */
  readonly composeFiles: readonly string[];
}

/** Environments whose third parties are isolated, where backlot.yaml has a guard. */
const isolatedKinds: readonly string[] = ['dev', 'test', 'production-copy'];

/** A folder with a compose file and no backlot.yaml already works: as one environment, `dev`. */
async function declaredIn(project: string, signal: AbortSignal): Promise<Declared> {
  if (await pathExists(join(project, configName))) return requireConfig(project, signal);
  return {
    config: { name: basename(project), environments: { dev: environmentSchema.parse({ kind: 'dev' }) } },
    composeFiles: await composeFilesIn(project, signal),
  };
}

/** The name of a linked work tree; undefined in the main one and outside git. */
async function worktreeOf(project: string, signal: AbortSignal): Promise<string | undefined> {
  const folders = await gitFolders(project, signal).catch(() => undefined);
  if (!folders || folders.own === folders.common) return undefined;
  return basename(folders.own);
}

/** The first declared on a host keeps the fixed names and ports of the compose files there. */
function isFirst({ environments }: Declared['config'], { environment, host }: StackRef): boolean {
  const [first] = Object.entries(environments).find(([, one]) => (one.host ?? 'default') === host) ?? [];
  return first !== undefined && matchesEnvironment(first, environment) && !first.includes('*');
}

/** Loaded when there are some: most projects have none. */
async function readStubs(project: string, files: readonly string[], signal: AbortSignal) {
  if (files.length === 0) return {};
  const { loadStubs } = await import('../isolation/load-stubs.ts');
  return loadStubs(project, files, signal);
}

const unknownContext = (host: string, names: readonly string[]): BacklotError =>
  new BacklotError('docker-context-unknown', `There is no Docker context "${host}" on this machine.`, {
    hint: `There are ${names.join(', ')}. To add it: docker context create ${host} --docker host=…`,
    details: { host },
  });

/** Joins projects, the compose loader and the Docker contexts for the operations on stacks. */
export function projectStacks(places: ContextPlaces): ProjectStacks {
  /** True for an engine of this machine; others are shared, with folders that are not here. */
  const isHere = async (host: string, signal: AbortSignal): Promise<boolean> => {
    const { contexts } = await readContexts(places, signal);
    const kind = contexts.find(({ name }) => name === host)?.endpoint.kind;
    return kind === 'unix' || kind === 'npipe';
  };

  const identify = async (ref: StackRef, signal: AbortSignal): Promise<StackIdentity> => {
    const { config, composeFiles } = await declaredIn(ref.project, signal);
    findEnvironment(config, ref.environment);
    const [worktree, here] = await Promise.all([worktreeOf(ref.project, signal), isHere(ref.host, signal)]);
    return stackIdentity({
      project: config.name,
      environment: ref.environment,
      worktree,
      first: worktree === undefined && isFirst(config, ref),
      workingDir: ref.project,
      elsewhere: here ? otherClone(ref.project, composeFiles) : undefined,
      configFiles: composeFiles.map((file) => resolve(ref.project, file)),
    });
  };

  const loadFor = (ref: StackRef, identity: StackIdentity, signal: AbortSignal): Promise<LoadedCompose> => {
    const request: ComposeRequest = {
      files: identity.configFiles,
      projectDirectory: ref.project,
      cwd: ref.project,
      env: places.env,
      projectName: identity.composeProject,
    };
    return loadCompose(request, signal);
  };

  return {
    async locate({ project, environment }, signal) {
      const { config } = await declaredIn(project, signal);
      return { project, environment, host: findEnvironment(config, environment).host ?? 'default' };
    },
    async first(project, signal) {
      const { environments } = (await declaredIn(project, signal)).config;
      const plain = Object.entries(environments).filter(([name]) => !name.includes('*'));
      const [environment, { host }] = plain.find(([, { kind }]) => kind === 'dev') ??
        plain[0] ?? ['dev', { host: undefined }];
      return { project, environment, host: host ?? 'default' };
    },
    identify,
    async isolation(ref, signal) {
      const { config } = await declaredIn(ref.project, signal);
      const { isolation } = config;
      if (!isolation?.guard || !isolatedKinds.includes(findEnvironment(config, ref.environment).kind))
        return undefined;
      const { allow, replace, record = [], open = [] } = isolation;
      const files = Object.values(replace).flatMap((one) => ('stubs' in one ? one.stubs : []));
      const [stubs, local] = await Promise.all([
        readStubs(ref.project, files, signal),
        isHere(ref.host, signal),
      ]);
      return { allow, record, replace, stubs, open, local };
    },
    release: async (project, signal) => (await declaredIn(project, signal)).config.isolation?.release,
    load: async (ref, signal) => loadFor(ref, await identify(ref, signal), signal),
    model: async (ref, identity, signal) => (await loadFor(ref, identity, signal)).model,
    env: () => places.env,
    async connect(host, signal): Promise<Engine> {
      const { contexts } = await readContexts(places, signal);
      const context = contexts.find(({ name }) => name === host);
      if (!context)
        throw unknownContext(
          host,
          contexts.map(({ name }) => name),
        );
      return connectEngine(context, signal);
    },
  };
}

/** Problems of the compose files as they are told beside a plan. */
export const warningText = ({ file, line, message }: ConfigProblem): string =>
  `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
