import { z } from 'zod';
import { faults } from '../model/stubs.ts';

/** Seconds or milliseconds: "250ms", "1.5s". */
export const latencyPattern = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)$/;

const latencyText = z.string().regex(latencyPattern, { error: 'is not a time: write 250ms or 1.5s' });

const request = z.string().regex(/^(?:[A-Z]{1,20}|\*) \/[^\s?#]*(?:\?\S*)?$/, {
  error: 'is not a request: write GET /v1/charges/{id}, or * for any method',
});

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: 'is not a name of a header' });
const headers = z.record(headerName, z.string());

const answer = z.strictObject({
  status: z.int().min(200).max(599).default(200).describe('The HTTP status.'),
  headers: headers.default({}).describe('Headers; their values are templates.'),
  body: z.string().optional().describe('The body as text, a template.'),
  json: z
    .unknown()
    .optional()
    .describe('The body as data, sent as JSON; its texts are templates. In place of "body".'),
});

const stub = z.strictObject({
  request: request.describe(
    'Method and path: "POST /v1/charges/{id}/capture". A name in braces is one segment, * at the end is the rest; a query is what must be there.',
  ),
  headers: headers.optional().describe('Headers that must be there; * stands for anything in a value.'),
  body: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())])
    .optional()
    .describe('Text that must be in the body, or fields that it must have, as JSON or as a form.'),
  scenario: z
    .string()
    .min(1)
    .optional()
    .describe('What has the state: a template, "charge {{path.id}}". Absent: that of the file.'),
  state: z.string().min(1).optional().describe('Answered only in this state; it is "start" at first.'),
  next: z.string().min(1).optional().describe('The state afterwards.'),
  answer: answer.optional().describe('What is sent.'),
  latency: z
    .union([latencyText, z.array(latencyText).min(2).max(2)])
    .optional()
    .describe('How long it takes until the answer begins: 250ms, or [100ms, 2s] for any time between.'),
  fault: z
    .enum(faults)
    .optional()
    .describe(
      '"reset" breaks the connection, "timeout" never answers, "truncated" breaks it in the middle of the body.',
    ),
});

/** One file of stubs. */
export const stubFile = z.strictObject({
  scenario: z.string().min(1).optional().describe('What has the state of all its stubs: a template.'),
  stubs: z.array(stub).min(1).describe('The answers. The first that fits a request is given.'),
});

export type StubFile = z.output<typeof stubFile>;
