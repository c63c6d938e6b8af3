import { type Form, kept, listOf, object, oneOf, refine } from './form.ts';
import type { FileReference } from './model.ts';
import { fileMode, text } from './scalar-forms.ts';

const reference: Form<FileReference> = oneOf<FileReference>(
  refine(text, (source) => ({ source })),
  refine(
    object(
      { source: text, target: text, uid: text, gid: text, mode: kept(fileMode) },
      { required: ['source'] },
    ),
    ({ source, target, uid, gid, mode }) =>
      source === undefined
        ? undefined
        : {
            source,
            ...(target === undefined ? {} : { target }),
            ...(uid === undefined ? {} : { uid }),
            ...(gid === undefined ? {} : { gid }),
            ...(mode === undefined ? {} : { mode: mode.toString(8).padStart(4, '0') }),
          },
  ),
);

const keyOf =
  (folder: string) =>
  ({ source, target }: FileReference): string =>
    target ?? `${folder}/${source}`;

/** Secrets of a service; without a target they are at /run/secrets. */
export const secretReferences: Form<readonly FileReference[]> = listOf(
  refine(reference, ({ source, target, ...rest }) => ({
    source,
    target: target ?? `/run/secrets/${source}`,
    ...rest,
  })),
  keyOf('/run/secrets'),
);

/** Configs of a service; without a target they are at the root of its file system. */
export const configReferences: Form<readonly FileReference[]> = listOf(reference, keyOf(''));

/** Secrets of a build. */
export const buildSecrets: Form<readonly FileReference[]> = listOf(reference);
