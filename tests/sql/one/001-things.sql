-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB) STRICT;
CREATE TABLE part (thing INTEGER NOT NULL REFERENCES thing (id)) STRICT;
INSERT INTO thing (id, name) VALUES (1, 'first');
