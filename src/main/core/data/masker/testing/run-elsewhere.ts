import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProgramFiles } from '../collect-program.ts';
import { createFrameReader, encodeFrame } from '../frames.ts';
import { type ProgramAnswer, programAnswer } from '../row-program-messages.ts';

/** For tests: runs a program from a folder that has nothing else; answers what it says to a wrong request. */
export async function runElsewhere(
  program: ProgramFiles,
): Promise<{ readonly answer: ProgramAnswer; readonly exitCode: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'backlot-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const { path, content } of program.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const child = spawn(process.execPath, [join(folder, program.entry)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const read = createFrameReader();
  const answered = new Promise<ProgramAnswer>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`it ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      for (const { message } of read(chunk)) resolve(programAnswer.parse(message));
    });
  });
  for (const part of encodeFrame({ kind: 'sample' })) child.stdin.write(part);
  const answer = await answered;
  child.stdin.end();
  return { answer, exitCode: await ended };
}
