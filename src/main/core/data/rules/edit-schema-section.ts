import { isMap, parseDocument } from 'yaml';
import type { SchemaTextObject } from '../../../../shared/model/masking.ts';
import { cannotEdit, endOf, indentOf, keyEnd, keyText, lineEnd, pairIn, startOf } from './edit-masking.ts';
import { inlineYaml } from './rule-text.ts';

/** A line for an object that is not decided yet. */
export interface NewSchemaLine {
  readonly object: string;
  readonly decision: string;
  /** Why, behind the decision. */
  readonly comment: string;
}

/** The lines for what is not decided yet, as proposed; each is a guess. */
export const newSchemaLines = (objects: readonly SchemaTextObject[]): readonly NewSchemaLine[] =>
  objects.flatMap(({ name, state, problem, proposal }) =>
    state === 'unclassified' && proposal !== undefined
      ? [{ object: name, decision: proposal, comment: `review: ${problem}` }]
      : [],
  );

const header = `# Text of the schema itself: "keep", "drop", or "redact", which leaves its form. Comments are dropped.
schema:
`;

/**
 * Adds lines to the section `schema` of a masking file, each in the order of names among those that are there;
 * a section that is not there comes to the end. Every line that is there stays as it is. Pure.
 * @throws BacklotError `mask-rule-invalid` for a file of another shape.
 */
export function addSchemaLines(given: string, lines: readonly NewSchemaLine[]): string {
  if (lines.length === 0) return given;
  const ended = given === '' || given.endsWith('\n') ? given : `${given}\n`;
  const text = /^schema:/m.test(ended) ? ended : `${ended === '' ? 'version: 1\n' : ended}${header}`;
  const document = parseDocument(text, { uniqueKeys: false });
  const top = pairIn(document.contents, 'schema');
  if (!top) throw cannotEdit('it has no "schema"');
  const section = isMap(top.value) ? top.value : undefined;
  if (section?.flow === true) throw cannotEdit('"schema" is written in braces');
  const known = section?.items ?? [];
  const [first] = known;
  const indent = first ? indentOf(text, startOf(first)) : 2;
  const sorted = lines.toSorted((a, b) => (a.object < b.object ? -1 : 1));
  const placed = sorted.map(({ object, decision, comment }) => {
    const before = known.findLast((pair) => keyText(pair) < object);
    return {
      at: before ? lineEnd(text, endOf(before)) : lineEnd(text, keyEnd(top)),
      line: `${' '.repeat(indent)}${inlineYaml(object)}: ${decision}  # ${comment.replace(/\s+/g, ' ')}\n`,
    };
  });
  const pieces = [...Map.groupBy(placed, ({ at }) => at)].toSorted(([a], [b]) => a - b);
  let from = 0;
  const out = pieces.flatMap(([at, own]) => {
    const piece = text.slice(from, at);
    from = at;
    return [piece, ...own.map(({ line }) => line)];
  });
  return out.join('') + text.slice(from);
}
