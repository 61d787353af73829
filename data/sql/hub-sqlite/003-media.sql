-- SPDX-License-Identifier: GPL-3.0-or-later
-- The pictures of content packs, for all to see.
CREATE TABLE media (
  sha256 TEXT    PRIMARY KEY, -- of the file, in lower-case hex
  type   TEXT    NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
  width  INTEGER NOT NULL,    -- px
  height INTEGER NOT NULL,
  file   BLOB    NOT NULL,
  stored INTEGER NOT NULL
) STRICT;
