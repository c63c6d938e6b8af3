import { Ban } from 'lucide-react';
import { expect, test } from 'vitest';
import { type Command, recentOf } from './command.ts';
import { rankCommands } from './rank-commands.ts';

const command = (title: string, over: Partial<Command> = {}): Command => ({
  id: title,
  section: 'Project',
  title,
  icon: Ban,
  run: () => {},
  ...over,
});

const commands = [
  command('Set up environments', { keywords: ['init', 'backlot.yaml'] }),
  command('Open folder…', { keywords: ['project', 'directory'] }),
  command('Go to Settings'),
  command('Rehearse an operation', { keywords: ['try'] }),
  command('Resume Share branch', { disabled: 'It runs already' }),
];

test.each([
  ['re', ['Rehearse an operation', 'Resume Share branch']],
  ['gset', ['Go to Settings']],
  ['init', ['Set up environments']],
  ['DIRECT', ['Open folder…']],
  ['rehearse', ['Rehearse an operation']],
  ['zzz', []],
])('a search for "%s" begins with %o', (search, titles) => {
  expect(
    rankCommands(commands, search)
      .slice(0, Math.max(1, titles.length))
      .map(({ title }) => title),
  ).toEqual(titles);
});

test('commands used last come in that order; those that are gone are left out', () => {
  const ids = ['Go to Settings', 'gone', 'Open folder…'];
  expect(recentOf(commands, ids).map(({ title }) => title)).toEqual(['Go to Settings', 'Open folder…']);
});
