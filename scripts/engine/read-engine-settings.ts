import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EngineSettings, StoredContext } from './list-engine-endpoints.ts';

/** Reads the environment and the Docker CLI's config and context store; a missing or broken file counts as empty. */
export function readEngineSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): EngineSettings {
  const directory = env.DOCKER_CONFIG || join(home, '.docker');
  const currentContext = stringAt(readJson(join(directory, 'config.json')), 'currentContext');
  const contexts = readContexts(join(directory, 'contexts'));
  const base = { env, platform: process.platform, home, contexts };
  return currentContext === undefined ? base : { ...base, currentContext };
}

function readContexts(store: string): readonly StoredContext[] {
  return listDirectory(join(store, 'meta')).flatMap((id) => {
    const meta = readJson(join(store, 'meta', id, 'meta.json'));
    const name = stringAt(meta, 'Name');
    const host = stringAt(valueAt(valueAt(meta, 'Endpoints'), 'docker'), 'Host');
    if (name === undefined || host === undefined) return [];
    const tlsDirectory = join(store, 'tls', id, 'docker');
    return statSync(tlsDirectory, { throwIfNoEntry: false })?.isDirectory()
      ? [{ name, host, tlsDirectory }]
      : [{ name, host }];
  });
}

function listDirectory(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function stringAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
