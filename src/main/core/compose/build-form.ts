import { absoluteContext } from './absolute-path.ts';
import { ulimits } from './device-forms.ts';
import { buildSecrets } from './file-form.ts';
import { type Form, object, oneOf, refine, tellValue } from './form.ts';
import { buildArguments, extraHosts, labels, namedContexts, sshKeys, textList } from './map-forms.ts';
import type { Build } from './model.ts';
import { anyText, byteSize, flag, text } from './scalar-forms.ts';
import { nodeAt } from './yaml-node.ts';

const written = object({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: textList,
  args: buildArguments,
  ssh: sshKeys,
  labels,
  cache_from: textList,
  cache_to: textList,
  no_cache: flag,
  no_cache_filter: textList,
  additional_contexts: namedContexts,
  provenance: anyText,
  sbom: anyText,
  pull: flag,
  extra_hosts: extraHosts,
  isolation: text,
  network: text,
  target: text,
  secrets: buildSecrets,
  shm_size: byteSize,
  tags: textList,
  ulimits,
  platforms: textList,
  privileged: flag,
});

const long: Form<Build> = refine(written, ({ context, dockerfile, ...rest }, node, at, to) => {
  if (dockerfile !== undefined && rest.dockerfile_inline !== undefined) {
    const place = nodeAt(node, ['dockerfile_inline']) ?? node;
    tellValue(
      place,
      at,
      to,
      '"dockerfile" and "dockerfile_inline" exclude each other.',
      'Keep one of the two.',
    );
    return undefined;
  }
  // A context that isn't written is the project's, even when an extended file holds the build.
  const from = nodeAt(node, ['context']);
  const base = from && context !== undefined ? from.source.baseDirectory : node.source.projectDirectory;
  const file = dockerfile ?? (rest.dockerfile_inline === undefined ? 'Dockerfile' : undefined);
  return {
    context: absoluteContext(context ?? '.', base, to.home),
    ...(file === undefined ? {} : { dockerfile: file }),
    ...rest,
  };
});

const short: Form<Build> = refine(text, (context, node, _at, to) => ({
  context: absoluteContext(context === '' ? '.' : context, node.source.baseDirectory, to.home),
  dockerfile: 'Dockerfile',
}));

/** How a service is built: a context, or a block. */
export const build: Form<Build> = oneOf(short, long);
