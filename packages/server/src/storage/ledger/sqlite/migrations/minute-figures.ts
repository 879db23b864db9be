const minuteOf = (time: string): string => `${time} - ${time} % 60000`;
const ends = `('succeeded', 'exhausted', 'failed-to-render')`;
const isAccepted = `kind = 'live' AND status NOT IN ('filtered', 'held-back', 'throttled')`;
const isTwoDaysOld = (time: string): string => `${time} > (unixepoch() - 172800) * 1000`;

/**
 * Figures of live deliveries by the minute, for two days, so that a day's figures cost 1,440 rows however many deliveries there were: an index
 * over the attempts took 21 ms for each 200,000. SQL triggers keep them true, because many writes end a delivery or make it due again; one that
 * is tried again after its end is taken out of the minute in which it had ended.
 *
 * `failing_triggers` has the triggers whose newest live attempt failed: since when, how often in a row, and by which delivery last. Attempts that
 * Postmap itself cut short say nothing of an endpoint.
 */
export const minuteFigures = `
CREATE TABLE minute_figures (
  minute INTEGER PRIMARY KEY,
  -- Deliveries by when they were accepted to be sent.
  accepted INTEGER NOT NULL DEFAULT 0,
  -- Attempts by when they ended.
  succeeded INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  first INTEGER NOT NULL DEFAULT 0,
  first_succeeded INTEGER NOT NULL DEFAULT 0,
  -- Deliveries by when they ended.
  delivered INTEGER NOT NULL DEFAULT 0,
  exhausted INTEGER NOT NULL DEFAULT 0,
  unrendered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE failing_triggers (
  trigger_id TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  since INTEGER NOT NULL,
  delivery_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO minute_figures (minute, succeeded, failed, first, first_succeeded)
  SELECT ${minuteOf('finished_at')} AS minute, count(*) FILTER (WHERE outcome = 'succeeded'), count(*) FILTER (WHERE outcome <> 'succeeded'),
    count(*) FILTER (WHERE number = 1), count(*) FILTER (WHERE number = 1 AND outcome = 'succeeded')
  FROM attempts WHERE kind = 'live' AND finished_at IS NOT NULL AND ${isTwoDaysOld('finished_at')} GROUP BY minute;
INSERT INTO minute_figures (minute, accepted)
  SELECT ${minuteOf('created_at')} AS minute, count(*) FROM deliveries WHERE ${isAccepted} AND ${isTwoDaysOld('created_at')} GROUP BY minute
  ON CONFLICT DO UPDATE SET accepted = excluded.accepted;
INSERT INTO minute_figures (minute, delivered, exhausted, unrendered)
  SELECT ${minuteOf('finished_at')} AS minute, count(*) FILTER (WHERE status = 'succeeded'), count(*) FILTER (WHERE status = 'exhausted'),
    count(*) FILTER (WHERE status = 'failed-to-render')
  FROM deliveries WHERE kind = 'live' AND status IN ${ends} AND finished_at IS NOT NULL AND ${isTwoDaysOld('finished_at')} GROUP BY minute
  ON CONFLICT DO UPDATE SET delivered = excluded.delivered, exhausted = excluded.exhausted, unrendered = excluded.unrendered;
DROP INDEX attempts_finished;
DROP INDEX deliveries_accepted;

CREATE TRIGGER figures_forget AFTER INSERT ON minute_figures BEGIN
  DELETE FROM minute_figures WHERE minute < NEW.minute - 172800000;
END;
CREATE TRIGGER figures_attempt_ends AFTER UPDATE OF finished_at ON attempts
WHEN NEW.kind = 'live' AND OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL BEGIN
  INSERT INTO minute_figures (minute, succeeded, failed, first, first_succeeded)
    VALUES (${minuteOf('NEW.finished_at')}, NEW.outcome = 'succeeded', NEW.outcome <> 'succeeded', NEW.number = 1,
      NEW.number = 1 AND NEW.outcome = 'succeeded')
    ON CONFLICT DO UPDATE SET succeeded = succeeded + excluded.succeeded, failed = failed + excluded.failed, first = first + excluded.first,
      first_succeeded = first_succeeded + excluded.first_succeeded;
END;
CREATE TRIGGER figures_delivery_accepted AFTER INSERT ON deliveries
WHEN NEW.kind = 'live' AND NEW.status NOT IN ('filtered', 'held-back', 'throttled') BEGIN
  INSERT INTO minute_figures (minute, accepted, unrendered)
    VALUES (${minuteOf('NEW.created_at')}, 1, NEW.status = 'failed-to-render')
    ON CONFLICT DO UPDATE SET accepted = accepted + 1, unrendered = unrendered + excluded.unrendered;
END;
CREATE TRIGGER figures_delivery_throttled AFTER UPDATE OF status ON deliveries
WHEN NEW.kind = 'live' AND NEW.status = 'throttled' AND OLD.status <> 'throttled' BEGIN
  UPDATE minute_figures SET accepted = accepted - 1 WHERE minute = ${minuteOf('NEW.created_at')};
END;
CREATE TRIGGER figures_delivery_ends AFTER UPDATE OF status ON deliveries
WHEN NEW.kind = 'live' AND NEW.status IN ${ends} AND OLD.status NOT IN ${ends} BEGIN
  INSERT INTO minute_figures (minute, delivered, exhausted, unrendered)
    VALUES (${minuteOf('NEW.finished_at')}, NEW.status = 'succeeded', NEW.status = 'exhausted', NEW.status = 'failed-to-render')
    ON CONFLICT DO UPDATE SET delivered = delivered + excluded.delivered, exhausted = exhausted + excluded.exhausted,
      unrendered = unrendered + excluded.unrendered;
END;
CREATE TRIGGER figures_delivery_goes_on AFTER UPDATE OF status ON deliveries
WHEN NEW.kind = 'live' AND OLD.status IN ${ends} AND NEW.status NOT IN ${ends} BEGIN
  UPDATE minute_figures SET delivered = delivered - (OLD.status = 'succeeded'), exhausted = exhausted - (OLD.status = 'exhausted'),
    unrendered = unrendered - (OLD.status = 'failed-to-render') WHERE minute = ${minuteOf('OLD.finished_at')};
END;
CREATE TRIGGER failing_trigger_fails AFTER UPDATE OF finished_at ON attempts
WHEN NEW.kind = 'live' AND OLD.finished_at IS NULL AND NEW.outcome = 'failed' BEGIN
  INSERT INTO failing_triggers (trigger_id, failures, since, delivery_id, at)
    SELECT trigger_id, 1, NEW.finished_at, id, NEW.finished_at FROM deliveries WHERE id = NEW.delivery_id
    ON CONFLICT DO UPDATE SET failures = failures + 1, delivery_id = excluded.delivery_id, at = excluded.at;
END;
CREATE TRIGGER failing_trigger_succeeds AFTER UPDATE OF finished_at ON attempts
WHEN NEW.kind = 'live' AND OLD.finished_at IS NULL AND NEW.outcome = 'succeeded' AND EXISTS (SELECT 1 FROM failing_triggers) BEGIN
  DELETE FROM failing_triggers WHERE trigger_id = (SELECT trigger_id FROM deliveries WHERE id = NEW.delivery_id);
END;
`;
