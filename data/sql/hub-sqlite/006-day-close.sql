-- SPDX-License-Identifier: GPL-3.0-or-later
-- What kiosks say they recorded, which day an intake belongs to, and the days that the front desk closed.

ALTER TABLE devices ADD COLUMN told INTEGER;  -- when it last told all that it had recorded
ALTER TABLE devices ADD COLUMN told_day TEXT; -- the day in the clinic then

ALTER TABLE intakes ADD COLUMN day TEXT;      -- it was finished on, in its own zone: 2026-12-05
CREATE INDEX intakes_day ON intakes (day);
-- The next start opens every intake once to be indexed, and finds its day there.
UPDATE search_documents SET rules = 0;
UPDATE hub SET search_rules = 0;

CREATE TABLE tally_days (
  device   TEXT    NOT NULL REFERENCES devices (id),
  day      TEXT    NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;

-- A kiosk that is enrolled anew claims what it has under its new id.
CREATE TABLE claims (
  id      TEXT PRIMARY KEY, -- of the intake
  device  TEXT NOT NULL REFERENCES devices (id),
  day     TEXT NOT NULL,
  state   TEXT NOT NULL
    CHECK (state IN ('waiting', 'delivered', 'quarantined', 'dismissed', 'purged', 'gone')),
  receipt TEXT,             -- the kiosk's own
  code    BLOB              -- sealed
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_day ON claims (day, device);

CREATE TABLE day_closes (
  n     INTEGER PRIMARY KEY AUTOINCREMENT,
  id    TEXT    NOT NULL UNIQUE,
  day   TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  staff TEXT    NOT NULL,
  body  BLOB    NOT NULL -- sealed: the counts, and why in spite of them
) STRICT;
CREATE INDEX day_closes_day ON day_closes (day);
