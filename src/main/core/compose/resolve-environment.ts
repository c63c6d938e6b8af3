import type { LoadContext } from './load-context.ts';
import type { Service } from './model.ts';
import { type EnvFileRequest, readEnvFile } from './read-env-files.ts';
import type { DeclaredService } from './service-form.ts';

type Lookup = (name: string) => string | undefined;

/** The variables of several files; a later file wins and sees the earlier ones. */
async function readAll(
  files: readonly EnvFileRequest[],
  lookup: Lookup,
  context: LoadContext,
): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const file of files) {
    const values = await readEnvFile(file, (name) => all.get(name) ?? lookup(name), context);
    for (const [name, value] of values ?? []) all.set(name, value);
  }
  return all;
}

const sorted = <T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** The service with the variables and labels of its files; what it says itself wins. */
export async function resolveEnvironment(
  { service, envFiles, labelFiles }: DeclaredService,
  lookup: Lookup,
  context: LoadContext,
): Promise<Service> {
  if (envFiles.length === 0 && labelFiles.length === 0) return service;
  const variables = Object.fromEntries(await readAll(envFiles, lookup, context));
  const labels = Object.fromEntries(await readAll(labelFiles, lookup, context));
  const environment = sorted({ ...variables, ...service.environment });
  const allLabels = sorted({ ...labels, ...service.labels });
  return {
    ...service,
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(Object.keys(allLabels).length === 0 ? {} : { labels: allLabels }),
  };
}
