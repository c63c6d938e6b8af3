/** The fields of a composite value's text, null for NULL; undefined when it is none. */
export function parseRecord(text: string): readonly (string | null)[] | undefined {
  if (!text.startsWith('(') || !text.endsWith(')') || text.length < 2) return undefined;
  const fields: (string | null)[] = [];
  let value: string | null = null;
  let quoted = false;
  for (let at = 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (character === '"') {
      if (quoted && next === '"') {
        value += '"';
        at += 1;
      } else {
        quoted = !quoted;
        value ??= '';
      }
    } else if (character === '\\' && next !== undefined) {
      value = (value ?? '') + next;
      at += 1;
    } else if (!quoted && (character === ',' || (character === ')' && next === undefined))) {
      fields.push(value);
      value = null;
    } else value = (value ?? '') + character;
  }
  return quoted || value !== null ? undefined : fields;
}

const special = /["\\(),\s]/;

/** A value in quotes where it is empty or holds a sign of the syntax, as composite values and ranges have it. */
export const quoteWhereNeeded = (value: string, signs: RegExp = special): string =>
  value === '' || signs.test(value) ? `"${value.replace(/["\\]/g, '$&$&')}"` : value;

/** Fields as PostgreSQL writes a composite value. */
export const writeRecord = (fields: readonly (string | null)[]): string =>
  `(${fields.map((value) => (value === null ? '' : quoteWhereNeeded(value))).join(',')})`;
