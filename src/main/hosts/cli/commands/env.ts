import type { Command } from 'commander';
import { BacklotError } from '../../../../shared/errors.ts';
import { environmentTable, environmentText } from '../graph-text.ts';
import { answer, type Session } from '../session.ts';
import { showProject } from '../show-project.ts';

export function addEnv(program: Command, session: Session): void {
  const env = program.command('env').description('the environments of the project');
  env
    .command('list')
    .description('list the environments')
    .action(async () => {
      const { graph } = await showProject(session);
      answer(session, graph.nodes, () => environmentTable(graph.nodes));
    });
  env
    .command('show')
    .description('show one environment and its flows')
    .argument('<name>', 'its name, such as staging')
    .action(async (name: string) => {
      const { graph } = await showProject(session);
      const node = graph.nodes.find((one) => one.name === name);
      if (!node) {
        throw new BacklotError('not-found', `There is no environment "${name}".`, {
          hint: `There are: ${graph.nodes.map((one) => one.name).join(', ') || 'none'}.`,
        });
      }
      const edges = graph.edges.filter(({ from, to }) => from === name || to === name);
      answer(session, { ...node, flows: edges }, () => environmentText(node, graph));
    });
}
