import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { datasetsText, removalText } from '../datasets-text.ts';
import { askForData, requireStateful } from '../explain-data-error.ts';
import { findDataset } from '../find-dataset.ts';
import { runOperation } from '../run-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { type DataFlags, dataPlace, withDataEnvironment, withDetach, withYes } from './data-options.ts';

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
  const { out } = session;
  withDetach(withDataEnvironment(dataset.command('use')))
    .description('switch an environment to a dataset; what it holds becomes a checkpoint')
    .argument('<dataset>', 'its name')
    .action(async (name: string, { environment, detach = false }: DataFlags) => {
      let where = '';
      session.finish(
        await runOperation(
          session,
          {
            detach,
            async after() {
              if (!out.json && !out.quiet)
                out.line(`${oneLine(where)} holds ${oneLine(name)}. To go back: backlot undo`);
            },
          },
          async (client, signal) => {
            const place = await dataPlace(session, client, signal, environment);
            where = place.environment;
            const request = { ...place, dataset: name };
            return askForData(client, request, signal, () => client.data.use(request, { signal }));
          },
        ),
      );
    });
}

function addSave(dataset: Command, session: Session): void {
  withDetach(withDataEnvironment(dataset.command('save')))
    .description('keep what an environment holds now as a dataset')
    .argument('<name>', 'the name it gets')
    .action(async (name: string, { environment, detach = false }: DataFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const request = {
            ...(await dataPlace(session, client, signal, environment)),
            dataset: name,
          };
          return askForData(client, request, signal, () => client.data.save(request, { signal }));
        }),
      );
    });
}

function addRemove(dataset: Command, session: Session): void {
  withYes(withDetach(withDataEnvironment(dataset.command('remove'))))
    .description('remove the frozen volumes of a dataset; environments keep what they hold')
    .argument('<dataset>', 'its name')
    .action(async (name: string, { environment, detach = false, yes = false }: DataFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const place = await dataPlace(session, client, signal, environment);
          const request = { ...place, dataset: name };
          if (!yes) {
            const { datasets } = await client.data.show(place, { signal });
            const about = removalText(findDataset(name, datasets), session.world.now());
            await confirm(session, { about, short: `The dataset ${name} is removed` }, signal);
          }
          return askForData(client, request, signal, () => client.data.removeDataset(request, { signal }));
        }),
      );
    });
}

function addBake(dataset: Command, session: Session): void {
  withDetach(withDataEnvironment(dataset.command('bake')))
    .description('make the frozen volumes of a dataset, so that a switch to it takes no time')
    .argument('<dataset>', 'its name')
    .option('--again', 'also when nothing has changed since it was baked')
    .action(
      async (
        name: string,
        { environment, detach = false, again = false }: DataFlags & { readonly again?: boolean },
      ) => {
        session.finish(
          await runOperation(session, { detach }, async (client, signal) => {
            const place = await dataPlace(session, client, signal, environment);
            const request = { ...place, dataset: name, ...(again ? { again } : {}) };
            return askForData(client, request, signal, () => client.data.bake(request, { signal }));
          }),
        );
      },
    );
}
