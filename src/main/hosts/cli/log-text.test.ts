import { expect, test } from 'vitest';
import { createLogText, droppedText } from './log-text.ts';
import { logLineOf } from './testing/sample-stack.ts';

const plain = {
  services: ['db', 'web', 'worker'],
  shown: ['db', 'web', 'worker'],
  colours: false,
  prefix: true,
  timestamps: false,
};
const red = '\u001B[31mred\u001B[0m';

test('plain lines: a prefix as wide as the widest name, and nothing that steers a terminal', () => {
  const text = createLogText(plain);
  expect(text(logLineOf(1, 'web', 'GET /\tok'))).toBe('web    | GET /\tok');
  expect(text(logLineOf(2, 'worker', `${red}\u001B[2J\u0007`))).toBe('worker | red');
});

test('times, and no prefix', () => {
  const text = createLogText({ ...plain, timestamps: true, prefix: false });
  expect(text(logLineOf(7, 'web', 'up'))).toBe('2030-01-31T12:00:07.000Z up');
});

test('on a terminal a program keeps its colours, which end with its line', () => {
  const text = createLogText({ ...plain, colours: true, prefix: false });
  expect(text(logLineOf(1, 'web', `${red}\u001B[2J`))).toBe(`${red}\u001B[0m`);
  expect(text(logLineOf(1, 'web', 'no colour'))).toBe('no colour');
});

test('a service has its own colour, the same whichever are shown', () => {
  const headOf = (shown: readonly string[], service: string) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colour is what is looked at
    /\u001B\[38;5;\d+m/.exec(
      createLogText({ ...plain, shown, colours: true })(logLineOf(1, service, '')),
    )?.[0];
  const all = plain.services.map((service) => headOf(plain.services, service));
  expect(new Set(all).size).toBe(3);
  expect(headOf(['web'], 'web')).toBe(all[1]);
});

test('what was left out', () => {
  expect(droppedText({ web: 12, db: 3 })).toBe(
    '12 lines of web, 3 lines of db were left out: they came faster than they can be shown.',
  );
});
