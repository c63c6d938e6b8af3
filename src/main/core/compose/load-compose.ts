import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import { configError } from '../project/config-error.ts';
import { assembleModel, joinDefault } from './assemble-model.ts';
import { checkReferences } from './check-references.ts';
import { declare } from './declare.ts';
import { discoverFiles } from './discover-files.ts';
import { implyDependencies } from './imply-dependencies.ts';
import type { LoadContext, ProjectSettings } from './load-context.ts';
import { combineFiles, readFiles } from './load-files.ts';
import type { ComposeModel, Service } from './model.ts';
import { Problems } from './problems.ts';
import { askedProjectName, declaredProjectName, normaliseProjectName } from './project-name.ts';
import { readEnvFiles } from './read-env-files.ts';
import type { FileRequest } from './read-file-tree.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import { enabledServices, neededServices } from './select-services.ts';
import type { MapNode } from './yaml-node.ts';

export interface ComposeRequest {
  /** Compose files, later ones over earlier ones; "-" is `stdin`. Found as compose does when absent or empty. */
  readonly files?: readonly string[] | undefined;
  /** The text behind the file "-". */
  readonly stdin?: string | undefined;
  /** Where relative paths start; the directory of the first file when absent. */
  readonly projectDirectory?: string | undefined;
  /** Absolute. */
  readonly cwd: string;
  /** The shell's variables; they win over `.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Read in place of `.env`. */
  readonly envFiles?: readonly string[] | undefined;
  readonly projectName?: string | undefined;
  /** Active profiles; those of COMPOSE_PROFILES when absent or empty. */
  readonly profiles?: readonly string[] | undefined;
  /** Only these services and what they need. */
  readonly services?: readonly string[] | undefined;
}

export interface LoadedCompose {
  readonly model: ComposeModel;
  readonly warnings: readonly ConfigProblem[];
  /** Absolute paths of everything that was read or looked for, sorted: a change there may change the model. */
  readonly files: readonly string[];
}

type Lookup = (name: string) => string | undefined;

function makeContext(request: ComposeRequest, signal: AbortSignal): LoadContext {
  const display = (path: string): string => {
    if (path === '-') return 'standard input';
    const below = relative(request.cwd, path);
    return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
  };
  return {
    problems: new Problems(),
    signal,
    files: new Set(),
    display,
    home: request.env.HOME ?? homedir(),
  };
}

interface Location {
  readonly files: readonly string[];
  readonly projectDirectory: string;
  readonly lookup: Lookup;
}

const isTrue = (value: string | undefined): boolean => /^(1|t|true)$/i.test(value ?? '');

/** Which files, from where, with which variables: compose reads `.env` before it looks for files, and again after. */
async function locate(request: ComposeRequest, context: LoadContext): Promise<Location> {
  const { cwd, env } = request;
  const absolute = (path: string): string => (path === '-' ? path : resolve(cwd, path));
  const given = (request.files ?? []).map(absolute);
  const named = given.find((path) => path !== '-');
  const asked = request.projectDirectory === undefined ? undefined : resolve(cwd, request.projectDirectory);
  const before = asked ?? (named === undefined ? cwd : dirname(named));
  const fromShell = (env.COMPOSE_ENV_FILES ?? '').split(',').filter((path) => path !== '');
  const envFiles = (request.envFiles ?? fromShell).map(absolute);
  const shell: Lookup = (name) => (Object.hasOwn(env, name) ? env[name] : undefined);
  const noDefault = envFiles.length === 0 && isTrue(env.COMPOSE_DISABLE_ENV_FILE);
  const read = async (directory: string, lookup: Lookup): Promise<ReadonlyMap<string, string>> =>
    noDefault ? new Map() : readEnvFiles(envFiles, { directory, lookup }, context);

  const first = await read(before, shell);
  const known: Lookup = (name) => shell(name) ?? first.get(name);
  const files = given.length > 0 ? given : await listedFiles(known, absolute, before, context);
  const main = files.find((path) => path !== '-');
  const projectDirectory = asked ?? (main === undefined ? cwd : dirname(main));
  if (projectDirectory === before || envFiles.length > 0) return { files, projectDirectory, lookup: known };
  const second = await read(projectDirectory, known);
  return { files, projectDirectory, lookup: (name) => known(name) ?? second.get(name) };
}

