import { randomBytes, randomUUID } from 'node:crypto';
import { fieldAt, fieldsOf, type StubRequest } from './stub-request.ts';

/** Finds what stands for a part of a template: of the request, by chance, or of the clock. */
export function templateValues(
  request: StubRequest,
  params: Readonly<Record<string, string>>,
  count: number,
): (part: string) => unknown {
  return (part) => {
    const dot = part.indexOf('.');
    const [kind, name] = dot < 0 ? [part, ''] : [part.slice(0, dot), part.slice(dot + 1)];
    switch (kind) {
      case 'path':
        return params[name] ?? '';
      case 'query':
        return request.query.get(name) ?? '';
      case 'headers':
        return request.headers[name.toLowerCase()] ?? '';
      case 'body':
        return name === '' ? request.body : (fieldAt(fieldsOf(request), name) ?? '');
      case 'method':
        return request.method;
      case 'host':
        return request.host;
      // Two braces that begin no template.
      case 'open':
        return '{{';
      case 'uuid':
        return randomUUID();
      case 'hex':
        return randomBytes(Number(name)).toString('hex').slice(0, Number(name));
      case 'now':
        return new Date().toISOString();
      case 'timestamp':
        return Math.floor(Date.now() / 1000);
      case 'count':
        return count;
      default:
        return '';
    }
  };
}
