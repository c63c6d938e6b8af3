/**
 * The file of a program that is started beside this one, a thread or a process: beside `here` (an `import.meta.url`) in
 * the sources, beside the bundles when built. `name` is without its ending; as it is put together, the bundler leaves
 * it alone. Pure.
 */
export function programFile(here: string, name: string): URL {
  if (here.endsWith('.ts')) return new URL(`./${name}.ts`, here);
  return new URL(`${here.includes('/chunks/') ? '..' : '.'}/${name}.js`, here);
}
