import { expect, test } from 'vitest';
import { checkpointRemovalText, checkpointsText } from './checkpoints-text.ts';
import { sampleCheckpoints, sampleNow } from './testing/sample-data.ts';

test('a table; what is not there is a dash', () => {
  expect(checkpointsText(sampleCheckpoints, sampleNow)).toBe(
    `
ID        NAME           MADE     DATASET  SIZE     OWN      REASON
ab12cd34  -              3 h ago  empty    40.0 MB  1.5 MB   before switching to demo
ab99ee00  before-import  1 h ago  demo     412 MB   12.0 MB  made by hand
`.trim(),
  );
  expect(checkpointsText([], sampleNow)).toContain('No checkpoints yet');
});

test('what removing one means', () => {
  const [automatic, named] = sampleCheckpoints;
  expect(automatic && checkpointRemovalText(automatic, sampleNow)).toBe(
    'Checkpoint ab12cd34, made 3 h ago: before switching to demo.\nVolumes db-data; 1.5 MB are freed.',
  );
  expect(named && checkpointRemovalText(named, sampleNow)).toContain('Checkpoint before-import (ab99ee00)');
});
