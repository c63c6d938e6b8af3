import { isAbsolute } from 'node:path';
import type { Build } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';

/** True for a context that the engine gets by itself: a git repository or a tar behind an address. */
export const isRemoteContext = (context: string): boolean =>
  !isAbsolute(context) &&
  (/^(?:https?|git|ssh):\/\//.test(context) || /^(?:github\.com\/|git@)/.test(context));

/** What differs from one run of a build to the next. */
export interface BuildRun {
  readonly tags: readonly string[];
  /** As the builder looks for it. */
  readonly dockerfile: string;
  /** The address of a remote context, or "client-session". */
  readonly remote?: string | undefined;
  /** Present for BuildKit, absent for the older builder. */
  readonly session?: string | undefined;
}

const withoutNull = (values: Build['args']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );

/** The query of the engine's build call. Source: Docker Engine API, ImageBuild. */
export function buildQuery(build: Build, run: BuildRun): string {
  const query = new URLSearchParams();
  const set = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') query.append(key, value);
  };
  const flag = (key: string, value: boolean | undefined): void => set(key, value ? '1' : undefined);
  if (run.session !== undefined) {
    set('version', '2');
    set('session', run.session);
    set('buildid', run.session);
  } else {
    flag('rm', true);
    flag('forcerm', true);
  }
  set('remote', run.remote);
  for (const tag of run.tags) set('t', tag);
  set('dockerfile', run.dockerfile);
  set('target', build.target);
  set('platform', build.platforms?.[0]);
  set('networkmode', build.network);
  set('shmsize', build.shm_size);
  flag('nocache', build.no_cache);
  flag('pull', build.pull);
  for (const host of build.extra_hosts ?? []) set('extrahosts', host.replace('=', ':'));
  const args = withoutNull(build.args);
  if (Object.keys(args).length > 0) set('buildargs', JSON.stringify(args));
  if (Object.keys(build.labels ?? {}).length > 0) set('labels', JSON.stringify(build.labels));
  if (build.cache_from?.length) set('cachefrom', JSON.stringify(build.cache_from));
  const ulimits = Object.entries(build.ulimits ?? {}).map(([Name, limit]) =>
    typeof limit === 'number'
      ? { Name, Soft: limit, Hard: limit }
      : { Name, Soft: limit.soft, Hard: limit.hard },
  );
  if (ulimits.length > 0) set('ulimits', JSON.stringify(ulimits));
  return query.toString();
}

/**
 * What of a build section this engine can't do, each as a sentence for the plan. `refused` stops the
 * build; `ignored` does not.
 */
export function judgeBuild(
  build: Build,
  api: string,
): { readonly refused: readonly string[]; readonly ignored: readonly string[] } {
  const refused: string[] = [];
  const ignored: string[] = [];
  const contexts = Object.keys(build.additional_contexts ?? {});
  if (contexts.length > 0)
    refused.push(`additional_contexts (${contexts.join(', ')}) can't be given to the engine's own builder`);
  if ((build.platforms?.length ?? 0) > 1)
    refused.push(`the engine's own builder makes one platform at a time, not ${build.platforms?.join(', ')}`);
  if (build.entitlements?.length || build.privileged)
    refused.push("the engine's own builder gives no entitlements (privileged, security.insecure)");
  if (build.dockerfile_inline !== undefined && isRemoteContext(build.context))
    refused.push('dockerfile_inline needs a context on this machine');
  if (build.cache_to?.length) ignored.push("cache_to: the engine's own builder keeps its cache to itself");
  if (build.isolation) ignored.push(`isolation (${build.isolation}) is for Windows containers`);
  // Engines before 23.0 take these two and leave them out.
  if (compareApi(api, '1.42') < 0) {
    if (build.shm_size) ignored.push(`shm_size of a build needs Docker 23.0; this engine ignores it`);
    if (build.ulimits) ignored.push(`ulimits of a build need Docker 23.0; this engine ignores them`);
  }
  return { refused, ignored };
}
