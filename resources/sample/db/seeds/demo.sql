INSERT INTO customers (email, name) VALUES
  ('ada@example.com', 'Ada Example'),
  ('grace@example.com', 'Grace Sample'),
  ('linus@example.com', 'Linus Demo');

INSERT INTO products (name, price_cents) VALUES
  ('Notebook', 490),
  ('Pencil', 120),
  ('Desk lamp', 3900),
  ('Chair', 14900);

INSERT INTO orders (customer_id, state) VALUES (1, 'sent'), (1, 'open'), (2, 'paid');

INSERT INTO order_lines (order_id, product_id, quantity) VALUES
  (1, 1, 2),
  (1, 2, 10),
  (2, 4, 1),
  (3, 3, 1);
