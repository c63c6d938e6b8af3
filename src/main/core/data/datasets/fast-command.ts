import { bakeArguments } from '../postgres/bake-settings.ts';

/**
 * A PostgreSQL server's command with the settings of a disposable one; on the command line alone, so that
 * none of them is in the data. Undefined where the command is a program of the project's own, which may take
 * no settings. Pure.
 */
export function fastCommand(
  own: readonly string[] | null,
  ofImage: readonly string[],
): readonly string[] | undefined {
  const command = own ?? ofImage;
  const [program] = command;
  if (program === undefined || !(program.startsWith('-') || /(^|\/)postgres$/.test(program)))
    return undefined;
  return [...command, ...bakeArguments];
}
