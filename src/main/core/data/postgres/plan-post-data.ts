import { splitStatements } from './split-statements.ts';

/** What a dump's last section does, in the order it may be done. */
export interface PostDataPlan {
  /** Settings that every session begins with. */
  readonly settings: readonly string[];
  /** Indexes and keys; those of one table one after another, tables beside each other. */
  readonly indexes: readonly { readonly table: string; readonly statements: readonly string[] }[];
  /** Views, triggers, rules, policies, attached indexes, refreshed views: in their order, in one session. */
  readonly others: readonly string[];
  readonly foreignKeys: readonly ForeignKeyPlan[];
  /** Foreign keys of partitioned tables: they lock every partition, so each runs alone. */
  readonly lonelyKeys: readonly string[];
  /** Comments, and event triggers, which would see what comes after them. */
  readonly last: readonly string[];
}

/** A foreign key, made in an instant without a look at the rows, and the look. */
export interface ForeignKeyPlan {
  /** Whose it is, and to whom it points: it locks both while it is made. */
  readonly tables: readonly [from: string, to: string];
  readonly statement: string;
  /** Reads the rows, and locks the first table alone; absent for a key that is not valid in its source either. */
  readonly validate?: string | undefined;
  /** True when both sides have an index in the order of the key. */
  readonly indexed: boolean;
}

const name = String.raw`(?:"(?:[^"]|"")*"|[^\s".(;]+)(?:\.(?:"(?:[^"]|"")*"|[^\s".(;]+))?`;
const foreignKey = new RegExp(
  String.raw`^ALTER TABLE (ONLY )?(${name})\s+ADD CONSTRAINT (${name}) FOREIGN KEY \((.*?)\) REFERENCES (${name})`,
  's',
);
const key = new RegExp(String.raw`^ALTER TABLE (?:ONLY )?(${name})\s+ADD CONSTRAINT`);
const index = new RegExp(`^CREATE (?:UNIQUE )?INDEX ${name} ON (?:ONLY )?(${name})`);
/** The columns of a key, or of an index of the usual kind over all rows. */
const ordered = /^ALTER .* (?:PRIMARY KEY|UNIQUE) \((.*?)\)|^CREATE .* USING btree \((.*?)\)[^()]*;$/s;

/** True when one of a table's statements makes an index that begins with these columns. */
const isIndexed = (columns: string, statements: readonly string[] = []): boolean =>
  statements.some((statement) => {
    const [, unique, plain] = ordered.exec(statement) ?? [];
    return `${unique ?? plain ?? ''},`.startsWith(`${columns},`) && !/\) WHERE /.test(statement);
  });

/** Sorts a dump's post-data section so that what can run beside each other does. */
export function planPostData(sql: string): PostDataPlan {
  const settings: string[] = [];
  const indexes = new Map<string, string[]>();
  const others: string[] = [];
  const foreignKeys: (Omit<ForeignKeyPlan, 'indexed'> & { readonly columns: string })[] = [];
  const lonelyKeys: string[] = [];
  const last: string[] = [];
  for (const statement of splitStatements(sql)) {
    const [, only, from, constraint, columns = '', to] = foreignKey.exec(statement) ?? [];
    const table = (key.exec(statement) ?? index.exec(statement))?.[1];
    if (/^(SET |SELECT pg_catalog\.set_config\()/.test(statement)) settings.push(statement);
    else if (from !== undefined && to !== undefined) {
      if (only === undefined) lonelyKeys.push(statement);
      else if (/ NOT (VALID|ENFORCED)\b/.test(statement))
        foreignKeys.push({ tables: [from, to], columns, statement });
      else
        foreignKeys.push({
          tables: [from, to],
          columns,
          statement: statement.replace(/;$/, ' NOT VALID;'),
          validate: `ALTER TABLE ONLY ${from} VALIDATE CONSTRAINT ${constraint};`,
        });
    } else if (table !== undefined) indexes.set(table, [...(indexes.get(table) ?? []), statement]);
    else if (/^(COMMENT ON|CREATE EVENT TRIGGER|ALTER EVENT TRIGGER) /.test(statement)) last.push(statement);
    else others.push(statement);
  }
  return {
    settings,
    indexes: [...indexes].map(([table, statements]) => ({ table, statements })),
    others,
    foreignKeys: foreignKeys.map(({ columns, ...one }) => ({
      ...one,
      indexed: isIndexed(columns, indexes.get(one.tables[0])),
    })),
    lonelyKeys,
    last,
  };
}
