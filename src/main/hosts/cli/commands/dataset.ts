import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { datasetsText, removalText } from '../datasets-text.ts';
import { requireStateful } from '../explain-data-error.ts';
import { findDataset } from '../find-dataset.ts';
import { runDataOperation } from '../run-data-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { type DataFlags, dataPlace, withDataEnvironment, withDetach, withYes } from './data-options.ts';

interface BakeFlags extends DataFlags {
  readonly again?: boolean;
  readonly pull?: boolean;
}

const withPull = (command: Command): Command =>
  command.option('--pull', 'pull its snapshot first where there is none');

export function addDataset(program: Command, session: Session): void {
  const dataset = program
    .command('dataset')
    .description('datasets: what the databases of an environment can hold');
  addList(dataset, session);
  addUse(dataset, session);
  addSave(dataset, session);
  addRemove(dataset, session);
  addBake(dataset, session);
}

function addList(dataset: Command, session: Session): void {
  const { world, out } = session;
  withDataEnvironment(dataset.command('list'))
    .description('list them: source, state, size, age, and the time that a switch takes')
    .action(async ({ environment }: DataFlags) => {
      const status = await withCore(session, async ({ client }, signal) =>
        client.data.show(await dataPlace(session, client, signal, environment), { signal }),
      );
      if (status.datasets.length === 0) requireStateful(status);
      answer(session, status.datasets, () => datasetsText(status, world.now(), out.icons, out.paint));
    });
}

function addUse(dataset: Command, session: Session): void {
  withPull(withDetach(withDataEnvironment(dataset.command('use'))))
    .description('switch an environment to a dataset; what it holds becomes a checkpoint')
    .argument('<dataset>', 'its name')
    .action((name: string, { pull = false, ...flags }: BakeFlags) =>
      runDataOperation(
        session,
        {
          ...flags,
          dataset: name,
          next: ({ environment }) => oneLine(`${environment} holds ${name}. To go back: backlot undo`),
        },
        (client, place, signal) =>
          client.data.use({ ...place, dataset: name, ...(pull && { pull }) }, { signal }),
      ),
    );
}

function addSave(dataset: Command, session: Session): void {
  withDetach(withDataEnvironment(dataset.command('save')))
    .description('keep what an environment holds now as a dataset')
    .argument('<name>', 'the name it gets')
    .action((name: string, flags: DataFlags) =>
      runDataOperation(session, flags, (client, place, signal) =>
        client.data.save({ ...place, dataset: name }, { signal }),
      ),
    );
}

function addRemove(dataset: Command, session: Session): void {
  withYes(withDetach(withDataEnvironment(dataset.command('remove'))))
    .description('remove the frozen volumes of a dataset; environments keep what they hold')
    .argument('<dataset>', 'its name')
    .action((name: string, { yes = false, ...flags }: DataFlags) =>
      runDataOperation(session, { ...flags, dataset: name }, async (client, place, signal) => {
        if (!yes) {
          const { datasets } = await client.data.show(place, { signal });
          const about = removalText(findDataset(name, datasets), session.world.now());
          await confirm(session, { about, short: `The dataset ${name} is removed` }, signal);
        }
        return client.data.removeDataset({ ...place, dataset: name }, { signal });
      }),
    );
}

function addBake(dataset: Command, session: Session): void {
  withPull(withDetach(withDataEnvironment(dataset.command('bake'))))
    .description('make the frozen volumes of a dataset, so that a switch to it takes no time')
    .argument('<dataset>', 'its name')
    .option('--again', 'also when nothing has changed since it was baked')
    .action((name: string, { again = false, pull = false, ...flags }: BakeFlags) =>
      runDataOperation(session, { ...flags, dataset: name }, (client, place, signal) =>
        client.data.bake(
          { ...place, dataset: name, ...(again && { again }), ...(pull && { pull }) },
          { signal },
        ),
      ),
    );
}
