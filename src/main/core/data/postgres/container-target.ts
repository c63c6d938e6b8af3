import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { whileRunning } from './container-source.ts';
import { parseCsv } from './parse-csv.ts';
import { type ContainerPlace, containerPrograms } from './postgres-programs.ts';
import type { RestoreTarget } from './restore-database.ts';
import { runProgram, succeed } from './run-program.ts';
import { asArgument, asCsv, psql } from './session-sql.ts';
import type { PostgresTarget } from './source.ts';
import { openSession, wireTargetSession } from './target-session.ts';
import { type FoundWire, findWire } from './wire/find-wire.ts';

/** The disposable server of a bake, in a running container; it stays the caller's. */
export function containerTarget(place: ContainerPlace): RestoreTarget {
  const programs = whileRunning(containerPrograms(place));
  let wire: Promise<FoundWire | undefined> | undefined;

  const feed: PostgresTarget['feed'] = (signal) => {
    const run = { command: [...psql, '--file=-'], doing: 'loading data' };
    const started = programs.start(run.command, { dies: false }, signal);
    started.catch(() => {});
    // Written before the session is there: the first write waits for it.
    const input = new Writable({
      highWaterMark: 256 * 1024,
      write: (chunk, encoding, done) => {
        started.then(({ stdin }) => stdin.write(chunk, encoding, done), done);
      },
      final: (done) => {
        started.then(({ stdin }) => stdin.end(done), done);
      },
      destroy: (error, done) => {
        // Half a script must not look like a whole one.
        if (error !== null) started.then((exec) => exec.close()).catch(() => {});
        done(error);
      },
    });
    input.on('error', () => {});
    const finish = async (): Promise<void> => {
      const exec = await started;
      const hangUp = (): void => exec.close();
      signal.addEventListener('abort', hangUp, { once: true });
      try {
        await text(exec.stdout);
        signal.throwIfAborted();
        await succeed(programs, exec, run);
        if (input.errored) throw input.errored;
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', hangUp);
        exec.close();
        input.destroy();
      }
    };
    const done = finish();
    done.catch(() => {});
    return { input, done };
  };

  return {
    run: async (sql, signal) => {
      const { input, done } = feed(signal);
      input.end(`${sql}\n`);
      await done;
    },
    query: async (sql, signal) => {
      const settings = "SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'";
      const command = [settings, asCsv(sql)].flatMap((step) => ['--command', asArgument(step)]);
      const said = await runProgram(programs, { command: [...psql, ...command] }, signal);
      return parseCsv(said.toString('utf8'));
    },
    feed,
    session: async (signal) => {
      const finding = wire ?? findWire(place, programs, signal);
      wire = finding;
      const found = await finding.catch(() => undefined);
      signal.throwIfAborted();
      const session = await found?.open(signal).catch(() => undefined);
      signal.throwIfAborted();
      return session === undefined ? openSession(programs, signal) : wireTargetSession(session, signal);
    },
  };
}
