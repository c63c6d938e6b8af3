import { jsonSchemaOf } from '../../../shared/config/json-schema.ts';
import { latencyPattern, type StubFile, stubFile } from '../../../shared/config/stub-file.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import { type Stub, templateProblem } from '../../../shared/model/stubs.ts';
import type { Complaint } from '../project/complaint.ts';
import { explainIssues } from '../project/explain-issues.ts';
import { parseYaml } from '../project/parse-yaml.ts';
import { flawOf, problemsOf } from '../project/place-problems.ts';
import { placeAt } from '../project/source-place.ts';

/** What a file of stubs holds, or what is wrong with it. */
export interface ParsedStubs {
  readonly stubs: readonly Stub[];
  readonly problems: readonly ConfigProblem[];
}

type Path = readonly PropertyKey[];
type WrittenStub = StubFile['stubs'][number];

const longestMs = 300_000;

const error = (path: Path, message: string, hint: string): Complaint => ({
  ...{ path, message, hint },
  ...({ target: 'value', severity: 'error' } as const),
});

/** Every text of a value, with its place. */
function texts(value: unknown, path: Path): readonly (readonly [string, Path])[] {
  if (typeof value === 'string') return [[value, path]];
  if (Array.isArray(value)) return value.flatMap((one, index) => texts(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => texts(one, [...path, name]));
}

const templateHint =
  'There are path.NAME, query.NAME, headers.NAME, body.FIELD, body, method, host, uuid, hex.N, now, timestamp and count.';

const checkTemplates = (value: unknown, path: Path): readonly Complaint[] =>
  texts(value, path).flatMap(([text, at]) => {
    const problem = templateProblem(text);
    return problem === undefined ? [] : [error(at, `In ${JSON.stringify(text)}, ${problem}.`, templateHint)];
  });

const milliseconds = (text: string): number => {
  const [, amount = '0', unit] = latencyPattern.exec(text) ?? [];
  return Number(amount) * (unit === 's' ? 1000 : 1);
};

const latencyOf = ({ latency = '0ms' }: WrittenStub): readonly [number, number] => {
  const [least = '0ms', most = least] = typeof latency === 'string' ? [latency] : latency;
  return [milliseconds(least), milliseconds(most)];
};

/** The names that a path gives to its segments; undefined where it is not well formed. */
function pathNames(path: string): readonly string[] | undefined {
  const segments = path.split('/').slice(1);
  const names = segments.flatMap((one) => /^\{(\w+)\}$/.exec(one)?.[1] ?? []);
  const rest = segments.filter((one) => !/^\{\w+\}$/.test(one));
  const plain = rest.every((one) => !/[{}]/.test(one));
  const stars = [...path.matchAll(/\*/g)].map(({ index }) => index);
  const ends = stars.every((index) => index === path.length - 1);
  return plain && ends && new Set(names).size === names.length ? names : undefined;
}

const splitRequest = (request: string) => {
  const [method = '', target = ''] = request.split(' ');
  const [path = '', query = ''] = target.split('?');
  return { method, path, query };
};

function checkStub(stub: WrittenStub, at: Path): readonly Complaint[] {
  const { path } = splitRequest(stub.request);
  const names = pathNames(path);
  const [least, most] = latencyOf(stub);
  const { answer, fault } = stub;
  // The scenario of the whole file may name what not every path has.
  const asked = [stub.scenario ?? '', ...texts(answer, []).map(([text]) => text)].join(' ');
  const unknown = [...asked.matchAll(/\{\{\s*path\.(\w+)\s*\}\}/g)]
    .map(([, name = '']) => name)
    .find((name) => names !== undefined && !names.includes(name));
  return [
    ...(names === undefined
      ? [
          error(
            [...at, 'request'],
            `${JSON.stringify(path)} is not a path of a stub.`,
            'A segment is text or one {name}, each name once; * may stand at the end.',
          ),
        ]
      : []),
    ...(unknown === undefined
      ? []
      : [
          error(
            [...at, 'request'],
            `The path has no {${unknown}}, which {{path.${unknown}}} stands for.`,
            'Name the segment in the path.',
          ),
        ]),
    ...(answer?.body !== undefined && answer.json !== undefined
      ? [error([...at, 'answer', 'json'], 'An answer has a body or json, not both.', 'Keep one of the two.')]
      : []),
    ...(answer === undefined && (fault === undefined || fault === 'truncated')
      ? [
          error(
            [...at, 'request'],
            'This stub has no answer.',
            'Add "answer:", or the fault reset or timeout.',
          ),
        ]
      : []),
    ...(least > most || most > longestMs
      ? [
          error(
            [...at, 'latency'],
            'This is no latency.',
            'The shorter time comes first; the longest is 300s.',
          ),
        ]
      : []),
    ...checkTemplates(stub.scenario, [...at, 'scenario']),
    ...checkTemplates(answer, [...at, 'answer']),
  ];
}

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * Reads a file of stubs. `file` is the name that problems and stubs carry. Pure: what is wrong is in `problems`,
 * each with its place; stubs are there only where nothing is.
 */
export function parseStubs(text: string, file: string): ParsedStubs {
  const source = parseYaml(text);
  const problems = (complaints: readonly Complaint[]): ParsedStubs => ({
    stubs: [],
    problems: problemsOf(file, text, [
      ...source.flaws,
      ...complaints.map((complaint) => flawOf(source, complaint)),
    ]),
  });
  if (source.value === undefined && !source.empty) return problems([]);
  const parsed = stubFile.safeParse(source.value ?? {});
  if (!parsed.success)
    return problems(
      explainIssues(parsed.error.issues, source.value ?? {}, { schema: jsonSchemaOf(stubFile), file }),
    );
  const { scenario: shared, stubs } = parsed.data;
  const complaints = [
    ...checkTemplates(shared, ['scenario']),
    ...stubs.flatMap((stub, index) => checkStub(stub, ['stubs', index])),
  ];
  if (complaints.length > 0 || source.flaws.some(({ severity }) => severity === 'error'))
    return problems(complaints);
  return {
    problems: [],
    stubs: stubs.map((one, index): Stub => {
      const { method, path, query } = splitRequest(one.request);
      const { line } = placeAt(text, source.offsetOf(['stubs', index], 'value'));
      const { headers, body, state, next, fault } = one;
      return {
        at: `${file}:${line}`,
        ...(method === '*' ? {} : { method }),
        path,
        query: Object.fromEntries(new URLSearchParams(query)),
        headers: lowerCase(headers),
        ...(body === undefined ? {} : { body }),
        scenario: one.scenario ?? shared ?? file,
        ...(state === undefined ? {} : { state }),
        ...(next === undefined ? {} : { next }),
        answer: one.answer ?? { status: 200, headers: {} },
        latency: latencyOf(one),
        ...(fault === undefined ? {} : { fault }),
      };
    }),
  };
}
