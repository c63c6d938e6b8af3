-- A small shop in the middle of its life. Every person is invented; every password is "demo-password".
-- It replaces what is there, so it runs in one transaction: psql -1.
truncate products, customers, addresses, sessions, orders, order_lines, payments, notes, events, audit_log
  restart identity;
alter sequence order_numbers restart;

insert into products (sku, name, description, price_cents, stock) values
  ('NBK-001', 'Field notebook', 'A5, 96 dotted pages, sewn, lies flat', 1250, 80),
  ('NBK-002', 'Pocket notebook, set of three', 'Plain, ruled and dotted, with rounded corners', 1100, 120),
  ('NBK-003', 'Desk diary', 'One week on two pages, cloth bound', 2400, 35),
  ('PEN-001', 'Fountain pen, fine', 'Brushed steel, takes standard cartridges', 3800, 24),
  ('PEN-002', 'Rollerball', 'Black, refillable, with a brass clip', 1650, 60),
  ('PEN-003', 'Pencils, box of twelve', 'Cedar, from 2H to 4B', 1400, 90),
  ('INK-001', 'Ink, midnight blue', '50 ml in a glass bottle', 1195, 40),
  ('INK-002', 'Ink, oak gall', '50 ml, permanent; not for cheap pens', 1495, 18),
  ('PAP-001', 'Letter paper', '100 sheets, 100 g, deckle edge', 1850, 50),
  ('PAP-002', 'Envelopes', '50, lined, to go with the letter paper', 1300, 50),
  ('DSK-001', 'Pen tray', 'Oiled walnut', 4200, 12),
  ('DSK-002', 'Blotter', 'Felt and leather, 40 by 60 cm', 5600, 6);

with people (given_name, family_name, email, phone, birth_date, street, postal_code, city, country) as (
  values
    ('Ada', 'Okonkwo', 'ada.okonkwo@example.com', '+44 20 7946 0037', '1963-06-12', '14 Larch Lane', 'BS1 4QA', 'Bristol', 'GB'),
    ('Bruno', 'Marchetti', 'bruno.marchetti@example.com', '+44 7700 900074', '1976-11-23', 'Via dei Tigli 8', '40121', 'Bologna', 'IT'),
    ('Carys', 'Llewellyn', 'carys.llewellyn@example.com', '+44 20 7946 0111', '1989-04-06', '3 Harbour Row', 'CF10 5AL', 'Cardiff', 'GB'),
    ('Dmitri', 'Vasko', 'dmitri.vasko@example.org', '+44 7700 900148', '2002-09-17', 'Lipová 21', '602 00', 'Brno', 'CZ'),
    ('Elena', 'Santos Prado', 'elena.santos-prado@example.com', '+44 20 7946 0185', '1961-02-28', 'Calle del Olmo 17', '28012', 'Madrid', 'ES'),
    ('Farid', 'Haddad', 'farid.haddad@example.com', '+44 7700 900222', '1974-07-11', '5 rue des Tanneurs', '69005', 'Lyon', 'FR'),
    ('Greta', 'Lindqvist', 'greta.lindqvist@example.com', null, '1987-12-22', 'Björkgatan 12', '753 23', 'Uppsala', 'SE'),
    ('Hugo', 'Fontaine', 'hugo.fontaine@example.org', '+44 7700 900296', '2000-05-05', '28 quai Vieux', '33000', 'Bordeaux', 'FR'),
    ('Ines', 'Carvalho', 'ines.carvalho@example.com', '+44 20 7946 0333', null, 'Rua da Figueira 40', '4050-255', 'Porto', 'PT'),
    ('Jonas', 'Weidner', 'jonas.weidner@example.com', '+44 7700 900370', '1972-03-27', 'Ahornweg 6', '04109', 'Leipzig', 'DE'),
    ('Keiko', 'Morita', 'keiko.morita@example.com', '+44 20 7946 0407', '1985-08-10', '77 Mill Street', 'EH3 6NQ', 'Edinburgh', 'GB'),
    ('Liam', 'O''Rourke', 'liam.orourke@example.org', '+44 7700 900444', '1998-01-21', '9 Chapel Court', 'T12 X0F1', 'Cork', 'IE'),
    ('Mila', 'Kovač', 'mila.kovac@example.com', '+44 20 7946 0481', '1957-06-04', 'Lipa 33', '21000', 'Split', 'HR'),
    ('Noor', 'Rahmani', 'noor.rahmani@example.com', null, '1970-11-15', 'Kerkpad 2', '3512 JA', 'Utrecht', 'NL'),
    ('Oskar', 'Zieliński', 'oskar.zielinski@example.com', '+44 20 7946 0555', '1983-04-26', 'Ogrodowa 15', '31-155', 'Kraków', 'PL'),
    ('Priya', 'Raman', 'priya.raman@example.org', '+44 7700 900592', '1996-09-09', '61 Station Road', 'LE1 2AB', 'Leicester', 'GB'),
    ('Quentin', 'Ashby', 'quentin.ashby@example.com', '+44 20 7946 0629', '1955-02-20', 'The Old Forge', 'HR4 9TT', 'Hereford', 'GB'),
    ('Rosa', 'Delgado', 'rosa.delgado@example.com', '+44 7700 900666', null, 'Plaza Nueva 4', '41001', 'Sevilla', 'ES'),
    ('Søren', 'Kjeldsen', 'soren.kjeldsen@example.com', '+44 20 7946 0703', '1981-12-14', 'Elmevej 19', '8000', 'Aarhus', 'DK'),
    ('Tamsin', 'Whitlock', 'tamsin.whitlock@example.org', '+44 7700 900740', '1994-05-25', '2 Beacon Hill', 'PL4 8DD', 'Plymouth', 'GB')
), added as (
  insert into customers (given_name, family_name, email, phone, birth_date, password_hash, created_at)
  select given_name, family_name, email, phone, birth_date::date,
         'pbkdf2:sha256:260000$shopdemosalt0001$' ||
           '6ec42ef6eec90dca3808dca39877b6860540249cc202830011c7dec37a4f29e8',
         timestamptz '2025-01-06 09:00Z' + row_number() over () * interval '9 days 5 hours'
    from people
  returning id, email, full_name
)
insert into addresses (customer_id, recipient, street, postal_code, city, country, preferred)
select a.id, a.full_name, p.street, p.postal_code, p.city, p.country, true
  from added a join people p using (email) order by a.id;

