import type { Command } from 'commander';
import type { BacklotClient } from '../../../../shared/contract/contract.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { MaskingReport } from '../../../../shared/model/masking.ts';
import { findColumn } from '../find-column.ts';
import { openColumns, openObjects, requireRuled } from '../masking-problems.ts';
import {
  type AddedRule,
  addedRules,
  maskingSum,
  previewText,
  proposedRules,
  rulesLines,
  rulesTable,
  textLines,
} from '../masking-text.ts';
import { answer, type Session, withCore } from '../session.ts';
import { readProject } from '../show-project.ts';
import { oneLine } from '../terminal-text.ts';
import { givenUrl, withUrl } from './source-option.ts';

interface MaskFlags {
  readonly environment?: string;
  readonly url?: string;
  readonly file?: string;
}

const withSource = (command: Command): Command =>
  withUrl(command)
    .option('-e, --environment <name>', 'the environment whose database is looked at')
    .option('-f, --file <file>', 'the masking file (default: that of the dataset, else db/masking.yaml)');

async function maskingPlace(
  session: Session,
  client: BacklotClient,
  { environment, url, file }: MaskFlags,
  signal: AbortSignal,
) {
  const { path: project } = await readProject(session, client, signal);
  return {
    project,
    ...(environment === undefined ? {} : { environment }),
    ...givenUrl(session, url),
    ...(file === undefined ? {} : { file }),
  };
}

export function addMask(program: Command, session: Session): void {
  const mask = program
    .command('mask')
    .description('masking: what happens to each column when data leaves its database');
  addScan(mask, session);
  addPreview(mask, session);
  addCheck(mask, session);
}

function scanText(
  { world, out }: Session,
  added: readonly AddedRule[],
  texts: readonly string[],
  report: MaskingReport,
  dryRun: boolean,
): string {
  const rules =
    world.stdout.isTTY && !out.quiet ? rulesTable(added, world.stdout.columns ?? 80) : rulesLines(added);
  const all = added.length + texts.length;
  const count = `${all} ${all === 1 ? 'rule' : 'rules'}`;
  const head = all === 0 ? 'No rule to add.' : dryRun ? `Would add ${count}.` : `Added ${count}.`;
  const wrong = [
    ...openColumns(report).map((one) => ({ ...one, name: `${one.table}.${one.column}` })),
    ...openObjects(report),
  ]
    .filter(({ state }) => state !== 'unclassified')
    .map(({ name, problem }) => oneLine(`${name}: ${problem}`));
  const shown = [...(added.length > 0 ? [rules] : []), ...texts];
  return [...(shown.length > 0 ? [...shown, ''] : []), ...wrong, `${head} ${maskingSum(report)}`].join('\n');
}

function addScan(mask: Command, session: Session): void {
  withSource(mask.command('scan'))
    .description('look at a database, and write a rule for each column that has none')
    .option('-n, --dry-run', 'print what would be added instead of writing it')
    .action(async ({ dryRun = false, ...flags }: MaskFlags & { readonly dryRun?: boolean }) => {
      await withCore(session, async ({ client }, signal) => {
        const { masking } = client;
        const place = await maskingPlace(session, client, flags, signal);
        if (dryRun) {
          const report = await masking.scan(place, { signal });
          answer(session, report, () =>
            scanText(session, proposedRules(report), textLines(report), report, true),
          );
          return;
        }
        const before = await masking.check(place, { signal });
        const report = await masking.write(place, { signal });
        const texts = textLines(report, 'ruled', before);
        answer(session, report, () => scanText(session, addedRules(before, report), texts, report, false));
      });
    });
}

function addPreview(mask: Command, session: Session): void {
  withSource(mask.command('preview'))
    .description('show what a rule makes of made-up values of a column')
    .argument('<column>', 'schema.table.column, such as public.customers.email')
    .argument('[rule]', 'the rule, such as "{ mask: email }" (default: that of the file)')
    .action(async (wanted: string, rule: string | undefined, flags: MaskFlags) => {
      const preview = await withCore(session, async ({ client }, signal) => {
        const place = await maskingPlace(session, client, flags, signal);
        const { tables } = await client.masking.check(place, { signal });
        const { table, column } = findColumn(wanted, tables);
        const text = rule ?? (column.rule ? column.text : column.proposal?.text);
        if (text === undefined)
          throw new BacklotError('invalid-input', `${table}.${column.name} has no rule yet.`, {
            hint: `Write one behind it: backlot mask preview ${table}.${column.name} "{ mask: redact }"`,
            details: { table, column: column.name },
          });
        return client.masking.preview({ ...place, table, column: column.name, text }, { signal });
      });
      answer(session, preview, () => previewText(preview.rows, preview.leaks));
    });
}

function addCheck(mask: Command, session: Session): void {
  withSource(mask.command('check'))
    .description(
      'fail when a column or a text of the schema has no rule, or one that no longer fits; made for CI',
    )
    .action(async (flags: MaskFlags) => {
      const report = await withCore(session, async ({ client }, signal) =>
        client.masking.check(await maskingPlace(session, client, flags, signal), { signal }),
      );
      requireRuled(report);
      answer(session, report, () => maskingSum(report));
    });
}
