/**
 * Events are found by order, email, sender's id, feed and customer, each from an index. `email` and `is_test` are read out of the facts,
 * so that events of before are found too. Order ids and emails are told apart without regard to case, as those of deliveries are.
 */
export const eventSearch = `
DROP INDEX events_order;
ALTER TABLE events ADD COLUMN email TEXT GENERATED ALWAYS AS (json_extract(facts, '$.email')) VIRTUAL;
ALTER TABLE events ADD COLUMN is_test INTEGER GENERATED ALWAYS AS (json_extract(facts, '$.isTest')) VIRTUAL;
CREATE INDEX events_order ON events (order_id COLLATE NOCASE, id) WHERE order_id IS NOT NULL;
CREATE INDEX events_email ON events (email COLLATE NOCASE, id) WHERE email IS NOT NULL;
CREATE INDEX events_source_id ON events (source_event_id COLLATE NOCASE, id) WHERE source_event_id IS NOT NULL;
CREATE INDEX events_feed ON events (feed_id, id);
CREATE INDEX events_addressed ON events (customer, id) WHERE customer IS NOT NULL;
CREATE INDEX events_tests ON events (id) WHERE is_test = 1;
CREATE INDEX deliveries_customer_event ON deliveries (customer_id, event_id);
`;
