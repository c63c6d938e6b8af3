import type { Build } from '../compose/model.ts';

const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What somebody would type to build the same; arguments by name alone, as their values may be secrets. */
export function buildCommand(build: Build, tags: readonly string[]): string {
  const option = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [name, value];
  return [
    'docker',
    'build',
    ...tags.flatMap((tag) => ['--tag', tag]),
    ...option('--file', build.dockerfile_inline === undefined ? build.dockerfile : '-'),
    ...option('--target', build.target),
    ...option('--platform', build.platforms?.[0]),
    ...Object.keys(build.args ?? {}).flatMap((name) => ['--build-arg', name]),
    ...(build.no_cache ? ['--no-cache'] : []),
    ...(build.pull ? ['--pull'] : []),
    build.context,
  ]
    .map(quote)
    .join(' ');
}
