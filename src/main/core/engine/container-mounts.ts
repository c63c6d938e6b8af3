import { BacklotError } from '../../../shared/errors.ts';
import type { Mount, Service } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';
import { type ContainerFile, containerFiles } from './desire-files.ts';
import type { DesiredService, DesiredStack } from './desired.ts';

export interface ContainerMounts {
  /** "source:target:options". */
  readonly Binds: readonly string[];
  readonly Mounts: readonly Readonly<Record<string, unknown>>[];
  readonly Tmpfs: Readonly<Record<string, string>>;
  /** What is copied in before it starts. */
  readonly files: readonly ContainerFile[];
}

/** Only a bind of the older form makes a folder that is not there and relabels for SELinux. */
const needsOldForm = ({ source = '', target, bind }: Mount): boolean =>
  (bind?.create_host_path === true || bind?.selinux !== undefined) && !`${source}${target}`.includes(':');

const oldForm = ({ source = '', target, read_only, bind }: Mount): string => {
  const options = [read_only ? 'ro' : 'rw', bind?.selinux, bind?.propagation];
  return `${source}:${target}:${options.filter((option) => option !== undefined).join(',')}`;
};

function bindOptions({ bind }: Mount, api: string): Readonly<Record<string, unknown>> | undefined {
  const modern = compareApi(api, '1.44') >= 0;
  const options = {
    ...(bind?.propagation === undefined ? {} : { Propagation: bind.propagation }),
    ...(bind?.create_host_path === true && compareApi(api, '1.42') >= 0 ? { CreateMountpoint: true } : {}),
    ...(bind?.recursive === 'disabled' ? { NonRecursive: true } : {}),
    ...(modern && bind?.recursive === 'writable' ? { ReadOnlyNonRecursive: true } : {}),
    ...(modern && bind?.recursive === 'readonly' ? { ReadOnlyForceRecursive: true } : {}),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}

function engineMount(
  mount: Mount,
  volumeName: (key: string) => string,
  api: string,
): Readonly<Record<string, unknown>> | undefined {
  const { type, source, target, read_only, consistency } = mount;
  const common = {
    Target: target,
    ...(read_only === undefined ? {} : { ReadOnly: read_only }),
    ...(consistency === undefined ? {} : { Consistency: consistency }),
  };
  switch (type) {
    case 'bind':
    case 'npipe':
      return { Type: type, Source: source, ...common, BindOptions: bindOptions(mount, api) };
    case 'volume': {
      const { nocopy, subpath, labels } = mount.volume ?? {};
      return {
        Type: 'volume',
        ...(source === undefined ? {} : { Source: volumeName(source) }),
        ...common,
        VolumeOptions: {
          ...(nocopy === undefined ? {} : { NoCopy: nocopy }),
          ...(labels === undefined ? {} : { Labels: labels }),
          ...(subpath === undefined || compareApi(api, '1.45') < 0 ? {} : { Subpath: subpath }),
        },
      };
    }
    case 'tmpfs': {
      const { size, mode } = mount.tmpfs ?? {};
      const options = {
        ...(size === undefined ? {} : { SizeBytes: Number(size) }),
        ...(mode === undefined ? {} : { Mode: mode }),
      };
      return { Type: 'tmpfs', ...common, TmpfsOptions: options };
    }
    case 'image': {
      if (compareApi(api, '1.48') < 0) return undefined;
      const subpath = mount.image?.subpath;
      const options = subpath === undefined ? {} : { ImageOptions: { Subpath: subpath } };
      return { Type: 'image', Source: source, ...common, ...options };
    }
    case 'cluster':
      return undefined;
  }
}

const tmpfs = (list: Service['tmpfs']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (list ?? []).map((entry) => {
      const [path = '', ...options] = entry.split(':');
      return [path, options.join(':')];
    }),
  );

/** The mount of a volume that a place in a container is in; undefined: it is in none that can be written to. */
export const volumeAround = ({ volumes = [] }: Service, path: string): string | undefined =>
  volumes.find(
    ({ type, target, read_only }) =>
      type === 'volume' && read_only !== true && path.startsWith(`${target.replace(/\/+$/, '')}/`),
  )?.target;

/**
 * Where a container's files come from. Secrets and configs that are files are mounted read-only; text is
 * copied in before the start, so that no secret is written to this machine's disk by us.
 * @throws BacklotError `unsupported` for text in a container that can't be written to.
 */
export function containerMounts(stack: DesiredStack, desired: DesiredService): ContainerMounts {
  const { service, name } = desired;
  const volumeName = (key: string): string => stack.volumes.find((one) => one.key === key)?.name ?? key;
  const all = service.volumes ?? [];
  const old = all.filter((mount) => mount.type === 'bind' && needsOldForm(mount));
  const files = containerFiles(service, stack);
  const mounted: readonly Readonly<Record<string, unknown>>[] = files.flatMap(({ target, source }) =>
    source.kind === 'file' ? [{ Type: 'bind', Source: source.path, Target: target, ReadOnly: true }] : [],
  );
  const copied = files.filter(({ source }) => source.kind === 'text');
  const blocked = copied.find(({ target }) => volumeAround(service, target) === undefined);
  if (service.read_only && blocked !== undefined)
    throw new BacklotError(
      'unsupported',
      `Service ${name} is read_only, so the secret or config at ${blocked.target} can't be copied into it.`,
      {
        hint: 'Give that secret or config a "file:", or a place in a volume of the service.',
        details: { service: name },
      },
    );
  return {
    Binds: old.map(oldForm),
    Mounts: [
      ...all
        .filter((mount) => !old.includes(mount))
        .map((mount) => engineMount(mount, volumeName, stack.api))
        .filter((mount) => mount !== undefined),
      ...mounted,
    ],
    Tmpfs: tmpfs(service.tmpfs),
    files: copied,
  };
}
