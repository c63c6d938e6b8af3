-- Keys that are equal without being the same text, circles, partitions, names that must be quoted.
CREATE TABLE "order" (
  "user" numeric(10, 2) NOT NULL,
  "Line No" char(4) NOT NULL,
  PRIMARY KEY ("user", "Line No")
);
CREATE TABLE loose (amount numeric PRIMARY KEY, label text);
CREATE TABLE tight (id int PRIMARY KEY, amount numeric(8, 3) REFERENCES loose);
CREATE TABLE part (
  id bigint PRIMARY KEY,
  "user" numeric(12, 4),
  line varchar(9),
  FOREIGN KEY ("user", line) REFERENCES "order" ("user", "Line No")
);
CREATE TABLE single (ratio float8 PRIMARY KEY);
CREATE TABLE floating (id int PRIMARY KEY, ratio real REFERENCES single);
CREATE TABLE day (at timestamp PRIMARY KEY);
CREATE TABLE event (id int PRIMARY KEY, at date REFERENCES day);

CREATE TABLE store (id int PRIMARY KEY, manager int);
CREATE TABLE staff (id int PRIMARY KEY, store int REFERENCES store, boss int REFERENCES staff);
ALTER TABLE store ADD FOREIGN KEY (manager) REFERENCES staff DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE visit (id int NOT NULL, at date NOT NULL, staff int REFERENCES staff, PRIMARY KEY (id, at))
  PARTITION BY RANGE (at);
CREATE TABLE visit_2023 PARTITION OF visit FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE visit_rest (note text, staff int, at date NOT NULL, id int NOT NULL);
ALTER TABLE visit_rest DROP COLUMN note;
ALTER TABLE visit ATTACH PARTITION visit_rest DEFAULT;
CREATE TABLE receipt (
  id int PRIMARY KEY, visit int, at date,
  FOREIGN KEY (visit, at) REFERENCES visit (id, at)
);
CREATE TABLE comment (id int PRIMARY KEY, kind text, subject text);
CREATE TABLE tag (subject int, word text);
CREATE TABLE setting (name text, value text);

INSERT INTO "order" SELECT n, 'a' || n FROM generate_series(1, 90) n;
INSERT INTO part SELECT n, 1 + n % 90, 'a' || 1 + n % 90 FROM generate_series(1, 400) n;
INSERT INTO loose VALUES (1.0, 'one'), (2.500, 'two'), (100, 'hundred'), (0.00, 'none');
INSERT INTO tight VALUES (1, 1), (2, 2.5), (3, 100.000), (4, 0), (5, NULL);
INSERT INTO single VALUES (0.5), (-0.0), (0.25);
INSERT INTO floating VALUES (1, 0.5), (2, 0), (3, 0.25);
INSERT INTO day VALUES ('2024-01-01'), ('2024-01-02');
INSERT INTO event VALUES (1, '2024-01-01'), (2, '2024-01-02'), (3, '2024-01-01');
BEGIN;
INSERT INTO store SELECT n, n FROM generate_series(1, 20) n;
INSERT INTO staff SELECT n, 1 + n % 20, CASE WHEN n > 5 THEN n / 2 END FROM generate_series(1, 60) n;
COMMIT;
INSERT INTO visit SELECT n, date '2023-06-01' + n, 1 + n % 60 FROM generate_series(1, 500) n;
INSERT INTO receipt SELECT n, n, date '2023-06-01' + n FROM generate_series(1, 500, 3) n;
INSERT INTO comment SELECT n, CASE n % 3 WHEN 0 THEN 'Visit' WHEN 1 THEN 'Staff' ELSE 'Gone' END, 1 + n % 50
  FROM generate_series(1, 200) n;
INSERT INTO tag SELECT 1 + n % 70, E'a\tb\\' || n % 3 FROM generate_series(1, 300) n;
INSERT INTO setting VALUES ('a', 'b'), ('a', 'b'), (NULL, E'x\ny');
