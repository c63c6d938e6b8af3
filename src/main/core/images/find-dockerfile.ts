import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import type { Build } from '../compose/model.ts';
import { isRemoteContext } from './build-query.ts';

/** Where a build's files are. */
export type BuildSource =
  | { readonly kind: 'remote'; readonly address: string; readonly dockerfile: string }
  | { readonly kind: 'inline'; readonly context: string; readonly text: string }
  | {
      readonly kind: 'local';
      readonly context: string;
      /** The folder and the name of the Dockerfile; it may lie outside of the context. */
      readonly folder: string;
      readonly dockerfile: string;
    };

const kindOf = (path: string): Promise<'file' | 'folder' | undefined> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  );

/**
 * Finds the context and the Dockerfile of a build.
 * @throws BacklotError `config-invalid` naming what is not there.
 */
export async function findDockerfile(build: Build): Promise<BuildSource> {
  const { context, dockerfile = 'Dockerfile', dockerfile_inline: text } = build;
  if (isRemoteContext(context)) return { kind: 'remote', address: context, dockerfile };
  const details = { context, dockerfile };
  const found = await kindOf(context);
  if (found !== 'folder')
    throw new BacklotError(
      'config-invalid',
      found === 'file'
        ? `The build context ${context} is a file, not a folder.`
        : `The build context ${context} does not exist.`,
      { hint: 'Correct "context" of the build in the compose file.', details },
    );
  if (text !== undefined) return { kind: 'inline', context, text };
  const path = isAbsolute(dockerfile) ? dockerfile : join(context, dockerfile);
  if ((await kindOf(path)) !== 'file')
    throw new BacklotError('config-invalid', `The Dockerfile ${path} does not exist.`, {
      hint: 'Correct "dockerfile" of the build in the compose file, or add the file.',
      details,
    });
  return { kind: 'local', context, folder: dirname(path), dockerfile: basename(path) };
}
