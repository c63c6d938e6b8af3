import { nearestName } from '../project/nearest-name.ts';
import { absolutePath } from './absolute-path.ts';
import type { LoadContext, ProjectSettings } from './load-context.ts';
import { mergeNodes, settle } from './merge-nodes.ts';
import { fileRules, serviceRules } from './merge-rules.ts';
import { interpolateFile, readFileTree, siblingFile } from './read-file-tree.ts';
import { type Entry, isNull, type MapNode, type Node, nodeAt, type Place } from './yaml-node.ts';

const longestChain = 50;

interface Link {
  readonly file: string;
  readonly service: string;
}

interface Reference {
  readonly place: Place;
  readonly service: string;
  readonly file?: string | undefined;
}

const without = (map: MapNode, key: string): MapNode => {
  const entries = new Map(map.entries);
  entries.delete(key);
  return { ...map, entries };
};

const textAt = (node: Node, key: string): string | undefined => {
  const found = nodeAt(node, [key]);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
};

/** Resolves `extends` within one file and the files it refers to. */
class Extender {
  readonly #settings: ProjectSettings;
  readonly #context: LoadContext;
  /** `file\0service` → the service with all it extends. */
  readonly #done = new Map<string, Node>();

  constructor(settings: ProjectSettings, context: LoadContext) {
    this.#settings = settings;
    this.#context = context;
  }

  async resolve(name: string, services: MapNode, chain: readonly Link[]): Promise<Node | undefined> {
    const own = services.entries.get(name)?.value;
    if (own?.kind !== 'map' || !own.entries.has('extends')) return own;
    const link: Link = { file: own.source.file, service: name };
    const key = `${services.source.file}\0${services.offset}\0${name}`;
    const known = this.#done.get(key);
    if (known) return known;
    const reference = this.#readReference(own, name);
    const rest = without(own, 'extends');
    const base = reference && (await this.#base(reference, services, [...chain, link]));
    const merged =
      base && !isNull(base)
        ? mergeNodes(settle(base), rest, serviceRules, ['services', name], this.#context.problems)
        : rest;
    this.#done.set(key, merged);
    return merged;
  }

  async #base(reference: Reference, services: MapNode, chain: readonly Link[]): Promise<Node | undefined> {
    const { problems } = this.#context;
    const target =
      reference.file === undefined ? services : await this.#servicesOf(reference, reference.file);
    if (!target) return undefined;
    const { service, place } = reference;
    if (!target.entries.has(service)) {
      const near = nearestName(service, [...target.entries.keys()]);
      problems.error(
        place,
        `There is no service ${JSON.stringify(service)} in ${target.source.file}.`,
        near === undefined ? undefined : `Did you mean "${near}"?`,
      );
      return undefined;
    }
    const start = chain.findIndex((link) => link.file === target.source.file && link.service === service);
    if (start !== -1 || chain.length > longestChain) {
      const round = [...chain.slice(Math.max(start, 0)), { file: target.source.file, service }];
      problems.error(
        place,
        `Services extend each other in a circle: ${round.map((link) => link.service).join(' → ')}.`,
        'Take one of the extends out.',
      );
      return undefined;
    }
    return this.resolve(service, target, chain);
  }

  async #servicesOf(reference: Reference, file: string): Promise<MapNode | undefined> {
    const { place } = reference;
    const path = absolutePath(file, place.source.baseDirectory, this.#context.home);
    const { extended } = this.#settings;
    if (!extended.has(path)) {
      const maps = await readFileTree(siblingFile(path, place), this.#settings, this.#context);
      const roots = interpolateFile(maps ?? [], this.#context);
      const merged = roots.reduce<Node | undefined>(
        (before, root) => (before ? mergeNodes(before, root, fileRules, [], this.#context.problems) : root),
        undefined,
      );
      extended.set(path, merged);
    }
    const root = extended.get(path);
    if (!root) return undefined;
    const services = nodeAt(root, ['services']);
    if (services?.kind === 'map') return services;
    this.#context.problems.error(place, `${this.#context.display(path)} has no services.`);
    return undefined;
  }

  #readReference(service: MapNode, name: string): Reference | undefined {
    const entry = service.entries.get('extends');
    if (!entry || isNull(entry.value)) return undefined;
    const { value } = entry;
    if (value.kind === 'scalar' && typeof value.value === 'string')
      return { place: value, service: value.value };
    const wanted = textAt(value, 'service');
    const known =
      value.kind === 'map' && [...value.entries.keys()].every((key) => ['service', 'file'].includes(key));
    if (wanted !== undefined && known) {
      const file = textAt(value, 'file');
      if (file !== undefined || !nodeAt(value, ['file'])) {
        return { place: nodeAt(value, ['service']) ?? value, service: wanted, file };
      }
    }
    this.#context.problems.error(
      entry.key,
      `services.${name}.extends names a service, and a file if the service is in another one.`,
      'Write extends: { service: base, file: other.yaml }.',
    );
    return undefined;
  }
}

/** The file with what its services extend written out. */
export async function applyExtends(
  root: MapNode,
  settings: ProjectSettings,
  context: LoadContext,
): Promise<MapNode> {
  const services = root.entries.get('services');
  if (services?.value.kind !== 'map') return root;
  const own = services.value;
  const extender = new Extender(settings, context);
  let changed: Map<string, Entry> | undefined;
  for (const [name, entry] of own.entries) {
    if (!nodeAt(entry.value, ['extends'])) continue;
    const value = await extender.resolve(name, own, []);
    if (!value) continue;
    changed ??= new Map(own.entries);
    changed.set(name, { key: entry.key, value });
  }
  if (!changed) return root;
  const value: MapNode = { ...own, entries: changed };
  return { ...root, entries: new Map(root.entries).set('services', { key: services.key, value }) };
}
