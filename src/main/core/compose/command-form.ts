import { type Form, kept, listOf, oneOf, orNull, refine, tellValue } from './form.ts';
import { text } from './scalar-forms.ts';
import { splitCommand } from './split-command.ts';

const line: Form<readonly string[]> = refine(text, (written, node, at, to) => {
  const split = splitCommand(written);
  if (split.kind === 'broken') {
    tellValue(
      node,
      at,
      to,
      `can't be split into words. ${split.why}`,
      'Write the command as a list of words.',
    );
    return undefined;
  }
  if (split.cutAt !== undefined) {
    to.problems.warn(
      node,
      `Everything from "${split.cutAt}" on is dropped: no shell runs this command.`,
      'Write [sh, -c, "…"] if a shell should.',
    );
  }
  return split.words;
});

/** A command as words; null leaves the image's own, an empty one takes it away. */
export const command: Form<readonly string[] | null> = orNull(oneOf(line, kept(listOf(text))));
