import type { Command } from 'commander';
import { agoText } from '../quantity-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { tableText } from '../table-text.ts';

export function addProjects(program: Command, session: Session): void {
  const projects = program.command('projects').description('the projects that were opened lately');
  projects
    .command('list')
    .description('list them, the newest first')
    .action(async () => {
      const recent = await withCore(session, ({ client }, signal) => client.projects.recent({}, { signal }));
      const now = session.world.now();
      answer(session, recent, () =>
        recent.length === 0
          ? 'No projects yet; open one in the app, or run backlot init in its folder.'
          : tableText(
              ['PROJECT', 'OPENED', 'PATH'],
              recent.map(({ name, openedAt, path, exists }) => [
                name,
                agoText(openedAt, now),
                exists ? path : `${path} (gone)`,
              ]),
            ),
      );
    });
  projects
    .command('forget')
    .description('take a project out of the list; its folder is not touched')
    .argument('<path>', 'its folder')
    .action(async (given: string) => {
      const path = session.pathOf(given);
      await withCore(session, ({ client }, signal) => client.projects.forget({ path }, { signal }));
      answer(session, { forgotten: path }, () => `Forgot ${path}`);
    });
}
