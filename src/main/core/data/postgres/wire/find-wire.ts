import { networkInterfaces } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { ContainerPlace, PostgresPrograms } from '../postgres-programs.ts';
import { runProgram } from '../run-program.ts';
import { asArgument, psql } from '../session-sql.ts';
import { isOnLink } from './on-link.ts';
import { openWire, type WireSession } from './open-wire.ts';
import type { WireAddress } from './wire-address.ts';

/** A way to a server that was found to lead there. */
export interface FoundWire {
  readonly address: WireAddress;
  readonly open: (signal: AbortSignal) => Promise<WireSession>;
}

const inspected = z.object({
  Config: z.object({ Env: z.array(z.string()).nullish() }),
  HostConfig: z.object({ NetworkMode: z.string().default('') }),
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.object({ IPAddress: z.string() })).nullish(),
  }),
});

/** Two servers differ in when they started, or in who is asked. */
const identity = `COPY (SELECT pg_catalog.pg_postmaster_start_time(), current_database(), current_user,
  (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())) TO STDOUT`;

interface Server {
  /** All but the host. */
  readonly login: Omit<WireAddress, 'host'>;
  readonly host: string | undefined;
}

/** How a container's server is reached and who comes; undefined where that is in files of the container. */
async function inspectServer(
  { engine, container, name, user, database }: ContainerPlace,
  signal: AbortSignal,
): Promise<Server | undefined> {
  const { Config, HostConfig, NetworkSettings } = await engine.get(
    `/containers/${encodeURIComponent(container)}/json`,
    inspected,
    signal,
  );
  const env = new Map(
    (Config.Env ?? []).map((one) => [one.replace(/=.*$/s, ''), one.replace(/^[^=]*=/, '')]),
  );
  if (['USER', 'DB', 'PASSWORD'].some((one) => env.has(`POSTGRES_${one}_FILE`))) return undefined;
  const host =
    HostConfig.NetworkMode === 'host'
      ? '127.0.0.1'
      : Object.values(NetworkSettings.Networks ?? {}).find(({ IPAddress }) => IPAddress !== '')?.IPAddress;
  const own = user ?? (env.get('POSTGRES_USER') || env.get('PGUSER') || 'postgres');
  return {
    host,
    login: {
      name,
      port: Number(env.get('PGPORT') || 5432),
      user: own,
      database: database ?? (env.get('POSTGRES_DB') || env.get('PGDATABASE') || own),
      password: env.get('POSTGRES_PASSWORD') || env.get('PGPASSWORD') || '',
    },
  };
}

/** Where a container of this machine's own engine can be reached; undefined where it can't, or who is unknown. */
async function addressOf(place: ContainerPlace, signal: AbortSignal): Promise<WireAddress | undefined> {
  if (process.platform !== 'linux' || place.engine.context.endpoint.kind !== 'unix') return undefined;
  const found = await inspectServer(place, signal);
  if (found?.host === undefined) return undefined;
  // The network of an isolated environment has no way in from here; a packet to it would go elsewhere.
  if (!isOnLink(found.host, networkInterfaces())) return undefined;
  return { ...found.login, host: found.host };
}

/** Where its server is for one who shares a container's network; undefined where it is unknown who comes. */
export async function addressBeside(
  place: ContainerPlace,
  signal: AbortSignal,
): Promise<WireAddress | undefined> {
  const found = await inspectServer(place, signal);
  return found && { ...found.login, host: '127.0.0.1' };
}

/**
 * A way to a container's server that does not lead through the engine, which passes rows on at a third of
 * the speed. Undefined where there is none: in another machine, on no network, behind another way to log in.
 * It is used only when the same server answers there as to the programs in the container.
 */
export async function findWire(
  place: ContainerPlace,
  programs: PostgresPrograms,
  signal: AbortSignal,
): Promise<FoundWire | undefined> {
  let session: WireSession | undefined;
  try {
    const address = await addressOf(place, signal);
    if (address === undefined) return undefined;
    session = await openWire(address, signal);
    const [here, there] = await Promise.all([
      buffer(session.copyOut(identity)),
      runProgram(programs, { command: [...psql, '--command', asArgument(identity)] }, signal),
    ]);
    return here.equals(there) ? { address, open: (own) => openWire(address, own) } : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    session?.close();
  }
}
