-- SPDX-License-Identifier: GPL-3.0-or-later
-- A refused intake is settled at the hub's desk: sent again, replaced there, or dismissed.
CREATE TABLE outbox_new (
  number  INTEGER PRIMARY KEY REFERENCES intake (number) ON DELETE CASCADE,
  state   INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)), -- StippleDeliveryState
  changed INTEGER NOT NULL, -- µs UTC, when it came to this state
  version INTEGER NOT NULL, -- of the label
  label   BLOB NOT NULL,    -- sealed: code, receipt, why it was refused
  round   INTEGER NOT NULL DEFAULT 0 -- how often it was quarantined
) STRICT;
INSERT INTO outbox_new SELECT number, state, changed, version, label, state = 2 FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
