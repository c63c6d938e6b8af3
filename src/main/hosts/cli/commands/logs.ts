import { type Command, InvalidArgumentError, Option } from 'commander';
import { findPlace } from '../find-place.ts';
import { createLogText, droppedText } from '../log-text.ts';
import { parseSince } from '../parse-since.ts';
import { requireServices } from '../require-services.ts';
import { type Session, withCore } from '../session.ts';
import { wholeNumber } from './parse-number.ts';
import { type EnvironmentFlag, withServices } from './up-options.ts';

/** The worst first: a level lets what is worse pass too. */
const levels = ['error', 'warn', 'info', 'debug'] as const;
type Level = (typeof levels)[number];

interface LogsFlags extends EnvironmentFlag {
  readonly follow?: boolean;
  readonly tail?: number;
  readonly since?: number;
  readonly level?: Level;
  readonly grep?: string;
  readonly timestamps?: boolean;
  readonly prefix: boolean;
}

export function addLogs(program: Command, session: Session): void {
  const { world, out } = session;
  const since = (text: string): number => {
    const at = parseSince(text, world.now());
    if (at !== undefined) return at;
    throw new InvalidArgumentError('It is a time ago, such as 10m, or a date, such as 2030-01-31T12:00.');
  };
  withServices(program.command('logs'))
    .description('show the merged logs of an environment')
    .option('-f, --follow', 'go on with what is printed; Ctrl-C ends it')
    .option('--tail <n>', 'the newest lines of each container alone', wholeNumber(0, 100_000))
    .option('--since <when>', 'from then on: 10m, 1h30m ago, or a date', since)
    .addOption(new Option('--level <level>', 'lines of this level and worse').choices([...levels]))
    .option('--grep <regex>', 'lines that match; without regard to case unless it has a capital letter')
    .option('-t, --timestamps', 'with the time of each line')
    .option('--no-prefix', 'without the name of the service')
    .action(async (words: readonly string[], flags: LogsFlags) => {
      const { follow = false, tail, since: from, level, grep, timestamps = false, prefix } = flags;
      await withCore(session, async ({ client }, signal) => {
        const { project, environment, rest } = await findPlace(
          session,
          client,
          words,
          signal,
          flags.environment,
        );
        const { services } = await client.stacks.show({ project, environment }, { signal });
        const names = services.map(({ name }) => name);
        requireServices(rest, names);
        const shown = rest.length === 0 ? names : rest;
        const text = createLogText({ services: names, shown, colours: !out.plain, prefix, timestamps });
        const asked = {
          project,
          environment,
          follow,
          services: rest.length === 0 ? undefined : [...rest],
          levels: level && levels.slice(0, levels.indexOf(level) + 1),
          match: grep,
          since: from,
          tail,
        };
        for await (const { value } of client.live.logs(asked, { signal })) {
          for (const line of value.lines) {
            if (out.json) out.document(line);
            else out.line(text(line));
          }
          if (Object.keys(value.dropped).length > 0) out.note(droppedText(value.dropped));
          // Nobody reads any more: `| head`.
          if (!(await out.taken())) return;
        }
        // Following has no other end than Ctrl-C; anything else was cut off by it.
        if (!follow) signal.throwIfAborted();
      });
    });
}
