import { z } from 'zod';
import { wireError } from '../../../shared/contract/wire-error.ts';
import type { OperationState, ProgressUnit, StepState } from '../../../shared/model/operation.ts';
import { fromJson, fromNullableJson, toJson } from './json.ts';
import type { OperationRecord, Phase, StepRecord } from './operation-record.ts';
import type { Params } from './sqlite.ts';

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly state: OperationState;
  readonly cancelling: number;
  readonly phase: Phase;
  readonly ending: 'failed' | 'cancelled' | null;
  readonly locks: string;
  readonly project: string | null;
  readonly input: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly progress: number;
  readonly error: string | null;
  readonly result: string | null;
}

export interface StepRow {
  readonly operation: string;
  readonly id: string;
  readonly after: string;
  readonly verb: string;
  readonly resource: string;
  readonly cause: string;
  readonly weight: number;
  readonly destructive: number;
  readonly args: string;
  readonly state: StepState;
  readonly progress_current: number | null;
  readonly progress_total: number | null;
  readonly progress_unit: ProgressUnit | null;
  readonly text: string | null;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly error: string | null;
  readonly output: string | null;
  readonly taken_back: 'whole' | 'failed' | null;
}

const strings = z.array(z.string());
const record = z.record(z.string(), z.unknown());

export const operationFromRow = (row: OperationRow): OperationRecord => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  cancelling: row.cancelling === 1,
  phase: row.phase,
  ending: row.ending ?? undefined,
  locks: fromJson(row.locks, strings, 'operation.locks'),
  project: row.project ?? undefined,
  input: fromJson(row.input, z.unknown(), 'operation.input'),
  createdAt: row.created_at,
  startedAt: row.started_at ?? undefined,
  finishedAt: row.finished_at ?? undefined,
  progress: row.progress,
  error: fromNullableJson(row.error, wireError, 'operation.error'),
  result: fromNullableJson(row.result, z.unknown(), 'operation.result'),
});

/** The columns that change in an operation's life. */
export const changingColumns = (operation: OperationRecord): Params => ({
  id: operation.id,
  title: operation.title,
  state: operation.state,
  cancelling: operation.cancelling ? 1 : 0,
  phase: operation.phase,
  ending: operation.ending ?? null,
  startedAt: operation.startedAt ?? null,
  finishedAt: operation.finishedAt ?? null,
  progress: operation.progress,
  error: toJson(operation.error),
  result: toJson(operation.result),
});

export const allColumns = (operation: OperationRecord): Params => ({
  ...changingColumns(operation),
  kind: operation.kind,
  locks: toJson(operation.locks),
  project: operation.project ?? null,
  input: toJson(operation.input) ?? 'null',
  createdAt: operation.createdAt,
});

export const stepFromRow = (row: StepRow): StepRecord => ({
  id: row.id,
  after: fromJson(row.after, strings, 'step.after'),
  verb: row.verb,
  resource: row.resource,
  cause: row.cause,
  weight: row.weight,
  destructive: row.destructive === 1,
  args: fromJson(row.args, record, 'step.args'),
  state: row.state,
  progress:
    row.progress_current === null || row.progress_unit === null
      ? undefined
      : {
          current: row.progress_current,
          total: row.progress_total ?? undefined,
          unit: row.progress_unit,
        },
  text: row.text ?? undefined,
  startedAt: row.started_at ?? undefined,
  finishedAt: row.finished_at ?? undefined,
  error: fromNullableJson(row.error, wireError, 'step.error'),
  output: fromNullableJson(row.output, z.unknown(), 'step.output'),
  takenBack: row.taken_back ?? undefined,
});

/** The columns that change in a step's life. */
export const changingStepColumns = (operation: string, step: StepRecord): Params => ({
  operation,
  id: step.id,
  state: step.state,
  current: step.progress?.current ?? null,
  total: step.progress?.total ?? null,
  unit: step.progress?.unit ?? null,
  text: step.text ?? null,
  startedAt: step.startedAt ?? null,
  finishedAt: step.finishedAt ?? null,
  error: toJson(step.error),
  output: toJson(step.output),
  takenBack: step.takenBack ?? null,
});

export const allStepColumns = (operation: string, position: number, step: StepRecord): Params => ({
  ...changingStepColumns(operation, step),
  position,
  after: toJson(step.after),
  verb: step.verb,
  resource: step.resource,
  cause: step.cause,
  weight: step.weight,
  destructive: step.destructive ? 1 : 0,
  args: toJson(step.args),
});
