import { BacklotError } from '../../../shared/errors.ts';
import type { ComposeModel, FileObject, Service } from '../compose/model.ts';
import type { DesiredStack, FileObjects, FileSource, StackFiles } from './desired.ts';

type Kind = 'secret' | 'config';

const unusable = (kind: Kind, name: string, why: string, hint: string): BacklotError =>
  new BacklotError('config-invalid', `The ${kind} "${name}" ${why}.`, { hint, details: { [kind]: name } });

function sourceOf(kind: Kind, key: string, object: FileObject, { env }: StackFiles): FileSource {
  if (object.file !== undefined) return { kind: 'file', path: object.file };
  if (object.content !== undefined) return { kind: 'text', text: object.content };
  if (object.environment !== undefined) {
    const text = env[object.environment];
    if (text !== undefined) return { kind: 'text', text };
    throw unusable(
      kind,
      key,
      `is taken from ${object.environment}, which is not set`,
      `Set ${object.environment} and try again.`,
    );
  }
  throw unusable(
    kind,
    key,
    object.external ? 'is external, which only a swarm has' : 'has no file, environment or content',
    'Give it a "file:", an "environment:" or a "content:".',
  );
}

/**
 * What stands behind the secrets and configs that services use.
 * @throws BacklotError `config-invalid` for one that can't be had.
 */
export function desireFiles(model: ComposeModel, files: StackFiles): FileObjects {
  const used = (list: (service: Service) => Service['secrets']): ReadonlySet<string> =>
    new Set(
      Object.values(model.services).flatMap((service) => (list(service) ?? []).map((one) => one.source)),
    );
  const resolve = (
    kind: Kind,
    keys: ReadonlySet<string>,
    objects: Readonly<Record<string, FileObject>>,
  ): Readonly<Record<string, FileSource>> =>
    Object.fromEntries(
      [...keys].map((key) => {
        const object = objects[key];
        if (object !== undefined) return [key, sourceOf(kind, key, object, files)];
        throw unusable(kind, key, 'is not declared', `Declare it under the top-level "${kind}s".`);
      }),
    );
  return {
    secrets: resolve(
      'secret',
      used(({ secrets }) => secrets),
      model.secrets,
    ),
    configs: resolve(
      'config',
      used(({ configs }) => configs),
      model.configs,
    ),
  };
}

/** One secret or config as a container gets it. */
export interface ContainerFile {
  readonly target: string;
  readonly source: FileSource;
  /** User id and group id of a file that is copied in, and its permission bits. */
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

const number = (text: string | undefined, radix: number, otherwise: number): number => {
  const value = text === undefined ? Number.NaN : Number.parseInt(text, radix);
  return Number.isNaN(value) ? otherwise : value;
};

/** The secrets and configs of a service at their places in its containers. */
export function containerFiles(
  service: Service,
  { fileObjects }: Pick<DesiredStack, 'fileObjects'>,
): readonly ContainerFile[] {
  const place = (
    references: Service['secrets'],
    sources: Readonly<Record<string, FileSource>>,
    folder: string,
  ): readonly ContainerFile[] =>
    (references ?? []).flatMap(({ source: key, target = key, uid, gid, mode }) => {
      const source = sources[key];
      if (source === undefined) return [];
      return [
        {
          target: target.startsWith('/') ? target : `${folder}${target}`,
          source,
          uid: number(uid, 10, 0),
          gid: number(gid, 10, 0),
          mode: number(mode, 8, 0o444),
        },
      ];
    });
  return [
    ...place(service.secrets, fileObjects.secrets, '/run/secrets/'),
    ...place(service.configs, fileObjects.configs, '/'),
  ];
}
