import { expect, test } from 'vitest';
import { compileMasks } from './compile-masks.ts';
import { createMaskPool } from './create-mask-pool.ts';
import { makeTable } from './testing/make-table.ts';
import { maskText, rule, rulesFor, testSecret } from './testing/mask-text.ts';

test('the bundled thread masks as the sources do', async () => {
  const table = makeTable({ id: 'int', name: 'text' });
  const rules = { name: rule('full-name') };
  const pool = createMaskPool(1, new URL('../../../../../out/main/mask-worker.js', import.meta.url));
  const { signal } = new AbortController();
  try {
    const stream = pool.open(compileMasks({ table, rules: rulesFor(table, rules), secret: testSecret }));
    const masked = await stream.push(Buffer.from('1\tAnna Schmidt\n'), signal);
    expect(masked.toString()).toBe(maskText(table, rules, '1\tAnna Schmidt\n'));
    await stream.end(signal);
  } finally {
    await pool.close();
  }
});
