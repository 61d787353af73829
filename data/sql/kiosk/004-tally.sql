-- SPDX-License-Identifier: GPL-3.0-or-later
-- What this kiosk recorded, to be told to the hub; it outlives the intake, and holds nothing about a person.

CREATE TABLE tally (
  id      TEXT PRIMARY KEY NOT NULL,                           -- of the intake
  day     TEXT NOT NULL,                                       -- 2026-12-05, in the clinic's zone
  state   INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),      -- StippleTallyState
  version INTEGER NOT NULL,                                    -- of the label
  label   BLOB NOT NULL                                        -- the outbox's, sealed: code, receipt
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_of_day ON tally (day);

-- Counts the changes of a day, and says how far the hub knows them.
CREATE TABLE tally_day (
  day      TEXT PRIMARY KEY NOT NULL,
  sequence INTEGER NOT NULL,
  told     INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tally_added AFTER INSERT ON tally BEGIN
  INSERT INTO tally_day (day, sequence) VALUES (NEW.day, 1)
    ON CONFLICT (day) DO UPDATE SET sequence = sequence + 1;
END;
CREATE TRIGGER tally_changed AFTER UPDATE ON tally BEGIN
  UPDATE tally_day SET sequence = sequence + 1 WHERE day = NEW.day;
END;

-- Whoever moves an intake on keeps the tally: nobody can forget to.
CREATE TRIGGER outbox_moved AFTER UPDATE OF state ON outbox WHEN NEW.state <> OLD.state BEGIN
  UPDATE tally SET state = NEW.state WHERE id = (SELECT id FROM intake WHERE number = NEW.number);
END;
-- The hub may hold what staff made of it: then the label has the hub's receipt.
CREATE TRIGGER outbox_delivered AFTER UPDATE OF label ON outbox WHEN NEW.state = 1 BEGIN
  UPDATE tally SET version = NEW.version, label = NEW.label
    WHERE id = (SELECT id FROM intake WHERE number = NEW.number);
END;
CREATE TRIGGER intake_purged AFTER DELETE ON intake BEGIN
  UPDATE tally SET state = 4 WHERE id = OLD.id AND state <> 3;
END;

-- What is here already. What was purged before is not known any more.
INSERT INTO tally (id, day, state, version, label)
  SELECT id, date (created / 1000000, 'unixepoch', 'localtime'), state, version, label
  FROM outbox JOIN intake USING (number);
