import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskingReport } from '../../../../shared/model/masking.ts';
import type { Snapshot } from '../../../../shared/model/snapshot.ts';
import type { PieceEnd } from '../masker/row-program-messages.ts';
import type { RowSide } from '../masker/row-side.ts';
import type { ExportedSnapshot } from '../postgres/source.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import { buildReceipt } from './build-receipt.ts';
import { copyTable } from './copy-table.ts';
import { createLatch } from './latch.ts';
import { mergeCounts } from './merge-counts.ts';
import { mergeFindings } from './merge-findings.ts';
import { createOriginalSample } from './original-sample.ts';
import { createOutputScan } from './output-scan.ts';
import type { OpenedSource, PulledSubset, PullInput, PullLimits, PullPorts } from './pull-ports.ts';
import { refuseOpenColumns } from './refuse-open-columns.ts';
import { snapshotSequences } from './snapshot-sequences.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { splitSchema } from './split-schema.ts';
import { isExact, type PulledTable, pulledTables, shapeOf } from './table-rules.ts';
import type { SnapshotWriter, WrittenTable } from './write-snapshot.ts';

/** One pull between its opening and its end: it lives in memory, since the moment it reads does. */
export interface PullRun {
  /** What is to be told about the rows that were chosen. */
  readonly notes: readonly string[];
  readonly schema: (signal: AbortSignal) => Promise<void>;
  readonly copy: (
    table: string,
    onBytes: (read: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<{ readonly rows: number; readonly bytes: number }>;
  /** Writes the manifest; the snapshot is complete when this returns. */
  readonly finish: (signal: AbortSignal) => Promise<Snapshot>;
  readonly close: () => Promise<void>;
}

export interface PullParts {
  readonly ports: PullPorts;
  readonly store: SnapshotStore;
  readonly limits: PullLimits;
  readonly now: () => number;
}

/** What a source holds and what its masking file says of it. @throws BacklotError `mask-…`, `source-…` */
export async function lookAtSource(
  ports: PullPorts,
  input: PullInput,
  opened: OpenedSource,
  signal: AbortSignal,
  snapshot?: string,
) {
  const schema = await ports.introspect(opened.source, signal, { snapshot });
  const report = await ports.rules(input, opened, schema, signal);
  refuseOpenColumns(report);
  const tables = pulledTables(schema, report);
  return { schema, report, tables, shape: shapeOf(tables) };
}

const drifted = (source: string): BacklotError =>
  new BacklotError('plan-outdated', `The tables of ${source} or their rules changed while the pull began.`, {
    hint: 'Pull again.',
    retryable: true,
  });

/** Opens the moment of a pull and its half-made snapshot. What fails gives back what was taken. */
export async function openPull(
  parts: PullParts,
  operation: string,
  input: PullInput,
  plannedShape: string,
  signal: AbortSignal,
): Promise<PullRun> {
  const { ports, store } = parts;
  const opened = await ports.open(input, signal);
  const { source } = opened;
  let moment: ExportedSnapshot | undefined;
  let subset: PulledSubset | undefined;
  let rows: RowSide | undefined;
  try {
    const at = await ports.placement(input, opened, signal);
    moment = await source.snapshot(signal);
    const looked = await lookAtSource(ports, input, opened, signal, moment.id);
    if (looked.shape !== plannedShape) throw drifted(source.name);
    const compiled = await ports.compile(input, looked.schema, looked.report, signal);
    subset = await ports.subset(input, operation, looked.schema, source, moment, signal);
    const programTables = looked.tables.map((pulled) => ({ pulled, compiled: compiled.get(pulled.name) }));
    rows = await ports.rows(
      { operation, at, opened, tables: programTables, moment, subset, limits: parts.limits },
      signal,
    );
    const originals = createOriginalSample(await rows.sample(signal));
    const about: Snapshot = {
      id: operation,
      dataset: input.dataset,
      source: source.name,
      service: opened.service,
      state: 'pulling',
      takenAt: moment.takenAt,
      engine: looked.schema.engine,
      ...{
        tables: looked.tables.length,
        rows: 0,
        bytes: 0,
        storedBytes: 0,
        maskedColumns: 0,
        keptColumns: 0,
      },
      verdict: 'unchecked',
    };
    const writer = await store.create(operation, { project: input.project, snapshot: about }, signal);
    return runPull({
      ...parts,
      input,
      opened,
      moment,
      about,
      writer,
      rows,
      at,
      subset,
      originals,
      ...looked,
    });
  } catch (error) {
    await subset?.close();
    await rows?.close();
    await moment?.release().catch(() => {});
    await source.close().catch(() => {});
    throw error;
  }
}

interface Opened extends PullParts {
  readonly input: PullInput;
  readonly opened: OpenedSource;
  readonly moment: ExportedSnapshot;
  readonly about: Snapshot;
  readonly writer: SnapshotWriter;
  readonly rows: RowSide;
  readonly at: 'source' | 'core';
  readonly subset: PulledSubset | undefined;
  readonly originals: ReturnType<typeof createOriginalSample>;
  readonly schema: DatabaseSchema;
  readonly report: MaskingReport;
  readonly tables: readonly PulledTable[];
}

/** Longer than the session that holds the moment takes to notice that it has ended. */
const lossWithinMs = 3000;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function runPull(run: Opened): PullRun {
  const { ports, moment, writer, tables, schema, originals } = run;
  const { source } = run.opened;
  const scan = createOutputScan(originals);
  const copied = new Map<string, { readonly stored: WrittenTable; readonly ends: readonly PieceEnd[] }>();
  const pieces = Map.groupBy(ports.pieces(run.input, schema), ({ table }) => tableText(table));
  const decided = createLatch();
  let sql: { readonly preData: string; readonly postData: string } | undefined;

  /** Without its moment a pull has nothing more to read. */
  const inTime = (signal: AbortSignal): AbortSignal =>
    moment.lost ? AbortSignal.any([signal, moment.lost]) : signal;

  const close = async (): Promise<void> => {
    await run.subset?.close();
    await run.rows.close();
    await moment.release().catch(() => {});
    await source.close().catch(() => {});
  };

  /** What follows from the loss of the moment says less than the loss itself, which is noticed a little later. */
  const orLost = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const { lost } = moment;
      if (lost === undefined || !(error instanceof BacklotError) || !error.code.startsWith('source-'))
        throw error;
      if (!lost.aborted) await Promise.race([once(lost, 'abort'), setTimeout(lossWithinMs)]);
      throw lost.aborted ? lost.reason : error;
    }
  };

