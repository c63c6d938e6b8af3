import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Runs one of the image's tools to its end and answers what it wrote. @throws Error with its own words. */
export async function runTool(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [out, words] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if ((await code) !== 0) throw new Error(`${command} ${args.join(' ')}: ${words.trim()}`);
  return out;
}
