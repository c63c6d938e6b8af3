import type { Command } from 'commander';
import { environmentTable, graphTree } from '../graph-text.ts';
import { answer, type Session } from '../session.ts';
import { showProject } from '../show-project.ts';
import { oneLine } from '../terminal-text.ts';

export function addGraph(program: Command, session: Session): void {
  program
    .command('graph')
    .description('show the environments of the project and the flows between them')
    .action(async () => {
      const { name, path, graph } = await showProject(session);
      answer(session, { project: name, path, ...graph }, () =>
        [`${oneLine(name)}  ${oneLine(path)}`, graphTree(graph), environmentTable(graph.nodes)].join('\n\n'),
      );
    });
}
