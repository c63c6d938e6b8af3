import { access } from 'node:fs/promises';

/** True when something is at the path and may be looked at. */
export const pathExists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
