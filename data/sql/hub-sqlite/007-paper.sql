-- SPDX-License-Identifier: GPL-3.0-or-later
-- Blank forms that were printed. Paper is a device without a kiosk: it has a space of codes, and each copy one of
-- them, which the intake that is keyed in from it keeps.

ALTER TABLE devices ADD COLUMN kind TEXT NOT NULL DEFAULT 'kiosk' CHECK (kind IN ('kiosk', 'paper'));
CREATE UNIQUE INDEX devices_paper ON devices (kind) WHERE kind = 'paper';

CREATE TABLE paper_forms (
  n            INTEGER PRIMARY KEY, -- the count of its code in paper's space
  code         BLOB    NOT NULL UNIQUE, -- keyed hash
  pack_version INTEGER NOT NULL REFERENCES packs (version),
  language     TEXT    NOT NULL,
  printed      INTEGER NOT NULL,
  staff        TEXT    NOT NULL -- who asked for it
) STRICT;
