import { z } from 'zod';
import { defineOperation, defineVerb, type OperationKind } from '../../operations/define-operation.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { verifySnapshot } from './verify-snapshot.ts';

export const verifyKind = 'snapshot-verify';

const verifyInput = z.object({ project: z.string().min(1), id: z.string().min(1) });

/** Reads every byte of a snapshot again; fails with `snapshot-corrupt` naming the file. */
export function createVerifyOperation({ store }: { readonly store: SnapshotStore }): OperationKind {
  return defineOperation<z.infer<typeof verifyInput>>({
    kind: verifyKind,
    input: verifyInput,
    afterCrash: 'resume',
    title: ({ id }) => `Verify snapshot ${id}`,
    locks: () => [],
    project: ({ project }) => project,
    plan: ({ id }) => ({
      title: `Verify snapshot ${id}`,
      steps: [
        {
          ...{ id: 'verify', after: [], verb: 'verify', resource: `snapshot ${id}`, weight: 1 },
          ...{ cause: 'every byte is read again', destructive: false, args: { id } },
        },
      ],
    }),
    verbs: {
      verify: defineVerb(z.object({ id: z.string() }), async ({ signal, progress }, { id }) =>
        verifySnapshot(await store.open(id, signal), signal, (bytes, total, table) =>
          progress(bytes, total, 'bytes', table),
        ),
      ),
    },
    result: ({ output }) => output('verify'),
  });
}
