import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../../bench/bench.ts';

const SUFFIX = '.bench.ts';

/** The names of the benchmarks in a directory, sorted. */
export function listBenches(directory: string): readonly string[] {
  return globSync(`*${SUFFIX}`, { cwd: directory })
    .map((file) => basename(file, SUFFIX))
    .toSorted();
}

/** Loads one benchmark by name, or all without a name; throws when there is none of that name. */
export async function loadBenches(directory: string, name: string | undefined): Promise<readonly Bench[]> {
  const names = listBenches(directory);
  if (name !== undefined && !names.includes(name)) {
    throw new Error(`There is no benchmark ${name}. There are: ${names.join(', ') || 'none'}`);
  }
  const wanted = name === undefined ? names : [name];
  return Promise.all(wanted.map((each) => loadBench(join(directory, `${each}${SUFFIX}`))));
}

async function loadBench(path: string): Promise<Bench> {
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
  if (!isBench(module.default)) throw new Error(`${path} does not export a benchmark as default`);
  return module.default;
}

function isBench(value: unknown): value is Bench {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'run' in value &&
    typeof value.run === 'function'
  );
}
