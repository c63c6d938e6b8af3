import type { Command } from 'commander';
import { checkpointRemovalText, checkpointsText } from '../checkpoints-text.ts';
import { confirm } from '../confirm.ts';
import { findCheckpoint } from '../find-checkpoint.ts';
import { runDataOperation } from '../run-data-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { type DataFlags, dataPlace, withDataEnvironment, withDetach, withYes } from './data-options.ts';

export function addCheckpoint(program: Command, session: Session): void {
  const checkpoint = program
    .command('checkpoint')
    .description('checkpoints: saved states of the data of an environment');
  addList(checkpoint, session);
  addSave(checkpoint, session);
  addRestore(checkpoint, session);
  addRemove(checkpoint, session);
}

function addList(checkpoint: Command, session: Session): void {
  withDataEnvironment(checkpoint.command('list'))
    .description('list them, the newest first')
    .action(async ({ environment }: DataFlags) => {
      const { checkpoints } = await withCore(session, async ({ client }, signal) =>
        client.data.show(await dataPlace(session, client, signal, environment), { signal }),
      );
      const newest = checkpoints.toSorted((a, b) => b.createdAt - a.createdAt);
      answer(session, newest, () => checkpointsText(newest, session.world.now()));
    });
}

function addSave(checkpoint: Command, session: Session): void {
  withDetach(withDataEnvironment(checkpoint.command('save')))
    .description('keep the data of an environment as it is now')
    .argument('[name]', 'a name to find it by')
    .action((name: string | undefined, flags: DataFlags) =>
      runDataOperation(session, flags, (client, place, signal) =>
        client.data.saveCheckpoint({ ...place, ...(name === undefined ? {} : { name }) }, { signal }),
      ),
    );
}

function addRestore(checkpoint: Command, session: Session): void {
  withDetach(withDataEnvironment(checkpoint.command('restore')))
    .description('bring the data of an environment back to a checkpoint; what it holds becomes one itself')
    .argument('<checkpoint>', 'its name, its id, or the start of it')
    .action((wanted: string, flags: DataFlags) =>
      runDataOperation(
        session,
        { ...flags, checkpoint: wanted, next: () => 'To go back: backlot undo' },
        (client, place, signal) => client.data.restore({ ...place, checkpoint: wanted }, { signal }),
      ),
    );
}

function addRemove(checkpoint: Command, session: Session): void {
  withYes(withDetach(withDataEnvironment(checkpoint.command('remove'))))
    .description('remove a checkpoint; no other one needs it')
    .argument('<checkpoint>', 'its name, its id, or the start of it')
    .action((wanted: string, { yes = false, ...flags }: DataFlags) =>
      runDataOperation(session, { ...flags, checkpoint: wanted }, async (client, place, signal) => {
        let which = wanted;
        if (!yes) {
          const { checkpoints } = await client.data.show(place, { signal });
          const found = findCheckpoint(wanted, checkpoints);
          // What was asked about is what goes, also when a newer one begins likewise by then.
          which = found.id;
          const about = checkpointRemovalText(found, session.world.now());
          const short = `The checkpoint ${found.name ?? found.id.slice(0, 12)} is removed for good`;
          await confirm(session, { about, short }, signal);
        }
        return client.data.removeCheckpoint({ ...place, checkpoint: which }, { signal });
      }),
    );
}
