-- SPDX-License-Identifier: GPL-3.0-or-later
-- The pictures of the content pack, of the one that it replaced, and of one that is on its way.
CREATE TABLE media (
  sha256 TEXT PRIMARY KEY NOT NULL, -- of the file, in lower-case hex
  file   BLOB NOT NULL
) STRICT;
