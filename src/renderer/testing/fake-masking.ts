import type { DomainHandlers } from '../../shared/contract/define.ts';
import { type masking, maskingReport } from '../../shared/contract/masking.ts';
import { BacklotError } from '../../shared/errors.ts';
import {
  type MaskedColumn,
  type MaskedTable,
  type MaskingReport,
  type MaskingRule,
  transformerNames,
} from '../../shared/model/masking.ts';
import { fakeProposals, fakeTables } from './fake-masked-tables.ts';

const invalid = (message: string, hint: string): BacklotError =>
  new BacklotError('mask-rule-invalid', message, { hint });

/** Reads a rule as the core would, as far as it goes. */
function parseRule(text: string): MaskingRule {
  if (text === 'keep') return { mask: 'keep', options: {} };
  const name = /^\{\s*mask:\s*([a-z-]*)/.exec(text)?.[1];
  if (name === undefined) throw invalid(`"${text}" is no rule.`, 'Write keep, or { mask: email }.');
  const mask = transformerNames.find((one) => one === name);
  if (!mask)
    throw invalid(
      `There is no transformer "${name}".`,
      `Those that are near: ${transformerNames.filter((one) => one.startsWith(name.slice(0, 1))).join(', ')}.`,
    );
  if (!text.endsWith('}')) throw invalid('The rule has no closing brace.', 'End it with }.');
  return { mask, options: {} };
}

const samples: Readonly<Record<string, readonly (readonly [string | null, string | null])[]>> = {
  email: [
    ['ana.petrov@mail.example', 'u4f1c09@masked.invalid'],
    ['k.osei@firma.example', 'u90be17@masked.invalid'],
    ['ana.petrov@mail.example', 'u4f1c09@masked.invalid'],
    [null, null],
  ],
  'full-name': [
    ['Ana Petrov', 'Ilse Maurer'],
    ['Kwame Osei', 'Tomas Brandt'],
    [null, null],
  ],
};

const preview = ({ mask }: MaskingRule) => {
  if (mask === 'keep') return { rows: [{ before: 'Ana Petrov', after: 'Ana Petrov' }], leaks: ['content'] };
  const rows = samples[mask] ?? [
    ['abc-1029', 'qfz-7741'],
    ['abc-1030', 'mno-0038'],
    [null, null],
  ];
  return {
    rows: rows.map(([before, after]) => ({ before, after })),
    leaks: mask === 'null' || mask === 'constant' ? [] : ['frequency', 'equality'],
  };
};

const rulesOf = (tables: readonly MaskedTable[]) => tables.flatMap(({ columns }) => columns);

/** A masking file with a memory, held against a shop's database of some columns, or of many. */
export function fakeMasking(many: boolean, undeclared = false): DomainHandlers<typeof masking> {
  let tables = fakeTables(many ? 2000 : 0);
  let scanned = false;
  const report = (): MaskingReport => {
    const all = rulesOf(tables);
    const ruled = all.filter(({ state }) => state === 'ruled');
    return {
      file: 'db/masking.yaml',
      exists: true,
      source: 'db of staging',
      tables: scanned ? tables.map(fakeProposals) : tables,
      columns: all.length,
      ruled: ruled.length,
      masked: ruled.filter(({ rule }) => rule?.mask !== 'keep').length,
      open: all.length - ruled.length,
    };
  };
  const told = () => maskingReport.parse(report());
  const remove = (table: string, column: string): void => {
    tables = tables.map((one) =>
      one.name === table ? { ...one, columns: one.columns.filter(({ name }) => name !== column) } : one,
    );
  };
  const put = (table: string, column: string, text: string): void => {
    // A rule whose column is gone; the fake takes no other away.
    if (text === '') {
      remove(table, column);
      return;
    }
    const rule = parseRule(text.trim());
    const ruled = (one: MaskedColumn): MaskedColumn =>
      one.name === column ? { ...one, rule, text: text.trim(), state: 'ruled', problem: '' } : one;
    tables = tables.map((one) => (one.name === table ? { ...one, columns: one.columns.map(ruled) } : one));
  };
  return {
    scan: () => {
      scanned = true;
      return told();
    },
    write: () => {
      scanned = true;
      for (const { name, columns } of tables.map(fakeProposals))
        for (const column of columns)
          if (column.state === 'unclassified' && column.proposal)
            put(name, column.name, column.proposal.text);
      return told();
    },
    check: ({ environment }) => {
      if (undeclared && environment === undefined)
        throw new BacklotError('invalid-input', 'No dataset of backlot.yaml is a snapshot.', {
          hint: 'Name an environment.',
        });
      return told();
    },
    setRule: ({ table, column, text }) => {
      put(table, column, text);
      return told();
    },
    preview: ({ text }) => preview(parseRule(text.trim())),
  };
}
