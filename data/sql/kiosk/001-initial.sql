-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is known of a person is in the sealed columns only. In clear: random ids, times, states.

-- 'enrolment' (sealed), 'code-count', 'backoff-failures', 'backoff-next-try'.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY NOT NULL,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('code-count', 0), ('backoff-failures', 0), ('backoff-next-try', 0);

-- One finished consultation: the document that goes to the hub, sealed.
CREATE TABLE intake (
  number  INTEGER PRIMARY KEY, -- in the order of saving
  id      TEXT NOT NULL UNIQUE, -- UUID of the QuestionnaireResponse
  created INTEGER NOT NULL,    -- µs UTC
  sealed  BLOB NOT NULL
) STRICT;

-- Where it stands on its way to the hub.
CREATE TABLE outbox (
  number  INTEGER PRIMARY KEY REFERENCES intake (number) ON DELETE CASCADE,
  state   INTEGER NOT NULL CHECK (state IN (0, 1, 2)), -- StippleDeliveryState
  changed INTEGER NOT NULL, -- µs UTC, when it came to this state
  version INTEGER NOT NULL, -- of the label
  label   BLOB NOT NULL     -- sealed: code, receipt, reason
) STRICT;

-- Who may ask what happened when; nothing of a person.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY,
  time    INTEGER NOT NULL, -- µs UTC
  action  TEXT NOT NULL,    -- saved, delivered, quarantined, purged, enrolled
  subject TEXT NOT NULL     -- id of the intake or device
) STRICT;

-- The newest good content pack, as it was downloaded.
CREATE TABLE content (
  version INTEGER PRIMARY KEY,
  json    BLOB NOT NULL
) STRICT;
