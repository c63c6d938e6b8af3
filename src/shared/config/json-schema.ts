import { z } from 'zod';
import { backlotYaml } from './backlot-yaml.ts';

/** The part of JSON Schema that the schema of backlot.yaml uses. */
export interface JsonSchema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly additionalProperties?: JsonSchema | false | undefined;
  readonly [key: string]: unknown;
}

const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    description: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    items: jsonSchema.optional(),
    anyOf: z.array(jsonSchema).optional(),
    additionalProperties: z.union([jsonSchema, z.literal(false)]).optional(),
  }),
);

/** A schema as a JSON Schema of draft 07, the draft that the YAML language server takes in full. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  jsonSchema.parse(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }));

/** backlot.yaml as a JSON Schema. */
export function backlotJsonSchema(): JsonSchema {
  const { $schema, ...rest } = jsonSchemaOf(backlotYaml);
  return { $schema, $id: 'backlot.schema.json', title: 'backlot.yaml', ...rest };
}

/** The schemas that describe a path of backlot.yaml: several where a value may have several forms. */
export function schemasAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly JsonSchema[] {
  const forms = (schema.anyOf ?? []).flatMap((one) => schemasAt(one, path));
  const [step, ...rest] = path;
  if (step === undefined) return [schema, ...forms];
  const below =
    typeof step === 'number'
      ? schema.items
      : (schema.properties?.[String(step)] ?? (schema.additionalProperties || undefined));
  return [...(below ? schemasAt(below, rest) : []), ...forms];
}

/** The keys that may stand at a path of backlot.yaml; none below text, numbers and named entries. */
export const knownKeysAt = (schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] =>
  schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
