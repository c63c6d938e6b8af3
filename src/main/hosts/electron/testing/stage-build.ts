import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** The project's folder. */
export const projectRoot = resolve(import.meta.dirname, '../../../../..');

/** True when the product's own page has been built. */
export const hasPage = (): boolean => existsSync(join(projectRoot, 'out/renderer/index.html'));

export interface Staged {
  /** A folder with `out/` and `resources/`, as the product has them. */
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/** Puts the main and preload bundles, byte by byte as built, beside the test page instead of the product's. */
export async function stageBuild(): Promise<Staged> {
  for (const bundle of ['out/main/index.js', 'out/preload/index.cjs']) {
    if (!existsSync(join(projectRoot, bundle)))
      throw new Error(`${bundle} is not there: run npm run build first.`);
  }
  const root = await mkdtemp(join(tmpdir(), 'backlot-staged-'));
  await cp(join(projectRoot, 'out/main'), join(root, 'out/main'), { recursive: true });
  await cp(join(projectRoot, 'out/preload'), join(root, 'out/preload'), { recursive: true });
  await cp(join(projectRoot, 'package.json'), join(root, 'package.json'));
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  await symlink(join(projectRoot, 'resources'), join(root, 'resources'), 'junction');
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'page'),
    build: { outDir: join(root, 'out/renderer'), emptyOutDir: true, target: 'es2024' },
  });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
