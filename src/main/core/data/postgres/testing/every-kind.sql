-- A schema with one of everything that introspection tells of.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION btree_gist;
CREATE SCHEMA "Odd names";
CREATE ROLE reader;

CREATE TYPE mood AS ENUM ('sad', 'so-so', 'it''s "fine"');
CREATE DOMAIN short_text AS varchar(40) CHECK (VALUE <> '');
CREATE DOMAIN email_address AS short_text NOT NULL CHECK (VALUE ~ '@');
CREATE TYPE place AS (street varchar(80), mood mood, at point);
CREATE TYPE prices AS RANGE (subtype = numeric);

CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  serial serial,
  email email_address UNIQUE,
  login citext,
  given varchar(120) NOT NULL,
  family char(10),
  mood mood DEFAULT 'so-so',
  born date,
  seen timestamptz(3),
  paid numeric(12, 2) DEFAULT 0,
  ratio double precision,
  small smallint,
  tags text[] DEFAULT '{}',
  grid numeric(6, 1)[],
  home place,
  span prices,
  attributes hstore,
  document jsonb,
  photo bytea,
  address inet,
  bits bit(4),
  secret uuid,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', given)) STORED,
  CONSTRAINT born_before CHECK (born < '2030-01-01'),
  UNIQUE (given, family)
);
COMMENT ON TABLE people IS 'All of them';
COMMENT ON COLUMN people.email IS 'Where letters go';
CREATE UNIQUE INDEX people_login ON people (lower(login::text)) WHERE login IS NOT NULL;
CREATE UNIQUE INDEX people_secret ON people (secret) INCLUDE (born);
CREATE INDEX people_family ON people (family);
CREATE STATISTICS people_names ON given, family FROM people;

CREATE TABLE bookings (
  "order" int PRIMARY KEY,
  person bigint REFERENCES people ON DELETE CASCADE DEFERRABLE,
  room int,
  during tstzrange,
  EXCLUDE USING gist (room WITH =, during WITH &&)
);
ALTER TABLE bookings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON bookings TO reader USING (room > 0);
GRANT SELECT ON bookings TO reader;

CREATE TABLE events (at timestamptz NOT NULL, person bigint REFERENCES people, what text, PRIMARY KEY (at, what))
  PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (what);
CREATE TABLE events_2024_click PARTITION OF events_2024 FOR VALUES IN ('click');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE echoes (at timestamptz, what text, FOREIGN KEY (at, what) REFERENCES events);

CREATE TABLE "Odd names"."A ""table"", with all" (
  a int, b int, parent_a int, parent_b int, "Ünïcode" text, gone int,
  PRIMARY KEY (a, b),
  CONSTRAINT self FOREIGN KEY (parent_a, parent_b) REFERENCES "Odd names"."A ""table"", with all" (a, b) ON DELETE SET NULL
);
ALTER TABLE "Odd names"."A ""table"", with all" DROP COLUMN gone;

CREATE SEQUENCE unused START 7;
CREATE SEQUENCE moved;
SELECT setval('moved', 41);
CREATE UNLOGGED TABLE empty ();

CREATE VIEW grown AS SELECT id, given, family FROM people WHERE born < '2000-01-01';
CREATE MATERIALIZED VIEW names AS SELECT given, count(*) AS n FROM grown GROUP BY given;
CREATE UNIQUE INDEX names_given ON names (given);
CREATE MATERIALIZED VIEW name_count AS SELECT count(*) AS n FROM names;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.seen := now(); RETURN NEW; END $$;
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN n * 2 END; END;
CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1;';
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE keep AS ON DELETE TO people WHERE OLD.id < 0 DO INSTEAD NOTHING;

INSERT INTO people (email, login, given, family, born, seen, paid, ratio, tags, grid, home, span, attributes, document, photo, address, bits, secret)
SELECT 'p' || i || '@example.org', 'P' || i, E'Gi\tven\\' || i || E'\n', 'F' || i, '4000-01-01 BC'::date + i, 'infinity', 'NaN', '-Infinity',
  ARRAY['a,"b', NULL, E'\\.'], '{1.5,NaN}', ROW('1 "Main" St', 'sad', '(1,2)')::place, '[1,2)', 'a=>1,b=>NULL', '{"k": "\u00e9\n"}', '\x00ff5c', '10.0.0.1',
  B'1010', md5(i::text)::uuid
FROM generate_series(1, 1000) i;
INSERT INTO people (email, given) VALUES ('null@example.org', '');
INSERT INTO bookings SELECT i, i, i, tstzrange('2024-01-01', '2024-01-02') FROM generate_series(1, 500) i;
INSERT INTO events SELECT '2023-12-31'::timestamptz + i * interval '1 hour', i, CASE WHEN i < 24 THEN 'late' ELSE 'click' END FROM generate_series(1, 1000) i;
INSERT INTO echoes SELECT at, what FROM events LIMIT 100;
INSERT INTO "Odd names"."A ""table"", with all" VALUES (1, 1, NULL, NULL, 'ж'), (2, 2, 1, 1, E'\\.');
REFRESH MATERIALIZED VIEW names;
REFRESH MATERIALIZED VIEW name_count;
SELECT lo_from_bytea(4711, decode(repeat('00ff', 5000), 'hex')), lo_from_bytea(4712, ''), lo_put(4711, 3000000, '\x0102');
