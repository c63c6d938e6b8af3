-- Values and types at the edge of what text can say; every one comes back to the byte.
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE DOMAIN words AS text[] CHECK (array_length(VALUE, 1) IS NULL OR array_length(VALUE, 1) < 9);
CREATE DOMAIN caseless AS citext;
CREATE TYPE point_in_time AS (label text, at timestamptz, tags words);
CREATE TYPE weekdays AS ENUM ('mon', 'Tue''s', 'wéd');
CREATE TABLE edges (
  id int PRIMARY KEY, n numeric, d float8, r real, day date, at timestamp, atz timestamptz, gap interval,
  plain text, lines text, words words, name caseless, pairs hstore, one point_in_time, many point_in_time[],
  span daterange, spans int4range[], parts tstzrange, days weekdays[], cube int[][], nothing text[],
  raw bytea, document jsonb, markup xml, bits bit varying, "odd "" name" text);
INSERT INTO edges (id, n, d, r, day, at, atz, gap) VALUES
  (1, 'NaN', 'NaN', '-infinity', 'infinity', '-infinity', 'infinity', '-1 year 2 mons -3 days 04:05:06.789'),
  (2, '-0.000', '-0', '1e-40', '0044-03-15 BC', '4713-01-01 00:00:00 BC', '0001-01-01 00:00:00+00 BC', '178000000 years'),
  (3, 1e131, 1.7976931348623157e308, 3.4e38, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-01-01', '0');
INSERT INTO edges (id, plain, lines, words, name, pairs, raw) VALUES
  (4, '\.', E'\\.\n\\N\n\\\\.', '{"\\.",NULL,"null","a,b","c\"d"}', 'STRASSE', '"k\\"=>"v,=>", a=>NULL', '\x5c2e0a00ff'),
  (5, E'\b\f\n\r\t\v\x01\x7f', 'Ünïcödé 日本語 🦊 ‮', '{}', 'straße', '', ''),
  (6, '', repeat('é', 20000), NULL, '', '""=>""', decode(repeat('00ff', 5000), 'hex'));
INSERT INTO edges (id, one, many, span, spans, parts, days, cube, nothing, document, markup, bits, "odd "" name") VALUES
  (7, ROW('a "b", (c)', '-infinity', '{x}'), ARRAY[ROW(NULL, NULL, NULL), ROW('', 'infinity', '{}')]::point_in_time[],
    '[0044-03-15 BC,)', '{empty,"[1,5)","(,)"}', '[-infinity,infinity]', '{mon,"Tue''s",wéd}', '[2:3][-1:0]={{1,2},{3,NULL}}',
    '{}', '{"a\\b": ["\u00e9", "\"", null, 1e400, -0.0]}', '<a b="c">&amp;<![CDATA[\.]]></a>', B'', 'x');
