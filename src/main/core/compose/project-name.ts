import { BacklotError } from '../../../shared/errors.ts';
import { interpolateText } from './interpolate-text.ts';
import type { Problems } from './problems.ts';
import { type MapNode, nodeAt } from './yaml-node.ts';

type Lookup = (name: string) => string | undefined;

/** What compose makes of any text as a project name: lower case letters, digits, "-" and "_". */
export const normaliseProjectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');

/** The name that was asked for, which must be right as it is; undefined when none was. */
export function askedProjectName(
  asked: string | undefined,
  fromShell: string | undefined,
): string | undefined {
  const name = asked ?? (fromShell === '' ? undefined : fromShell);
  if (name === undefined || (name !== '' && normaliseProjectName(name) === name)) return name;
  throw new BacklotError('invalid-input', `${JSON.stringify(name)} is not a project name.`, {
    hint: 'It is lower case letters, digits, "-" and "_", and starts with a letter or a digit.',
  });
}

/** The name that the files give, the last one; empty when none does. Told when it is not taken as written. */
export function declaredProjectName(
  files: readonly (readonly MapNode[])[],
  lookup: Lookup,
  problems: Problems,
): string {
  let name = '';
  for (const root of files.flat()) {
    const node = nodeAt(root, ['name']);
    if (node?.kind !== 'scalar' || node.text === '') continue;
    const read = interpolateText(node.text, lookup);
    // What is wrong with the text is told when the whole file is read.
    if (read.kind !== 'text') continue;
    const normal = normaliseProjectName(read.text);
    if (normal !== read.text) {
      problems.warn(
        node,
        `The project name ${JSON.stringify(read.text)} ${normal === '' ? 'has no letter or digit' : `becomes "${normal}"`}.`,
        'A name is lower case letters, digits, "-" and "_", and starts with a letter or a digit.',
      );
    }
    if (normal !== '') name = normal;
  }
  return name;
}
