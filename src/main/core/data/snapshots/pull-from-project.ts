import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { configName } from '../../project/find-project.ts';
import { requireConfig } from '../../project/load-config.ts';
import { proposeRules } from '../classify/propose-rules.ts';
import { compileMasks } from '../mask/compile-masks.ts';
import { linkRules } from '../mask/link-rules.ts';
import { decidePlacement } from '../masker/decide-placement.ts';
import { placeRows } from '../masker/place-rows.ts';
import type { MaskingSecrets } from '../masking-secret.ts';
import type { OpenedDatabase } from '../open-database.ts';
import { copyPieces } from '../postgres/copy-pieces.ts';
import { introspect } from '../postgres/introspect.ts';
import { holdAgainst } from '../rules/hold-against.ts';
import { type DatabasePlace, locateMasking } from '../rules/locate-masking.ts';
import { maskingReport } from '../rules/masking-report.ts';
import { readMasking } from '../rules/read-masking.ts';
import { keyEdges } from '../rules/resolve-keys.ts';
import { type DatabaseSchema, tableText } from '../schema.ts';
import { refuseOpenObjects } from '../schema-text/refuse-open-objects.ts';
import { settleSchema } from '../schema-text/settle-schema.ts';
import { planSubset } from '../subset/plan-subset.ts';
import { selectSubset } from '../subset/select-subset.ts';
import { subsetRequest } from '../subset/subset-request.ts';
import { withVirtualKeys } from '../subset/with-virtual-keys.ts';
import type { HeldUrls } from './held-urls.ts';
import type { PullInput, PullPorts } from './pull-ports.ts';

export interface ProjectPullParts {
  /** Opens a database to be read; the pull closes it. */
  readonly openDatabase: (place: DatabasePlace, signal: AbortSignal) => Promise<OpenedDatabase>;
  /** The engine that an environment is on. */
  readonly engineOf: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<Engine>;
  readonly urls: HeldUrls;
  readonly maskingSecret: MaskingSecrets;
  /** Where the hashed keys of a subset lie while it is pulled: `<home>/scratch`. */
  readonly scratch: string;
}

/** The dataset as backlot.yaml declares it. @throws BacklotError `dataset-unknown`, `config-invalid` */
async function snapshotDataset({ project, dataset }: PullInput, signal: AbortSignal) {
  const { config } = await requireConfig(project, signal);
  const declared = config.datasets[dataset];
  if (declared && 'snapshot' in declared) return { ...declared, name: config.name };
  const known = Object.entries(config.datasets).flatMap(([name, one]) => ('snapshot' in one ? [name] : []));
  throw new BacklotError(
    'dataset-unknown',
    declared
      ? `The dataset "${dataset}" is a seed: there is nothing to pull.`
      : `There is no dataset "${dataset}" in ${configName}.`,
    {
      hint:
        known.length > 0
          ? `Datasets that are pulled: ${known.join(', ')}.`
          : `Add one under "datasets" in ${configName}: name: { snapshot: staging, masking: db/masking.yaml }.`,
      details: { dataset },
    },
  );
}

async function readRules(input: PullInput, signal: AbortSignal) {
  const { masking } = await snapshotDataset(input, signal);
  // The address is not looked at: only which file is meant, and that it is one of the project.
  const { name, path } = await locateMasking({ project: input.project, url: '', file: masking }, signal);
  return { name, ...(await readMasking(path, name, signal)) };
}

/** Virtual keys that hold for all rows, as the linking of rules takes them. */
const virtualKeys = (schema: DatabaseSchema, rules: Parameters<typeof keyEdges>[1]) => {
  const tables = new Map(schema.tables.map((table) => [tableText(table), table]));
  return keyEdges(schema, rules).flatMap(({ from, key, when }) => {
    const table = tables.get(from);
    return table && key.virtual && when === undefined ? [{ ...key, table }] : [];
  });
};

