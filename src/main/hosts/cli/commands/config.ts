import type { Command } from 'commander';
import type { BacklotClient } from '../../../../shared/contract/contract.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import { problemText } from '../error-text.ts';
import { findPlace } from '../find-place.ts';
import { type Session, withCore } from '../session.ts';
import { readProject } from '../show-project.ts';
import { gather } from './parse-number.ts';

interface ConfigFlags {
  readonly file?: readonly string[];
  readonly profile?: readonly string[];
  readonly projectName?: string;
  readonly environment?: string;
}

/** The folder and compose files of the project here; a folder outside any project as it is. */
async function filesHere(
  session: Session,
  client: BacklotClient,
  signal: AbortSignal,
): Promise<{ readonly folder: string; readonly files?: string[] }> {
  const folder = session.pathOf();
  try {
    const { path, state, composeFiles } = await readProject(session, client, signal);
    return state === 'ready' ? { folder: path, files: [...composeFiles] } : { folder };
  } catch (error) {
    if (error instanceof BacklotError && error.code === 'project-not-found') return { folder };
    throw error;
  }
}

export function addConfig(program: Command, session: Session): void {
  const { world, out } = session;
  program
    .command('config')
    .description('print the compose files as one canonical model: YAML, or JSON with --json')
    .option('-f, --file <file>', 'a compose file, also outside any project; repeatable', gather)
    .option('--profile <name>', 'a profile to be active; repeatable', gather)
    .option('-p, --project-name <name>', "the compose project's name")
    .option('--environment <name>', 'as Backlot brings this environment up')
    .action(async ({ file, profile, projectName, environment: named }: ConfigFlags) => {
      const found = await withCore(
        session,
        async ({ client }, signal) => {
          if (named !== undefined && (file ?? profile ?? projectName) !== undefined)
            throw new BacklotError('invalid-input', '--environment says all that -f, -p and --profile do.', {
              hint: 'Leave out one or the other.',
            });
          if (named !== undefined) {
            const { project, environment } = await findPlace(session, client, [], signal, named);
            return client.stacks.config({ folder: project, environment }, { signal });
          }
          const place = file
            ? { folder: session.pathOf(), files: [...file] }
            : await filesHere(session, client, signal);
          const env = Object.fromEntries(
            Object.entries(world.env).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, value]],
            ),
          );
          return client.stacks.config(
            { ...place, env, projectName, profiles: profile && [...profile] },
            { signal },
          );
        },
        { mention: false },
      );
      for (const warning of found.warnings) out.note(problemText(warning, out.paintError));
      if (out.json) {
        out.document(JSON.parse(found.json));
        return;
      }
      const { printYaml } = await import('../../../core/compose/print-yaml.ts');
      out.line(printYaml(found.json));
    });
}
