import { listNames } from '../project/complaint.ts';
import { nearestName } from '../project/nearest-name.ts';
import type { Declared } from './declare.ts';
import { findCycle } from './find-cycle.ts';
import { impliedBy } from './imply-dependencies.ts';
import type { Service } from './model.ts';
import type { Problems } from './problems.ts';
import { type MapNode, nodeAt, type Place } from './yaml-node.ts';

type Path = readonly (string | number)[];

interface Checked {
  readonly tree: MapNode;
  readonly declared: Declared;
  /** Every service with its dependencies written out. */
  readonly all: Readonly<Record<string, Service>>;
  /** Those that run. */
  readonly enabled: Readonly<Record<string, Service>>;
}

const sections = {
  network: 'networks',
  volume: 'volumes',
  secret: 'secrets',
  config: 'configs',
  model: 'models',
} as const;

/** Finds what can only be seen across keys: names that refer to nothing, circles, keys that exclude each other. */
class ReferenceCheck {
  readonly #checked: Checked;
  readonly #problems: Problems;

  constructor(checked: Checked, problems: Problems) {
    this.#checked = checked;
    this.#problems = problems;
  }

  run(): void {
    for (const [name, service] of Object.entries(this.#checked.enabled)) {
      this.#checkShape(name, service);
      this.#checkResources(name, service);
      this.#checkDependencies(name, service);
    }
    this.#checkContainerNames();
    this.#checkCycles();
  }

  /** The nearest written place of a path in a service. */
  #place(service: string, path: Path): Place {
    const { tree } = this.#checked;
    for (let length = path.length; length > 0; length -= 1) {
      const node = nodeAt(tree, ['services', service, ...path.slice(0, length)]);
      if (node) return node;
    }
    const services = nodeAt(tree, ['services']);
    return (services?.kind === 'map' ? services.entries.get(service)?.key : undefined) ?? tree;
  }

