import type { Fact } from './fact.ts';
import type { ParityContainer } from './read-container.ts';

const words = (list: readonly string[] | null | undefined): string =>
  (list ?? []).map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');

const seconds = (nanos: number | null | undefined): string =>
  nanos ? `${Number((nanos / 1e9).toFixed(3))} s` : 'as usual';

const megabytes = (bytes: number): string => `${Number((bytes / 1024 ** 2).toFixed(1))} MiB`;

function healthWords({ Config }: ParityContainer): readonly [string, string][] {
  const check = Config.Healthcheck;
  if (!check || (check.Test ?? []).length === 0) return [['test', 'none']];
  return [
    ['test', words(check.Test)],
    ['interval', seconds(check.Interval)],
    ['timeout', seconds(check.Timeout)],
    ['retries', String(check.Retries || 'as usual')],
    ['start period', seconds(check.StartPeriod)],
  ];
}

/** Compose's name for a network: that of the engine without the environment's own in front. */
const networkKey = (name: string, composeProject: string): string =>
  name.startsWith(`${composeProject}_`) ? name.slice(composeProject.length + 1) : name;

/**
 * What a container says of its service: how it is run, what it may use, what it is attached to. Pure. Its
 * environment is told apart, and so is what is in its image.
 */
export function containerFacts(
  service: string,
  container: ParityContainer,
  composeProject: string,
): readonly Fact[] {
  const { Config, HostConfig: host, Mounts, NetworkSettings } = container;
  const fact = (aspect: Fact['aspect'], key: string, value: string): Fact => ({
    service,
    aspect,
    key,
    value,
  });
  return [
    fact('command', 'entrypoint', words(Config.Entrypoint) || 'none'),
    fact('command', 'command', words(Config.Cmd) || 'none'),
    fact('run', 'user', Config.User || 'root'),
    fact('run', 'working directory', Config.WorkingDir || '/'),
    fact('run', 'restart', host.RestartPolicy?.Name || 'no'),
    fact('run', 'stop signal', Config.StopSignal || 'SIGTERM'),
    fact('run', 'read-only', String(host.ReadonlyRootfs)),
    fact('run', 'privileged', String(host.Privileged)),
    fact('limits', 'processors', host.NanoCpus ? String(host.NanoCpus / 1e9) : 'no limit'),
    fact('limits', 'memory', host.Memory ? megabytes(host.Memory) : 'no limit'),
    fact('limits', 'processes', host.PidsLimit && host.PidsLimit > 0 ? String(host.PidsLimit) : 'no limit'),
    fact('limits', 'shared memory', megabytes(host.ShmSize)),
    ...Mounts.map(({ Type, Destination, RW }) =>
      fact('volume', Destination, `${Type}${RW ? '' : ', read-only'}`),
    ),
    ...Object.keys(NetworkSettings.Networks).map((name) =>
      fact('network', networkKey(name, composeProject), 'attached'),
    ),
    ...Object.entries(host.PortBindings).flatMap(([port, bindings]) => {
      const [first] = bindings ?? [];
      if (first === undefined) return [];
      return [fact('port', port, `${first.HostIp || '*'}:${first.HostPort || 'any'}`)];
    }),
    ...healthWords(container).map(([key, value]) => fact('healthcheck', key, value)),
  ];
}
