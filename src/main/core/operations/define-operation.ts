import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { Plan, PlannedStep, ProgressUnit } from '../../../shared/model/operation.ts';

/** What a running step is given. Nothing said through it may hold a secret. */
export interface StepContext {
  /** The operation's id. */
  readonly operation: string;
  readonly step: PlannedStep;
  /** The same at every run of this step, also after a crash; names its effect for idempotency. */
  readonly key: string;
  /** Aborts on cancel, on another step's failure and when the core stops. */
  readonly signal: AbortSignal;
  /** What an earlier step returned, from the journal; `undefined` when it returned nothing. */
  readonly output: (step: string) => unknown;
  /** How far it is, in bytes or items; call it as often as you like. `total` undefined: unknown. */
  readonly progress: (current: number, total: number | undefined, unit: ProgressUnit, text?: string) => void;
  /** One line of output. */
  readonly note: (text: string) => void;
  readonly warning: (text: string) => void;
  /** A command that is run, as it can be copied into a shell. */
  readonly command: (line: string) => void;
}

/** The code behind a planned step. */
export interface Verb {
  /** Throws when a step's arguments are not its own; called for the whole plan before anything runs. */
  readonly checkArgs?: ((args: PlannedStep['args']) => void) | undefined;
  /** Idempotent: it may run again after a crash, with its effect there, half there or not. Returns JSON. */
  readonly run: (step: StepContext) => Promise<unknown>;
  /**
   * Takes the effect back; also called for a step that stopped half-way, and again after a crash, so it
   * must bear an effect that is not there. Absent: the step leaves nothing that must be taken back.
   */
  readonly undo?: ((step: StepContext) => Promise<unknown>) | undefined;
}

/** A kind of operation as its domain writes it down. */
export interface OperationDefinition<Input> {
  readonly kind: string;
  /** Parses what it is started with: JSON, kept in the journal as it came, so never a secret. */
  readonly input: z.ZodType<Input>;
  readonly afterCrash: 'resume' | 'rollback';
  /** What a failed step does to those done before it; `rollback` unless said otherwise. */
  readonly onFailure?: 'rollback' | 'keep' | undefined;
  /** How many steps may run side by side, where not the core's default. */
  readonly parallel?: number | undefined;
  /** What it is called until its plan is made; its kind when absent. */
  readonly title?: ((input: Input) => string) | undefined;
  /** What it does to which environment, "<host>/<environment>"; held until it has ended. */
  readonly locks: (input: Input) => readonly string[];
  /** Absolute path of the project it belongs to. */
  readonly project?: ((input: Input) => string | undefined) | undefined;
  /** Made under the locks. */
  readonly plan: (input: Input, context: { readonly signal: AbortSignal }) => Plan | Promise<Plan>;
  readonly verbs: Readonly<Record<string, Verb>>;
  /** What it ends with, as JSON. */
  readonly result?: ((context: ResultContext) => unknown) | undefined;
}

export interface ResultContext {
  readonly operation: string;
  readonly signal: AbortSignal;
  readonly output: (step: string) => unknown;
}

/** An operation about to start: its kind and input as one. */
export interface PreparedOperation {
  readonly title: string;
  readonly locks: readonly string[];
  readonly project: string | undefined;
  readonly plan: (signal: AbortSignal) => Promise<Plan>;
}

/** A kind as the runner takes it, whatever its input's type. */
export interface OperationKind {
  readonly kind: string;
  readonly afterCrash: 'resume' | 'rollback';
  readonly onFailure: 'rollback' | 'keep';
  readonly parallel: number | undefined;
  readonly verbs: ReadonlyMap<string, Verb>;
  /** @throws BacklotError `invalid-input`. */
  readonly prepare: (input: unknown) => PreparedOperation;
  readonly result: ((context: ResultContext) => unknown) | undefined;
}

const invalid = (what: string, error: z.ZodError): BacklotError =>
  new BacklotError('invalid-input', `${what}: ${z.prettifyError(error)}`, { cause: error });

/** Makes a kind of operation from its definition. */
export function defineOperation<Input>(definition: OperationDefinition<Input>): OperationKind {
  const { kind, afterCrash, onFailure = 'rollback', parallel, result } = definition;
  return {
    kind,
    afterCrash,
    onFailure,
    parallel,
    verbs: new Map(Object.entries(definition.verbs)),
    result,
    prepare(raw) {
      const parsed = definition.input.safeParse(raw);
      if (!parsed.success) throw invalid(`"${kind}" was started with a wrong value`, parsed.error);
      const input = parsed.data;
      return {
        title: definition.title?.(input) ?? kind,
        locks: [...new Set(definition.locks(input))].sort(),
        project: definition.project?.(input),
        plan: async (signal) => definition.plan(input, { signal }),
      };
    },
  };
}

/** Makes a verb whose arguments are parsed: when planned, and before each run. */
export function defineVerb<Args>(
  schema: z.ZodType<Args>,
  run: (step: StepContext, args: Args) => Promise<unknown>,
  undo?: (step: StepContext, args: Args) => Promise<unknown>,
): Verb {
  const parse = (args: PlannedStep['args']): Args => {
    const parsed = schema.safeParse(args);
    if (parsed.success) return parsed.data;
    throw invalid('A step was planned with wrong arguments', parsed.error);
  };
  return {
    checkArgs: parse,
    run: (step) => run(step, parse(step.step.args)),
    undo: undo && ((step) => undo(step, parse(step.step.args))),
  };
}
