import { posix } from 'node:path';
import { absolutePath } from './absolute-path.ts';
import { type Form, kept, listOf, object, oneOf, refine, tellValue } from './form.ts';
import { labels } from './map-forms.ts';
import type { Mount } from './model.ts';
import { parseMount } from './parse-mount.ts';
import { byteSize, fileMode, flag, text, word } from './scalar-forms.ts';

const cleanTarget = (target: string): string => posix.normalize(target).replace(/(.)\/$/, '$1');

const short: Form<Mount> = refine(text, (written, node, at, to) => {
  const parsed = parseMount(written);
  if (parsed.kind === 'broken') {
    tellValue(
      node,
      at,
      to,
      `is not a mount. ${parsed.why}`,
      'Write source:target, with :ro behind it for read-only.',
    );
    return undefined;
  }
  for (const option of parsed.unknown) {
    to.problems.warn(node, `The option "${option}" of a mount has no effect.`);
  }
  const { mount } = parsed;
  if (mount.type !== 'bind' || mount.source === undefined) return mount;
  return { ...mount, source: absolutePath(mount.source, node.source.baseDirectory, to.home) };
});

const long: Form<Mount> = refine(
  object(
    {
      type: word('volume', 'bind', 'tmpfs', 'npipe', 'cluster', 'image'),
      source: text,
      target: text,
      read_only: flag,
      consistency: text,
      bind: object({
        selinux: word('z', 'Z'),
        propagation: text,
        create_host_path: flag,
        recursive: word('enabled', 'disabled', 'writable', 'readonly'),
      }),
      volume: object({ nocopy: flag, subpath: text, labels }),
      tmpfs: object({ size: byteSize, mode: kept(fileMode) }),
      image: object({ subpath: text }),
    },
    { required: ['type', 'target'] },
  ),
  ({ type, target, source, ...rest }, node, at, to) => {
    if (type === undefined || target === undefined) return undefined;
    if (type === 'bind' && source === undefined) {
      tellValue(node, at, to, 'a bind has no source.', 'Add the key "source" with a path.');
      return undefined;
    }
    const place =
      type === 'bind' && source !== undefined
        ? absolutePath(source, node.source.baseDirectory, to.home)
        : source;
    return { type, ...(place === undefined ? {} : { source: place }), target: cleanTarget(target), ...rest };
  },
);

/** Mounts of a service, one for each target. */
export const mounts: Form<readonly Mount[]> = listOf(oneOf(short, long), ({ target }) => target);
