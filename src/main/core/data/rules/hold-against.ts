import type { MaskedColumn, MaskedTable, RuleState } from '../../../../shared/model/masking.ts';
import { findUniqueColumns } from '../mask/find-unique-columns.ts';
import { type Column, type DatabaseSchema, type Table, tableText } from '../schema.ts';
import { columnPath } from './column-path.ts';
import { type EffectiveRules, effectiveRules, keyDomain, targetsOf } from './effective-rules.ts';
import { type JudgeRule, judgeRule } from './judge-rule.ts';
import type { MaskingFile, WrittenRule } from './masking-file.ts';
import { columnText, keyEdges } from './resolve-keys.ts';

interface Held {
  readonly rules: EffectiveRules;
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** The same, of polymorphic keys alone. */
  readonly partly: ReadonlyMap<string, readonly string[]>;
  /** By the name of a key column: the columns that refer to it. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly judge: JudgeRule;
}

interface Verdict {
  readonly state: RuleState;
  readonly problem: string;
}

const ruled: Verdict = { state: 'ruled', problem: '' };
const unfit = (problem: string): Verdict => ({ state: 'unfit', problem });

/** What keys and the columns that refer to them do to each other. */
function keyProblem(name: string, { rules, targets, partly, sources }: Held): string | undefined {
  const own = rules.get(name);
  if (!own || own.inheritedFrom !== undefined) return undefined;
  const masked = isMasked(own.rule);
  const hidden = (partly.get(name) ?? []).find((target) => isMasked(rules.get(target)?.rule));
  if (hidden !== undefined) {
    return `some of its rows refer to ${hidden}, which is masked: a polymorphic key can only follow kept ones`;
  }
  const domain = keyDomain(own.rule);
  if (masked && domain === undefined) {
    const referring = sources.get(name)?.[0];
    if (referring !== undefined) {
      return `${referring} refers to it: give the rule a mask domain, key: <name>, which that column then follows`;
    }
  }
  const kept = (targets.get(name) ?? []).find((target) => rules.get(target)?.rule.mask === 'keep');
  if (masked && kept !== undefined)
    return `it refers to ${kept}, which is kept: keep it too, or mask that column`;
  if (own.rule.mask === 'keep') {
    const lost = (targets.get(name) ?? []).find((target) => isMaskedAlone(rules.get(target)?.rule));
    if (lost !== undefined) return `it is kept and refers to ${lost}, which is masked without a mask domain`;
  }
  return undefined;
}

const isMasked = (rule: WrittenRule['rule'] | undefined): boolean =>
  rule !== undefined && rule.mask !== 'keep' && rule.mask !== 'null';

const isMaskedAlone = (rule: WrittenRule['rule'] | undefined): boolean =>
  rule !== undefined && rule.mask !== 'keep' && keyDomain(rule) === undefined;

const shown = (type: string): string => (type === '' ? 'nothing' : type);

function judgeColumn(table: Table, column: Column, held: Held): Verdict {
  const name = columnText(tableText(table), column.name);
  const own = held.rules.get(name);
  if (!own) return { state: 'unclassified', problem: 'it has no rule' };
  if (own.inheritedFrom === undefined && own.keptType !== undefined && own.keptType !== column.type.name) {
    return {
      state: 'drifted',
      problem: `it was kept as ${shown(own.keptType)} and is ${column.type.name} now: decide anew`,
    };
  }
  if (own.rule.mask !== 'keep' && (column.generated === 'stored' || column.generated === 'virtual')) {
    return unfit('the database computes it from other columns: write keep');
  }
  const problem = held.judge(
    own.rule,
    { type: column.type, nullable: column.nullable, unique: findUniqueColumns(table).has(column.name) },
    table.columns.map((one) => one.name),
  );
  if (problem !== undefined) return unfit(problem);
  const broken = keyProblem(name, held);
  return broken === undefined ? ruled : unfit(broken);
}

const gone = (column: string, { rule, text }: WrittenRule, problem: string): MaskedColumn => ({
  name: column,
  type: '',
  nullable: true,
  unique: false,
  rule,
  text,
  state: 'gone',
  problem,
});

function holdTable(table: Table, file: MaskingFile, held: Held): MaskedTable {
  const name = tableText(table);
  const present = table.columns.map((column): MaskedColumn => {
    const own = held.rules.get(columnText(name, column.name));
    const verdict = judgeColumn(table, column, held);
    const inherited = own?.inheritedFrom;
    return {
      name: column.name,
      type: column.type.name,
      nullable: column.nullable,
      unique: findUniqueColumns(table).has(column.name),
      rule: own?.rule,
      text: own?.text ?? '',
      ...verdict,
      problem: verdict.problem === '' && inherited !== undefined ? `follows ${inherited}` : verdict.problem,
    };
  });
  const names = new Set(table.columns.map((column) => column.name));
  const left = [...(file.tables.get(name) ?? [])].flatMap(([column, rule]) =>
    names.has(column) ? [] : [gone(column, rule, 'the column is gone: remove its line')],
  );
  return { name, rows: Math.max(0, table.rows), columns: [...present, ...left] };
}

function reverse(targets: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const [source, list] of targets) {
    for (const target of list) sources.set(target, [...(sources.get(target) ?? []), source]);
  }
  return sources;
}

/** The tables that rules are written for: a partition has those of the table it belongs to. */
export const ruledTables = ({ tables }: DatabaseSchema): readonly Table[] =>
  tables
    .filter(({ kind, parent }) => kind !== 'partition' && parent === undefined)
    .toSorted((a, b) => (tableText(a) < tableText(b) ? -1 : 1));

/** Holds a masking file against a database: each column with its rule and state, each rule without its column. Pure. */
export function holdAgainst(
  file: MaskingFile,
  schema: DatabaseSchema,
  judge: JudgeRule = judgeRule,
): readonly MaskedTable[] {
  const edges = keyEdges(schema, file);
  const targets = targetsOf(edges);
  const partly = targetsOf(edges.filter(({ when }) => when !== undefined));
  const held: Held = {
    rules: effectiveRules(schema, file),
    targets,
    partly,
    sources: reverse(targets),
    judge,
  };
  const tables = ruledTables(schema);
  const names = new Set(tables.map(tableText));
  const left = [...file.tables].flatMap(([name, columns]): readonly MaskedTable[] =>
    names.has(name) || columns.size === 0
      ? []
      : [
          {
            name,
            rows: 0,
            columns: [...columns].map(([column, rule]) =>
              gone(column, rule, 'the table is gone: remove its lines'),
            ),
          },
        ],
  );
  return [...tables.map((table) => holdTable(table, file, held)), ...left].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** The rule that the file itself has for "public.customers.id". */
export function holdsFor({ tables }: MaskingFile, column: string): WrittenRule['rule'] | undefined {
  const path = columnPath(column);
  return path === undefined ? undefined : tables.get(path.table)?.get(path.column)?.rule;
}
