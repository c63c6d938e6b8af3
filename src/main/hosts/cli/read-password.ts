import { BacklotError } from '../../../shared/errors.ts';
import type { InputStream } from './cli-world.ts';

const interrupt = '\u0003';
const endOfInput = '\u0004';
const rubOut: readonly string[] = ['\u007f', '\b'];

/**
 * One line that is typed without being shown, or piped, without its end; nothing of it is trimmed.
 * @throws BacklotError `cancelled` by Ctrl-C or the signal, `invalid-input` where the input ends without one.
 */
export function readPassword(stdin: InputStream, signal: AbortSignal): Promise<string> {
  const hidden = stdin.isTTY === true && stdin.setRawMode !== undefined;
  return new Promise((resolve, reject) => {
    let typed = '';
    const finish = (settle: () => void): void => {
      stdin.off('data', read).off('end', end).pause();
      signal.removeEventListener('abort', cancel);
      if (hidden) stdin.setRawMode?.(false);
      settle();
    };
    const cancel = (): void => finish(() => reject(new BacklotError('cancelled', 'Nothing was changed.')));
    const take = (): void =>
      finish(() =>
        typed === ''
          ? reject(
              new BacklotError('invalid-input', 'No password was given.', {
                hint: 'Type one, or pipe it in.',
              }),
            )
          : resolve(typed),
      );
    const end = (): void => take();
    const read = (chunk: Buffer | string): void => {
      for (const key of chunk.toString()) {
        if (key === '\n' || key === '\r') return void take();
        if (hidden && (key === interrupt || key === endOfInput)) return void cancel();
        typed = hidden && rubOut.includes(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    if (signal.aborted) return cancel();
    if (hidden) stdin.setRawMode?.(true);
    signal.addEventListener('abort', cancel, { once: true });
    stdin.on('data', read).once('end', end).resume();
  });
}
