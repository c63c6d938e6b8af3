import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import { answer, type Session } from '../session.ts';

export function addApp(program: Command, session: Session): void {
  program
    .command('app')
    .description('open the desktop app')
    .argument('[path]', 'the folder of a project to open in it')
    .action(async (path: string | undefined) => {
      const project = path === undefined ? undefined : session.pathOf(path);
      if (!(await session.world.launchApp(project))) {
        throw new BacklotError(
          'prerequisite-missing',
          "The desktop app's runtime, Electron, is not installed.",
          {
            hint: '`backlot serve` gives the same in a browser. To get the runtime: npx install-electron',
          },
        );
      }
      answer(session, { started: true }, () => 'Opening Backlot.');
    });
}
