import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readStartTicks, recallEngine, rememberEngine } from './engine-record.ts';
import { startEngine } from './start-engine.ts';
import { stopEngine } from './stop-engine.ts';

const signal = new AbortController().signal;
const standIn = join(import.meta.dirname, 'stand-in-engine.ts');

// Pids are told apart through /proc; engines are only ever started on Linux.
describe.runIf(process.platform === 'linux')('an engine', () => {
  let directory: string;
  let stateDirectory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'backlot-start-'));
    stateDirectory = join(directory, 'state');
    path = join(directory, 'docker.sock');
  });

  afterEach(async () => {
    await stopEngine({ signal, stateDirectory });
    rmSync(directory, { recursive: true });
  });

  const start = (mode: string, timeoutMs = 20_000) =>
    startEngine({
      signal,
      systemd: false,
      startedFor: 'this test',
      command: [process.execPath, standIn, path, mode],
      endpoint: { kind: 'socket', path },
      stateDirectory,
      timeoutMs,
    });

  test('is started, remembered for whom, answers, and is ended by its pid', async () => {
    const result = await start('answer');
    expect(result).toMatchObject({ started: true, apiVersion: '1.41' });
    const record = recallEngine(stateDirectory);
    expect(record).toMatchObject({ how: 'process', startedFor: 'this test' });
    expect(await stopEngine({ signal, stateDirectory })).toBe('stopped');
    expect(record && readStartTicks(record.pid)).toBeUndefined();
    expect(recallEngine(stateDirectory)).toBeUndefined();
    expect(await stopEngine({ signal, stateDirectory })).toBe('not-ours');
    expect(existsSync(stateDirectory)).toBe(false);
  });

  test('that ends at once shows the end of its log', async () => {
    const result = await start('fail');
    expect(result).toMatchObject({ started: false });
    expect(result.started ? '' : result.reason).toMatch(/ended at once.*\nstand-in engine, fail$/s);
    expect(recallEngine(stateDirectory)).toBeUndefined();
  });

  test('that never answers is ended again', async () => {
    const result = await start('hang', 300);
    expect(result.started ? '' : result.reason).toContain('did not answer within 0.3 s');
    expect(recallEngine(stateDirectory)).toBeUndefined();
  });

  test('that is not installed is a plain failure', async () => {
    const command = ['/no/such/dockerd'] as const;
    const endpoint = { kind: 'socket', path } as const;
    const result = await startEngine({
      signal,
      systemd: false,
      command: [...command],
      endpoint,
      stateDirectory,
    });
    expect(result).toEqual({ started: false, reason: '/no/such/dockerd could not be started' });
  });

  test('whose pid now belongs to another process is left alone', async () => {
    const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' });
    const { pid } = other;
    if (pid === undefined) throw new Error('The bystander did not start');
    try {
      const record = { pid, startTicks: '1', how: 'process', log: '/dev/null', startedFor: '' } as const;
      rememberEngine(record, stateDirectory);
      expect(await stopEngine({ signal, stateDirectory })).toBe('not-ours');
      expect(readStartTicks(pid)).toBeDefined();
      expect(existsSync(stateDirectory)).toBe(false);
    } finally {
      other.kill();
      await once(other, 'exit');
    }
  });
});
