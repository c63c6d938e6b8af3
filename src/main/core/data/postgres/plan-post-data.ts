import { splitStatements } from './split-statements.ts';

/** What a dump's last section does, in the order it may be done. */
export interface PostDataPlan {
  /** Settings that every session begins with. */
  readonly settings: readonly string[];
  /** Indexes and keys; those of one table one after another, tables beside each other. */
  readonly indexes: readonly { readonly table: string; readonly statements: readonly string[] }[];
  /** Views, triggers, rules, policies, attached indexes, refreshed views: in their order, in one session. */
  readonly others: readonly string[];
  /** Foreign keys; those that share a table exclude each other. */
  readonly foreignKeys: readonly { readonly tables: readonly string[]; readonly statement: string }[];
  /** Foreign keys of partitioned tables: they lock every partition, so each runs alone. */
  readonly lonelyKeys: readonly string[];
  /** Comments, and event triggers, which would see what comes after them. */
  readonly last: readonly string[];
}

const name = String.raw`(?:"(?:[^"]|"")*"|[^\s".(;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s".(;]+))?`;
const foreignKey = new RegExp(
  String.raw`^ALTER TABLE (ONLY )?(${name})\s+ADD CONSTRAINT ${name} FOREIGN KEY .*? REFERENCES (${name})`,
  's',
);
const key = new RegExp(String.raw`^ALTER TABLE (?:ONLY )?(${name})\s+ADD CONSTRAINT`);
const index = new RegExp(`^CREATE (?:UNIQUE )?INDEX ${name} ON (?:ONLY )?(${name})`);

/** Sorts a dump's post-data section so that what can run beside each other does. */
export function planPostData(sql: string): PostDataPlan {
  const settings: string[] = [];
  const indexes = new Map<string, string[]>();
  const others: string[] = [];
  const foreignKeys: { tables: readonly string[]; statement: string }[] = [];
  const lonelyKeys: string[] = [];
  const last: string[] = [];
  for (const statement of splitStatements(sql)) {
    const [, only, from, to] = foreignKey.exec(statement) ?? [];
    const table = (key.exec(statement) ?? index.exec(statement))?.[1];
    if (/^(SET |SELECT pg_catalog\.set_config\()/.test(statement)) settings.push(statement);
    else if (from !== undefined && to !== undefined) {
      if (only === undefined) lonelyKeys.push(statement);
      else foreignKeys.push({ tables: [from, to], statement });
    } else if (table !== undefined) indexes.set(table, [...(indexes.get(table) ?? []), statement]);
    else if (/^(COMMENT ON|CREATE EVENT TRIGGER|ALTER EVENT TRIGGER) /.test(statement)) last.push(statement);
    else others.push(statement);
  }
  return {
    settings,
    indexes: [...indexes].map(([table, statements]) => ({ table, statements })),
    others,
    foreignKeys,
    lonelyKeys,
    last,
  };
}
