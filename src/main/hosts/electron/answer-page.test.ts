import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { answerPage } from './answer-page.ts';
import { listPageFiles, type PageFiles } from './find-page-file.ts';

let root: string;
let files: PageFiles;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'backlot-page-'));
  await writeFile(join(root, 'index.html'), '<title>Backlot</title>');
  files = listPageFiles(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const ask = (url: string, method = 'GET', accept = '*/*') =>
  answerPage(files, { url, method, headers: new Headers({ accept }) });

test.each([
  ['the page', 'app://backlot/index.html', 'GET', '*/*', 200],
  ['a route', 'app://backlot/operations/1', 'GET', 'text/html,*/*', 200],
  ['a missing script', 'app://backlot/a.js', 'GET', '*/*', 404],
  ['another host', 'app://other/index.html', 'GET', 'text/html', 404],
  ['a write', 'app://backlot/index.html', 'POST', '*/*', 405],
  ['the head alone', 'app://backlot/index.html', 'HEAD', '*/*', 200],
])('%s is answered with its status and the policy', async (_, url, method, accept, status) => {
  const response = await ask(url, method, accept);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-type')).toMatch(status === 200 ? /^text\/html/ : /^text\/plain/);
  expect(await response.text()).toEqual(
    method === 'HEAD' ? '' : status === 200 ? '<title>Backlot</title>' : expect.stringMatching(/^Not|^Only/),
  );
});

test('the policy allows no inline script and no eval', () => {
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
});
