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
    foreignKeys: [{ tables: ['public.b', 'public.a'], statement: expect.stringContaining('b_fk') }],
    lonelyKeys: [expect.stringContaining('p_fk')],
    last: ["COMMENT ON CONSTRAINT b_fk ON public.b IS 'x';"],
  });
});