/** What a pull needs, from backlot.yaml, the masking file, PostgreSQL and the masks. */
export function createPullPorts(parts: ProjectPullParts): PullPorts {
  const { openDatabase, engineOf, urls, maskingSecret, scratch } = parts;
  return {
    async open(input, signal) {
      const { snapshot } = await snapshotDataset(input, signal);
      const { project, ticket } = input;
      const place =
        ticket === undefined ? { project, environment: snapshot } : { project, url: urls.whole(ticket) };
      return openDatabase(place, signal);
    },
    introspect,
    async rules(input, { source }, schema, signal) {
      const { name, exists, rules } = await readRules(input, signal);
      const told = { file: name, exists, source: source.name };
      const report = maskingReport(told, holdAgainst(rules, schema));
      if (report.open === 0) return report;
      // From names and types alone: what is sampled for a better one is the scan's.
      return maskingReport(told, holdAgainst(rules, schema), proposeRules(schema, rules, new Map()));
    },
    pieces: (_, schema) => copyPieces(schema),
    rows: placeRows,
    async placement(input, { source }, signal) {
      const { subset } = await snapshotDataset(input, signal);
      const { beside } = source;
      const kind = beside?.engine.context.endpoint.kind;
      return decidePlacement(input.placement, {
        source: source.name,
        hasContainer: beside !== undefined,
        // A machine beside this one, as Docker Desktop has it, is this machine too.
        isLocal: kind === 'unix' || kind === 'npipe',
        isSubset: input.percent !== undefined || Object.keys(subset).length > 0,
      });
    },
    async clear(input, operation, signal) {
      // Beside an address there is nothing of ours.
      if (input.ticket !== undefined || input.placement === 'core') return;
      const { snapshot } = await snapshotDataset(input, signal);
      const { removeMaskers } = await import('../masker/masker-container.ts');
      await removeMaskers(
        await engineOf({ project: input.project, environment: snapshot }, signal),
        operation,
        signal,
      );
    },
    async compile(input, schema, report, signal) {
      const { rules: file } = await readRules(input, signal);
      const given = new Map(
        report.tables.map(({ name, columns }) => [
          name,
          Object.fromEntries(columns.flatMap(({ name: column, rule }) => (rule ? [[column, rule]] : []))),
        ]),
      );
      const { rules, keyDomains, problems } = linkRules(schema, given, virtualKeys(schema, file));
      const [problem] = problems;
      if (problem) {
        throw new BacklotError(
          'mask-rule-invalid',
          `The rule of ${problem.table}.${problem.column} cannot work: ${problem.problem}.`,
          { hint: `Change it in ${report.file}.`, details: { file: report.file, problems } },
        );
      }
      const { name } = await snapshotDataset(input, signal);
      // By the project's name: all its clones and work trees mask alike.
      const secret = await maskingSecret(name, signal);
      // All of them now: a rule that can't work is found before the first row of any table.
      return new Map(
        schema.tables
          .filter(({ kind }) => kind !== 'partitioned')
          .map((table) => {
            const name = tableText(table);
            return [name, compileMasks({ table, rules: rules.get(name) ?? {}, keyDomains, secret })] as const;
          }),
      );
    },
    async schemaText(input, dump, { schema, report }, areOriginals, signal) {
      const { rules } = await readRules(input, signal);
      const decided = await settleSchema(dump, schema, report, areOriginals, rules.schema);
      refuseOpenObjects(decided.objects, report.file, report.source);
      return decided;
    },
    async subset(input, operation, schema, source, moment, signal) {
      const { subset: declared } = await snapshotDataset(input, signal);
      const wanted = subsetRequest(declared, input.percent);
      if (wanted === undefined) return undefined;
      const folder = join(scratch, operation);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { rules } = await readRules(input, signal);
      const found = withVirtualKeys(schema, keyEdges(schema, rules));
      const plan = planSubset(found.schema, { ...wanted, polymorphic: found.polymorphic });
      const { name } = await snapshotDataset(input, signal);
      // By the project's name: all its clones and work trees mask alike.
      const secret = await maskingSecret(name, signal);
      const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
      const chosen = await selectSubset(found.schema, plan, source, moment, { folder, secret }, signal).catch(
        async (error: unknown) => {
          await clear();
          throw error;
        },
      );
      let closed = false;
      return {
        handle: chosen.handle,
        notes: chosen.notes,
        async close() {
          if (closed) return;
          closed = true;
          chosen.close();
          await clear();
        },
      };
    },
  };
}
