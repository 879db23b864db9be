/**
 * When, and from where, sessions and keys were last used. A session has an id that can be shown, which its cookie's hash is not: those from before
 * get one of the same form.
 */
export const accessUses = `
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT;
ALTER TABLE sessions ADD COLUMN user_agent TEXT;
ALTER TABLE sessions ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET id = 'ses_' || hex(randomblob(13)), last_used_at = created_at;
CREATE UNIQUE INDEX sessions_id ON sessions (id);
CREATE TABLE key_uses (
  key_id TEXT PRIMARY KEY,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
