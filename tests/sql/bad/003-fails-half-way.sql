-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE thing SET colour = 'green';
CREATE TABLE half (way TEXT) STRICT;
INSERT INTO nowhere VALUES (1);
