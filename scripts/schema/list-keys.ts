import type { JsonSchema } from '../../src/shared/config/json-schema.ts';

/** One key of backlot.yaml as the documentation shows it. */
export interface ConfigKey {
  /** `environments.<name>.kind`, `checks.<name>[].http`. */
  readonly key: string;
  readonly value: string;
  readonly required: boolean;
  /** As YAML writes it; undefined without one. */
  readonly fallback?: string | undefined;
  readonly description: string;
}

/** What a value may be, in words. */
function valueWords(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(valueWords))].join(' or ');
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return `a list of ${valueWords(schema.items ?? {})}`.replace('of a block of keys', 'of blocks of keys');
    default:
      return schema.additionalProperties ? 'a block by name' : 'a block of keys';
  }
}

/** A default that says something: that an absent block is empty goes without saying. */
function fallbackOf({ default: value }: JsonSchema): string | undefined {
  if (
    value === undefined ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  ) {
    return undefined;
  }
  return String(value);
}

/** The keys below a schema, in its order, each followed by those inside it. Pure. */
export function listKeys(schema: JsonSchema, prefix = ''): readonly ConfigKey[] {
  const forms = (schema.anyOf ?? []).flatMap((one) => listKeys(one, prefix));
  const inList = schema.items ? listKeys(schema.items, `${prefix}[]`) : [];
  const named = schema.additionalProperties ? listKeys(schema.additionalProperties, `${prefix}.<name>`) : [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, below]): readonly ConfigKey[] => {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    const fallback = fallbackOf(below);
    const entry = {
      key,
      value: valueWords(below),
      required: schema.required?.includes(name) ?? false,
      ...(fallback === undefined ? {} : { fallback }),
      description: below.description ?? '',
    };
    return [entry, ...listKeys(below, key)];
  });
  return [...own, ...forms, ...inList, ...named];
}
