import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { appHost } from './app-origin.ts';
import { findPageFile, type PageFiles } from './find-page-file.ts';

const headers = (type: string): Record<string, string> => ({
  'content-type': type,
  // 7: a policy on every answer, refusals included.
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
});

const refuse = (status: number, text: string): Response =>
  new Response(text, { status, headers: headers('text/plain; charset=utf-8') });

/** Answers one request to app://backlot from the page's files alone. */
export async function answerPage(
  files: PageFiles,
  request: Pick<Request, 'url' | 'method' | 'headers'>,
): Promise<Response> {
  const url = URL.parse(request.url);
  if (url?.host !== appHost) return refuse(404, 'Not found');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD');
  const navigation = request.headers.get('accept')?.includes('text/html') ?? false;
  const file = findPageFile(files, url.pathname, navigation);
  if (!file) return refuse(404, 'Not found');
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file.path));
  return new Response(body, { headers: headers(file.type) });
}
