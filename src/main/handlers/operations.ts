import type { z } from 'zod';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type {
  operations as contract,
  operation as operationSchema,
  operationWithSteps as withStepsSchema,
} from '../../shared/contract/operations.ts';
import type { Operation, OperationWithSteps } from '../../shared/model/operation.ts';
import type { Operations } from '../core/operations/operations.ts';

const toWire = (operation: Operation): z.input<typeof operationSchema> => ({
  ...operation,
  locks: [...operation.locks],
});

const toWireWithSteps = ({ steps, ...operation }: OperationWithSteps): z.input<typeof withStepsSchema> => ({
  ...toWire(operation),
  steps: steps.map((step) => ({ ...step, after: [...step.after] })),
});

/** The methods on operations of every kind. */
export const operationsHandlers = (operations: Operations): DomainHandlers<typeof contract> => ({
  list: (options) => operations.list(options).map(toWire),
  get: ({ id }) => toWireWithSteps(operations.get(id)),
  cancel: ({ id }) => {
    operations.cancel(id);
    return {};
  },
  resume: ({ id }) => ({ operation: operations.resume(id) }),
  events: (params, context) => operations.events(params, context),
  changes: async function* (params, context) {
    for await (const { cursor, value } of operations.changes(params, context)) {
      yield { cursor, value: toWireWithSteps(value) };
    }
  },
});
