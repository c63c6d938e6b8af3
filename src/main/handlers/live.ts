import type { z } from 'zod';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { live as contract, logLine } from '../../shared/contract/live.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Engine } from '../core/docker/connect-engine.ts';
import { listContainers } from '../core/docker/containers.ts';
import type { StackRef } from '../core/engine/stack-access.ts';
import { followStats } from '../core/watch/container-stats.ts';
import { execInContainer, usualShell } from '../core/watch/exec-in-container.ts';
import type { ExecSessions } from '../core/watch/exec-sessions.ts';
import { followLogs, readLogs, type WatchedContainer } from '../core/watch/follow-logs.ts';
import type { LogLine } from '../core/watch/log-line.ts';
import { publishedAddresses } from '../core/watch/published-address.ts';

/** Where the containers of an environment are. */
export interface LiveSource {
  readonly locate: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<StackRef>;
  readonly engine: (host: string, signal: AbortSignal) => Promise<Engine>;
  readonly containersOf: (place: StackRef, signal: AbortSignal) => Promise<readonly WatchedContainer[]>;
}

const toWire = ({ level, ...line }: LogLine): z.input<typeof logLine> =>
  level === undefined ? line : { ...line, level };

/** The methods for what goes on in running environments. */
export const liveHandlers = (
  { locate, engine, containersOf }: LiveSource,
  sessions: ExecSessions,
): DomainHandlers<typeof contract> => ({
  logs: async function* ({ project, environment, follow, ...options }, { signal, after }) {
    const place = await locate({ project, environment }, signal);
    const list = (own: AbortSignal) => containersOf(place, own);
    // A cursor is the time of a batch's newest line.
    const from = after === undefined ? options : { ...options, since: after, tail: undefined };
    const read = follow ? followLogs : readLogs;
    let cursor = after ?? 0;
    for await (const batch of read(await engine(place.host, signal), list, from, signal)) {
      const lines = after === undefined ? batch.lines : batch.lines.filter(({ at }) => at > after);
      cursor = Math.max(cursor, ...lines.map(({ at }) => at));
      yield { cursor, value: { lines: lines.map(toWire), dropped: { ...batch.dropped } } };
    }
  },
  stats: async function* (asked, { signal }) {
    const place = await locate(asked, signal);
    const list = (own: AbortSignal) => containersOf(place, own);
    for await (const stats of followStats(await engine(place.host, signal), list, signal))
      yield { cursor: Date.now(), value: stats.map((one) => ({ ...one })) };
  },
  addresses: async (asked, { signal }) => {
    const place = await locate(asked, signal);
    const found = await engine(place.host, signal);
    const [own, listed] = await Promise.all([containersOf(place, signal), listContainers(found, signal)]);
    return own.flatMap(({ id, service, name: container }) =>
      publishedAddresses(listed.find(({ Id }) => Id === id)?.Ports ?? [], found.context.endpoint).map(
        (one) => ({ ...one, service, container }),
      ),
    );
  },
  execOpen: async (
    { service, container, command = usualShell, tty, size, user, workingDir, ...asked },
    { signal },
  ) => {
    const place = await locate(asked, signal);
    const found = (await containersOf(place, signal)).find(
      (one) => one.service === service && (container === undefined || one.name === container),
    );
    if (found === undefined)
      throw new BacklotError(
        'not-found',
        `${container ?? service} has no container in ${place.environment}.`,
        {
          hint: `Start it with "backlot up ${service}".`,
          details: { service, environment: place.environment },
        },
      );
    const where = await engine(place.host, signal);
    const options = { command, tty, size, user, workingDir };
    return { id: await sessions.open((own) => execInContainer(where, found.id, options, own), signal) };
  },
  execInput: async ({ id, text }) => {
    await sessions.write(id, text);
    return {};
  },
  execEndInput: ({ id }) => {
    sessions.endInput(id);
    return {};
  },
  execResize: async ({ id, columns, rows }) => {
    await sessions.resize(id, { columns, rows });
    return {};
  },
  execClose: ({ id }) => {
    sessions.close(id);
    return {};
  },
  execOutput: ({ id }, { signal, after }) => sessions.follow(id, signal, after),
});
