import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { explainPullError } from './explain-pull-error.ts';

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backlot pull-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'backlot.yaml'),
    `name: shop
environments: { dev: { kind: dev } }
datasets:
  demo: { seed: db/demo.sql }
  staging: { snapshot: dev, masking: db/masking.yaml }
`,
  );
  return folder;
}

const { signal } = new AbortController();
const refused = new BacklotError('dataset-unknown', 'No.');

test.each(['stagin', 'demo'])('%s: those that can be pulled are named', async (name) => {
  expect(await explainPullError(refused, project(), name, signal)).toMatchObject({
    code: 'dataset-unknown',
    message: `There is no dataset "${name}".`,
    hint: expect.stringContaining('There are: staging.'),
  });
});

test('another error stays, and so does one that cannot be explained', async () => {
  const other = new BacklotError('source-denied', 'No.');
  expect(await explainPullError(other, project(), 'x', signal)).toBe(other);
  expect(await explainPullError(refused, '/nowhere', 'x', signal)).toBe(refused);
  expect(await explainPullError(refused, project(), 'staging', signal)).toBe(refused);
});