/** The files of COMPOSE_FILE, or those found from the directory upwards. */
async function listedFiles(
  known: Lookup,
  absolute: (path: string) => string,
  directory: string,
  context: LoadContext,
): Promise<readonly string[]> {
  const list = known('COMPOSE_FILE') ?? '';
  if (list === '') return discoverFiles(directory, context);
  const separator = known('COMPOSE_PATH_SEPARATOR') || (process.platform === 'win32' ? ';' : ':');
  return list
    .split(separator)
    .filter((path) => path !== '')
    .map(absolute);
}

function nameProject(
  request: ComposeRequest,
  location: Location,
  files: readonly (readonly MapNode[])[],
  context: LoadContext,
): string {
  const asked = askedProjectName(request.projectName, location.lookup('COMPOSE_PROJECT_NAME'));
  const declared = declaredProjectName(files, location.lookup, context.problems);
  const name =
    asked ?? (declared === '' ? normaliseProjectName(basename(location.projectDirectory)) : declared);
  if (name !== '') return name;
  throw new BacklotError('config-invalid', `The folder ${location.projectDirectory} gives no project name.`, {
    hint: 'Write name: at the top of the compose file.',
    details: { problems: [] },
  });
}

const mapServices = (
  services: Readonly<Record<string, Service>>,
  change: (service: Service) => Service,
): Readonly<Record<string, Service>> =>
  Object.fromEntries(Object.entries(services).map(([name, service]) => [name, change(service)]));

/**
 * Compose files as the canonical model. Every mistake in them is a problem with its place in the
 * `details.problems` of one `config-invalid` error; `not-found` when there is no compose file at all.
 */
export async function loadCompose(request: ComposeRequest, signal: AbortSignal): Promise<LoadedCompose> {
  signal.throwIfAborted();
  const context = makeContext(request, signal);
  const { problems } = context;
  const location = await locate(request, context);
  let project = '';
  const settings: ProjectSettings = {
    projectDirectory: location.projectDirectory,
    // The project's name is known once the files are read, and before their variables are replaced.
    lookup: (name) =>
      location.lookup(name) ?? (name === 'COMPOSE_PROJECT_NAME' && project !== '' ? project : undefined),
    extended: new Map(),
  };
  const requests = location.files.map(
    (path): FileRequest => ({
      path,
      baseDirectory: location.projectDirectory,
      text: path === '-' ? (request.stdin ?? '') : undefined,
    }),
  );
  const files = await readFiles(requests, settings, context);
  project = nameProject(request, location, files, context);
  const tree = await combineFiles(files, settings, context, location.files);
  if (!tree || tree.entries.size === 0) {
    problems.throwIfFailed();
    const file = context.display(location.files[0] ?? '');
    problems.unplaced({
      file,
      message: `${file} is empty.`,
      hint: 'Write services: into it.',
      severity: 'error',
    });
    throw configError(problems.list());
  }
  const declared = declare(tree, { problems, home: context.home });
  problems.throwIfFailed();

  const all = mapServices(
    Object.fromEntries(Object.entries(declared.services).map(([name, { service }]) => [name, service])),
    implyDependencies,
  );
  const profiles = activeProfiles(request.profiles, location.lookup);
  const enabled = enabledServices(all, { profiles, services: request.services });
  checkReferences({ tree, declared, all, enabled }, problems);
  const needed = neededServices(enabled, request.services);
  const services: [string, Service][] = [];
  for (const [name, service] of Object.entries(needed)) {
    const own = declared.services[name];
    if (!own) continue;
    services.push([
      name,
      joinDefault(await resolveEnvironment({ ...own, service }, settings.lookup, context)),
    ]);
  }
  problems.throwIfFailed();
  return {
    model: assembleModel(project, Object.fromEntries(services), declared),
    warnings: problems.list(),
    files: [...context.files].sort(),
  };
}

function activeProfiles(asked: readonly string[] = [], lookup: Lookup): readonly string[] {
  if (asked.length > 0) return asked;
  return (lookup('COMPOSE_PROFILES') ?? '')
    .split(',')
    .map((profile) => profile.trim())
    .filter((profile) => profile !== '');
}
