import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml';
import { type BacklotConfig, hostName } from '../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../shared/errors.ts';
import { checkConfig } from '../project/check-config.ts';
import { configError } from '../project/config-error.ts';
import { configName } from '../project/find-project.ts';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

const rangeOf = (node: unknown): readonly [number, number] | undefined => {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const [start, end]: readonly unknown[] = node.range;
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : undefined;
};

const pairIn = (map: unknown, name: string): Pair | undefined =>
  isMap(map) ? map.items.find(({ key }) => String(isScalar(key) ? key.value : key) === name) : undefined;

/** The blanks before the first character of the line that an offset is in. */
const indentAt = (text: string, offset: number): string =>
  /^ */.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/** The offset of the end of a line, before its break. */
function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}

const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Into braces or brackets, before the closing one. */
function intoFlow(text: string, node: { readonly items: readonly unknown[] }, entry: string): Insertion {
  const [start, end] = rangeOf(node) ?? [0, 0];
  const close = end - 1;
  const inner = text.slice(start + 1, close);
  const blanks = /\s*$/.exec(inner)?.[0] ?? '';
  const at = close - blanks.length;
  if (node.items.length === 0) return { at: start + 1, text: entry };
  const open = text[at - 1] === ',' ? ' ' : ', ';
  return { at, text: `${open}${entry}` };
}

/** As a line of its own behind the value of a pair or an item, as far in as that. */
function lineBehind(text: string, node: unknown, line: string): Insertion {
  const [start, end] = rangeOf(node) ?? [0, 0];
  // The end of a value is that of its line, or the start of the next one.
  const last = text.slice(start, end).trimEnd().length + start;
  return { at: lineEnd(text, last), text: `${breakOf(text)}${indentAt(text, start)}${line}` };
}

function insertionInto(text: string, entry: string): Insertion | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  const isolation = pairIn(document.contents, 'isolation');
  const eol = breakOf(text);
  if (isolation === undefined) {
    const open = text === '' || text.endsWith('\n') ? '' : eol;
    return { at: text.length, text: `${open}isolation:${eol}  allow: [${entry}]${eol}` };
  }
  const { value } = isolation;
  if (!isMap(value)) return undefined;
  const allow = pairIn(value, 'allow');
  if (allow === undefined) {
    if (value.flow === true) return intoFlow(text, value, `allow: [${entry}]`);
    const last = value.items.at(-1);
    const first = value.items[0];
    const [start = 0] = rangeOf(first?.key) ?? [];
    const end = rangeOf(last?.value)?.[1] ?? rangeOf(last?.key)?.[1] ?? start;
    return lineBehind(text, { range: [start, end] }, `allow: [${entry}]`);
  }
  if (!isSeq(allow.value)) return undefined;
  if (allow.value.flow === true) return intoFlow(text, allow.value, entry);
  return lineBehind(text, allow.value.items.at(-1), `- ${entry}`);
}

const cannotEdit = (entry: string): BacklotError =>
  new BacklotError('unsupported', `${configName} has a form in which ${entry} can't be added for you.`, {
    hint: `Add it by hand: isolation: { allow: [${entry}] }.`,
    details: { entry },
  });

/** Quoted where YAML would read an alias, a number or a pair. */
const asYaml = (entry: string): string => (/^[A-Za-z][A-Za-z0-9.-]*$/.test(entry) ? entry : `"${entry}"`);

const checked = (text: string): BacklotConfig => {
  const { config, problems } = checkConfig(text, configName);
  if (config) return config;
  throw configError(problems);
};

/**
 * The text of a backlot.yaml with one more host in `isolation.allow`; every other character stays. The same
 * text where it is allowed already. What comes out means what went in, but for that host. Pure.
 * @throws BacklotError `invalid-input` for what is no host name; `config-invalid` for a text with errors;
 * `unsupported` for one whose form can't be added to.
 */
export function allowInText(text: string, entry: string): string {
  if (!hostName.safeParse(entry).success)
    throw new BacklotError('invalid-input', `${JSON.stringify(entry)} is not a host name.`, {
      hint: 'Write api.example.com, *.example.com or api.example.com:8443.',
    });
  const before = checked(text);
  const { isolation } = before;
  if (isolation.allow.includes(entry)) return text;
  const insertion = insertionInto(text, asYaml(entry));
  if (insertion === undefined) throw cannotEdit(entry);
  const { at, text: added } = insertion;
  const after = text.slice(0, at) + added + text.slice(at);
  const wanted = { ...before, isolation: { ...isolation, allow: [...isolation.allow, entry] } };
  if (!isDeepStrictEqual(checked(after), wanted)) throw cannotEdit(entry);
  return after;
}
