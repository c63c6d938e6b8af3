/** A request as stubs look at it. */
export interface StubRequest {
  readonly host: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8. */
  readonly body: string;
}

/** The body as fields: JSON, or a form; undefined where it is neither. Pure. */
export function fieldsOf({ headers, body }: Pick<StubRequest, 'headers' | 'body'>): unknown {
  if ((headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What is at a path of fields: "customer.address.0.city". Pure. */
export function fieldAt(fields: unknown, path: string): unknown {
  // A form has such names as they are: "card[number]", "a.b".
  if (typeof fields === 'object' && fields !== null && Object.hasOwn(fields, path))
    return Reflect.get(fields, path);
  let value = fields;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
