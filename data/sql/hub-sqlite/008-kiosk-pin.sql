-- SPDX-License-Identifier: GPL-3.0-or-later
-- The PIN of the kiosks' staff drawer: one for all of them, its Argon2id hash sealed.
CREATE TABLE kiosk_pin (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL, -- counts the PINs there were
  hash    BLOB    NOT NULL,
  since   INTEGER NOT NULL  -- µs UTC
) STRICT;

-- How far each kiosk has told what was done at its drawer; what it told is in the audit.
CREATE TABLE kiosk_events (
  device TEXT    PRIMARY KEY REFERENCES devices (id),
  last   INTEGER NOT NULL -- the kiosk's own number
) STRICT;
