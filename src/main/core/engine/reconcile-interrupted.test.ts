import { describe, expect, test } from 'vitest';
import { planText } from '../operations/plan-text.ts';
import { chooseContainer } from './choose-container.ts';
import type { DesiredStack } from './desired.ts';
import type { ObservedContainer, ObservedStack } from './observed.ts';
import { reconcileUp } from './reconcile-up.ts';
import { simulate } from './testing/simulate.ts';
import { desireModel, emptyEngine } from './testing/stack-model.ts';
import type { UpRequest } from './up-request.ts';

const text = (desired: DesiredStack, observed: ObservedStack, request?: UpRequest): string =>
  planText(reconcileUp(desired, observed, request));

const up = (desired: DesiredStack, engine = emptyEngine(desired)): ObservedStack =>
  simulate(reconcileUp(desired, engine), desired, engine);

describe('an update that was interrupted', () => {
  const old = desireModel({ services: { web: {} } });
  const desired = desireModel({ services: { web: { user: '1000' } } });
  const [was] = up(old).containers;
  const [next] = up(desired).containers;
  const after = (containers: readonly (ObservedContainer | undefined)[]): string =>
    text(desired, { ...up(old), containers: containers.filter((one) => one !== undefined) });
  const named = (one: ObservedContainer | undefined, id: string, name: string, state = 'created') =>
    one && { ...one, id, name, state };

  test.each([
    ['the new one was made', [was, named(next, 'n', 'shop-dev-web-1.next')]],
    [
      'the old one was stopped',
      [named(was, 'o', 'shop-dev-web-1', 'exited'), named(next, 'n', 'shop-dev-web-1.next')],
    ],
    [
      'the old one was renamed',
      [named(was, 'o', 'shop-dev-web-1.old', 'exited'), named(next, 'n', 'shop-dev-web-1.next')],
    ],
    [
      'both were renamed',
      [named(was, 'o', 'shop-dev-web-1.old', 'exited'), named(next, 'n', 'shop-dev-web-1')],
    ],
  ])('%s', (_, containers) => {
    expect(after(containers)).toMatchSnapshot();
  });

  test('the one with the right name counts', () => {
    expect(chooseContainer([], 'web').container).toBeUndefined();
  });
});
