import type { OperationState } from '../../../shared/model/operation.ts';
import type { JournaledOperation, OperationRecord, StepRecord } from './operation-record.ts';
import {
  allColumns,
  allStepColumns,
  changingColumns,
  changingStepColumns,
  type OperationRow,
  operationFromRow,
  type StepRow,
  stepFromRow,
} from './operation-row.ts';
import type { Database } from './sqlite.ts';

export interface ListOptions {
  readonly limit: number;
  readonly states?: readonly OperationState[] | undefined;
  readonly project?: string | undefined;
}

/** The journal's operations with their steps. */
export interface OperationRepository {
  readonly insert: (operation: OperationRecord) => void;
  readonly insertSteps: (operation: string, steps: readonly StepRecord[]) => void;
  readonly update: (operation: OperationRecord) => void;
  readonly updateStep: (operation: string, step: StepRecord) => void;
  readonly get: (id: string) => JournaledOperation | undefined;
  /** At most `limit` ids that begin with a prefix. */
  readonly withPrefix: (prefix: string, limit: number) => readonly string[];
  /** Newest first, without steps. */
  readonly list: (options: ListOptions) => readonly OperationRecord[];
  /** Ids of those that have not ended, oldest first. */
  readonly unfinished: () => readonly string[];
  /** Ids of the newest ended ones, oldest first. */
  readonly lastFinished: (limit: number) => readonly string[];
  /** Ids of ended ones that ended before a moment or are beyond the newest `keep` ended ones. */
  readonly expired: (before: number, keep: number) => readonly string[];
  /** Removes an operation with its steps and events. */
  readonly remove: (id: string) => void;
}

interface Id {
  readonly id: string;
}

const ids = (rows: readonly Id[]): readonly string[] => rows.map(({ id }) => id);

export function createOperationRepository(db: Database): OperationRepository {
  const insert = db.prepare(`
    INSERT INTO operation (id, kind, title, state, cancelling, phase, ending, locks, project, input,
                           created_at, started_at, finished_at, progress, error, result)
    VALUES (:id, :kind, :title, :state, :cancelling, :phase, :ending, :locks, :project, :input,
            :createdAt, :startedAt, :finishedAt, :progress, :error, :result)`);
  const insertStep = db.prepare(`
    INSERT INTO step (operation, position, id, after, verb, resource, cause, weight, destructive, args, state,
                      progress_current, progress_total, progress_unit, text, started_at, finished_at, error, output,
                      taken_back)
    VALUES (:operation, :position, :id, :after, :verb, :resource, :cause, :weight, :destructive, :args, :state,
            :current, :total, :unit, :text, :startedAt, :finishedAt, :error, :output,
            :takenBack)`);
  const update = db.prepare(`
    UPDATE operation SET title = :title, state = :state, cancelling = :cancelling, phase = :phase,
      ending = :ending, started_at = :startedAt, finished_at = :finishedAt, progress = :progress,
      error = :error, result = :result
    WHERE id = :id`);
  const updateStep = db.prepare(`
    UPDATE step SET state = :state, progress_current = :current, progress_total = :total,
      progress_unit = :unit, text = :text, started_at = :startedAt, finished_at = :finishedAt,
      error = :error, output = :output, taken_back = :takenBack
    WHERE operation = :operation AND id = :id`);
  const one = db.prepare<OperationRow>('SELECT * FROM operation WHERE id = :id');
  const steps = db.prepare<StepRow>('SELECT * FROM step WHERE operation = :id ORDER BY position');
  const withPrefix = db.prepare<Id>(
    'SELECT id FROM operation WHERE substr(id, 1, length(:prefix)) = :prefix ORDER BY number LIMIT :limit',
  );
  const list = db.prepare<OperationRow>(`
    SELECT * FROM operation
    WHERE (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))
      AND (:project IS NULL OR project = :project)
    ORDER BY number DESC LIMIT :limit`);
  const unfinished = db.prepare<Id>('SELECT id FROM operation WHERE finished_at IS NULL ORDER BY number');
  const lastFinished = db.prepare<Id>(`
    SELECT id FROM (
      SELECT id, finished_at, number FROM operation WHERE finished_at IS NOT NULL
      ORDER BY finished_at DESC, number DESC LIMIT :limit
    ) ORDER BY finished_at, number`);
  const expired = db.prepare<Id>(`
    SELECT id FROM operation
    WHERE finished_at IS NOT NULL AND (finished_at < :before OR number NOT IN (
      SELECT number FROM operation WHERE finished_at IS NOT NULL
      ORDER BY finished_at DESC, number DESC LIMIT :keep
    ))
    ORDER BY number`);
  const remove = db.prepare('DELETE FROM operation WHERE id = :id');

  return {
    insert: (operation) => {
      insert.run(allColumns(operation));
    },
    insertSteps: (operation, planned) => {
      for (const [position, step] of planned.entries()) {
        insertStep.run(allStepColumns(operation, position, step));
      }
    },
    update: (operation) => {
      update.run(changingColumns(operation));
    },
    updateStep: (operation, step) => {
      updateStep.run(changingStepColumns(operation, step));
    },
    get(id) {
      const row = one.get({ id });
      return row && { ...operationFromRow(row), steps: steps.all({ id }).map(stepFromRow) };
    },
    withPrefix: (prefix, limit) => ids(withPrefix.all({ prefix, limit })),
    list: ({ limit, states, project }) =>
      list
        .all({ limit, states: states ? JSON.stringify(states) : null, project: project ?? null })
        .map(operationFromRow),
    unfinished: () => ids(unfinished.all()),
    lastFinished: (limit) => ids(lastFinished.all({ limit })),
    expired: (before, keep) => ids(expired.all({ before, keep })),
    remove: (id) => {
      remove.run({ id });
    },
  };
}
