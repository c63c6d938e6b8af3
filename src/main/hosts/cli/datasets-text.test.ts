import { expect, test } from 'vitest';
import { datasetsText, removalText } from './datasets-text.ts';
import { createPaint, unicodeIcons } from './styled-text.ts';
import { sampleData, sampleNow } from './testing/sample-data.ts';

const paint = createPaint(false);

test('a table of every state and source; the one that is held is marked', () => {
  expect(datasetsText(sampleData, sampleNow, unicodeIcons, paint)).toBe(
    `
  DATASET  STATE        SOURCE                   SIZE     BAKED    SWITCH  CAUSE
* demo     ✓ ready      seed db/seeds/demo.sql   412 MB   5 h ago  430 ms
  empty    ▲ outdated   seed db/seeds/empty.sql  40.0 MB  2 d ago  -       db/seeds/empty.sql changed since it was baked
  staging  ○ not-baked  snapshot of staging      -        -        -       no snapshot was pulled yet
  mine     ✗ broken     saved from dev           -        -        -       its volume is gone

dev holds demo, 3 h ago.
Clones by reflink: the file system shares blocks.
Disk: 1.2 GB used of 5.0 GB in all copies, 20.0 GB free.
`.slice(1, -1),
  );
});

test('none yet, in an environment with data of its own making', () => {
  const text = datasetsText(
    {
      ...sampleData,
      dataset: undefined,
      since: undefined,
      datasets: [],
      disk: { used: 0, logical: 0, free: 1000, budget: 5_000_000_000 },
    },
    sampleNow,
    unicodeIcons,
    paint,
  );
  expect(text).toContain('No datasets yet');
  expect(text).toContain('dev holds data of its own making.');
  expect(text).toContain('budget 5.0 GB');
});

test('the dataset that backlot.yaml names is offered where nothing was switched to yet', () => {
  const offered = (dataset: string | undefined) =>
    datasetsText({ ...sampleData, dataset, named: 'empty' }, sampleNow, unicodeIcons, paint);
  expect(offered(undefined)).toContain(
    'backlot.yaml names empty for it; to switch: backlot dataset use empty -e dev',
  );
  expect(offered('demo')).not.toContain('backlot.yaml names');
});

test('what removing one means', () => {
  const [demo, , , mine] = sampleData.datasets;
  expect(demo && removalText(demo, sampleNow)).toBe(
    `Dataset demo: seed db/seeds/demo.sql.
Its frozen volumes have 412 MB, baked 5 h ago.
It stays declared in backlot.yaml and can be baked again.
Kept where it is held: dev.`,
  );
  expect(mine && removalText(mine, sampleNow)).toContain('It was made by hand and cannot be made again.');
});
