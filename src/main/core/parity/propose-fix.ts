import type { ParityFix } from '../../../shared/model/parity.ts';
import type { EnvironmentFacts } from './fact.ts';
import type { FactPair } from './judge-difference.ts';

const word = (text: string): string =>
  /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * The way to make `left` as `right`, where there is one that can be said: as a command where it is one. Nothing
 * for a protected environment but the words. Pure.
 */
export function proposeFix(
  pair: FactPair,
  left: EnvironmentFacts,
  right: EnvironmentFacts,
): ParityFix | undefined {
  const fact = pair.left ?? pair.right;
  if (fact === undefined) return undefined;
  const { service, aspect, key } = fact;
  const here = left.environment;
  const fix = (text: string, ...command: readonly string[]): ParityFix =>
    command.length === 0 || left.protected
      ? { text }
      : { text, command: ['backlot', ...command].map(word).join(' ') };
  const psql = (text: string, database: string, sql: string): ParityFix => {
    const user = left.databaseUsers.get(service) ?? 'postgres';
    return fix(text, 'exec', here, service, '--', 'psql', '-U', user, '-d', database, '-c', sql);
  };
  const again = fix(`Bring ${service} of ${here} to what the compose files say.`, 'up', here, service);
  const file = (what: string): ParityFix => ({
    text: `Set ${what} of ${service} for ${here} in the compose files.`,
  });
  switch (aspect) {
    case 'service':
      if (pair.left === undefined || pair.right?.value === 'present') return again;
      return { text: `Bring up ${service} of ${right.environment}, or take it out of ${here}.` };
    case 'image':
    case 'commit':
    case 'os':
    case 'package':
      return left.built.has(service)
        ? fix(`Build ${service} of ${here} from the same commit.`, 'up', here, service, '--build')
        : fix(`Pull the image of ${service} again.`, 'up', here, service, '--pull');
    case 'compose':
      return again;
    case 'command':
    case 'run':
    case 'healthcheck':
    case 'limits':
    case 'network':
    case 'volume':
      return file(`"${key}"`);
    case 'variable':
    case 'locale':
      return file(pair.right === undefined ? `no ${key}` : key);
    case 'setting': {
      if (fact.secret === true) return undefined;
      if (!left.databaseUsers.has(service)) return file(`the setting ${key}`);
      const value = pair.right?.value.replace(/ (?:[kM]?B|8kB|16MB|ms|s|min)$/, '');
      return psql(
        'It holds from the next start of the server on, or a reload where that is enough.',
        'postgres',
        value === undefined ? `ALTER SYSTEM RESET ${key}` : `ALTER SYSTEM SET ${key} = ${literal(value)}`,
      );
    }
    case 'extension': {
      if (pair.right === undefined) return undefined;
      const [database = '', extension = ''] = [
        key.slice(0, key.indexOf('.')),
        key.slice(key.indexOf('.') + 1),
      ];
      return psql(
        `Make the extension ${extension} in ${here}.`,
        database,
        pair.left === undefined
          ? `CREATE EXTENSION ${name(extension)}`
          : `ALTER EXTENSION ${name(extension)} UPDATE TO ${literal(pair.right.value)}`,
      );
    }
    case 'migration':
    case 'schema': {
      const job = [...left.jobs].find((one) => /migrat/i.test(one));
      const text = `Run the migrations of ${here}, or switch it to a dataset that has them.`;
      return job === undefined ? { text } : fix(text, 'up', here, job, '--recreate', 'always', '--no-deps');
    }
    case 'replicas':
    case 'port':
    case 'engine':
    case 'collation':
      return undefined;
  }
}
