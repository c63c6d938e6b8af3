import { expect, test } from 'vitest';
import { planPostData } from './plan-post-data.ts';

test('a section is sorted into what may run beside what', () => {
  const plan = planPostData(`
SET default_tablespace = '';
SELECT pg_catalog.set_config('search_path', '', false);
CREATE INDEX a_i ON public.a USING btree (x);
ALTER TABLE ONLY public.a
    ADD CONSTRAINT a_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX "odd (i)" ON ONLY "S p"."B.b" USING btree (x) WHERE (y = 'FOREIGN KEY');
ALTER INDEX public.a_i ATTACH PARTITION public.b_i;
CREATE TRIGGER t AFTER UPDATE ON public.a FOR EACH ROW EXECUTE FUNCTION public.f();
ALTER TABLE ONLY public.b
    ADD CONSTRAINT b_fk FOREIGN KEY (a, "o)") REFERENCES public.a(id, o) ON DELETE CASCADE;
ALTER TABLE public.parted
    ADD CONSTRAINT p_fk FOREIGN KEY (a) REFERENCES public.a(id);
COMMENT ON CONSTRAINT b_fk ON public.b IS 'x';
REFRESH MATERIALIZED VIEW public.m;
`);
  expect(plan).toEqual({
    settings: ["SET default_tablespace = '';", "SELECT pg_catalog.set_config('search_path', '', false);"],
    indexes: [
      {
        table: 'public.a',
        statements: [
          'CREATE INDEX a_i ON public.a USING btree (x);',
          'ALTER TABLE ONLY public.a\n    ADD CONSTRAINT a_pkey PRIMARY KEY (id);',
        ],
      },
      { table: '"S p"."B.b"', statements: [expect.stringContaining('odd (i)')] },
    ],
    others: [
      expect.stringContaining('ATTACH'),
      expect.stringContaining('TRIGGER'),
      'REFRESH MATERIALIZED VIEW public.m;',
    ],
    foreignKeys: [
      {
        tables: ['public.b', 'public.a'],
        statement:
          'ALTER TABLE ONLY public.b\n    ADD CONSTRAINT b_fk FOREIGN KEY (a, "o)") REFERENCES public.a(id, o) ON DELETE CASCADE NOT VALID;',
        validate: 'ALTER TABLE ONLY public.b VALIDATE CONSTRAINT b_fk;',
        indexed: false,
      },
    ],
    lonelyKeys: [expect.stringContaining('p_fk')],
    last: ["COMMENT ON CONSTRAINT b_fk ON public.b IS 'x';"],
  });
});

test.each([
  ['ALTER TABLE ONLY b ADD CONSTRAINT b_pkey PRIMARY KEY (x, y);', true],
  ['ALTER TABLE ONLY b ADD CONSTRAINT b_u UNIQUE (x);', true],
  ['CREATE INDEX i ON b USING btree (x);', true],
  ['CREATE UNIQUE INDEX i ON b USING btree (x, y) INCLUDE (z);', true],
  ['CREATE INDEX i ON b USING btree (y, x);', false],
  ['CREATE INDEX i ON b USING btree (xy);', false],
  ['CREATE INDEX i ON b USING hash (x);', false],
  ['CREATE INDEX i ON b USING btree (lower(x));', false],
  ['CREATE INDEX i ON b USING btree (x) WHERE (y > 0);', false],
  ['CREATE INDEX i ON c USING btree (x);', false],
])('a key whose rows have an index in its order is known by it: %s', (index, indexed) => {
  const key = 'ALTER TABLE ONLY b ADD CONSTRAINT b_fk FOREIGN KEY (x) REFERENCES a(x);';
  expect(planPostData(`${index}\n${key}`).foreignKeys).toMatchObject([{ indexed }]);
});

test.each(['NOT VALID', 'NOT ENFORCED'])('a key that is %s in its source stays so', (how) => {
  const key = `ALTER TABLE ONLY b ADD CONSTRAINT b_fk FOREIGN KEY (x) REFERENCES a(x) ${how};`;
  expect(planPostData(key).foreignKeys).toEqual([{ tables: ['b', 'a'], statement: key, indexed: false }]);
});
