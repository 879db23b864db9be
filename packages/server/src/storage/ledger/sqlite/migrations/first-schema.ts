/**
 * Times are UTC milliseconds, ids sort by time. Payload and rendered bytes have tables of their own, so that no list reads their pages.
 */
export const firstSchema = `
CREATE TABLE events (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  feed_id TEXT NOT NULL,
  envelope TEXT NOT NULL,
  source TEXT NOT NULL,
  source_event_id TEXT,
  name TEXT NOT NULL,
  types TEXT NOT NULL,
  customer TEXT,
  received_at INTEGER NOT NULL,
  order_id TEXT,
  facts TEXT NOT NULL,
  warnings TEXT NOT NULL,
  size INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  outline TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_key ON events (feed_id, source, source_event_id)
  WHERE source_event_id IS NOT NULL AND kind = 'live';
CREATE INDEX events_order ON events (order_id, id) WHERE order_id IS NOT NULL;

CREATE TABLE event_bodies (
  event_id TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE event_types (
  type TEXT NOT NULL,
  event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  PRIMARY KEY (type, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  diagnostics TEXT NOT NULL,
  event_id TEXT NOT NULL REFERENCES events (id),
  event_type TEXT NOT NULL,
  order_id TEXT COLLATE NOCASE,
  email TEXT COLLATE NOCASE,
  trigger_id TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  template_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER,
  attempt_count INTEGER NOT NULL DEFAULT 0,
  last_code TEXT,
  finished_at INTEGER,
  lease_token TEXT,
  lease_until INTEGER,
  -- 1 from the end of a lease that had an attempt open until a holder moves it on.
  interrupted INTEGER NOT NULL DEFAULT 0,
  -- When the queue must look at it: due, or its lease runs out.
  due_at INTEGER GENERATED ALWAYS AS (
    CASE status WHEN 'sending' THEN lease_until WHEN 'scheduled' THEN next_attempt_at WHEN 'retrying' THEN next_attempt_at END
  ) VIRTUAL,
  CHECK ((status = 'sending') = (lease_token IS NOT NULL)),
  CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  CHECK (status NOT IN ('scheduled', 'retrying') OR next_attempt_at IS NOT NULL)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due_at, id, trigger_id, status) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_status ON deliveries (status, id);
CREATE INDEX deliveries_customer ON deliveries (customer_id, id);
CREATE INDEX deliveries_trigger ON deliveries (trigger_id, id);
CREATE INDEX deliveries_trigger_name ON deliveries (trigger_name, id);
CREATE INDEX deliveries_event_type ON deliveries (event_type, id);
CREATE INDEX deliveries_event ON deliveries (event_id, id);
CREATE INDEX deliveries_order ON deliveries (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX deliveries_email ON deliveries (email, id) WHERE email IS NOT NULL;
CREATE INDEX deliveries_code ON deliveries (last_code, id) WHERE last_code IS NOT NULL;
CREATE INDEX deliveries_created ON deliveries (created_at, id);
CREATE INDEX deliveries_accepted ON deliveries (created_at) WHERE kind = 'live' AND status NOT IN ('filtered', 'held-back');
CREATE INDEX deliveries_troubled ON deliveries (status) WHERE kind = 'live' AND status IN ('retrying', 'exhausted');
CREATE INDEX deliveries_succeeded ON deliveries (finished_at, created_at) WHERE kind = 'live' AND status = 'succeeded';

CREATE TABLE rendered_deliveries (
  delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  content_type TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  diagnostics TEXT NOT NULL,
  target TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE attempts (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  lease_token TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  duration_ms REAL,
  outcome TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  request_headers TEXT NOT NULL,
  response TEXT,
  failure TEXT,
  summary TEXT NOT NULL,
  PRIMARY KEY (delivery_id, number),
  CHECK ((outcome = 'in-progress') = (finished_at IS NULL))
) STRICT, WITHOUT ROWID;
-- A holder has at most one attempt open.
CREATE UNIQUE INDEX attempts_open ON attempts (delivery_id, lease_token) WHERE finished_at IS NULL;
CREATE INDEX attempts_finished ON attempts (finished_at, outcome, number) WHERE finished_at IS NOT NULL AND kind = 'live';

CREATE TABLE revisions (
  template_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  language TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  note TEXT NOT NULL,
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  PRIMARY KEY (template_id, revision)
) STRICT;

CREATE TABLE trigger_states (
  trigger_id TEXT PRIMARY KEY,
  paused_because TEXT,
  paused_at INTEGER,
  test TEXT
) STRICT;

CREATE TABLE samples (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  event_type TEXT NOT NULL,
  body TEXT NOT NULL,
  built_in INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX samples_event_type ON samples (event_type, id);

CREATE TABLE inbox (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX inbox_name ON inbox (name, id);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_keeps_entries BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries are kept'); END;
CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries are kept'); END;

CREATE TABLE health (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  checked_at INTEGER NOT NULL
) STRICT;
`;
