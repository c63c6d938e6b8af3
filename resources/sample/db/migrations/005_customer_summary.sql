create view customer_summary as
select c.id, c.full_name, c.email, count(o.id) as orders,
       coalesce(sum(o.total_cents) filter (where o.status in ('paid', 'shipped')), 0) as spent_cents,
       max(o.placed_at) as last_order_at
  from customers c
  left join orders o on o.customer_id = c.id
 where c.deleted_at is null
 group by c.id;
