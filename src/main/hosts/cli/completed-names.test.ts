import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hostCore } from '../socket/host-core.ts';
import { completedNames } from './completed-names.ts';
import type { NameRequest } from './name-request.ts';
import { createOutput } from './output.ts';
import { createSession } from './session.ts';
import { sampleData, sampleSnapshot } from './testing/sample-data.ts';
import { smallCore } from './testing/small-core.ts';
import { trial } from './testing/trial-world.ts';

let home = '';
let project = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot names-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
  project = join(root, 'shop');
  mkdirSync(project);
  writeFileSync(
    join(project, 'backlot.yaml'),
    `name: shop
environments:
  dev: { kind: dev }
  staging: { kind: staging }
datasets:
  demo: { seed: db/demo.sql }
  staging: { snapshot: staging, masking: db/masking.yaml }
`,
  );
});

async function names(request: NameRequest): Promise<readonly string[]> {
  const { world } = trial(home, []);
  const session = createSession(world, createOutput(world, { json: false, quiet: true, noColor: true }));
  const offered = await completedNames(session, { folder: project, ...request });
  return offered.map(({ name }) => name);
}

describe('without a core', () => {
  test.each([
    ['dataset', ['demo', 'staging']],
    ['snapshot-dataset', ['staging']],
    ['environment', ['dev', 'staging']],
    ['checkpoint', []],
    ['snapshot', []],
  ] as const)('%s from backlot.yaml', async (kind, expected) => {
    expect(await names({ kind })).toEqual(expected);
  });

  test('none is started for it', async () => {
    await names({ kind: 'checkpoint' });
    expect(readdirSync(join(home, '..'))).toEqual(['shop']);
  });

  test('a folder that is no project offers nothing', async () => {
    expect(await names({ kind: 'dataset', folder: '/nowhere' })).toEqual([]);
  });
});

describe('with a core', () => {
  const running = async (show: () => typeof sampleData): Promise<void> => {
    const startCore = smallCore({
      version: '0.1.0',
      data: { show },
      snapshots: { list: () => [sampleSnapshot] },
    });
    const core = await hostCore(startCore, { home, host: 'web' });
    onTestFinished(core.stop);
  };

  test.each([
    ['dataset', ['demo', 'empty', 'staging', 'mine']],
    ['checkpoint', ['ab12cd34', 'before-import']],
    ['snapshot', ['s1f00']],
  ] as const)('%s from there', async (kind, expected) => {
    await running(() => sampleData);
    expect(await names({ kind })).toEqual(expected);
  });

  test('one that refuses offers nothing', async () => {
    await running(() => {
      throw new Error('no engine');
    });
    expect(await names({ kind: 'dataset' })).toEqual([]);
  });
});
