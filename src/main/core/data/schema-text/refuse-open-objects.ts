import { BacklotError } from '../../../../shared/errors.ts';
import type { SchemaTextObject } from '../../../../shared/model/masking.ts';

const shown = 8;

const line = ({ name, problem, proposal }: SchemaTextObject): string =>
  `${name} (${problem}${proposal === undefined ? '' : `; proposed: ${proposal}`})`;

/**
 * Nothing is pulled while a text of the schema is not decided.
 * @throws BacklotError `mask-unclassified`, `mask-rule-invalid`; `details.objects` has each of them
 */
export function refuseOpenObjects(objects: readonly SchemaTextObject[], file: string, source: string): void {
  const open = objects.filter(({ state }) => state !== 'ruled');
  if (open.length === 0) return;
  const bare = open.some(({ state }) => state === 'unclassified');
  const more = open.length > shown ? ` and ${open.length - shown} more` : '';
  const [count, have] = open.length === 1 ? ['1 object', 'holds'] : [`${open.length} objects`, 'hold'];
  throw new BacklotError(
    bare ? 'mask-unclassified' : 'mask-rule-invalid',
    `Nothing was pulled: ${count} of ${source}'s schema ${have} text that ${file} does not decide: ${open.slice(0, shown).map(line).join('; ')}${more}.`,
    {
      hint: bare
        ? `Run "backlot mask scan" to write the proposed lines under "schema" in ${file}, look them over, then pull again.`
        : `Change these lines under "schema" in ${file}, then pull again.`,
      details: { file, objects: open.map(({ ...one }) => one) },
    },
  );
}
