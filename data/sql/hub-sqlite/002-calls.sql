-- SPDX-License-Identifier: GPL-3.0-or-later
-- Somebody at a kiosk asks for staff: where and when, and nothing about whom.
CREATE TABLE calls (
  id       TEXT    PRIMARY KEY, -- the kiosk's
  device   TEXT    NOT NULL REFERENCES devices (id),
  made     INTEGER NOT NULL,    -- by the kiosk's clock
  received INTEGER NOT NULL,
  expires  INTEGER NOT NULL,
  answered INTEGER,
  staff    TEXT                 -- who answered
) STRICT;
CREATE INDEX calls_device ON calls (device, received);
