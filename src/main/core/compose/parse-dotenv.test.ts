// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { describe, expect, test } from 'vitest';
import { parseDotenv, parseRawEnv } from './parse-dotenv.ts';

const shell: Readonly<Record<string, string>> = { SHELL_SET: 'shell', HOME: '/root' };
const read = (text: string) => {
  const { values, flaws } = parseDotenv(text, (name) => shell[name]);
  return { values: Object.fromEntries(values), flaws };
};

describe('dotenv', () => {
  test.each([
    ['A=1', { A: '1' }],
    ['A = 1 ', { A: '1' }],
    ['A: yaml style', { A: 'yaml style' }],
    ['export A=1', { A: '1' }],
    ['  export   A=1', { A: '1' }],
    ['# c\n\nA=1 # comment\nB=2#not', { A: '1', B: '2#not' }],
    ['A=', { A: '' }],
    ['A=\nB=2', { A: '', B: '2' }],
    ['A="x # y"', { A: 'x # y' }],
    ["A='x $B \\n'", { A: 'x $B \\n' }],
    ["A='it\\'s'", { A: "it's" }],
    ['A="say \\"hi\\""', { A: 'say "hi"' }],
    ['A="l1\nl2"\nB=1', { A: 'l1\nl2', B: '1' }],
    ["A='l1\nl2' # c\nB=1", { A: 'l1\nl2', B: '1' }],
    ['A="a\\nb\\tc\\\\d"', { A: 'a\nb\tc\\d' }],
    ['A="\\$B $$C"', { A: '$B $C' }],
    ['A=1\nB=${A}2\nC="$B!"', { A: '1', B: '12', C: '12!' }],
    ['A=${NONE:-d}', { A: 'd' }],
    ['A=$SHELL_SET', { A: 'shell' }],
    ['SHELL_SET=file\nB=$SHELL_SET', { SHELL_SET: 'file', B: 'shell' }],
    ['SHELL_SET\nNOT_SET\nA=1', { SHELL_SET: 'shell', A: '1' }],
    ['SHELL_SET', { SHELL_SET: 'shell' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['\uFEFFA=1', { A: '1' }],
    ['a.b-c=1\nd[0]=2', { 'a.b-c': '1', 'd[0]': '2' }],
    ['A=a b  c', { A: 'a b  c' }],
    ['A=x"y"', { A: 'x"y"' }],
    ['A=a=b', { A: 'a=b' }],
    ['A="\\060"', { A: '0' }],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual({ values: expected, flaws: [] });
  });

  test('a broken line is named with its place, the lines around it are read', () => {
    const { values, flaws } = read('A=1\nB C=2\nD="open\nE=3\n');
    expect(values).toEqual({ A: '1', E: '3' });
    expect(flaws.map(({ offset, message }) => [offset, message])).toEqual([
      [6, 'This is not NAME=value.'],
      [12, 'The value of D has no closing ".'],
    ]);
  });

  test('errors never quote a value', () => {
    expect(JSON.stringify(read('PASSWORD=hunter2${'))).not.toContain('hunter2');
  });
});

test('raw: as it is written', () => {
  const { values, flaws } = parseRawEnv(
    '# c\n A="x" $B # y\nB=\n\nSHELL_SET\nNOT_SET\nC D=1\n',
    (name) => shell[name],
  );
  expect(Object.fromEntries(values)).toEqual({ A: '"x" $B # y', B: '', SHELL_SET: 'shell' });
  expect(flaws.map(({ offset }) => offset)).toEqual([40]);
});
