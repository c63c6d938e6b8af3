import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const signal = new AbortController().signal;
const node = (code: string) => ['--eval', code] as const;

test('a command that fails is a result, with its output apart', async () => {
  const code = 'console.log("out"); console.error("err"); process.exit(7)';
  expect(await runCommand(process.execPath, node(code), { signal })).toEqual({
    code: 7,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});

test('a program that is not there ends with code 127', async () => {
  const result = await runCommand('/no/such/program', [], { signal });
  expect(result.code).toBe(127);
  expect(result.stderr).toContain('/no/such/program');
});

test('it has no stdin to wait for', async () => {
  const code = 'process.stdin.resume().on("end", () => console.log("ended"))';
  expect((await runCommand(process.execPath, node(code), { signal })).stdout).toBe('ended\n');
});

test('an abort ends the command and rejects', async () => {
  const abort = new AbortController();
  const running = runCommand(process.execPath, node('setInterval(() => {}, 1000)'), { signal: abort.signal });
  abort.abort();
  await expect(running).rejects.toThrow('aborted');
});
