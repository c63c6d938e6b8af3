import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import type { GraphNode } from '../../../shared/model/graph.ts';
import { fakeMixedStack } from '../../testing/fake-stack.ts';
import { actionRefusal } from './action-refusal.ts';

const dev: GraphNode = {
  name: 'dev',
  kind: 'dev',
  host: 'default',
  isolated: true,
  protected: false,
  pattern: false,
};
const away = new BacklotError('docker-context-unknown', 'There is no Docker context "shared".');

test.each([
  [dev, { status: fakeMixedStack }, undefined],
  [dev, {}, /still being looked at/],
  [dev, { status: fakeMixedStack, error: away }, /no Docker context/],
  [{ ...dev, pattern: true }, {}, /each shared branch/],
  [{ ...dev, protected: true }, { status: fakeMixedStack }, /protected/],
])('%o, known: %o', (node, known, reason) => {
  const refusal = actionRefusal(node, known);
  if (reason) expect(refusal).toMatch(reason);
  else expect(refusal).toBeUndefined();
});
