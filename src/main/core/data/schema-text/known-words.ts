import { type DatabaseSchema, tableText } from '../schema.ts';
import { type KnownWords, wordsOf } from './judge-literal.ts';

/** What the names of a schema are made of, and its enums' labels: text that says no more than they do. */
export function knownWords(schema: DatabaseSchema): KnownWords {
  const words = new Set<string>();
  const texts = new Set<string>();
  const learn = (name: string): void => {
    texts.add(name);
    for (const word of wordsOf(name)) words.add(word);
    // "film2", "md5sum": what is written with digits counts as it stands.
    for (const part of name.toLowerCase().split(/[^\p{L}\p{M}\d]+/u)) words.add(part);
  };
  for (const table of schema.tables) {
    learn(table.schema);
    learn(table.name);
    texts.add(tableText(table));
    for (const { name } of table.columns) learn(name);
    for (const { name } of [...table.keys, ...table.checks, ...table.uniqueIndexes]) learn(name);
    for (const { name } of [...table.foreignKeys, ...table.exclusions]) learn(name);
  }
  for (const { schema: of, name } of schema.sequences) {
    learn(name);
    texts.add(tableText({ schema: of, name }));
  }
  for (const { name } of schema.extensions) learn(name);
  for (const { kind, name } of schema.objects) if (kind !== 'role' && kind !== 'grant') learn(name);
  return { words, texts };
}

/** Labels of enums by whole text: what a label is was decided with its type. */
export const enumLabels = (schema: DatabaseSchema): ReadonlySet<string> =>
  new Set(
    schema.tables.flatMap(({ columns }) =>
      columns.flatMap(({ type }) => [...(type.enumLabels ?? []), ...(type.element?.enumLabels ?? [])]),
    ),
  );
