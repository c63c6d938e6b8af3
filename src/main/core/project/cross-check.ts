import {
  type DatasetConfig,
  datasetSchema,
  type EnvironmentConfig,
  environmentSchema,
} from '../../../shared/config/backlot-yaml.ts';
import type { EnvironmentKind } from '../../../shared/model/graph.ts';
import { type Complaint, listNames, valueAt } from './complaint.ts';
import { nearestName } from './nearest-name.ts';

type Key = keyof EnvironmentConfig;

/** Where a key of an environment has a meaning; a key that is not here has one in every kind. */
const kindsOf: Partial<Readonly<Record<Key, readonly EnvironmentKind[]>>> = {
  dataset: ['dev', 'test', 'qa', 'release', 'staging'],
  follows: ['qa', 'release'],
  reseed: ['qa', 'release', 'staging'],
  expires: ['test'],
  sleep: ['test'],
  mirrors: ['production-copy'],
};

interface Declared {
  /** Each declared environment; undefined where it has errors of its own. */
  readonly environments: ReadonlyMap<string, EnvironmentConfig | undefined>;
  readonly datasets: ReadonlyMap<string, DatasetConfig | undefined>;
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** What holds of a configuration that may be wrong elsewhere: one bad key must not hide other problems. */
const declaredIn = (data: unknown): Declared => ({
  environments: new Map(
    entriesOf(valueAt(data, ['environments'])).map(([name, value]) => [
      name,
      environmentSchema.safeParse(value).data,
    ]),
  ),
  datasets: new Map(
    entriesOf(valueAt(data, ['datasets'])).map(([name, value]) => [
      name,
      datasetSchema.safeParse(value).data,
    ]),
  ),
});

const error = (
  path: readonly PropertyKey[],
  message: string,
  hint?: string,
  target: Complaint['target'] = 'value',
): Complaint => ({ path, target, message, hint, severity: 'error' });

function unknownName(
  path: readonly PropertyKey[],
  what: 'dataset' | 'environment',
  name: string,
  known: Iterable<string>,
): Complaint {
  const names = [...known];
  const near = nearestName(name, names);
  const hint =
    near !== undefined
      ? `Did you mean "${near}"?`
      : names.length > 0
        ? `There is ${listNames(names)}.`
        : `Declare it under ${what}s.`;
  return error(path, `There is no ${what} ${JSON.stringify(name)}.`, hint);
}

function checkEnvironment(name: string, own: EnvironmentConfig, declared: Declared): readonly Complaint[] {
  const at = (key: Key): readonly PropertyKey[] => ['environments', name, key];
  const found: Complaint[] = [];
  for (const [key, kinds] of Object.entries(kindsOf)) {
    if (Object.hasOwn(own, key) && !kinds.includes(own.kind)) {
      found.push(
        error(
          ['environments', name, key],
          `"${key}" has no meaning in an environment of kind ${own.kind}.`,
          `It is for ${listNames(kinds)}.`,
          'key',
        ),
      );
    }
  }
  if ((name.startsWith('test.') || name.includes('*')) && own.kind !== 'test') {
    found.push(
      error(
        at('kind'),
        `"${name}" is a name for environments of kind test, not ${own.kind}.`,
        'Rename one of the two.',
      ),
    );
  }
  if (own.dataset !== undefined && !declared.datasets.has(own.dataset)) {
    found.push(unknownName(at('dataset'), 'dataset', own.dataset, declared.datasets.keys()));
  }
  if (own.reseed !== undefined && own.dataset === undefined) {
    found.push(
      error(
        at('reseed'),
        `"${name}" is reseeded on a schedule, but has no dataset.`,
        'Add the key "dataset".',
        'key',
      ),
    );
  }
  if (own.kind === 'production-copy' && own.mirrors === undefined) {
    found.push(
      error(
        ['environments', name],
        `"${name}" is a production-copy, but mirrors nothing.`,
        'Add the key "mirrors".',
        'key',
      ),
    );
  }
  if (own.kind === 'production-copy' && own.mirrors !== undefined) {
    const source = declared.environments.get(own.mirrors);
    if (!declared.environments.has(own.mirrors)) {
      found.push(unknownName(at('mirrors'), 'environment', own.mirrors, declared.environments.keys()));
    } else if (source && source.kind !== 'production') {
      found.push(
        error(
          at('mirrors'),
          `"${own.mirrors}" is of kind ${source.kind}: only a production can be mirrored.`,
        ),
      );
    }
  }
  if (own.kind === 'production' && !own.protected) {
    found.push({
      path: ['environments', name],
      target: 'key',
      message: `"${name}" is a production that is not protected.`,
      hint: 'Add protected: true, so that nothing here can change or remove its data.',
      severity: 'warning',
    });
  }
  return found;
}

function checkDataset(name: string, own: DatasetConfig, { environments }: Declared): readonly Complaint[] {
  if (!('snapshot' in own)) return [];
  const path = ['datasets', name, 'snapshot'];
  if (!environments.has(own.snapshot)) {
    return [unknownName(path, 'environment', own.snapshot, environments.keys())];
  }
  if (!own.snapshot.includes('*')) return [];
  return [error(path, `"${own.snapshot}" stands for many environments: a snapshot is taken of one.`)];
}

function repeated(data: unknown, path: readonly PropertyKey[]): readonly Complaint[] {
  const list = valueAt(data, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((value, index) =>
    list.indexOf(value) < index
      ? [error([...path, index], `${JSON.stringify(value)} is in the list twice.`, 'Remove one of the two.')]
      : [],
  );
}

/** What the schema of one key can't see: names that refer to nothing, and keys that don't fit their kind. */
export function crossCheck(data: unknown): readonly Complaint[] {
  const declared = declaredIn(data);
  return [
    ...[...declared.environments].flatMap(([name, own]) =>
      own ? checkEnvironment(name, own, declared) : [],
    ),
    ...[...declared.datasets].flatMap(([name, own]) => (own ? checkDataset(name, own, declared) : [])),
    ...repeated(data, ['compose']),
    ...repeated(data, ['secrets']),
    ...repeated(data, ['isolation', 'allow']),
  ];
}
