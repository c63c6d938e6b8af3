/** The elements of a PostgreSQL array literal of any number of dimensions, flat; nulls left out. */
export function arrayElements(literal: string): readonly string[] {
  const elements: string[] = [];
  let text = '';
  let quoted = false;
  let wasQuoted = false;
  const body = literal.slice(literal.indexOf('{'));
  const end = (): void => {
    if (wasQuoted || (text !== '' && text !== 'NULL')) elements.push(text);
    text = '';
    wasQuoted = false;
  };
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index] ?? '';
    if (character === '\\') {
      index += 1;
      text += body[index] ?? '';
    } else if (character === '"') {
      quoted = !quoted;
      wasQuoted = true;
    } else if (!quoted && (character === '{' || character === '}' || character === ',')) end();
    else text += character;
  }
  return elements;
}
