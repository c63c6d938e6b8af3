import { homedir } from 'node:os';
import { type Command, Option } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import type { ComposeRequest, LoadedCompose } from '../../../core/compose/load-compose.ts';
import { findProject } from '../../../core/project/find-project.ts';
import { requireConfig } from '../../../core/project/load-config.ts';
import { problemText } from '../error-text.ts';
import { answer, type Session } from '../session.ts';

interface Options {
  readonly file: readonly string[];
  readonly profile: readonly string[];
  readonly projectName?: string;
  readonly environment?: string;
}

/** Files in the order in which they are read; later ones win. */
type Files = Pick<ComposeRequest, 'files' | 'projectDirectory'>;

/** The files of the project that the folder is in; none outside of any, where compose's own rules hold. */
async function projectFiles(folder: string, signal: AbortSignal): Promise<Files> {
  const project = await findProject(folder, signal).catch((error: unknown) => {
    if (error instanceof BacklotError && error.code === 'project-not-found') return undefined;
    throw error;
  });
  if (project?.state !== 'configured') return {};
  const { config, composeFiles } = await requireConfig(project.path, signal);
  // Without a list of its own the project takes what compose takes, COMPOSE_FILE included.
  if (!config.compose) return { projectDirectory: project.path };
  return { files: composeFiles.map((file) => `${project.path}/${file}`), projectDirectory: project.path };
}

/** The model as `up` brings it up in an environment: under its own project name. */
async function loadEnvironment(
  { world }: Session,
  folder: string,
  environment: string,
  signal: AbortSignal,
): Promise<LoadedCompose> {
  const { projectStacks } = await import('../../../core/stacks/stack-source.ts');
  const { path: project } = await findProject(folder, signal);
  const stacks = projectStacks({ env: world.env, homedir: homedir(), platform: world.platform });
  return stacks.load(await stacks.locate({ project, environment }, signal), signal);
}

async function load(session: Session, services: readonly string[], options: Options): Promise<LoadedCompose> {
  const stop = new AbortController();
  const unlisten = session.world.interrupts.listen(() => {
    stop.abort(new BacklotError('cancelled', 'Cancelled.'));
  });
  try {
    const cwd = session.pathOf();
    if (options.environment !== undefined)
      return await loadEnvironment(session, cwd, options.environment, stop.signal);
    const files = options.file.length > 0 ? { files: options.file } : await projectFiles(cwd, stop.signal);
    const { env } = session.world;
    // Loaded on first use: the other verbs start without the loader.
    const { loadCompose } = await import('../../../core/compose/load-compose.ts');
    const { profile: profiles, projectName } = options;
    return await loadCompose({ ...files, cwd, env, profiles, projectName, services }, stop.signal);
  } finally {
    unlisten();
  }
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const none: readonly string[] = [];

export function addConfig(program: Command, session: Session): void {
  program
    .command('config')
    .description('show what the compose files mean: one canonical model')
    .argument('[service...]', 'these services and what they need; all by default')
    .option('-f, --file <file>', 'a compose file, later ones over earlier ones (repeatable)', collect, none)
    .option('--profile <name>', 'activate a profile (repeatable)', collect, none)
    .option('-p, --project-name <name>', 'the name of the compose project')
    .addOption(
      new Option('--environment <name>', 'the model as it is brought up in that environment').conflicts([
        'file',
        'profile',
        'projectName',
      ]),
    )
    .action(async (services: readonly string[], options: Options) => {
      if (options.environment !== undefined && services.length > 0)
        throw new BacklotError('invalid-input', '--environment shows the whole model, not services of it.', {
          hint: 'Leave the services out, or --environment.',
        });
      const { model, warnings } = await load(session, services, options);
      const { out } = session;
      if (!out.quiet) for (const warning of warnings) out.note(problemText(warning, out.paintError));
      const { printConfig } = await import('../../../core/compose/print-config.ts');
      const { printYaml } = await import('../../../core/compose/print-yaml.ts');
      answer(session, JSON.parse(printConfig(model)), () => printYaml(model).trimEnd());
    });
}
