import { CommanderError } from 'commander';
import { BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { CliWorld } from './cli-world.ts';
import { complete } from './commands/completion.ts';
import { errorDocument, errorText } from './error-text.ts';
import { separateCommand } from './exec-words.ts';
import { exitCodeOf } from './exit-code.ts';
import { createOutput, type Output } from './output.ts';
import { createProgram, helpFor } from './program.ts';
import { createSession } from './session.ts';

/** The flags that errors before and during parsing have to follow too. */
function outputFlags(argv: readonly string[]): { json: boolean; quiet: boolean; noColor: boolean } {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const has = (...names: string[]): boolean => names.some((name) => options.includes(name));
  return { json: has('--json'), quiet: has('-q', '--quiet'), noColor: has('--no-color') };
}

function report(error: unknown, out: Output, debug: boolean): void {
  const known = toBacklotError(error);
  if (out.json) out.document(errorDocument(known));
  out.note(isCancelled(known) ? known.message : errorText(known, out.paintError));
  if (debug && error instanceof Error && error.stack) out.note(error.stack);
}

/** Runs one command line and answers with its exit code. Never throws; the process is its caller's. */
export async function runCli(world: CliWorld): Promise<number> {
  const given = separateCommand(world.argv);
  const out = createOutput(world, outputFlags(given));
  const session = createSession(world, out);
  const program = createProgram(session);
  const [first, second, ...words] = world.argv;
  try {
    if (first === 'complete' && second === '--') await complete(program, session, words);
    else {
      const argv = given.length === 0 ? ['help'] : given;
      await program.parseAsync([...argv], { from: 'user' });
    }
    return session.exitCode();
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      const usage =
        error.code === 'commander.help'
          ? 'A command is missing.'
          : error.message.replace(/^error: /, '').replace(/[^.]$/, '$&.');
      const hint = `See: ${helpFor(program, world.argv)}`;
      report(new BacklotError('invalid-input', usage, { hint }), out, false);
      return 2;
    }
    report(error, out, world.env.BACKLOT_DEBUG === '1');
    return exitCodeOf(error);
  }
}
