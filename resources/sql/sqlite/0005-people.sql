-- SPDX-License-Identifier: GPL-3.0-or-later

-- Who signs in. A project without rows here asks nobody. Numbers are never
-- used again, as what people did speaks of them. name_key: the name without
-- case, which is what two accounts must not share. state: 0 invited, 1
-- active, 2 disabled, 3 erased, whose name and secrets are gone. roles: bits,
-- 1 viewer, 2 worker, 4 reviewer, 8 manager, 16 owner. password: argon2id, as
-- libsodium writes it. totp_step: that of the last code that was taken.
-- failures: at signing in, in a row. issuer and subject: of an account that
-- an organisation signs in.
CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  email TEXT,
  state INTEGER NOT NULL,
  roles INTEGER NOT NULL,
  password TEXT,
  totp_secret BLOB,
  totp_required INTEGER NOT NULL DEFAULT 0,
  totp_step INTEGER NOT NULL DEFAULT -1,
  failures INTEGER NOT NULL DEFAULT 0,
  failed_at INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  last_seen INTEGER,
  issuer TEXT,
  subject TEXT,
  UNIQUE (issuer, subject)
) STRICT;

-- Codes for who has lost the second factor, each good once. used: when.
CREATE TABLE recovery_code (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  sha256 BLOB NOT NULL,
  used INTEGER,
  PRIMARY KEY (account_id, sha256)
) STRICT, WITHOUT ROWID;

-- Codes that let somebody give the account its first password, or another
-- one. used: when.
CREATE TABLE invitation (
  sha256 BLOB PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_account ON invitation (account_id);

-- Those whom jobs are given to. archived: no new job.
CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  created INTEGER NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE team_member (
  team_id INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_by_account ON team_member (account_id);

-- Groups of an organisation whose people are of the team.
CREATE TABLE team_group (
  team_id INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (team_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_group_by_name ON team_group (name);

-- What was done to people and to the project, and by whom. time: ms UTC.
-- actor: the name of the account, or of the system's user where it was the
-- holder of the file. detail: a JSON object. previous: hash of the row
-- before, 32 zeros of the first. hash: SHA-256 of previous (32 bytes) and of
-- the text time|actor|action|detail. Rows are added and nothing else,
-- numbered without gaps; the number of the last that ever was stays in
-- sqlite_sequence. The triggers are for other programs: this one runs none.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT raise (ABORT, 'Rows of the audit log are not changed.');
END;

CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN
  SELECT raise (ABORT, 'Rows of the audit log are not replaced.');
END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
  SELECT raise (ABORT, 'Rows of the audit log are not removed.');
END;
