import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../shared/errors.ts';
import { exitCodes } from './exit-code.ts';
import { createOutput } from './output.ts';
import { createProgram } from './program.ts';
import { createSession } from './session.ts';
import { trial } from './testing/trial-world.ts';

const docs = readFileSync(new URL('../../../../docs/cli.md', import.meta.url), 'utf8');

test.each(errorCodes)('docs/cli.md has %s at its exit code', (code) => {
  const entry = docs.split('\n- ').find((text) => text.startsWith(`**${exitCodes[code]}**`));
  expect(entry?.split('\n\n')[0]).toContain(`\`${code}\``);
});

const leaves = (command: Command, path = ''): string[] =>
  command.commands.length === 0
    ? [path.trim()]
    : command.commands.flatMap((one) => leaves(one, `${path} ${one.name()}`));

test('docs/cli.md has a line for every verb, and no other', () => {
  const { world } = trial('/nowhere', []);
  const program = createProgram(
    createSession(world, createOutput(world, { json: false, quiet: true, noColor: true })),
  );
  const documented = [...docs.matchAll(/^\| `([a-z ]+?)(?: [[<].*?)?` +\|/gm)].map(([, verb]) => verb);
  const verbs = documented.filter((verb) => verb !== 'help');
  expect(verbs.sort()).toEqual(leaves(program).sort());
});
