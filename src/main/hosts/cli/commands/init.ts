import type { Command } from 'commander';
import { answer, type Session, withCore } from '../session.ts';
import { harmless, oneLine } from '../terminal-text.ts';

interface InitFlags {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export function addInit(program: Command, session: Session): void {
  program
    .command('init')
    .description('write a commented backlot.yaml from what the folder holds')
    .argument('[path]', 'the folder of the project (default: here)')
    .option('-n, --dry-run', 'print it instead of writing it')
    .option('-f, --force', 'replace a backlot.yaml that is there')
    .action(async (path: string | undefined, { dryRun = false, force = false }: InitFlags) => {
      const made = await withCore(session, ({ client }, signal) =>
        client.projects.init({ path: session.pathOf(path), dryRun, force }, { signal }),
      );
      answer(session, made, () =>
        made.written
          ? [`Wrote ${made.file}`, ...made.found.map((found) => `  found ${oneLine(found)}`)].join('\n')
          : harmless(made.text.trimEnd()),
      );
    });
}
