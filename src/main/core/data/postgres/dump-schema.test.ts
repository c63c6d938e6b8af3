import { expect, test } from 'vitest';
import { cleanDump } from './dump-schema.ts';

test('a dump without its key, its comments, and what holds passwords of other servers', () => {
  const dump = `--
-- PostgreSQL database dump
--

\\restrict abcDEF123

SET statement_timeout = 0;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far');
CREATE USER MAPPING FOR shop SERVER far OPTIONS (password 'canary', "user" 'me');
CREATE TABLE public.t (a int);

\\unrestrict abcDEF123
`;
  expect(cleanDump(dump)).toBe(`SET statement_timeout = 0;

CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far');

CREATE TABLE public.t (a int);
`);
});
