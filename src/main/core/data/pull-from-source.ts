import { BacklotError } from '../../../shared/errors.ts';
import type { MaskingReport } from '../../../shared/model/masking.ts';
import { requireConfig } from '../project/load-config.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { linkRules } from './mask/link-rules.ts';
import { maskingSecret } from './masking-secret.ts';
import type { OpenedDatabase } from './open-database.ts';
import { copyPieces } from './postgres/copy-pieces.ts';
import { introspect } from './postgres/introspect.ts';
import { holdAgainst } from './rules/hold-against.ts';
import type { DatabasePlace } from './rules/locate-masking.ts';
import { maskingReport } from './rules/masking-report.ts';
import { readMasking } from './rules/read-masking.ts';
import { keyEdges } from './rules/resolve-keys.ts';
import { tableText } from './schema.ts';
import type { HeldUrls } from './snapshots/held-urls.ts';
import type { PullInput, PullPorts } from './snapshots/pull-ports.ts';

/** Opens a database to be read; the caller closes it. */
export type OpenDatabase = (place: DatabasePlace, signal: AbortSignal) => Promise<OpenedDatabase>;

export interface PullSourceParts {
  readonly open: OpenDatabase;
  readonly urls: HeldUrls;
  readonly secrets: Secrets;
}

/** The snapshot dataset of backlot.yaml that a pull is for. @throws BacklotError `dataset-unknown` */
async function declaredSnapshot({ project, dataset }: PullInput, signal: AbortSignal) {
  const { config } = await requireConfig(project, signal);
  const found = config.datasets[dataset];
  if (found !== undefined && 'snapshot' in found) return { ...found, name: config.name };
  const names = Object.entries(config.datasets).flatMap(([name, one]) => ('snapshot' in one ? [name] : []));
  throw new BacklotError(
    'dataset-unknown',
    found === undefined
      ? `backlot.yaml has no dataset "${dataset}".`
      : `The dataset "${dataset}" is made from seeds: there is nothing to pull.`,
    {
      hint:
        names.length > 0
          ? `Its snapshots are: ${names.join(', ')}.`
          : 'Declare one: datasets: { staging: { snapshot: staging, masking: db/masking.yaml } }',
      details: { dataset },
    },
  );
}

/** Joins a pull with databases, rules and masks as a project has them. */
export const pullFromSource = ({ open, urls, secrets }: PullSourceParts): PullPorts => {
  const rulesOf = async (input: PullInput, signal: AbortSignal) => {
    const { masking, name, snapshot } = await declaredSnapshot(input, signal);
    const read = await readMasking(`${input.project}/${masking}`, masking, signal);
    return { ...read, file: masking, project: name, snapshot };
  };
  return {
    async open(input, signal) {
      const { snapshot } = await declaredSnapshot(input, signal);
      const { project, ticket } = input;
      return open(
        ticket === undefined ? { project, environment: snapshot } : { project, url: urls.whole(ticket) },
        signal,
      );
    },
    introspect,
    async rules(input, { source }, schema, signal): Promise<MaskingReport> {
      const { rules, exists, file } = await rulesOf(input, signal);
      return maskingReport({ file, exists, source: source.name }, holdAgainst(rules, schema));
    },
    pieces: (_, schema) => copyPieces(schema),
    async maskers(input, schema, report, signal) {
      // The transformers with their lists are loaded when they are needed, not at every start.
      const [{ compileMasks }, { createRowMasker }] = await Promise.all([
        import('./mask/compile-masks.ts'),
        import('./mask/create-row-masker.ts'),
      ]);
      const { rules: file, project } = await rulesOf(input, signal);
      const given = new Map(
        report.tables.map(({ name, columns }) => [
          name,
          Object.fromEntries(columns.flatMap((one) => (one.rule ? [[one.name, one.rule]] : []))),
        ]),
      );
      const tables = new Map(schema.tables.map((table) => [tableText(table), table]));
      const virtual = keyEdges(schema, file).flatMap(({ from, key }) => {
        const table = tables.get(from);
        return key.virtual && table ? [{ ...key, table }] : [];
      });
      const { rules, keyDomains } = linkRules(schema, given, virtual);
      const secret = await maskingSecret(secrets, project, signal);
      return (table, columns) =>
        createRowMasker(
          compileMasks({ table, rules: rules.get(tableText(table)) ?? {}, keyDomains, secret, columns }),
        );
    },
  };
};
