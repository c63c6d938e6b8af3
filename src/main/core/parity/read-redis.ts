import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import type { Fact } from './fact.ts';
import type { SecretHash } from './variable-facts.ts';

/** Where it lies and what it is at the moment; not how it is set. */
const ofTheMoment = /^(?:dir|pidfile|logfile|unixsocket|bind|port|slaveof|replicaof|.*-file|oom-score.*)$/;
const secrets = /^(?:requirepass|masterauth|tls-key-file-pass|tls-client-key-file-pass)$/;

const client = `
if [ -z "$REDISCLI_AUTH" ] && [ -n "$REDIS_PASSWORD" ]; then REDISCLI_AUTH=$REDIS_PASSWORD; export REDISCLI_AUTH; fi
exec "$(command -v redis-cli || command -v valkey-cli)" --raw "$@"
`;

/** `redis-cli --raw CONFIG GET *` and `INFO server`, as facts of a service. Pure. */
export function redisFacts(service: string, info: string, config: string, hash: SecretHash): readonly Fact[] {
  const version = /^(?:valkey_version|redis_version):(\S+)/m.exec(info)?.[1];
  const lines = config.split('\n').map((line) => line.replace(/\r$/, ''));
  const facts: Fact[] =
    version === undefined ? [] : [{ service, aspect: 'engine', key: 'Redis', value: version }];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [key = '', value = ''] = [lines[at], lines[at + 1]];
    if (key === '' || ofTheMoment.test(key)) continue;
    const fact = { service, aspect: 'setting', key } as const;
    if (!secrets.test(key) || value === '') facts.push({ ...fact, value });
    else
      facts.push({ ...fact, value: hash(value), shown: `secret ${hash(value).slice(0, 8)}`, secret: true });
  }
  return facts;
}

/**
 * A Redis server's version and settings, by the client in its own container.
 * @throws BacklotError `source-denied` when it wants a password that its environment does not say.
 */
export async function readRedis(
  engine: Engine,
  container: string,
  service: string,
  hash: SecretHash,
  signal: AbortSignal,
): Promise<readonly Fact[]> {
  const ask = async (...words: string[]): Promise<string> => {
    const { exitCode, output } = await runInContainer(
      engine,
      container,
      {
        command: ['sh', '-c', client, 'backlot', ...words],
        keepBytes: 256 * 1024,
      },
      signal,
    );
    if (exitCode === 0 && !/^(?:NOAUTH|ERR|WRONGPASS|NOPERM)/.test(output)) return output;
    throw new BacklotError('source-denied', `Redis of ${service} does not tell its settings.`, {
      hint: 'Give its container REDISCLI_AUTH or REDIS_PASSWORD.',
      details: { service },
    });
  };
  const [info, config] = await Promise.all([ask('INFO', 'server'), ask('CONFIG', 'GET', '*')]);
  return redisFacts(service, info, config, hash);
}
