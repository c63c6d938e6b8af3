import type { Command } from 'commander';
import { z } from 'zod';
import {
  type Preferences,
  type PreferencesChange,
  preferencesChange,
} from '../../../../shared/contract/app.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Reached } from '../reach-core.ts';
import { answer, type Session, withCore } from '../session.ts';

const names = Object.keys(preferencesChange.shape);

function checkName(name: string): void {
  if (names.includes(name)) return;
  throw new BacklotError('invalid-input', `There is no preference "${name}".`, {
    hint: `There are: ${names.join(', ')}.`,
  });
}

async function readPreferences({ client }: Reached, signal: AbortSignal): Promise<Preferences> {
  for await (const { value } of client.app.preferences({}, { signal })) return value;
  signal.throwIfAborted();
  throw new BacklotError('connection-closed', 'The core ended before it answered.');
}

/** The change a word on the command line asks for: a number or true/false where the preference is one. */
export function parsePreference(name: string, word: string): PreferencesChange {
  checkName(name);
  const values = [word, ...(word === 'true' || word === 'false' ? [word === 'true'] : []), Number(word)];
  for (const value of values) {
    const parsed = preferencesChange.safeParse({ [name]: value });
    if (parsed.success) return parsed.data;
  }
  const failed = preferencesChange.safeParse({ [name]: word });
  throw new BacklotError('invalid-input', `"${word}" is not a value for ${name}.`, {
    hint: failed.success ? undefined : z.prettifyError(failed.error),
  });
}

const linesOf = (all: Preferences): string =>
  names.map((name) => `${name} ${Object.entries(all).find(([key]) => key === name)?.[1] ?? '-'}`).join('\n');

export function addPreferences(program: Command, session: Session): void {
  const preferences = program.command('preferences').description('what you chose about Backlot itself');
  preferences
    .command('get')
    .description('show all, or one')
    .argument('[name]', 'one of them')
    .action(async (name: string | undefined) => {
      if (name !== undefined) checkName(name);
      const all = await withCore(session, readPreferences);
      const [, value = null] = Object.entries(all).find(([key]) => key === name) ?? [];
      if (name === undefined) answer(session, all, () => linesOf(all));
      else answer(session, { [name]: value }, () => String(value ?? '-'));
    });
  preferences
    .command('set')
    .description('change one')
    .argument('<name>', 'one of them')
    .argument('<value>', 'its new value')
    .action(async (name: string, word: string) => {
      const change = parsePreference(name, word);
      const all = await withCore(session, ({ client }, signal) =>
        client.app.setPreferences(change, { signal }),
      );
      answer(session, all, () => linesOf(all));
    });
}
