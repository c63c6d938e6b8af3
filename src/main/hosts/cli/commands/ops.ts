import type { Command } from 'commander';
import { isFinished } from '../../../../shared/model/operation.ts';
import { followOperation } from '../follow-operation.ts';
import { operationsTable, operationText } from '../operations-text.ts';
import { runOperation } from '../run-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { wholeNumber } from './parse-number.ts';

const quietly = { mention: false } as const;

export function addOps(program: Command, session: Session): void {
  const { world } = session;
  const ops = program.command('ops').description('operations: what ran, what runs, what was interrupted');
  ops
    .command('list')
    .description('list operations, the newest first')
    .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 20)
    .action(async ({ limit }: { readonly limit: number }) => {
      const found = await withCore(
        session,
        ({ client }, signal) => client.operations.list({ limit }, { signal }),
        quietly,
      );
      answer(session, found, () => operationsTable(found, world.now()));
    });
  ops
    .command('show')
    .description('show one operation with its steps')
    .argument('<id>', 'its id, or the start of it')
    .option('-f, --follow', 'go on until it ends; Ctrl-C cancels it')
    .action(async (id: string, { follow = false }: { readonly follow?: boolean }) => {
      await withCore(
        session,
        async (reached, signal) => {
          const found = await reached.client.operations.get({ id }, { signal });
          const over = isFinished(found.state) || found.state === 'interrupted';
          if (follow && !over) session.finish(await followOperation(session, reached, found.id));
          else answer(session, found, () => operationText(found, world.now()));
        },
        quietly,
      );
    });
  ops
    .command('cancel')
    .description('cancel an operation')
    .argument('<id>', 'its id, or the start of it')
    .action(async (id: string) => {
      const {
        id: operation,
        state,
        cancelling,
      } = await withCore(
        session,
        async ({ client, own }, signal) => {
          await client.operations.cancel({ id }, { signal });
          const found = await client.operations.get({ id }, { signal });
          if (!own) return found;
          // A core of this command must not stop in the middle of taking back.
          for await (const _ of client.operations.events({ operation: found.id }, { signal }));
          return client.operations.get({ id: found.id }, { signal });
        },
        quietly,
      );
      answer(session, { operation, state, cancelling }, () =>
        state === 'cancelled' ? `Cancelled ${operation}.` : `Cancelling ${operation}.`,
      );
    });
  ops
    .command('resume')
    .description('take up an interrupted operation again')
    .argument('<id>', 'its id, or the start of it')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async (id: string, { detach = false }: { readonly detach?: boolean }) => {
      const since = world.now();
      session.finish(
        await runOperation(session, { detach, since, mention: false }, ({ operations }, signal) =>
          operations.resume({ id }, { signal }),
        ),
      );
    });
}
