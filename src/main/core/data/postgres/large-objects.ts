import type { TargetSession } from './target-session.ts';

const pieceBytes = 1024 * 1024;
/** Of text: twice as many bytes as the objects have. */
const batchBytes = 32 * 1024 * 1024;

/** Copies every large object out in pieces: its oid, an offset, and the bytes from there. */
export const copyLargeObjects = `COPY (
  SELECT o.oid, piece.at, pg_catalog.lo_get(o.oid, piece.at, ${pieceBytes})
  FROM (SELECT oid FROM pg_catalog.pg_largeobject_metadata ORDER BY oid) o
  CROSS JOIN LATERAL (SELECT pg_catalog.lo_open(o.oid, 262144) AS fd OFFSET 0) opened
  CROSS JOIN LATERAL (SELECT pg_catalog.lo_lseek64(opened.fd, 0, 2) AS bytes OFFSET 0) size
  CROSS JOIN LATERAL (SELECT pg_catalog.lo_close(opened.fd) + size.bytes AS bytes OFFSET 0) closed
  CROSS JOIN LATERAL pg_catalog.generate_series(0::bigint, closed.bytes - 1, ${pieceBytes}) AS piece(at)
) TO STDOUT`;

const pieces = 'pg_temp.backlot_large_objects';

/** Puts a batch into its objects; those that the schema did not make are made. */
const putBatch = `
SELECT count(pg_catalog.lo_create(id)) FROM (SELECT DISTINCT id FROM ${pieces}) p
  WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata m WHERE m.oid = p.id);
SELECT count(*) FROM (SELECT pg_catalog.lo_put(id, at, data) FROM ${pieces}) p;
TRUNCATE ${pieces};
COMMIT;`;

/** Loads what `copyLargeObjects` wrote, in batches that are whole each. */
export async function loadLargeObjects(
  session: TargetSession,
  rows: AsyncIterable<Uint8Array>,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  await session.run(`CREATE TEMPORARY TABLE backlot_large_objects (id oid, at bigint, data bytea);`);
  for await (const batch of batches(rows))
    await session.copyIn({
      before: `BEGIN;\nCOPY ${pieces} FROM STDIN;`,
      rows: onlyOne(batch),
      after: putBatch,
      onBytes,
    });
  await session.run(`DROP TABLE ${pieces};`);
}

async function* onlyOne(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

/** Rows put together into chunks that end with a row. */
async function* batches(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of rows) {
    const end = size + chunk.length < batchBytes ? -1 : chunk.lastIndexOf(10);
    if (end === -1) {
      waiting.push(chunk);
      size += chunk.length;
      continue;
    }
    yield Buffer.concat([...waiting, chunk.subarray(0, end + 1)]);
    waiting = [chunk.slice(end + 1)];
    size = chunk.length - end - 1;
  }
  const rest = Buffer.concat(waiting);
  if (rest.length > 0) yield rest;
}
