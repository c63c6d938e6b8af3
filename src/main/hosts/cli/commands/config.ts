import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import type { ComposeRequest, LoadedCompose } from '../../../core/compose/load-compose.ts';
import { findProject } from '../../../core/project/find-project.ts';
import { requireConfig } from '../../../core/project/load-config.ts';
import { problemText } from '../error-text.ts';
import { answer, type Session } from '../session.ts';

interface Options {
  readonly file: readonly string[];
  readonly profile: readonly string[];
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

async function load(session: Session, services: readonly string[], options: Options): Promise<LoadedCompose> {
  const stop = new AbortController();
  const unlisten = session.world.interrupts.listen(() => {
    stop.abort(new BacklotError('cancelled', 'Cancelled.'));
  });
  try {
    const cwd = session.pathOf();
    const files = options.file.length > 0 ? { files: options.file } : await projectFiles(cwd, stop.signal);
    const { env } = session.world;
    // Loaded on first use: the other verbs start without the loader.
    const { loadCompose } = await import('../../../core/compose/load-compose.ts');
    return await loadCompose({ ...files, cwd, env, profiles: options.profile, services }, stop.signal);
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
    .action(async (services: readonly string[], options: Options) => {
      const { model, warnings } = await load(session, services, options);
      const { out } = session;
      if (!out.quiet) for (const warning of warnings) out.note(problemText(warning, out.paintError));
      const { printConfig } = await import('../../../core/compose/print-config.ts');
      const { printYaml } = await import('../../../core/compose/print-yaml.ts');
      answer(session, JSON.parse(printConfig(model)), () => printYaml(model).trimEnd());
    });
}
