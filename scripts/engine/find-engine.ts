import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type EngineEndpoint, formatEndpoint } from './engine-endpoint.ts';
import { type EngineCandidate, type EngineSettings, listEngineEndpoints } from './list-engine-endpoints.ts';
import { readEngineSettings } from './read-engine-settings.ts';
import { callEngine } from './request-engine.ts';

/** What was seen where an engine should be; `chosen` says that the user named the endpoint. */
export type EngineSighting =
  | {
      readonly state: 'answering';
      readonly endpoint: EngineEndpoint;
      readonly source: string;
      readonly apiVersion: string;
    }
  | {
      readonly state: 'permission-denied';
      readonly endpoint: EngineEndpoint;
      readonly source: string;
      readonly chosen: boolean;
    }
  | {
      readonly state: 'silent';
      readonly endpoint: EngineEndpoint;
      readonly source: string;
      readonly reason: string;
    }
  | { readonly state: 'not-running' }
  | { readonly state: 'not-installed' };

/** What one candidate answered to `/_ping`. */
export type EngineProbe =
  | { readonly answer: 'pong'; readonly apiVersion: string }
  | { readonly answer: 'denied' }
  | { readonly answer: 'absent' }
  | { readonly answer: 'silent'; readonly reason: string };

const PING_MS = 4_000;

/** Looks for an engine where the Docker CLI would, and says what is there; never changes anything. */
export async function findEngine(
  signal: AbortSignal,
  settings: EngineSettings = readEngineSettings(),
): Promise<EngineSighting> {
  const probed: { readonly candidate: EngineCandidate; readonly probe: EngineProbe }[] = [];
  for (const candidate of listEngineEndpoints(settings)) {
    const probe = await probeEngine(candidate.endpoint, signal);
    probed.push({ candidate, probe });
    if (probe.answer === 'pong') break;
  }
  return judgeProbes(probed, isEngineInstalled(settings));
}

/** Turns what every candidate answered into one sighting: a pong wins, then a refusal, then silence. */
export function judgeProbes(
  probed: readonly { readonly candidate: EngineCandidate; readonly probe: EngineProbe }[],
  installed: boolean,
): EngineSighting {
  for (const { candidate, probe } of probed) {
    if (probe.answer === 'pong') {
      const { endpoint, source } = candidate;
      return { state: 'answering', endpoint, source, apiVersion: probe.apiVersion };
    }
  }
  for (const { candidate, probe } of probed) {
    if (probe.answer === 'denied') return { state: 'permission-denied', ...candidate };
  }
  for (const { candidate, probe } of probed) {
    const { endpoint, source, chosen } = candidate;
    if (!chosen) continue;
    const reason = probe.answer === 'silent' ? probe.reason : 'nothing listens there';
    return { state: 'silent', endpoint, source, reason };
  }
  return { state: installed ? 'not-running' : 'not-installed' };
}

/** Asks one endpoint for `/_ping`, waiting at most four seconds. */
export async function probeEngine(endpoint: EngineEndpoint, signal: AbortSignal): Promise<EngineProbe> {
  if (endpoint.kind === 'unsupported') {
    return { answer: 'silent', reason: `${formatEndpoint(endpoint)} can't be used from here` };
  }
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(PING_MS)]);
  try {
    const { status, apiVersion } = await callEngine(endpoint, {
      method: 'GET',
      path: '/_ping',
      signal: bounded,
    });
    return status === 200
      ? { answer: 'pong', apiVersion }
      : { answer: 'silent', reason: `it answered with status ${status}` };
  } catch (error) {
    signal.throwIfAborted();
    if (bounded.aborted) return { answer: 'silent', reason: `no answer within ${PING_MS / 1000} s` };
    return judgeFailure(error);
  }
}

function judgeFailure(error: unknown): EngineProbe {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return { answer: 'denied' };
  // A socket file that refuses is what an engine that was killed leaves behind.
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return { answer: 'absent' };
  return { answer: 'silent', reason: error instanceof Error ? error.message : String(error) };
}

function isEngineInstalled({ env, platform, home }: EngineSettings): boolean {
  switch (platform) {
    case 'darwin':
      return ['Docker.app', 'OrbStack.app', 'Rancher Desktop.app'].some(
        (app) => existsSync(join('/Applications', app)) || existsSync(join(home, 'Applications', app)),
      );
    case 'win32':
      return existsSync(
        join(env.ProgramFiles ?? 'C:\\Program Files', 'Docker', 'Docker', 'Docker Desktop.exe'),
      );
    default: {
      const directories = [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/usr/local/bin'];
      return directories.some((directory) => directory !== '' && existsSync(join(directory, 'dockerd')));
    }
  }
}
