import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type StackIdentity, stackIdentity } from '../src/main/core/engine/identity.ts';
import type { StackRef } from '../src/main/core/engine/stack-access.ts';

/** A stack of a benchmark's own: the environment `dev` of a project that nobody else has. `folder` is the project's. */
export function benchStack(folder: string): { readonly identity: StackIdentity; readonly ref: StackRef } {
  const identity = stackIdentity({
    project: `bench${randomBytes(3).toString('hex')}`,
    environment: 'dev',
    first: true,
    workingDir: folder,
    configFiles: [join(folder, 'compose.yaml')],
  });
  return { identity, ref: { host: 'default', project: folder, environment: 'dev' } };
}
