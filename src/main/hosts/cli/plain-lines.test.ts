import { expect, test } from 'vitest';
import type { OperationEvent } from '../../../shared/model/operation.ts';
import { applyEvent, beginView, finishView } from './operation-view.ts';
import { createPlainLines, plainEnd } from './plain-lines.ts';
import { cloneStaging, halfway, scripted, start, tail } from './testing/scripted-operation.ts';

function linesOf(events: readonly OperationEvent[]): readonly string[] {
  const plain = createPlainLines();
  let view = beginView(cloneStaging);
  return events.flatMap((event) => {
    view = applyEvent(view, event);
    return plain.next(view, event) ?? [];
  });
}

test('a whole operation, one line for each thing that is new', () => {
  expect(linesOf([...halfway, ...tail]).join('\n')).toBe(
    `
Clone staging locally queued: waiting for default/dev
Clone staging locally started (op7f3a)
image web started: new in staging
image web $ docker pull shop/web
image web | pulled
image web done in 500 ms: sha256:3f2c1ab
database shop started: new in staging
database shop 374 MB of 1.0 GB, table 3 of 9
database shop done in 19.0 s
web started
web warning: port 5432 is taken, using 5433
web done in 500 ms`.trimStart(),
  );
});

test('waiting for nothing is no news', () => {
  expect(linesOf(scripted([[0, undefined, 'queued', 'Queued']]))).toEqual([]);
});

test('the end comes from the journal', () => {
  const end = { state: 'failed', startedAt: start, finishedAt: start + 61_000 } as const;
  expect(plainEnd(finishView(beginView(cloneStaging), { ...cloneStaging, ...end }))).toBe(
    'Clone staging locally failed in 1 min 1 s',
  );
});

test('events of the operation itself', () => {
  const events = scripted([
    [0, undefined, 'note', 'looking'],
    [1, undefined, 'note', ''],
    [2, undefined, 'command', 'git fetch'],
    [3, undefined, 'warning', 'slow'],
    [4, undefined, 'done'],
  ]);
  expect(linesOf(events)).toEqual([
    'Clone staging locally | looking',
    'Clone staging locally $ git fetch',
    'Clone staging locally warning: slow',
  ]);
});
