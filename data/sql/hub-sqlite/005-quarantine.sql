-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the hub refused, as the kiosks that keep it told, and what became of it.
CREATE TABLE quarantine (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order told
  id       TEXT    NOT NULL UNIQUE,           -- of the intake
  device   TEXT    NOT NULL REFERENCES devices (id),
  round    INTEGER NOT NULL, -- how often it was refused
  state    TEXT    NOT NULL CHECK (state IN ('open', 'again', 'fixed', 'delivered', 'dismissed')),
  revision INTEGER NOT NULL UNIQUE, -- the order of changes, all of them together
  made     INTEGER NOT NULL, -- by the kiosk's clock, as is the next
  refused  INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  sha256   TEXT,    -- of what was refused; NULL: the kiosk could not read it
  report   BLOB,    -- sealed: why, and what was refused; NULL once it is settled
  settled  INTEGER,
  staff    TEXT,    -- who settled it; NULL: a delivery did
  outcome  BLOB     -- sealed: why it was refused, and what was changed or said
) STRICT;
CREATE INDEX quarantine_unsettled ON quarantine (seq) WHERE state IN ('open', 'again');
CREATE INDEX quarantine_open ON quarantine (seq) WHERE state = 'open';
