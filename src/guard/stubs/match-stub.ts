import { fillText, firstState, type Stub } from '../../shared/model/stubs.ts';
import { fieldAt, fieldsOf, type StubRequest } from './stub-request.ts';
import { templateValues } from './template-values.ts';

/** The stub that answers a request, with what it took from it. */
export interface Match {
  readonly stub: Stub;
  /** The parts of the path by their names. */
  readonly params: Readonly<Record<string, string>>;
  /** The scenario whose state counts and moves. */
  readonly scenario: string;
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** The named parts of a path; undefined where it does not fit. Pure. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const open = pattern.endsWith('*');
  const wanted = (open ? pattern.slice(0, -1) : pattern).split('/');
  const found = path.split('/');
  if (open ? found.length < wanted.length : found.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = found[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) {
      if (segment === '') return undefined;
      params[name] = decoded(segment);
    } else if (open && index === wanted.length - 1) {
      if (!segment.startsWith(part)) return undefined;
    } else if (decoded(part) !== decoded(segment)) return undefined;
  }
  return params;
}

/** True where a text is as wanted; `*` stands for anything. Pure. */
export function fits(wanted: string, text: string): boolean {
  const parts = wanted.split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return wanted === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function holds(wanted: unknown, found: unknown): boolean {
  if (typeof wanted === 'string') return typeof found === 'string' && fits(wanted, found);
  if (typeof wanted !== 'object' || wanted === null) return wanted === found || String(wanted) === found;
  if (Array.isArray(wanted))
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((one, index) => holds(one, found[index]))
    );
  return Object.entries(wanted).every(([name, one]) => holds(one, fieldAt(found, name)));
}

function hasBody(wanted: unknown, request: StubRequest): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return request.body.includes(wanted);
  const fields = fieldsOf(request);
  return fields !== undefined && holds(wanted, fields);
}

/** The first stub that fits a request in the state that its scenario is in. Pure. */
export function matchStub(
  stubs: readonly Stub[],
  request: StubRequest,
  states: ReadonlyMap<string, string>,
): Match | undefined {
  for (const stub of stubs) {
    if (stub.method !== undefined && stub.method !== request.method) continue;
    const params = matchPath(stub.path, request.path);
    if (params === undefined) continue;
    const { query, headers } = request;
    if (!Object.entries(stub.query).every(([name, one]) => query.getAll(name).some((own) => fits(one, own))))
      continue;
    if (!Object.entries(stub.headers).every(([name, one]) => fits(one, headers[name] ?? ''))) continue;
    if (!hasBody(stub.body, request)) continue;
    const scenario = fillText(stub.scenario, templateValues(request, params, 0));
    if (stub.state !== undefined && stub.state !== (states.get(scenario) ?? firstState)) continue;
    return { stub, params, scenario };
  }
  return undefined;
}
