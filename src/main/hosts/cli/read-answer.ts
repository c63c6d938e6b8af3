import type { InputStream } from './cli-world.ts';

/** One line that is typed, without its end; undefined when the input ends before or the signal aborts. */
export function readAnswer(stdin: InputStream, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (answer: string | undefined): void => {
      stdin.off('data', read);
      stdin.off('end', end);
      signal.removeEventListener('abort', end);
      stdin.pause();
      resolve(answer);
    };
    const read = (chunk: Buffer | string): void => {
      text += chunk.toString();
      const line = /^(.*?)\r?\n/.exec(text)?.[1];
      if (line !== undefined) finish(line.trim());
    };
    const end = (): void => finish(undefined);
    stdin.on('data', read);
    stdin.once('end', end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    else stdin.resume();
  });
}
