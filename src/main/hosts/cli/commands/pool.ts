import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { poolRemovalText, poolText } from '../pool-text.ts';
import { runOperation } from '../run-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { withDetach, withYes } from './data-options.ts';

interface PoolFlags {
  readonly host: string;
  readonly detach?: boolean;
  readonly yes?: boolean;
}

const withHost = (command: Command): Command =>
  command.option('-H, --host <context>', 'the Docker context whose pool is meant', 'default');

export function addPool(program: Command, session: Session): void {
  const pool = program.command('pool').description('pool: where the data of all projects lies on a host');
  withHost(pool.command('show'))
    .description('show how it clones, its size and what lies in it')
    .action(async ({ host }: PoolFlags) => {
      const { pool: found } = await withCore(session, ({ client }, signal) =>
        client.data.pool({ host }, { signal }),
      );
      answer(session, found ?? null, () => poolText(host, found));
    });
  withYes(withDetach(withHost(pool.command('remove'))))
    .description('remove it with all datasets and checkpoints in it; refused while an environment uses it')
    .action(async ({ host, yes = false, detach = false }: PoolFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const { pool: found } = await client.data.pool({ host }, { signal });
          // One in use is refused by the operation, and one that is not there needs no question.
          if (!yes && found?.volumes.length === 0)
            await confirm(
              session,
              { about: poolRemovalText(host, found), short: `The pool of ${host} is removed` },
              signal,
            );
          return client.data.removePool({ host }, { signal });
        }),
      );
    });
}
