import { homedir } from 'node:os';
import { connectEngine, type Engine } from '../../docker/connect-engine.ts';
import { readContexts } from '../../docker/contexts.ts';

/** The machine's own engine, for tests: a developer's DOCKER_CONTEXT may be a server that others use. */
export async function connectLocal(signal: AbortSignal): Promise<Engine> {
  const env = { DOCKER_HOST: process.env.DOCKER_HOST };
  const { contexts } = await readContexts({ env, homedir: homedir(), platform: process.platform }, signal);
  const context = contexts.find(({ name }) => name === 'default');
  if (context === undefined) throw new Error('There is no default context.');
  return connectEngine(context, signal);
}
