import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Flaw } from './source-place.ts';

/** More aliases than anyone writes by hand; each costs a walk through the whole document. */
const mostAliases = 100;

/** What a place points at: the value at a path, or the key that names it. */
export type Target = 'key' | 'value';

/** A YAML text as plain data, with the way back from data to text. */
export interface YamlSource {
  readonly text: string;
  /** Undefined when the text is so broken that no data can be trusted. */
  readonly value: unknown;
  readonly empty: boolean;
  readonly flaws: readonly Flaw[];
  /** The offset of a path in the text; of the nearest thing above it where the path itself is not written. */
  readonly offsetOf: (path: readonly PropertyKey[], target: Target) => number;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key);

function offsetIn(document: Document.Parsed, path: readonly PropertyKey[], target: Target): number {
  let node: unknown = document.contents;
  let place = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyText(key) === String(step));
      if (!pair) return place;
      const key = startOf(pair.key) ?? place;
      node = pair.value;
      // An empty value has no place of its own worth showing; its key has.
      const bare = isScalar(node) && (node.source ?? '') === '' && node.value === null;
      place = (target === 'key' && index === path.length - 1) || bare ? key : (startOf(node) ?? key);
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      place = startOf(node) ?? place;
    } else return place;
  }
  return place;
}

function explain({ code, message, pos }: YAMLError): Flaw {
  const at = (words: string, hint?: string): Flaw => ({
    offset: pos[0],
    message: words,
    hint,
    severity: 'error',
  });
  switch (code) {
    case 'TAB_AS_INDENT':
      return at('YAML does not take tabs as indentation.', 'Indent with spaces.');
    case 'MULTIPLE_DOCS':
      return at(
        'The file holds more than one YAML document.',
        'Remove the line with --- and what follows it.',
      );
    case 'RESOURCE_EXHAUSTION':
      return at('The file is nested too deeply.');
    default:
      return at(`This is not valid YAML: ${message.replace(/\.$/, '')}.`);
  }
}

const tooManyAliases = (at: unknown): Flaw => ({
  offset: startOf(at) ?? 0,
  message: 'The anchors and aliases of the file unfold into too much data.',
  hint: 'Write the values out.',
  severity: 'error',
});

interface Loose {
  readonly duplicates: readonly Flaw[];
  readonly aliases: readonly Flaw[];
}

/**
 * Keys written twice and aliases without an anchor. The library finds the former too, but by comparing
 * each key of a map with each other one, which takes minutes for a large file.
 */
function looseEnds(document: Document.Parsed): Loose {
  const duplicates: Flaw[] = [];
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_, node) => {
      aliases.push(node);
    },
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = keyText(key);
        if (seen.has(name) && name !== '<<') {
          duplicates.push({
            offset: startOf(key) ?? 0,
            message: `${JSON.stringify(name)} is written twice.`,
            hint: 'Keep one of the two.',
            severity: 'error',
          });
        }
        seen.add(name);
      }
    },
  });
  if (aliases.length > mostAliases) return { duplicates, aliases: [tooManyAliases(aliases[mostAliases])] };
  const dangling = aliases.filter((alias) => !alias.resolve(document));
  return {
    duplicates,
    aliases: dangling.map((alias) => ({
      offset: startOf(alias) ?? 0,
      message: `"*${alias.source}" refers to an anchor that is not there.`,
      hint: `Write &${alias.source} at an earlier value, or write the value out.`,
      severity: 'error',
    })),
  };
}

function toPlain(document: Document.Parsed): { readonly value: unknown } | { readonly flaw: Flaw } {
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch (error) {
    // The library's one ReferenceError left here is its own guard: few aliases, each of many others.
    if (error instanceof ReferenceError) return { flaw: tooManyAliases(undefined) };
    const message = `The file can't be read as data: ${error instanceof Error ? error.message : String(error)}.`;
    return { flaw: { offset: 0, message, severity: 'error' } };
  }
}

/** Reads one YAML 1.2 document (with `<<` merges); never throws: what is wrong is in `flaws`. */
export function parseYaml(text: string): YamlSource {
  const document = parseDocument(text, {
    prettyErrors: false,
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
  });
  const offsetOf = (path: readonly PropertyKey[], target: Target): number => offsetIn(document, path, target);
  const unreadable = (flaws: readonly Flaw[]): YamlSource => ({
    text,
    value: undefined,
    empty: false,
    flaws,
    offsetOf: () => 0,
  });

  const deep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  // One such error comes per level of nesting, and the tree behind them can't be walked.
  if (deep) return unreadable([explain(deep)]);
  const { duplicates, aliases } = looseEnds(document);
  const warnings = document.warnings.map(
    ({ message, pos }): Flaw => ({ offset: pos[0], message: `${message}.`, severity: 'warning' }),
  );
  const flaws = [...document.errors.map(explain), ...duplicates, ...aliases, ...warnings];
  if (document.errors.length > 0 || aliases.length > 0) return { ...unreadable(flaws), offsetOf };
  const plain = toPlain(document);
  if ('flaw' in plain) return unreadable([...flaws, plain.flaw]);
  return { text, value: plain.value, empty: document.contents === null, flaws, offsetOf };
}
