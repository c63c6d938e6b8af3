-- What PostgreSQL 14 to 17 added to schemas.
CREATE TABLE spans (
  id int PRIMARY KEY, free datemultirange, few int4multirange, short text COMPRESSION pglz,
  code text UNIQUE NULLS NOT DISTINCT, extra text STORAGE EXTERNAL, paid numeric(3, 5), owed numeric(3, -2));
INSERT INTO spans VALUES (1, '{[2024-01-01,2024-02-01),[2024-03-01,)}', '{}', 'x', NULL, repeat('y', 9000), 0.00123, 12300);
CREATE TABLE parts (id bigint GENERATED ALWAYS AS IDENTITY, at date, what text, EXCLUDE USING btree (at WITH =, id WITH =))
  PARTITION BY RANGE (at);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO parts (at, what) VALUES ('2024-05-05', 'a'), ('2024-05-06', 'b');
CREATE FUNCTION label_of(n int) RETURNS text LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC SELECT CASE WHEN n > 1 THEN 'many' ELSE 'one' END; END;
CREATE PROCEDURE count_up(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;
CREATE VIEW invoked WITH (security_invoker = true) AS SELECT id, label_of(id) FROM spans;
CREATE STATISTICS spans_stats ON (id % 10), (lower(code)) FROM spans;
CREATE INDEX ON spans (code) INCLUDE (id);
CREATE ROLE keeper;
GRANT MAINTAIN ON spans TO keeper;
GRANT SELECT ON spans TO keeper;
COMMENT ON TABLE spans IS 'What came later';
CREATE COLLATION c_like (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE worded (name text COLLATE c_like);
INSERT INTO worded VALUES ('Ünïcödé');
