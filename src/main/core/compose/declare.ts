import { type Form, mapOf, object, type Reading, refine } from './form.ts';
import type { Model } from './model.ts';
import {
  config,
  type DeclaredFile,
  type DeclaredNetwork,
  type DeclaredVolume,
  model,
  network,
  secret,
  volume,
} from './resource-forms.ts';
import { anyText, text } from './scalar-forms.ts';
import { type DeclaredService, service } from './service-form.ts';
import { type MapNode, plainOf } from './yaml-node.ts';

type Named<T> = Readonly<Record<string, T>>;

/** All that the files declare, canonical, before anything is left out or added. */
export interface Declared {
  readonly services: Named<DeclaredService>;
  readonly networks: Named<DeclaredNetwork>;
  readonly volumes: Named<DeclaredVolume>;
  readonly secrets: Named<DeclaredFile>;
  readonly configs: Named<DeclaredFile>;
  readonly models: Named<Model>;
  readonly extensions: Named<unknown>;
}

/** An empty map stays: it was written. */
const section = <T>(form: Form<T>): Form<Named<T>> => mapOf({ ...form, omits: () => false }, true);

const root = object({
  version: refine(anyText, (_version, node, _at, to) => {
    to.problems.warn(node, '"version" has no meaning any more.', 'Take the line out.');
    return '';
  }),
  name: text,
  services: section(service),
  networks: section(network),
  volumes: section(volume),
  secrets: section(secret),
  configs: section(config),
  models: section(model),
});

/** Checks a merged tree against the Compose Specification and makes it canonical. */
export function declare(tree: MapNode, to: Reading): Declared {
  const read = root.read(tree, { step: '' }, to) ?? {};
  const { services = {}, networks = {}, volumes = {}, secrets = {}, configs = {}, models = {} } = read;
  const extensions = Object.fromEntries(
    [...tree.entries]
      .filter(([key]) => key.startsWith('x-'))
      .map(([key, { value }]) => [key, plainOf(value)]),
  );
  return { services, networks, volumes, secrets, configs, models, extensions };
}
