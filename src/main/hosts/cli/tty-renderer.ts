import { createLogUpdate } from 'log-update';
import type { OutputStream } from './cli-world.ts';
import type { OperationRenderer } from './operation-renderer.ts';
import type { OperationView } from './operation-view.ts';
import type { Output } from './output.ts';
import { ttyFrame } from './tty-frame.ts';

const hideCursor = '\u001B[?25l';
const showCursor = '\u001B[?25h';

/** Between two frames, in milliseconds: smooth to the eye, and nothing to the terminal. */
const frameMs = 100;

/** Redraws the operation in place on a terminal; the last frame stays. */
export function ttyRenderer(
  stream: OutputStream,
  out: Output,
  now: () => number,
  first: OperationView,
): OperationRenderer {
  // log-update's own cursor handling hooks the process's signals, which are ours.
  const update = createLogUpdate(stream, { showCursor: true });
  let view = first;
  let foot = 'Ctrl-C cancels';
  let released = false;

  const draw = (last = false): void => {
    const { columns = 80, rows = 24 } = stream;
    const { icons, paint } = out;
    update(ttyFrame(view, { columns, rows, now: now(), icons, paint }, last ? '' : foot));
  };
  const redraw = (): void => draw();

  const timer = setInterval(redraw, frameMs);
  stream.on('resize', redraw);
  stream.write(hideCursor);
  draw();

  const release = (): void => {
    if (released) return;
    released = true;
    clearInterval(timer);
    stream.removeListener('resize', redraw);
    update.done();
    stream.write(showCursor);
  };

  return {
    event(next) {
      view = next;
    },
    cancelling(next, text) {
      view = next;
      foot = text;
      draw();
    },
    end(next) {
      view = next;
      draw(true);
      release();
    },
    release,
  };
}
