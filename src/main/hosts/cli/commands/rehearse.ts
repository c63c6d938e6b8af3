import type { Command } from 'commander';
import { runOperation } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { wholeNumber } from './parse-number.ts';

interface RehearseFlags {
  readonly steps: number;
  readonly stepMs: number;
  readonly width: number;
  readonly failAt?: number;
  readonly environment: string;
  readonly detach?: boolean;
}

export function addRehearse(program: Command, session: Session): void {
  program
    .command('rehearse')
    .description('run the operation that changes nothing: to try progress, cancelling and recovery')
    .option('--steps <n>', 'how many steps', wholeNumber(1, 500), 6)
    .option('--step-ms <ms>', 'how long one step works', wholeNumber(0, 600_000), 500)
    .option('--width <n>', 'how many steps side by side', wholeNumber(1, 50), 2)
    .option('--fail-at <n>', 'the number of the step that fails, from 1', wholeNumber(1))
    .option('--environment <name>', 'the environment whose lock it takes', 'rehearsal')
    .option('-d, --detach', 'print its id and leave it to the core that runs elsewhere')
    .action(async ({ detach = false, ...input }: RehearseFlags) => {
      session.finish(
        await runOperation(session, { detach }, ({ rehearsal }, signal) =>
          rehearsal.start(input, { signal }),
        ),
      );
    });
}
