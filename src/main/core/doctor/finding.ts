import type { Check } from '../../../shared/model/check.ts';
import type { DockerContext, DockerContexts } from '../docker/contexts.ts';
import type { EngineInfo } from '../docker/engine-info.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Machine } from './observe-machine.ts';

/** What Backlot can do itself about a finding, on a click. */
export type Mend =
  | { readonly kind: 'start-engine'; readonly program: string; readonly args: readonly string[] }
  | { readonly kind: 'chmod'; readonly path: string; readonly mode: number };

/** What a user can do about it: the one command, and the steps around it in words. */
export interface HowTo {
  readonly command?: string | undefined;
  readonly steps: readonly string[];
}

/** What a check found. A problem that is mended by a click carries the `mend` that does it. */
export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail' | 'skipped';
  readonly found: string;
  readonly problem?: string | undefined;
  readonly howTo?: HowTo | undefined;
  readonly mend?: Mend | undefined;
}

/** What every check may look at. */
export interface DoctorOptions {
  /** The data directory. */
  readonly home: string;
  readonly secrets: Secrets;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home directory. */
  readonly homedir: string;
  readonly machine: Machine;
}

/** One run over all checks: what they share is looked up once. */
export interface Examination extends DoctorOptions {
  readonly contexts: DockerContexts;
  /** What an engine says of itself. @throws BacklotError as `connectEngine` does. */
  readonly inspect: (context: DockerContext) => Promise<EngineInfo>;
}

/** One check, before it has run. */
export interface Examiner extends Pick<Check, 'id' | 'group' | 'title'> {
  readonly examine: (examination: Examination, signal: AbortSignal) => Promise<Finding>;
}
