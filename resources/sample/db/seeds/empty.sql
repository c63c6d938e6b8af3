-- A shop before its first day: the schema, and nothing in it. Run it in one transaction: psql -1.
truncate products, customers, addresses, sessions, orders, order_lines, payments, notes, events, audit_log
  restart identity;
alter sequence order_numbers restart;
