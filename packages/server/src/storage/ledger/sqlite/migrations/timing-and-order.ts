const unfinished = `('scheduled', 'sending', 'retrying')`;
const inLine = `trigger_id = NEW.trigger_id AND ordering_key = NEW.ordering_key AND status IN ${unfinished}`;
/** Whether one in the line of NEW stands in front of it and keeps others back. In two halves, so that each is one step of the index. */
const isAhead = ['0', '1']
  .map(
    (
      held,
    ) => `EXISTS (SELECT 1 FROM deliveries h WHERE h.trigger_id = NEW.trigger_id AND h.ordering_key = NEW.ordering_key
      AND h.status IN ${unfinished} AND h.held = ${held} AND (h.event_id, h.id) < (NEW.event_id, NEW.id) AND h.blocks_until IS NOT 0)`,
  )
  .join(' OR ');
const letNextGo = `UPDATE deliveries SET held = 0
    WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE ${inLine} AND held = 0 AND blocks_until IS NOT 0)
      AND id = (SELECT id FROM deliveries WHERE ${inLine} AND held = 1 ORDER BY event_id, id LIMIT 1);`;
const enterLine = `UPDATE deliveries SET held = 1, blocks_until = NULL
    WHERE ${inLine} AND held = 0 AND status <> 'sending' AND (event_id, id) > (NEW.event_id, NEW.id);
  UPDATE deliveries SET held = (${isAhead}), blocks_until = NULL WHERE id = NEW.id;`;

/**
 * Delay, throttle, ordering keys, alerts and backfills.
 *
 * A line is the unfinished deliveries of one trigger and one ordering key, in the order of their events. All but the first are `held`: not due,
 * so that a claim never looks at them. One whose `blocks_until` is 0 is let stand in front without keeping others back. SQL triggers keep this
 * true, because many writes end a delivery or make it due again.
 */
export const timingAndOrder = `
DROP INDEX deliveries_due;
ALTER TABLE deliveries DROP COLUMN due_at;
ALTER TABLE deliveries ADD COLUMN ordering_key TEXT;
ALTER TABLE deliveries ADD COLUMN block_after_ms INTEGER;
-- Set by its first claim where the trigger has a block time; 0 once that is over.
ALTER TABLE deliveries ADD COLUMN blocks_until INTEGER;
ALTER TABLE deliveries ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN due_at INTEGER GENERATED ALWAYS AS (
  CASE WHEN status = 'sending' THEN lease_until WHEN held = 1 THEN NULL WHEN status IN ('scheduled', 'retrying') THEN next_attempt_at END
) VIRTUAL;
CREATE INDEX deliveries_due ON deliveries (due_at, id, trigger_id, status) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_line ON deliveries (trigger_id, ordering_key, held, event_id, id, blocks_until)
  WHERE ordering_key IS NOT NULL AND status IN ${unfinished};
CREATE INDEX deliveries_blocking ON deliveries (blocks_until) WHERE blocks_until > 0;

CREATE TRIGGER deliveries_enter_line AFTER INSERT ON deliveries
WHEN NEW.ordering_key IS NOT NULL AND NEW.status IN ${unfinished} BEGIN
  ${enterLine}
END;
CREATE TRIGGER deliveries_enter_line_again AFTER UPDATE OF status ON deliveries
WHEN NEW.ordering_key IS NOT NULL AND OLD.status NOT IN ${unfinished} AND NEW.status IN ${unfinished} BEGIN
  ${enterLine}
END;
CREATE TRIGGER deliveries_stay_in_line AFTER UPDATE OF status ON deliveries
WHEN NEW.ordering_key IS NOT NULL AND OLD.status = 'sending' AND NEW.status IN ('scheduled', 'retrying') BEGIN
  UPDATE deliveries SET held = (${isAhead}) WHERE id = NEW.id;
  UPDATE deliveries SET blocks_until = NULL WHERE id = NEW.id AND held = 1;
END;
CREATE TRIGGER deliveries_leave_line AFTER UPDATE OF status ON deliveries
WHEN NEW.ordering_key IS NOT NULL AND OLD.status IN ${unfinished} AND NEW.status NOT IN ${unfinished} BEGIN
  UPDATE deliveries SET held = 0, blocks_until = NULL WHERE id = NEW.id;
  ${letNextGo}
END;
CREATE TRIGGER deliveries_stop_blocking AFTER UPDATE OF blocks_until ON deliveries
WHEN NEW.blocks_until = 0 BEGIN
  ${letNextGo}
END;

-- One for each key that a throttle has met lately; waiting_* is the latest delivery, which goes when the window ends.
CREATE TABLE throttle_windows (
  trigger_id TEXT NOT NULL,
  key TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  waiting_id TEXT,
  waiting_since INTEGER,
  forget_at INTEGER NOT NULL,
  PRIMARY KEY (trigger_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX throttle_windows_over ON throttle_windows (forget_at);

CREATE TABLE alerts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  level TEXT NOT NULL,
  at INTEGER NOT NULL,
  message TEXT NOT NULL,
  UNIQUE (delivery_id, level)
) STRICT;

CREATE TABLE backfills (
  trigger_id TEXT PRIMARY KEY,
  template_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  -- The next page begins after this event; the last one ends at until_id.
  after_id TEXT NOT NULL,
  until_id TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX backfills_open ON backfills (trigger_id) WHERE complete = 0;
`;
