import type { DifferenceClass } from '../../../shared/model/parity.ts';
import type { Fact } from './fact.ts';

export interface Judgement {
  readonly class: DifferenceClass;
  readonly why: string;
}

/** One fact in two environments, absent where it is not so. */
export interface FactPair {
  readonly left: Fact | undefined;
  readonly right: Fact | undefined;
}

const matters = (why: string): Judgement => ({ class: 'matters', why });
const harmless = (why: string): Judgement => ({ class: 'harmless', why });

const pace =
  /^(?:log_|cluster_name$|listen_addresses$|port$|unix_socket|ssl_|archive_|update_process_title$)/;

/** "15.14 (Debian 15.14-0+deb12u1)" as numbers. */
const numbers = (version: string): readonly string[] => (/[\d.]+/.exec(version)?.[0] ?? '').split('.');

/** PostgreSQL counts one number up for each release that can behave otherwise, others two. */
function judgeEngine(key: string, left: string, right: string): Judgement {
  const count = key === 'PostgreSQL' ? 1 : 2;
  const [a, b] = [numbers(left), numbers(right)];
  return a.slice(0, count).join('.') === b.slice(0, count).join('.')
    ? harmless('The same release with other fixes.')
    : matters('Another release: statements may behave otherwise.');
}

/** "1:2.36-9+deb12u10": the part that upstream counts, without what the distribution mended. */
const upstream = (version: string): string => version.replace(/^\d+:/, '').replace(/-[^-]*$/, '');

/** How much a difference weighs, and why. Pure. */
export function judgeDifference({ left, right }: FactPair): Judgement {
  const { aspect, key } = left ?? right ?? { aspect: 'service', key: '' };
  const both = left !== undefined && right !== undefined;
  switch (aspect) {
    case 'service':
      return both
        ? matters('One runs and the other does not.')
        : matters('The service is there in one environment only.');
    case 'image':
      return matters('Another image: other code, or other packages under it.');
    case 'commit':
      return matters('Built from another commit.');
    case 'os':
      return matters('Another system under the same program.');
    case 'package':
      if (!both) return matters('The package is in one image only.');
      return upstream(left.value) === upstream(right.value)
        ? harmless('The same version with other fixes of the distribution.')
        : matters('Another version of the package.');
    case 'command':
      return matters('It is started otherwise.');
    case 'run':
      return key === 'restart' || key === 'stop signal'
        ? harmless('It says what happens when the service ends, not what it does.')
        : matters('It runs with other rights or in another place.');
    case 'variable':
      if (!both) return matters('The variable is set in one environment only.');
      return left.secret === true || right.secret === true
        ? { class: 'expected', why: 'A secret: each environment has its own.' }
        : matters('The program is told something else.');
    case 'limits':
      return key === 'processors'
        ? harmless('It is slower or faster, not otherwise.')
        : matters('It is ended, or refuses, at another amount.');
    case 'replicas':
      return harmless('As many do the same work; only load shows it.');
    case 'volume':
      return matters('What it keeps, and where, is not the same.');
    case 'network':
      return matters('It reaches other services, or is reached by others.');
    case 'port':
      return harmless('Where it is reached from outside; services know each other by name.');
    case 'healthcheck':
      return harmless('When it counts as ready, not what it does.');
    case 'locale':
      return matters('Times, sorting and text are read otherwise.');
    case 'compose':
      return matters('The compose files that it was made from said something else.');
    case 'engine':
      return both ? judgeEngine(key, left.value, right.value) : matters('Another engine.');
    case 'setting':
      return pace.test(key)
        ? harmless('What is logged and where it listens, not what it answers.')
        : matters('A setting that is not as it comes, or not in both.');
    case 'extension':
      return matters(both ? 'Another version of the extension.' : 'The extension is in one database only.');
    case 'collation':
      return matters('Text sorts and compares otherwise.');
    case 'migration':
      return matters(both ? 'The same migration with other content.' : 'Applied in one database only.');
    case 'schema':
      return matters(both ? 'Defined otherwise.' : 'In one database only.');
  }
}
