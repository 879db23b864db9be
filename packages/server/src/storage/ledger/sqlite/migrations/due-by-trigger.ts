/** What waits, by trigger, so that a claim steps over the backlog of a paused trigger; tests and leases, which are few, apart. */
export const dueByTrigger = `
CREATE INDEX deliveries_waiting ON deliveries (trigger_id, due_at, id)
  WHERE due_at IS NOT NULL AND kind = 'live' AND status <> 'sending';
CREATE INDEX deliveries_waiting_tests ON deliveries (due_at, id)
  WHERE due_at IS NOT NULL AND kind = 'test' AND status <> 'sending';
CREATE INDEX deliveries_held ON deliveries (due_at) WHERE due_at IS NOT NULL AND status = 'sending';
`;
