import type { SandboxConfig } from '../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { ReplacedHost } from '../../../shared/model/isolation.ts';
import type { ComposeModel, Service } from '../compose/model.ts';

/** Where a service takes requests, when nobody says. */
const usualPort = 80;

/** The one port that a service names; undefined where it names none, or several. */
function onlyPort({ ports = [], expose = [] }: Service): number | undefined {
  const named = new Set([
    ...ports.map(({ target }) => target),
    ...expose.flatMap((one) => (/^\d+(?:\/tcp)?$/.test(one) ? [Number.parseInt(one, 10)] : [])),
  ]);
  const [first] = named;
  return named.size === 1 ? first : undefined;
}

type ServiceSandbox = Extract<SandboxConfig, { readonly service: string }>;

const unusable = (host: string, { service }: ServiceSandbox, why: string, hint: string): BacklotError =>
  new BacklotError('config-invalid', `${host} is replaced by the service ${service}, ${why}.`, {
    hint,
    details: { host, service },
  });

/**
 * Finds the sandboxes of `isolation.replace` among the services of a stack, with their ports. Pure.
 * @throws BacklotError `config-invalid` for one that is not there or can't be reached.
 */
export const settleSandboxes = (
  replace: Readonly<Record<string, SandboxConfig>>,
  { services }: Pick<ComposeModel, 'services'>,
): readonly ReplacedHost[] =>
  Object.entries(replace).map(([host, sandbox]) => {
    if ('stubs' in sandbox) return { host, sandbox };
    const service = services[sandbox.service];
    if (service === undefined)
      throw unusable(
        ...([host, sandbox, 'which is not in the compose files'] as const),
        `Under isolation.replace in backlot.yaml, name one of ${Object.keys(services).join(', ')}; a profile may have left it out.`,
      );
    if (service.network_mode !== undefined)
      throw unusable(
        ...([host, sandbox, 'which has no network of the environment'] as const),
        `Take network_mode away from ${sandbox.service}.`,
      );
    return {
      host,
      sandbox: { service: sandbox.service, port: sandbox.port ?? onlyPort(service) ?? usualPort },
    };
  });