-- 40 orders, two for each customer, of one to three products.
insert into orders (customer_id, address_id, status, placed_at)
select 1 + n * 7 % 20, 1 + n * 7 % 20,
       (array['shipped', 'shipped', 'paid', 'shipped', 'refunded', 'shipped', 'cancelled', 'shipped'])[1 + n % 8]
         ::order_status,
       timestamptz '2025-07-14 10:20Z' + n * interval '3 days 4 hours 7 minutes'
  from generate_series(1, 40) n;

insert into order_lines (order_id, product_id, quantity, price_cents)
select o.id, p.id, 1 + (o.id + line) % 3, p.price_cents
  from orders o
 cross join lateral generate_series(0, o.id % 3) line
  join products p on p.id = 1 + (o.id * 5 + line * 4) % 12;

update orders o set total_cents = (select sum(l.total_cents) from order_lines l where l.order_id = o.id);

insert into payments (order_id, provider_reference, status, amount_cents, card_last4, card_holder, created_at)
select o.id, 'pay_demo' || lpad(o.id::text, 6, '0'),
       case when o.status = 'refunded' then 'refunded' else 'captured' end::payment_status,
       o.total_cents, '4242', c.full_name, o.placed_at
  from orders o join customers c on c.id = o.customer_id
 where o.status <> 'cancelled' order by o.id;

insert into notes (customer_id, order_id, author, body)
select v.customer_id, (select min(o.id) from orders o where o.customer_id = v.customer_id), v.author, v.body
  from (values
    (1, 'support', 'Ada rang from +44 20 7946 0037: parcel left with the neighbour at number 16.'),
    (3, 'Carys Llewellyn', 'Please ring twice, the bell is quiet.'),
    (5, 'support', 'Prefers e-mail to elena.santos-prado@example.com; no calls before ten.'),
    (8, 'Hugo Fontaine', 'A present for my sister Claire, no invoice in the box please.'),
    (11, 'support', 'Refund promised to Ms Morita, card ending 4242.'),
    (12, 'Liam O''Rourke', 'Leave it at 9 Chapel Court, reception, for Niamh.'),
    (16, 'support', 'Birthday on file was wrong, now corrected by phone.'),
    (20, 'Tamsin Whitlock', 'Gate code 4471.')
  ) v (customer_id, author, body);

insert into events (kind, payload, at)
select 'order.placed',
       jsonb_build_object(
         'order', o.number, 'total_cents', o.total_cents,
         'customer', jsonb_build_object('id', c.id, 'name', c.full_name, 'email', c.email, 'phone', c.phone),
         'ship_to', jsonb_build_array(a.recipient, a.street, a.postal_code || ' ' || a.city, a.country)),
       o.placed_at
  from orders o join customers c on c.id = o.customer_id join addresses a on a.id = o.address_id order by o.id;

insert into sessions (token_hash, customer_id, ip, user_agent, created_at, expires_at)
select sha256(('demo session ' || id)::bytea), id, inet '192.0.2.0' + id,
       'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0', created_at, created_at + interval '30 days'
  from customers where id % 3 = 0;

insert into audit_log (customer_id, action, ip, user_agent, at)
select c.id, action, inet '192.0.2.0' + c.id, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0', o.placed_at
  from orders o join customers c on c.id = o.customer_id
 cross join unnest(array['signed in', 'placed an order']) action order by o.id, action desc;
