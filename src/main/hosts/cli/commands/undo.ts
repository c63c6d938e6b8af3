import type { Command } from 'commander';
import { askForData } from '../explain-data-error.ts';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { type DataFlags, dataPlace, withDataEnvironment, withDetach } from './data-options.ts';

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
  const { out } = session;
  for (const { verb, description, next } of verbs) {
    withDetach(withDataEnvironment(program.command(verb)))
      .description(description)
      .argument('[environment]', 'its name (default: the one of kind dev)')
      .action(async (name: string | undefined, { environment, detach = false }: DataFlags) => {
        session.finish(
          await runOperation(
            session,
            {
              detach,
              async after() {
                if (!out.json && !out.quiet) out.line(next);
              },
            },
            async (client, signal) => {
              const place = await dataPlace(session, client, signal, name ?? environment);
              return askForData(client, place, signal, () => client.data[verb](place, { signal }));
            },
          ),
        );
      });
  }
}
