import { expect, test } from 'vitest';
import { psText } from './ps-text.ts';
import { asciiIcons, createPaint, unicodeIcons } from './styled-text.ts';
import { sampleStack } from './testing/sample-stack.ts';
import { upAddresses } from './up-addresses.ts';

const { services } = sampleStack;

test('a table of every state with its cause', () => {
  expect(psText(services, unicodeIcons, createPaint(false))).toBe(
    `
SERVICE  STATE       CAUSE                                   IMAGE         PORTS
db       ✓ ready     healthy                                 postgres:15   localhost:5433->5432
web      ● starting  waiting to be healthy, 1 of 2 running   shop/web      localhost:8080->80, [::1]:53->53/udp
worker   ✗ failed    ended with 1                            shop/worker
mail     – absent    no container                            -
old      ○ stopped   ended with 0, not in the compose files  3f2c1ab00000
`.trim(),
  );
});

test('colours change no widths, and stand on the state alone', () => {
  const colourful = psText(services, asciiIcons, createPaint(true));
  expect(colourful).toContain('\u001B[31mx failed  \u001B[39m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are taken out again
  const bare = colourful.replaceAll(/\u001B\[\d+m/g, '');
  expect(bare).toBe(psText(services, asciiIcons, createPaint(false)));
});

test('addresses to open', () => {
  expect(upAddresses(services)).toBe(
    'db   localhost:5433->5432\nweb  http://localhost:8080/\nweb  [::1]:53->53/udp',
  );
  expect(upAddresses([])).toBe('');
});
