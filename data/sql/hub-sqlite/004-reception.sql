-- SPDX-License-Identifier: GPL-3.0-or-later
-- The front desk: how far it has come with an intake, what it wrote, how it finds one, and who did what.

ALTER TABLE intakes ADD COLUMN state TEXT NOT NULL DEFAULT 'new'
  CHECK (state IN ('new', 'seen', 'reviewed', 'treated', 'closed'));
ALTER TABLE intakes ADD COLUMN in_progress INTEGER NOT NULL DEFAULT 0;
ALTER TABLE intakes ADD COLUMN revision INTEGER NOT NULL DEFAULT 1; -- counts every change
ALTER TABLE intakes ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;  -- the order of changes, all intakes together
ALTER TABLE intakes ADD COLUMN reason BLOB;                         -- sealed: why it was deleted
UPDATE intakes SET revision = version, changed = seq;
CREATE UNIQUE INDEX intakes_changed ON intakes (changed);
CREATE INDEX intakes_state ON intakes (state) WHERE deleted IS NULL;
CREATE INDEX intakes_in_progress ON intakes (state) WHERE in_progress AND deleted IS NULL;
CREATE INDEX intakes_received ON intakes (received);

ALTER TABLE intake_versions ADD COLUMN staff TEXT; -- who made it; NULL: a kiosk

-- The blind index. A term is 64 bits of a keyed hash of what somebody may type, or of an outcome.
CREATE TABLE search_terms (
  term INTEGER NOT NULL,
  seq  INTEGER NOT NULL,
  PRIMARY KEY (term, seq)
) STRICT, WITHOUT ROWID;
-- What of it belongs to which intake.
CREATE TABLE search_documents (
  seq   INTEGER PRIMARY KEY REFERENCES intakes (seq),
  rules INTEGER NOT NULL, -- the terms were made by
  terms BLOB    NOT NULL  -- 8 bytes each
) STRICT;
ALTER TABLE hub ADD COLUMN search_rules INTEGER NOT NULL DEFAULT 0; -- every intake is indexed by these

-- What was done with an intake, in its order: the newest state and letter count.
CREATE TABLE work (
  n     INTEGER PRIMARY KEY AUTOINCREMENT,
  id    TEXT    NOT NULL UNIQUE,
  seq   INTEGER NOT NULL REFERENCES intakes (seq),
  at    INTEGER NOT NULL,
  staff TEXT    NOT NULL,
  kind  TEXT    NOT NULL CHECK (kind IN ('state', 'note', 'letter')),
  body  BLOB    NOT NULL  -- sealed
) STRICT;
CREATE INDEX work_seq ON work (seq);

-- Who did what, when and from where. Each entry's hash is keyed, and covers the entry and the hash before it.
CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  who     TEXT,             -- id of the member of staff or the device
  role    TEXT    NOT NULL,
  address TEXT,
  action  TEXT    NOT NULL,
  subject TEXT,             -- id of what it was done to
  detail  BLOB,             -- sealed
  prev    BLOB    NOT NULL,
  hash    BLOB    NOT NULL
) STRICT;
ALTER TABLE hub ADD COLUMN audit_head BLOB; -- sealed: how many entries there are, and the hash of the last
