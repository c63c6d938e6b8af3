import type { Command } from 'commander';
import { runDataOperation } from '../run-data-operation.ts';
import type { Session } from '../session.ts';
import { type DataFlags, withDataEnvironment, withDetach } from './data-options.ts';

const verbs = [
  {
    verb: 'undo',
    description: 'take back the last change of the data of an environment; nothing is lost by it',
    next: 'To go forward again: backlot redo',
  },
  {
    verb: 'redo',
    description: 'take back the last undo',
    next: 'To go back again: backlot undo',
  },
] as const;

export function addUndo(program: Command, session: Session): void {
  for (const { verb, description, next } of verbs) {
    withDetach(withDataEnvironment(program.command(verb)))
      .description(description)
      .argument('[environment]', 'its name (default: the one of kind dev)')
      .action((name: string | undefined, { environment, detach }: DataFlags) =>
        runDataOperation(
          session,
          { environment: name ?? environment, detach, next: () => next },
          (client, place, signal) => client.data[verb](place, { signal }),
        ),
      );
  }
}
