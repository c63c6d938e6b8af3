import type { MaskingReport } from '../../../../shared/model/masking.ts';
import { noSchemaSection, type SchemaSection } from '../rules/read-schema-section.ts';
import type { DatabaseSchema } from '../schema.ts';
import { type DecidedSchema, decideSchema } from './decide-schema.ts';
import { type AreOriginals, judgeSchema, type SchemaDump } from './judge-schema.ts';
import { keptEnums } from './kept-enums.ts';

/** Looks at the text of a schema and carries out what the masking file decides about it. */
export async function settleSchema(
  dump: SchemaDump,
  schema: DatabaseSchema,
  report: Pick<MaskingReport, 'tables'>,
  areOriginals: AreOriginals,
  section: SchemaSection = noSchemaSection,
): Promise<DecidedSchema> {
  const kept = keptEnums(schema, report);
  const named = new Set(section.objects.keys());
  const judged = await judgeSchema(dump, schema, areOriginals, { named, keptEnums: kept });
  return decideSchema(dump, schema, judged, { section, keptEnums: kept });
}
