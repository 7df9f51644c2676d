-- SPDX-License-Identifier: GPL-3.0-or-later

-- Sets of images that a chart opened: which they were, under a title. ids:
-- JSON array of image ids, growing. Numbers are never used again.
CREATE TABLE image_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  created INTEGER NOT NULL,
  ids TEXT NOT NULL
) STRICT;
CREATE INDEX image_set_by_title ON image_set (title);

-- What was measured of pictures; all NULL from brightness on where the file
-- is no picture that can be read. bytes, mtime: of the file measured;
-- known_bytes, known_mtime: what image said of it at that time. features:
-- floats of 32 bits, the least significant byte first.
CREATE TABLE image_measure (
  image_id INTEGER PRIMARY KEY REFERENCES image (id) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  known_bytes INTEGER NOT NULL,
  known_mtime INTEGER NOT NULL,
  brightness REAL,
  contrast REAL,
  sharpness REAL,
  saturation REAL,
  phash INTEGER,
  dhash INTEGER,
  features BLOB
) STRICT;
