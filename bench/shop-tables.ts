/** Orders in a shop of one gigabyte, tables and indexes together. */
const ordersPerGigabyte = 1_500_000;

/**
 * The SQL that makes the tables of a shop anew: keys, foreign keys, five more indexes, rows of many sizes. Keys
 * and indexes come after the rows, as that is the fastest. `gigabytes` is about what the database has then.
 */
export function shopTables(gigabytes: number): string {
  const orders = Math.round(ordersPerGigabyte * gigabytes);
  const customers = Math.max(1, Math.round(orders / 10));
  return `
set client_min_messages = warning;
drop table if exists events, order_items, orders, products, customers;
create table customers (id bigint not null, email text not null, name text, city text, since date);
create table products (id int not null, title text not null, price numeric(10, 2) not null);
create table orders (id bigint not null, customer_id bigint not null, status text not null, note text,
  amount numeric(12, 2), placed_at timestamptz not null);
create table order_items (order_id bigint not null, line int not null, product_id int not null,
  quantity int not null, price numeric(10, 2) not null);
create table events (id bigint not null, order_id bigint not null, kind text not null, payload jsonb, at timestamptz);
insert into customers select i, 'user' || i || '@corp.example', md5(i::text), 'City ' || i % 400, date '2020-01-01' + (i % 2000)::int
  from generate_series(1::bigint, ${customers}) i;
insert into products select i, 'Product ' || md5(i::text), i / 7.0 from generate_series(1, 5000) i;
insert into orders select i, 1 + i * 7919 % ${customers}, (array['paid', 'shipped', 'open'])[1 + i % 3],
    case when i % 4 > 0 then md5(i::text) || ' to be brought before noon, ' || md5((i * 11)::text) end,
    (i % 99999) / 7.0, timestamptz '2024-01-01' + i * interval '7 seconds' from generate_series(1::bigint, ${orders}) i;
insert into order_items select i, line, 1 + (i * 31 + line) % 5000, 1 + i % 5, (i % 999) / 7.0
  from generate_series(1::bigint, ${orders}) i, generate_series(1, 2) line;
insert into events select i, i, (array['placed', 'packed', 'sent'])[1 + i % 3],
    jsonb_build_object('by', 'user' || i % 50, 'from', md5((i * 3)::text)), timestamptz '2024-01-01' + i * interval '9 seconds'
  from generate_series(1::bigint, ${orders}) i;
alter table customers add primary key (id);
alter table products add primary key (id);
alter table orders add primary key (id), add foreign key (customer_id) references customers;
alter table order_items add primary key (order_id, line), add foreign key (order_id) references orders,
  add foreign key (product_id) references products;
alter table events add primary key (id), add foreign key (order_id) references orders;
create unique index on customers (email);
create index on orders (customer_id);
create index on orders (placed_at);
create index on order_items (product_id);
create index on events (order_id);`;
}
