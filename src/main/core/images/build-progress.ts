import type { Trace, TraceVertex } from './decode-trace.ts';

export type BuildStepState = 'waiting' | 'running' | 'done' | 'cached' | 'failed';

/** One step of a build, as its Dockerfile has it: "[2/4] RUN apt-get update". */
export interface BuildStep {
  readonly id: string;
  readonly name: string;
  readonly state: BuildStepState;
  /** How long it took; undefined until it ended. */
  readonly seconds: number | undefined;
  /** Bytes that it loads or sends, when it does. */
  readonly current: number;
  readonly total: number;
  readonly error: string | undefined;
}

export interface BuildLine {
  /** The id of the step that wrote it. */
  readonly step: string;
  readonly from: 'stdout' | 'stderr';
  readonly text: string;
}

/** How far a build has come, with its newest lines. */
export interface BuildProgress {
  readonly steps: readonly BuildStep[];
  readonly warnings: readonly string[];
}

export const noBuildProgress: BuildProgress = { steps: [], warnings: [] };

function stateOf({ error, cached, startedAt, completedAt }: TraceVertex): BuildStepState {
  if (error !== '') return 'failed';
  // A step that is found in the cache has an end without a beginning.
  if (cached) return 'cached';
  if (completedAt !== undefined) return 'done';
  return startedAt === undefined ? 'waiting' : 'running';
}

const toStep = (vertex: TraceVertex, before: BuildStep | undefined): BuildStep => ({
  id: vertex.digest,
  name: vertex.name.replace(/\s+/g, ' '),
  state: stateOf(vertex),
  seconds:
    vertex.startedAt === undefined || vertex.completedAt === undefined
      ? undefined
      : Math.max(0, vertex.completedAt - vertex.startedAt) / 1000,
  current: before?.current ?? 0,
  total: before?.total ?? 0,
  error: vertex.error === '' ? undefined : vertex.error,
});

/** Of one step's parts ("layers"), by id: what each has loaded. Kept beside the steps for their sums. */
export type BuildParts = ReadonlyMap<string, ReadonlyMap<string, { current: number; total: number }>>;

/** The progress after one more trace of BuildKit. */
export function advanceBuild(progress: BuildProgress, trace: Trace, parts: BuildParts): BuildProgress {
  const steps = new Map(progress.steps.map((step) => [step.id, step]));
  for (const vertex of trace.vertexes) steps.set(vertex.digest, toStep(vertex, steps.get(vertex.digest)));
  for (const id of new Set(trace.statuses.map(({ vertex }) => vertex))) {
    const step = steps.get(id);
    const own = [...(parts.get(id)?.values() ?? [])];
    if (step)
      steps.set(id, {
        ...step,
        current: own.reduce((sum, { current }) => sum + current, 0),
        total: own.reduce((sum, { total }) => sum + total, 0),
      });
  }
  return { steps: [...steps.values()], warnings: [...progress.warnings, ...trace.warnings] };
}

/** The parts after one more trace. */
export function advanceParts(parts: BuildParts, { statuses }: Trace): BuildParts {
  if (statuses.length === 0) return parts;
  const next = new Map(parts);
  for (const { vertex, id, current, total } of statuses)
    next.set(vertex, new Map(next.get(vertex)).set(id, { current, total: Math.max(total, current) }));
  return next;
}

/**
 * The progress after one more line of the older builder: "Step 2/5 : RUN make", " ---> Using cache".
 * Its steps have no times of their own; `now` is in milliseconds.
 */
export function advanceLegacyBuild(
  progress: BuildProgress,
  line: string,
  startedAt: ReadonlyMap<string, number>,
  now: number,
): BuildProgress {
  const begun = /^Step (\d+)\/(\d+) : (.*)$/.exec(line);
  const { steps } = progress;
  const last = steps.at(-1);
  const ended = (state: BuildStepState): readonly BuildStep[] =>
    last?.state === 'running'
      ? [
          ...steps.slice(0, -1),
          { ...last, state, seconds: Math.max(0, now - (startedAt.get(last.id) ?? now)) / 1000 },
        ]
      : steps;
  if (begun) {
    const [, number = '', of = '', name = ''] = begun;
    const step = { id: `step-${number}`, name: `[${number}/${of}] ${name}`, state: 'running' as const };
    return {
      ...progress,
      steps: [...ended('done'), { ...step, seconds: undefined, current: 0, total: 0, error: undefined }],
    };
  }
  if (/^ ---> Using cache/.test(line)) return { ...progress, steps: ended('cached') };
  if (/^Successfully built /.test(line)) return { ...progress, steps: ended('done') };
  return progress;
}
