import { expect, test } from 'vitest';
import { cleanDump } from './dump-schema.ts';

test('a dump without its key, and without what holds passwords of other servers', () => {
  const dump = `--
-- PostgreSQL database dump
--

\\restrict abcDEF123

SET statement_timeout = 0;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far');
CREATE USER MAPPING FOR shop SERVER far OPTIONS (
    password 'canary;',
    "user" 'me'
);
-- Name: t; Type: TABLE; Schema: public; Owner: shop
CREATE TABLE public.t (a int);

\\unrestrict abcDEF123
`;
  expect(cleanDump(dump)).toBe(`--
-- PostgreSQL database dump
--


SET statement_timeout = 0;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far');

-- Name: t; Type: TABLE; Schema: public; Owner: shop
CREATE TABLE public.t (a int);

`);
});
