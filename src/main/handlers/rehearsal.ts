import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { rehearsal as contract } from '../../shared/contract/rehearsal.ts';
import type { Operations } from '../core/operations/operations.ts';
import { rehearsalKind } from '../core/operations/rehearsal/rehearsal.ts';

/** Starts a rehearsal; it outlives the call and its connection. */
export const rehearsalHandlers = (operations: Operations): DomainHandlers<typeof contract> => ({
  start: (input) => ({ operation: operations.start(rehearsalKind, input) }),
});
