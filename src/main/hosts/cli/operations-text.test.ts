import { expect, test } from 'vitest';
import { operationsTable, operationText } from './operations-text.ts';
import { cloneStaging, start } from './testing/scripted-operation.ts';

const later = start + 5 * 60_000;

test('operations as a table', () => {
  const list = [
    { ...cloneStaging, state: 'running', progress: 0.42 },
    { ...cloneStaging, id: 'op1', state: 'running', cancelling: true },
    { ...cloneStaging, id: 'op0', state: 'succeeded' },
  ] as const;
  expect(operationsTable(list, later)).toBe(
    `
ID      STATE        STARTED    OPERATION
op7f3a  running 42%  5 min ago  Clone staging locally
op1     cancelling   5 min ago  Clone staging locally
op0     succeeded    5 min ago  Clone staging locally`.trimStart(),
  );
  expect(operationsTable([], later)).toBe('No operations yet.');
});

test('an interrupted operation says how to go on', () => {
  const operation = { ...cloneStaging, state: 'interrupted' } as const;
  expect(operationText(operation, later)).toBe(
    `
operation  Clone staging locally (op7f3a)
state      interrupted
started    5 min ago
locks      default/dev
resume     backlot ops resume op7f3a

STEP  STATE    RESOURCE       CAUSE
i     pending  image web      new in staging
d     pending  database shop  new in staging
u     pending  web            new in staging`.trimStart(),
  );
});
