import type { Command } from 'commander';
import { parityText } from '../parity-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { readProject } from '../show-project.ts';

export function addParity(program: Command, session: Session): void {
  program
    .command('parity')
    .description('say in what an environment is not as another; fails when something that matters differs')
    .argument('<environment>', 'the one that is looked at, and that the fixes are for')
    .argument('<other>', 'the one that it is to be like')
    .option('-a, --all', 'also what is harmless or expected')
    .action(async (left: string, right: string, { all = false }: { readonly all?: boolean }) => {
      const report = await withCore(session, async ({ client }, signal) => {
        const { path: project } = await readProject(session, client, signal);
        return client.parity.compare({ project, left, right }, { signal });
      });
      answer(session, report, () => parityText(report, all, session.out.paint));
      if (report.differences.some((one) => one.class === 'matters')) session.finish(1);
    });
}
