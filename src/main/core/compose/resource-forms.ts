import { absolutePath } from './absolute-path.ts';
import {
  type Form,
  kept,
  listOf,
  mapOf,
  object,
  oneOf,
  type Reading,
  refine,
  type Trail,
  tellValue,
} from './form.ts';
import { labels, options } from './map-forms.ts';
import type { FileObject, Model, Network, Volume } from './model.ts';
import { anyText, filledText, flag, path, text, wholeNumber } from './scalar-forms.ts';
import { isNull, type Node, nodeAt } from './yaml-node.ts';

type Unnamed<T> = Omit<T, 'name'> & { readonly name?: string | undefined };
/** A network, volume, secret or config as it is declared: its name on the engine may be left to the project. */
export type DeclaredNetwork = Unnamed<Network>;
export type DeclaredVolume = Unnamed<Volume>;
export type DeclaredFile = Unnamed<FileObject>;

interface External {
  readonly external: boolean;
  readonly name?: string | undefined;
}

/** true, or the old block with a name. */
const external: Form<External> = oneOf<External>(
  refine(
    flag,
    (value) => ({ external: value }),
    (value) => !value.external,
  ),
  refine(object({ name: text }), ({ name }, node, _at, to) => {
    to.problems.warn(node, '"external.name" is outdated.', 'Write external: true, and name beside it.');
    return name === undefined ? { external: true } : { external: true, name };
  }),
);

interface MaybeExternal {
  readonly name?: string | undefined;
  readonly external?: External | undefined;
}

/** Name and external of a resource, from either way to write them. */
function settleExternal(
  { name, external: outside }: MaybeExternal,
  node: Node,
  at: Trail,
  to: Reading,
): { readonly name?: string; readonly external?: true } {
  if (name !== undefined && outside?.name !== undefined && name !== outside.name) {
    tellValue(node, at, to, '"name" and "external.name" are two names.', 'Keep "name".');
  }
  const chosen = name ?? outside?.name;
  return {
    ...(chosen === undefined ? {} : { name: chosen }),
    ...(outside?.external ? { external: true } : {}),
  };
}

/** A resource may be named without settings. */
const orBare = <T>(form: Form<T>, bare: T): Form<T> => ({
  words: form.words,
  fits: (node) => isNull(node) || form.fits(node),
  read: (node, at, to) => (isNull(node) ? bare : form.read(node, at, to)),
  omits: () => false,
});

export const network: Form<DeclaredNetwork> = orBare(
  refine(
    object({
      name: text,
      driver: text,
      driver_opts: options,
      ipam: object({
        driver: text,
        config: listOf(
          object({ subnet: text, gateway: text, ip_range: text, aux_addresses: mapOf(anyText) }),
        ),
        options,
      }),
      external,
      internal: flag,
      attachable: flag,
      labels,
      enable_ipv4: kept(flag),
      enable_ipv6: kept(flag),
    }),
    ({ name, external: outside, ipam = {}, ...rest }, node, at, to) => ({
      ...settleExternal({ name, external: outside }, node, at, to),
      ipam,
      ...rest,
    }),
  ),
  { ipam: {} },
);

export const volume: Form<DeclaredVolume> = orBare(
  refine(
    object({ name: text, driver: text, driver_opts: options, external, labels }),
    ({ name, external: outside, driver_opts, ...rest }, node, at, to) => {
      const settled = settleExternal({ name, external: outside }, node, at, to);
      const other =
        node.kind === 'map' && [...node.entries.keys()].find((key) => !/^(name|external|x-.*)$/.test(key));
      if (settled.external && typeof other === 'string') {
        const place = nodeAt(node, [other]) ?? node;
        tellValue(
          place,
          { above: at, step: other },
          to,
          'an external volume has its settings already.',
          `Take "${other}" or "external" out.`,
        );
      }
      if (driver_opts === undefined) return { ...settled, ...rest };
      return { ...settled, ...rest, driver_opts: boundDevice(rest.driver, driver_opts, node, to) };
    },
  ),
  {},
);

/** A volume of the local driver that is a bind mount in truth names a path. */
function boundDevice(
  driver: string | undefined,
  driverOptions: Readonly<Record<string, string>>,
  node: Node,
  to: Reading,
): Readonly<Record<string, string>> {
  const { device, o } = driverOptions;
  const from = nodeAt(node, ['driver_opts', 'device']);
  if (driver !== 'local' || o !== 'bind' || device === undefined || !from) return driverOptions;
  return { ...driverOptions, device: absolutePath(device, from.source.baseDirectory, to.home) };
}

const fileShape = {
  name: text,
  file: path,
  environment: filledText,
  external,
  labels,
  driver: text,
  driver_opts: options,
  template_driver: text,
};

type FileValue = MaybeExternal & Omit<DeclaredFile, 'external' | 'name'>;

function fileObject(
  form: Form<FileValue>,
  sources: readonly ('file' | 'environment' | 'content')[],
): Form<DeclaredFile> {
  return refine(form, (value, node, at, to) => {
    const { name, external: outside, ...rest } = value;
    const given = sources.filter((source) => nodeAt(node, [source]) !== undefined);
    const choice = sources.map((source) => `"${source}"`).join(', ');
    if (given.length > 1) {
      const place = nodeAt(node, [given[1] ?? '']) ?? node;
      tellValue(place, at, to, `only one of ${choice} can be given.`);
    } else if (given.length === 0 && !outside?.external && rest.driver === undefined) {
      tellValue(node, at, to, `one of ${choice} or "external" must be given.`);
    }
    return { ...settleExternal({ name, external: outside }, node, at, to), ...rest };
  });
}

export const secret: Form<DeclaredFile> = fileObject(object(fileShape), ['file', 'environment']);

export const config: Form<DeclaredFile> = fileObject(object({ ...fileShape, content: kept(text) }), [
  'file',
  'environment',
  'content',
]);

export const model: Form<Model> = refine(
  object(
    { name: text, model: filledText, context_size: wholeNumber(0), runtime_flags: listOf(text) },
    { required: ['model'] },
  ),
  ({ model: reference = '', ...rest }) => ({ ...rest, model: reference }),
);
