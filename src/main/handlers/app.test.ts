import { expect, test } from 'vitest';
import { app, preferences } from '../../shared/contract/app.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { createLive } from '../core/live.ts';
import { appHandlers } from './app.ts';

test('info, preferences and their change reach the core', async () => {
  const live = createLive(preferences.parse({}));
  const contract = { app };
  const handlers = appHandlers({
    info: () => ({
      version: '0.1.0',
      home: '/data',
      host: 'test',
      platform: 'linux',
      node: 'v24',
      pid: 1,
      startedAt: 0,
      notices: [{ title: 'Database set aside', text: 'It was damaged.' }],
    }),
    preferences: live,
    changePreferences(change) {
      live.set(preferences.parse({ ...live.get(), ...change }));
      return live.get();
    },
  });
  const [near, far] = memoryPair();
  serve(far, methodTable(contract, { app: handlers }));
  const client = createClient(contract, connect(near));

  expect(await client.app.info({})).toMatchObject({
    home: '/data',
    notices: [{ title: 'Database set aside' }],
  });
  const themes: string[] = [];
  for await (const { value } of client.app.preferences({})) {
    themes.push(value.theme);
    if (value.theme === 'dark') break;
    await client.app.setPreferences({ theme: 'dark' });
  }
  expect(themes).toEqual(['system', 'dark']);
  expect(live.get()).toMatchObject({ theme: 'dark', keepOperationsDays: 30 });
});
