import type { EventStatus, OperationEvent, ProgressUnit } from '../../../shared/model/operation.ts';
import type { Database } from './sqlite.ts';

interface EventRow {
  readonly seq: number;
  readonly operation: string;
  readonly at: number;
  readonly resource: string | null;
  readonly parent: string | null;
  readonly status: EventStatus;
  readonly text: string;
  readonly current: number | null;
  readonly total: number | null;
  readonly unit: ProgressUnit | null;
}

/** The journal's stream of events; `seq` is given by the writer and grows. */
export interface EventRepository {
  readonly insert: (event: OperationEvent) => void;
  /** In order of `seq`, of all operations or of one. */
  readonly after: (seq: number, limit: number, operation?: string) => readonly OperationEvent[];
  /** The highest seq ever written, also when its event is gone; 0 in a new journal. */
  readonly lastSeq: () => number;
  /** How many events of some statuses an operation has. */
  readonly count: (operation: string, statuses: readonly EventStatus[]) => number;
  /** Removes at most `limit` of an operation's events, oldest first; answers how many. */
  readonly removeSome: (operation: string, limit: number) => number;
}

const fromRow = (row: EventRow): OperationEvent => ({
  seq: row.seq,
  operation: row.operation,
  at: row.at,
  resource: row.resource ?? undefined,
  parent: row.parent ?? undefined,
  status: row.status,
  text: row.text,
  current: row.current ?? undefined,
  total: row.total ?? undefined,
  unit: row.unit ?? undefined,
});

export function createEventRepository(db: Database): EventRepository {
  const insert = db.prepare(`
    INSERT INTO event (seq, operation, at, resource, parent, status, text, current, total, unit)
    VALUES (:seq, :operation, :at, :resource, :parent, :status, :text, :current, :total, :unit)`);
  const after = db.prepare<EventRow>('SELECT * FROM event WHERE seq > :seq ORDER BY seq LIMIT :limit');
  const afterOf = db.prepare<EventRow>(
    'SELECT * FROM event WHERE operation = :operation AND seq > :seq ORDER BY seq LIMIT :limit',
  );
  const lastSeq = db.prepare<{ readonly seq: number }>(
    "SELECT seq FROM sqlite_sequence WHERE name = 'event'",
  );
  const count = db.prepare<{ readonly n: number }>(`
    SELECT count(*) AS n FROM event
    WHERE operation = :operation AND status IN (SELECT value FROM json_each(:statuses))`);
  const removeSome = db.prepare(`
    DELETE FROM event WHERE seq IN (
      SELECT seq FROM event WHERE operation = :operation ORDER BY seq LIMIT :limit
    )`);

  return {
    insert: (event) => {
      insert.run({
        seq: event.seq,
        operation: event.operation,
        at: event.at,
        resource: event.resource ?? null,
        parent: event.parent ?? null,
        status: event.status,
        text: event.text,
        current: event.current ?? null,
        total: event.total ?? null,
        unit: event.unit ?? null,
      });
    },
    after: (seq, limit, operation) =>
      (operation === undefined ? after.all({ seq, limit }) : afterOf.all({ seq, limit, operation })).map(
        fromRow,
      ),
    lastSeq: () => lastSeq.get()?.seq ?? 0,
    count: (operation, statuses) => count.get({ operation, statuses: JSON.stringify(statuses) })?.n ?? 0,
    removeSome: (operation, limit) => removeSome.run({ operation, limit }),
  };
}
