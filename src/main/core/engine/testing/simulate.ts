import type { Plan } from '../../../../shared/model/operation.ts';
import { topologicalOrder } from '../../operations/plan-order.ts';
import { containerName } from '../desire-stack.ts';
import type { DesiredStack } from '../desired.ts';
import type { ObservedContainer, ObservedImage, ObservedObject, ObservedStack } from '../observed.ts';

/** Never the same id twice, as on a real engine. */
let made = 0;

const text = (args: Readonly<Record<string, unknown>>, key: string): string => String(args[key] ?? '');

/** For tests: what an engine has after a plan has run on it; throws where a real engine would refuse. */
export function simulate(plan: Plan, desired: DesiredStack, before: ObservedStack): ObservedStack {
  const containers = new Map(before.containers.map((one) => [one.id, one]));
  const networks = new Map(before.networks.map((one) => [one.name, one]));
  const volumes = new Map(before.volumes.map((one) => [one.name, one]));
  const images: Record<string, ObservedImage> = { ...before.images };

  const serviceOf = (name: string) => {
    const found = desired.services.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no service ${name}`);
    return found;
  };
  const find = (service: string, number: number): ObservedContainer => {
    const name = containerName(desired, serviceOf(service), number);
    const found = [...containers.values()].find((one) => one.name === name);
    if (found === undefined) throw new Error(`no container ${name}`);
    return found;
  };
  const change = (container: ObservedContainer, to: Partial<ObservedContainer>): void => {
    containers.set(container.id, { ...container, ...to });
  };

  const create = (args: Readonly<Record<string, unknown>>): void => {
    const service = serviceOf(text(args, 'service'));
    const number = Number(args.number);
    const name = containerName(desired, service, number);
    if ([...containers.values()].some((one) => one.name === name)) throw new Error(`${name} is taken`);
    const image = images[service.image];
    if (image === undefined) throw new Error(`no image ${service.image}`);
    const nameOf = (all: readonly { key: string; name: string }[], key: string): string =>
      all.find((one) => one.key === key)?.name ?? key;
    const attached = service.networks.map(({ key }) => nameOf(desired.networks, key));
    for (const one of attached) if (!networks.has(one)) throw new Error(`no network ${one}`);
    for (const key of service.volumes)
      if (!volumes.has(nameOf(desired.volumes, key))) throw new Error(`no volume ${key}`);
    const owner = service.service.network_mode?.startsWith('service:')
      ? find(service.service.network_mode.slice('service:'.length), 1).id
      : undefined;
    made += 1;
    const id = `made-${made}`;
    const ports = Object.entries(Object(args.ports)).map(([key, port]) => [key, Number(port)] as const);
    containers.set(id, {
      id,
      name,
      service: service.name,
      number,
      state: 'created',
      health: 'none',
      exitCode: undefined,
      imageId: image.id,
      hash: service.hash,
      parts: service.parts,
      env: undefined,
      needs: service.needs.map((need) => need.service),
      ports: Object.fromEntries(ports),
      published: [],
      networks: attached,
      networkOf: owner,
    });
  };

  const apply = (verb: string, args: Readonly<Record<string, unknown>>): void => {
    const kind = text(args, 'kind');
    switch (verb) {
      case 'pull':
      case 'build':
        images[text(args, 'image')] = { id: `sha256:${text(args, 'image')}`, env: {} };
        return;
      case 'create':
      case 'recreate': {
        if (kind === 'container') {
          const old = containers.get(text(args, 'old'));
          if (verb === 'recreate' && old === undefined) throw new Error('nothing to replace');
          if (old) change(old, { name: `${old.name}.old`, state: 'exited', exitCode: 0 });
          create(args);
          return;
        }
        const object: ObservedObject = {
          id: `${kind}-${text(args, 'name')}`,
          name: text(args, 'name'),
          key: text(args, 'key'),
          hash: text(args, 'hash'),
        };
        const users = [...containers.values()].filter((one) =>
          desired.services.find(({ name }) => name === one.service)?.volumes.includes(object.key),
        );
        if (kind === 'volume' && verb === 'recreate' && users.length > 0) throw new Error('volume in use');
        (kind === 'network' ? networks : volumes).set(object.name, object);
        return;
      }
      case 'start':
      case 'restart': {
        const container = find(text(args, 'service'), Number(args.number));
        const owner = container.networkOf;
        if (owner !== undefined && containers.get(owner)?.state !== 'running')
          throw new Error(`${container.name} shares the network of one that does not run`);
        change(container, { state: 'running', exitCode: undefined });
        return;
      }
      case 'stop':
      case 'remove': {
        const found = containers.get(text(args, 'id'));
        if (verb === 'stop' && found) change(found, { state: 'exited', exitCode: 143 });
        else if (kind === 'container') containers.delete(text(args, 'id'));
        else if (kind === 'network') {
          const name = text(args, 'name');
          const user = [...containers.values()].find((one) => one.networks.includes(name));
          if (user) throw new Error(`${user.name} is still attached to ${name}`);
          networks.delete(name);
        } else volumes.delete(text(args, 'name'));
        return;
      }
      case 'wait': {
        const { job, healthcheck } = { job: args.job === true, ...serviceOf(text(args, 'service')).service };
        for (const one of containers.values()) {
          if (one.service !== text(args, 'service') || one.state !== 'running') continue;
          if (job) change(one, { state: 'exited', exitCode: 0 });
          else change(one, { health: healthcheck && !healthcheck.disable ? 'healthy' : 'none' });
        }
        return;
      }
      default:
        throw new Error(`unknown verb ${verb}`);
    }
  };
  for (const { verb, args } of topologicalOrder(plan.steps)) apply(verb, args);
  return {
    ...before,
    containers: [...containers.values()],
    networks: [...networks.values()],
    volumes: [...volumes.values()],
    images,
  };
}
