import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishView, type OperationView } from './operation-view.ts';
import { asciiIcons, createPaint, unicodeIcons } from './styled-text.ts';
import { displayWidth, oneLine } from './terminal-text.ts';
import {
  cloneStaging,
  halfway,
  planned,
  scripted,
  start,
  tail,
  viewOf,
} from './testing/scripted-operation.ts';
import { ttyFrame } from './tty-frame.ts';

const frame = (view: OperationView, at: number, changes: object = {}, foot?: string): string =>
  ttyFrame(
    view,
    { columns: 100, rows: 30, now: start + at, icons: unicodeIcons, paint: createPaint(false), ...changes },
    foot,
  );

describe('golden frames', () => {
  test('queued', () => {
    expect(frame(viewOf(halfway.slice(0, 1)), 100)).toBe(
      `
○ queued  Clone staging locally  waiting for default/dev
 ○ waiting  image web
 ○ waiting  database shop
 ○ waiting  web`.trimStart(),
    );
  });

  test('halfway', () => {
    expect(frame(viewOf(halfway), 13_000, {}, 'Ctrl-C cancels')).toBe(
      `
● running  Clone staging locally  42%  0:13  about 0:17 left
 ✓ done     image web      500 ms  sha256:3f2c1ab
 ● running  database shop  ████░░░░░░░░  412 MB of 1.0 GB  38.0 MB/s  0:15 left  table 3 of 9
 ○ waiting  web
Ctrl-C cancels`.trimStart(),
    );
  });

  test('halfway in ASCII at 60 columns', () => {
    expect(frame(viewOf(halfway), 13_000, { columns: 60, icons: asciiIcons })).toBe(
      `
* running  Clone staging locally  42%  0:13  about 0:17 left
 + done     image web      500 ms  sha256:3f2c1ab
 * running  database shop  ####--------  412 MB of 1.0 GB  ~
 . waiting  web`.trimStart(),
    );
  });

  test('the summary at the end', () => {
    const steps = cloneStaging.steps.map((step) => ({ ...step, state: 'done' }) as const);
    const end = { state: 'succeeded', steps, startedAt: start + 500, finishedAt: start + 20_500 } as const;
    expect(frame(finishView(viewOf([...halfway, ...tail]), { ...cloneStaging, ...end }), 21_000)).toBe(
      `
✓ done  Clone staging locally in 20.0 s
 ✓ done     image web      500 ms  sha256:3f2c1ab
 ✓ done     database shop  19.0 s
 ✓ done     web            500 ms
 ▲ warning  port 5432 is taken, using 5433`.trimStart(),
    );
  });

  test('a failure', () => {
    const events = scripted([
      [14_000, 'd', 'failed', 'disk is full'],
      [14_500, 'i', 'undone'],
      [14_500, undefined, 'failed', 'disk is full'],
    ]);
    expect(frame(viewOf([...halfway, ...events]), 15_000)).toBe(
      `
✗ failed  Clone staging locally in 14.0 s
 ↺ undone   image web      14.0 s
 ✗ failed   database shop  13.0 s  disk is full
 ○ waiting  web`.trimStart(),
    );
  });

  test('a low terminal keeps what matters and counts the rest', () => {
    const [first] = cloneStaging.steps;
    if (!first) throw new Error('no step');
    const steps = Array.from({ length: 40 }, (_, i) => ({ ...first, id: `s${i}`, resource: `table ${i}` }));
    const events = scripted([
      [0, undefined, 'started'],
      ...Array.from({ length: 20 }, (_, i) => [1000, `s${i}`, 'started'] as const),
      ...Array.from({ length: 18 }, (_, i) => [2000, `s${i}`, 'done'] as const),
    ]);
    expect(frame(viewOf(events, planned(steps)), 3000, { rows: 8 })).toBe(
      `
● running  Clone staging locally  45%  0:03  about 0:04 left
 ✓ done     table 15  1.0 s
 ✓ done     table 16  1.0 s
 ✓ done     table 17  1.0 s
 ● running  table 18  0:02
 ● running  table 19  0:02
   and 15 done, 20 waiting`.trimStart(),
    );
  });
});

test('no frame is wider or higher than the terminal, whatever it shows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 140 }),
      fc.integer({ min: 2, max: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.nat(halfway.length),
      fc.boolean(),
      (columns, rows, text, upTo, colour) => {
        const events = [...halfway.slice(0, upTo), ...scripted([[13_000, 'd', 'note', text]])];
        const shown = frame(
          viewOf(events),
          13_000,
          { columns, rows, paint: createPaint(colour) },
          text && 'foot',
        );
        const lines = shown.split('\n');
        expect(lines.length).toBeLessThan(rows);
        for (const line of lines) expect(displayWidth(oneLine(line))).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('text of the work cannot steer the terminal', () => {
  const view = viewOf(
    scripted([
      [0, 'd', 'started'],
      [1, 'd', 'note', '\u001B[2J\u001B]0;owned\u0007\r\nhi'],
    ]),
  );
  const shown = frame(view, 2);
  expect(shown).toContain('hi');
  for (const control of ['\u001B', '\u0007', '\r']) expect(shown).not.toContain(control);
});
