import { type SchemaDecision, schemaDecisions } from '../../../../shared/model/masking.ts';
import type { Complaint } from '../../project/complaint.ts';
import { nearestName } from '../../project/nearest-name.ts';
import { isRecord } from './read-rule.ts';

/** What the masking file says of the schema's own text. */
export interface SchemaSection {
  /** Comments of tables, columns and the like; they are dropped unless the file keeps them. */
  readonly comments: 'drop' | 'keep';
  /** By the object's name as the file writes it: "default public.people.greeting". */
  readonly objects: ReadonlyMap<string, SchemaDecision>;
}

/** Nothing is decided. */
export const noSchemaSection: SchemaSection = { comments: 'drop', objects: new Map() };

const top = 'schema';

const complain = (
  path: readonly PropertyKey[],
  message: string,
  hint: string,
  target: Complaint['target'] = 'value',
): Complaint => ({ path: [top, ...path], target, message, hint, severity: 'error' });

const isDecision = (value: unknown): value is SchemaDecision =>
  schemaDecisions.some((decision) => decision === value);

/** Kinds that stand before the name of an object. */
export const objectForm = /^[a-z][a-z ]* \S/;

/** Reads the section `schema`; answers it with what is wrong. */
export function readSchemaSection(value: unknown): {
  readonly section: SchemaSection;
  readonly complaints: readonly Complaint[];
} {
  if (value === null || value === undefined) return { section: noSchemaSection, complaints: [] };
  if (!isRecord(value)) {
    const form = 'Write lines such as "default public.people.greeting: redact".';
    return {
      section: noSchemaSection,
      complaints: [complain([], `"${top}" must hold objects, each with a decision.`, form)],
    };
  }
  const objects = new Map<string, SchemaDecision>();
  const complaints: Complaint[] = [];
  let comments: SchemaSection['comments'] = 'drop';
  for (const [name, decision] of Object.entries(value)) {
    if (name === 'comments') {
      if (decision === 'drop' || decision === 'keep') comments = decision;
      else complaints.push(complain([name], 'Comments are dropped or kept.', 'Write drop or keep.'));
    } else if (!objectForm.test(name)) {
      complaints.push(
        complain(
          [name],
          `"${name}" is not an object with its kind.`,
          'Write the kind and the name: function public.greet(text).',
          'key',
        ),
      );
    } else if (isDecision(decision)) objects.set(name, decision);
    else {
      const near = typeof decision === 'string' ? nearestName(decision, schemaDecisions) : undefined;
      complaints.push(
        complain(
          [name],
          `${JSON.stringify(decision) ?? 'Nothing'} is not a decision.`,
          near === undefined ? 'Write keep, drop or redact.' : `Did you mean "${near}"?`,
        ),
      );
    }
  }
  return { section: { comments, objects }, complaints };
}
