import { join } from 'node:path';
import envPaths from 'env-paths';

/** Where the demo keeps what it makes: nothing of it lies elsewhere. */
export interface DemoFolders {
  readonly root: string;
  /** The sample project, a git repository. */
  readonly project: string;
  /** The data directory of the demo's own core. */
  readonly home: string;
}

/** The demo has a data directory of its own, so that it never mixes with real projects. */
export function demoFolders(env: Readonly<Record<string, string | undefined>> = process.env): DemoFolders {
  const root = env.BACKLOT_DEMO || envPaths('backlot-demo', { suffix: '' }).data;
  return { root, project: join(root, 'shop'), home: join(root, 'data') };
}
