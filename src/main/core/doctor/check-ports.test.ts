import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { checkPorts, judgePorts } from './check-ports.ts';
import { examination } from './examination.fixture.ts';

const signal = new AbortController().signal;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function takePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

test('a free port is ok', async () => {
  const port = await takePort();
  for (const cleanup of cleanups.splice(0)) await cleanup();
  expect(await checkPorts(port).examine(examination({}), signal)).toEqual({
    status: 'ok',
    found: `loopback works, port ${port} is free`,
  });
});

test('a port of our own is ok', async () => {
  const port = await takePort();
  expect(await checkPorts(port).examine(examination({}), signal)).toEqual({
    status: 'ok',
    found: `loopback works, Backlot itself has port ${port}`,
  });
});

test.runIf(process.platform === 'linux')('the process that has the port is named', async () => {
  const script = `const s = require('net').createServer().listen(0, '0.0.0.0', () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [line] = await once(child.stdout, 'data');
  const port = Number(String(line).trim());
  expect(await checkPorts(port).examine(examination({}), signal)).toMatchObject({
    status: 'warn',
    found: `loopback works, port ${port} can't be had (EADDRINUSE)`,
    problem: `node (process ${child.pid}) has port ${port}, on which the router answers; the next free port is used instead.`,
  });
});

const facts = { port: 7680, loopbackError: undefined, portError: undefined, holder: undefined, ownPid: 1 };

test.each([
  [{ loopbackError: 'EPERM', portError: 'EPERM' }, 'fail'],
  [{ portError: 'EACCES' }, 'warn'],
  [{ portError: 'EADDRINUSE' }, 'warn'],
])('%j: %s, with words', (some, status) => {
  const finding = judgePorts({ ...facts, ...some });
  expect(finding.status).toBe(status);
  expect(finding.problem).toBeTruthy();
  expect(finding.howTo?.steps[0]).toBeTruthy();
});
