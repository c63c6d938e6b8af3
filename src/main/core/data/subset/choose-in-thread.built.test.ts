import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { chooseInThread } from './choose-in-thread.ts';
import { planSubset } from './plan-subset.ts';
import { selectSubset } from './select-subset.ts';
import { columnOf, tableOf } from './testing/random-data.ts';

test('the bundled thread chooses rows as the sources do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backlot subset-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
  const schema = { tables: [tableOf('many', { columns: [columnOf('id')], keys, rows: 3 })] };
  const plan = planSubset(schema, { roots: { many: 'true' } });
  const choose = chooseInThread(new URL('../../../../../out/main/subset-worker.js', import.meta.url));
  const source = { copyOut: () => Promise.resolve(Readable.from([Buffer.from('t\t1\nf\t2\nt\t3\n')])) };
  const { signal } = new AbortController();
  const subset = await selectSubset(
    schema,
    plan,
    source,
    undefined,
    { folder, secret: randomBytes(32), choose },
    signal,
  );
  const keeps = subset.keeps({ schema: 'public', name: 'many' });
  expect(['1', '2', '3'].map((id) => keeps?.has(Buffer.from(id)))).toEqual([true, false, true]);
  subset.close();
  expect(readdirSync(folder)).toEqual([]);
});
