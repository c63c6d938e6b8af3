import { z } from 'zod';
import type { ParityAspect } from '../../../shared/model/parity.ts';
import type { Row } from '../data/postgres/source.ts';
import type { Fact } from './fact.ts';
import type { SecretHash } from './variable-facts.ts';

const aspects: ReadonlySet<string> = new Set<ParityAspect>([
  'engine',
  'setting',
  'extension',
  'collation',
  'schema',
]);
const isAspect = (text: string): text is ParityAspect => aspects.has(text);
const secretSetting = /password=|conninfo|passphrase/i;

/**
 * Rows of aspect, key and value as facts of a service; with the database's name in front of the key, where
 * they are about one.
 */
export function rowFacts(
  service: string,
  rows: readonly Row[],
  hash: SecretHash,
  database?: string,
): readonly Fact[] {
  return rows.flatMap(({ aspect, key, value }): Fact[] => {
    if (!aspect || !key || !isAspect(aspect)) return [];
    const fact = { service, aspect, key: database === undefined ? key : `${database}.${key}` };
    const text = value ?? '';
    if (aspect !== 'setting' || !(secretSetting.test(key) || secretSetting.test(text)))
      return [{ ...fact, value: text }];
    const hashed = hash(text);
    return [{ ...fact, value: hashed, shown: `secret ${hashed.slice(0, 8)}`, secret: true }];
  });
}

const row = z.record(z.string(), z.unknown());
/** What the usual tools call a migration by, best first. */
const names = [
  'version',
  'version_id',
  'version_num',
  'migration_name',
  'MigrationId',
  'name',
  'filename',
  'id',
];
const sums = ['checksum', 'md5sum', 'hash'];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** The migrations of one table of a migration tool, each by its name, with its checksum where it has one. */
export function migrationFacts(
  service: string,
  database: string,
  table: string,
  rows: readonly Row[],
): readonly Fact[] {
  return rows.flatMap(({ row: json }): Fact[] => {
    const parsed = row.safeParse(JSON.parse(json ?? 'null'));
    if (!parsed.success) return [];
    const { data } = parsed;
    const pick = (keys: readonly string[]) => keys.map((key) => textOf(data[key])).find(Boolean);
    // Of one app among many: Django.
    const app = textOf(data.app);
    const name = app === undefined ? pick(names) : `${app}.${textOf(data.name) ?? ''}`;
    if (name === undefined) return [];
    const failed = data.success === false || data.dirty === true ? ', failed' : '';
    const sum = pick(sums);
    return [
      {
        service,
        aspect: 'migration',
        key: `${database}.${table}: ${name}`,
        value: `applied${sum === undefined ? '' : ` ${sum}`}${failed}`,
      },
    ];
  });
}