  const steps: PullRun = {
    notes: run.subset?.notes ?? [],
    async schema(stop) {
      const signal = inTime(stop);
      const inMoment = { snapshot: moment.id };
      const [preData, postData] = await Promise.all([
        source.dumpSchema('pre-data', signal, inMoment),
        source.dumpSchema('post-data', signal, inMoment),
      ]);
      const areOriginals = async (texts: readonly string[]) =>
        texts.map((text) => originals.isIn(Buffer.from(text).toString('latin1')));
      const { kept, ...text } = await ports.schemaText(
        ...([run.input, { preData, postData }, run, areOriginals, signal] as const),
      );
      for (const part of ['preData', 'postData'] as const)
        for (const { place, sql: one } of splitSchema(text[part], part))
          scan.text(place, one, kept.has(place));
      sql = { preData: text.preData, postData: text.postData };
      decided.open();
    },
    async copy(name, onBytes, stop) {
      const signal = inTime(stop);
      const pulled = tables.find((one) => one.name === name);
      if (!pulled) throw new Error(`there is no table ${name} in this pull`);
      const columns = pulled.columns.map(({ column }) => column.name);
      const own = pieces.get(name) ?? [];
      const writing = writer.table({ schema: pulled.table.schema, name: pulled.table.name, columns });
      let read = 0;
      const ends = await copyTable(
        {
          name,
          rows: run.rows,
          pieces: own,
          writer: writing,
          mayStore: (waiting) => decided.wait(waiting),
          onBytes(bytes) {
            read += bytes;
            onBytes(read, Math.max(read, pulled.table.bytes));
          },
        },
        signal,
      );
      onBytes(read, read);
      const stored = writing.written();
      copied.set(name, { stored, ends });
      return { rows: stored.rows, bytes: stored.bytes };
    },
    async finish(signal) {
      const largeObjects =
        schema.largeObjects === 0
          ? []
          : await source.query('SELECT oid FROM pg_catalog.pg_largeobject_metadata ORDER BY oid', signal, {
              snapshot: moment.id,
            });
      const done = tables.map((pulled) => {
        const own = copied.get(pulled.name);
        if (!own) throw new Error(`${pulled.name} was not copied`);
        const { stored, ends } = own;
        return {
          pulled,
          stored,
          ends,
          counts: mergeCounts(ends),
          scannedRows: sum(ends.map((end) => end.scannedRows)),
        };
      });
      if (!sql) throw new Error('the schema was not dumped');
      const receipt = buildReceipt({
        about: run.about,
        finishedAt: run.now(),
        storedBytes: writer.storedBytes(),
        tables: done,
        findings: mergeFindings([
          scan.findings(),
          ...done.flatMap(({ ends }) => ends.map(({ findings }) => findings)),
        ]),
        sampledOriginals: originals.size(),
        maskedAt: run.at,
      });
      await writer.finish(
        {
          version: 2,
          id: writer.id,
          project: run.input.project,
          engine: schema.engine,
          serverVersion: schema.serverVersion,
          encoding: schema.encoding,
          database: schema.database,
          extensions: schema.extensions,
          schema: sql,
          tables: done.map(({ stored, pulled }) => ({ ...stored, exact: isExact(pulled) })),
          sequences: snapshotSequences(schema, tables),
          largeObjects: largeObjects.flatMap(({ oid }) => oid ?? []),
          receipt,
        },
        signal,
      );
      await close();
      return receipt.snapshot;
    },
    close,
  };
  return {
    ...steps,
    schema: (signal) => orLost(steps.schema(signal)),
    copy: (...table) => orLost(steps.copy(...table)),
    finish: (signal) => orLost(steps.finish(signal)),
  };
}
