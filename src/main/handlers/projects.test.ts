import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projects as contract } from '../../shared/contract/projects.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import type { OpenedProject, RecentProjects } from '../core/project/recent-projects.ts';
import { createProjectWatch } from '../core/project/watch-project.ts';
import { temporaryFolder, temporaryRepository } from '../core/testing/temporary-folder.ts';
import { projectHandlers } from './projects.ts';

function inMemory(): RecentProjects {
  let list: readonly OpenedProject[] = [];
  const without = (path: string): readonly OpenedProject[] => list.filter((one) => one.path !== path);
  return {
    recent: () => list,
    note: (project) => {
      list = [project, ...without(project.path)];
    },
    forget: (path) => {
      list = without(path);
    },
  };
}

/** The project domain behind a real client and server; times count 1, 2, 3. */
function door() {
  const watch = createProjectWatch();
  let time = 0;
  const handlers = projectHandlers(inMemory(), watch, () => {
    time += 1;
    return time;
  });
  const only = { projects: contract };
  const [near, far] = memoryPair();
  const served = serve(far, methodTable(only, { projects: handlers }));
  onTestFinished(() => {
    served.close();
    return watch.close();
  });
  return { projects: createClient(only, connect(near)).projects, watch };
}

test('init, open, recent, forget over the wire', async () => {
  const repository = await temporaryRepository();
  const other = await temporaryFolder();
  const one = door();
  const { projects } = one;
  await repository.write('compose.yaml', 'services: {}');
  await mkdir(join(other.path, 'gone'));
  await other.write('gone/compose.yaml', '');

  expect((await projects.show({ path: repository.path })).state).toBe('uninitialised');
  expect(await projects.recent({})).toEqual([]);
  const made = await projects.init({ path: repository.path });
  expect(made).toMatchObject({ file: join(repository.path, 'backlot.yaml'), written: true });
  await expect(projects.init({ path: repository.path })).rejects.toMatchObject({ code: 'config-exists' });

  const opened = await projects.open({ path: repository.path });
  expect(opened.state).toBe('ready');
  await projects.open({ path: join(other.path, 'gone') });
  await rm(join(other.path, 'gone'), { recursive: true });
  expect(await projects.recent({})).toEqual([
    { path: join(other.path, 'gone'), name: 'gone', openedAt: 2, exists: false },
    { path: repository.path, name: opened.name, openedAt: 1, exists: true },
  ]);
  await projects.forget({ path: join(other.path, 'gone') });
  expect(await projects.recent({})).toHaveLength(1);
});

test('watch and browse over the wire; leaving ends the watch', async () => {
  const repository = await temporaryRepository();
  const one = door();
  await repository.write('compose.yaml', 'services: {}');
  const leave = new AbortController();
  const states: string[] = [];
  for await (const { value } of one.projects.watch({ path: repository.path }, { signal: leave.signal })) {
    states.push(value.state);
    if (value.state === 'uninitialised') await one.projects.init({ path: repository.path });
    else leave.abort();
  }
  expect(states).toEqual(['uninitialised', 'ready']);
  await expect.poll(() => one.watch.size()).toBe(0);

  const { folders, parent } = await one.projects.browse({ path: join(repository.path, '..') });
  expect(parent).toBeDefined();
  expect(folders.find(({ path }) => path === repository.path)?.project).toBe(true);
});

test('a folder without a project is an error with its hint', async () => {
  const folder = await temporaryFolder();
  const one = door();
  await expect(one.projects.open({ path: folder.path })).rejects.toMatchObject({
    code: 'project-not-found',
    hint: 'Choose a folder with a backlot.yaml, a compose file or a git repository.',
  });
  expect(await one.projects.recent({})).toEqual([]);
});