  #error(service: string, path: Path, message: string, hint?: string): void {
    this.#problems.error(this.#place(service, path), message, hint);
  }

  #checkShape(name: string, service: Service): void {
    const { build, deploy, platform } = service;
    if (service.image === undefined && !build && !service.provider) {
      this.#error(
        name,
        [],
        `The service ${name} has neither an image nor a build.`,
        'Add the key "image" or "build".',
      );
    }
    if (build?.platforms && platform !== undefined && !build.platforms.includes(platform)) {
      this.#error(
        name,
        ['build', 'platforms'],
        `It does not include the service's platform "${platform}".`,
        'Add it.',
      );
    }
    if (service.network_mode !== undefined && service.networks) {
      this.#error(
        name,
        ['network_mode'],
        '"network_mode" and "networks" exclude each other.',
        'Keep one of the two.',
      );
    }
    const { limits, reservations } = deploy?.resources ?? {};
    this.#checkTwice(name, 'scale', service.scale, 'deploy.replicas', deploy?.replicas);
    this.#checkTwice(name, 'cpus', service.cpus, 'deploy.resources.limits.cpus', limits?.cpus);
    this.#checkTwice(name, 'mem_limit', service.mem_limit, 'deploy.resources.limits.memory', limits?.memory);
    this.#checkTwice(name, 'pids_limit', service.pids_limit, 'deploy.resources.limits.pids', limits?.pids);
    this.#checkTwice(
      name,
      'mem_reservation',
      service.mem_reservation,
      'deploy.resources.reservations.memory',
      reservations?.memory,
    );
    const count = service.scale ?? deploy?.replicas ?? 1;
    if (service.container_name !== undefined && count > 1) {
      this.#error(
        name,
        ['container_name'],
        `${name} runs ${count} times, but containers can't share the name "${service.container_name}".`,
        'Take "container_name" out.',
      );
    }
  }

  /** Two keys for one thing must agree. */
  #checkTwice<T>(
    service: string,
    key: string,
    value: T | undefined,
    other: string,
    otherValue: T | undefined,
  ): void {
    if (value === undefined || otherValue === undefined || value === otherValue) return;
    this.#error(service, [key], `"${key}" and "${other}" are one thing, but differ.`, 'Keep one of the two.');
  }

  #checkResources(name: string, service: Service): void {
    for (const network of Object.keys(service.networks ?? {})) {
      if (network !== 'default') this.#checkName(name, 'network', network, ['networks', network]);
    }
    service.volumes?.forEach(({ type, source }, index) => {
      if (type === 'volume' && source !== undefined)
        this.#checkName(name, 'volume', source, ['volumes', index]);
    });
    const files = [
      { what: 'secret', path: ['secrets'], list: service.secrets },
      { what: 'config', path: ['configs'], list: service.configs },
      { what: 'secret', path: ['build', 'secrets'], list: service.build?.secrets },
    ] as const;
    for (const { what, path, list = [] } of files) {
      for (const [index, { source }] of list.entries()) this.#checkName(name, what, source, [...path, index]);
    }
    for (const model of Object.keys(service.models ?? {}))
      this.#checkName(name, 'model', model, ['models', model]);
  }

  #checkName(service: string, what: keyof typeof sections, wanted: string, path: Path): void {
    const known = this.#checked.declared[sections[what]];
    if (Object.hasOwn(known, wanted)) return;
    const near = nearestName(wanted, Object.keys(known));
    // The list may have lost repetitions since it was written: look for the name itself.
    const place = this.#itemPlace(service, path, wanted);
    this.#problems.error(
      place,
      `There is no ${what} ${JSON.stringify(wanted)}.`,
      near === undefined
        ? `Declare it under ${sections[what]} at the end of the file.`
        : `Did you mean "${near}"?`,
    );
  }

  #itemPlace(service: string, path: Path, wanted: string): Place {
    const list = nodeAt(this.#checked.tree, ['services', service, ...path.slice(0, -1)]);
    if (list?.kind !== 'list') {
      const entry = list?.kind === 'map' ? list.entries.get(String(path.at(-1))) : undefined;
      return entry?.key ?? this.#place(service, path);
    }
    const item = list.items.find((candidate) => {
      const node = candidate.kind === 'map' ? candidate.entries.get('source')?.value : candidate;
      return node?.kind === 'scalar' && (node.text === wanted || node.text.startsWith(`${wanted}:`));
    });
    return item ?? this.#place(service, path);
  }

  #checkDependencies(name: string, service: Service): void {
    const { all, enabled } = this.#checked;
    for (const [wanted, { required }] of Object.entries(service.depends_on ?? {})) {
      if (Object.hasOwn(enabled, wanted)) continue;
      const disabled = Object.hasOwn(all, wanted) ? all[wanted] : undefined;
      if (disabled && !required) continue;
      const implied = impliedBy(service).find((one) => one.service === wanted);
      const path: Path = implied
        ? [implied.key, ...(implied.index === undefined ? [] : [implied.index])]
        : ['depends_on', wanted];
      const place = implied ? this.#place(name, path) : this.#itemPlace(name, path, wanted);
      if (disabled) {
        const profiles = disabled.profiles ?? [];
        this.#problems.error(
          place,
          `${name} needs ${wanted}, which is off: none of its profiles is active.`,
          `Activate ${listNames(profiles, 'or')}, or write required: false.`,
        );
      } else {
        const near = nearestName(wanted, Object.keys(all));
        const message = `There is no service ${JSON.stringify(wanted)}.`;
        const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
        if (required) this.#problems.error(place, message, hint);
        else this.#problems.warn(place, message, hint);
      }
    }
  }

  #checkContainerNames(): void {
    const users = new Map<string, string>();
    for (const [name, { container_name: container }] of Object.entries(this.#checked.enabled)) {
      if (container === undefined) continue;
      const other = users.get(container);
      if (other !== undefined) {
        this.#error(
          name,
          ['container_name'],
          `The services ${other} and ${name} have one container name, "${container}".`,
          'Give each its own, or none.',
        );
      } else users.set(container, name);
    }
  }

  #checkCycles(): void {
    const graph = new Map(
      Object.entries(this.#checked.enabled).map(([name, service]) => [
        name,
        Object.keys(service.depends_on ?? {}),
      ]),
    );
    const cycle = findCycle(graph);
    const [first, second] = cycle ?? [];
    if (!cycle || first === undefined || second === undefined) return;
    this.#problems.error(
      this.#itemPlace(first, ['depends_on', second], second),
      `Services wait for each other in a circle: ${cycle.join(' → ')}.`,
      'Take one of the dependencies out.',
    );
  }
}

/** Tells every reference that leads nowhere and every contradiction between keys, at its place. */
export function checkReferences(checked: Checked, problems: Problems): void {
  new ReferenceCheck(checked, problems).run();
}
