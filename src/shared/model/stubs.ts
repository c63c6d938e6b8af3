/** What may go wrong instead of an answer, or in the middle of it. */
export const faults = ['reset', 'timeout', 'truncated'] as const;
export type Fault = (typeof faults)[number];

/** The state of a scenario before anything has happened in it. */
export const firstState = 'start';

/** One answer to one kind of request, in place of a third party. Texts of answers are templates. */
export interface Stub {
  /** "sandboxes/payments.yaml:12", where it is written. */
  readonly at: string;
  /** Absent: any. */
  readonly method?: string | undefined;
  /** "/v1/charges/{id}/capture": a name in braces is one segment, `*` at the end is all the rest. */
  readonly path: string;
  /** What must be there; `*` stands for anything within a value. */
  readonly query: Readonly<Record<string, string>>;
  /** The same, by names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text that must be in the body, or fields that it must have as JSON or as a form. */
  readonly body?: unknown;
  /** What is in the state: a template, so that each object may have its own. */
  readonly scenario: string;
  /** Answered only in this state; absent: in any. */
  readonly state?: string | undefined;
  /** The state afterwards. */
  readonly next?: string | undefined;
  readonly answer: StubAnswer;
  /** Milliseconds before the answer begins: at least, at most. */
  readonly latency: readonly [number, number];
  readonly fault?: Fault | undefined;
}

export interface StubAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Sent as JSON, with the templates in its texts filled in. */
  readonly json?: unknown;
}

/** An answer of a third party, as far as it is kept. */
export interface RecordedAnswer {
  readonly host: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where it is no text, or too long. */
  readonly body: string | null;
}

/** What stands between two pairs of braces. */
const inBraces = /\{\{\s*(.*?)\s*\}\}/g;
const template =
  /^(?:path|query|headers|body)\.[^\s{}]+$|^(?:body|method|host|open|uuid|now|timestamp|count)$|^hex\.\d{1,2}$/;

/** The parts of a template by which a text is filled in: "path.id", "body.amount", "uuid". Pure. */
export const templateParts = (text: string): readonly string[] =>
  [...text.matchAll(inBraces)].map(([, part = '']) => part);

/** What a template can't be filled in with; undefined where all is well. Pure. */
export function templateProblem(text: string): string | undefined {
  const wrong = templateParts(text).find((part) => !template.test(part));
  if (wrong !== undefined) return `{{${wrong}}} is not something that a template knows`;
  return text.replace(inBraces, '').includes('{{') ? 'a {{ is not closed' : undefined;
}

/** A text with each part replaced by what is found for it. Pure. */
export const fillText = (text: string, find: (part: string) => unknown): string =>
  text.replace(inBraces, (_, part: string) => {
    const found = find(part);
    return typeof found === 'string' ? found : (JSON.stringify(found) ?? '');
  });
