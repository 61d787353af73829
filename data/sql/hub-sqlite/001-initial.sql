-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are µs since 1970 in UTC. Nothing about a person is in clear: what a record says is sealed,
-- and what must be found again is a keyed hash (see src/seal/seal.h).

CREATE TABLE hub (
  one             INTEGER PRIMARY KEY CHECK (one = 1),
  key_fingerprint TEXT    NOT NULL,
  code_key        BLOB    NOT NULL, -- sealed
  created         INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  id       TEXT    PRIMARY KEY,
  user     BLOB    NOT NULL UNIQUE, -- keyed hash
  name     BLOB    NOT NULL,        -- sealed
  role     TEXT    NOT NULL CHECK (role IN ('reception', 'administrator')),
  password TEXT    NOT NULL,        -- Argon2id over a keyed hash
  created  INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  token   TEXT    PRIMARY KEY, -- hashed
  staff   TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE throttles (
  subject  TEXT    PRIMARY KEY,
  failures INTEGER NOT NULL,
  last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  id         TEXT    PRIMARY KEY,
  name       TEXT    NOT NULL,
  token      TEXT    NOT NULL UNIQUE, -- hashed
  code_space INTEGER NOT NULL CHECK (code_space BETWEEN 1 AND 4095),
  enrolled   INTEGER NOT NULL,
  seen       INTEGER,
  revoked    INTEGER
) STRICT;
CREATE UNIQUE INDEX devices_code_space ON devices (code_space) WHERE revoked IS NULL;

CREATE TABLE enrol_codes (
  code    BLOB    PRIMARY KEY, -- keyed hash
  name    TEXT,
  expires INTEGER NOT NULL,
  tries   INTEGER NOT NULL DEFAULT 0 -- wrong ones while it was open
) STRICT, WITHOUT ROWID;

CREATE TABLE packs (
  version   INTEGER PRIMARY KEY,
  digest    TEXT    NOT NULL,
  json      BLOB    NOT NULL,
  published INTEGER NOT NULL
) STRICT;

-- The head of each intake. A deleted one keeps this row, so that its ids stay gone.
CREATE TABLE intakes (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order received
  id         TEXT    NOT NULL UNIQUE,
  patient_id TEXT    NOT NULL UNIQUE,
  code       BLOB    NOT NULL UNIQUE, -- keyed hash
  device     TEXT    NOT NULL REFERENCES devices (id),
  version    INTEGER NOT NULL,
  received   INTEGER NOT NULL,
  updated    INTEGER NOT NULL,
  deleted    INTEGER
) STRICT;
CREATE INDEX intakes_device ON intakes (device);
CREATE INDEX intakes_updated ON intakes (updated);

CREATE TABLE intake_versions (
  seq     INTEGER NOT NULL REFERENCES intakes (seq),
  version INTEGER NOT NULL,
  stored  INTEGER NOT NULL,
  receipt TEXT    NOT NULL,
  payload BLOB    NOT NULL, -- sealed: the two resources
  summary BLOB    NOT NULL, -- sealed: what a list shows
  PRIMARY KEY (seq, version)
) STRICT;
