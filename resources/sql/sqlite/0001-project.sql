-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A project: images, classes, objects, labels, tags, drafts, history.
-- Times are milliseconds UTC. Enumerations have the numbers of core/model.
-- A migration is never changed once released: a new one follows it.

CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied INTEGER NOT NULL
) STRICT;

-- The project's own facts: name, task, uuid, created, seed.
CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counts that are kept, so that opening a project reads no million rows.
-- kind: GwTallyKind of the SQLite back end; only images in place 0 count.
CREATE TABLE tally (
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

-- relative: path is below the folder of the project file ('.': that folder).
CREATE TABLE root (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  relative INTEGER NOT NULL,
  UNIQUE (path, relative)
) STRICT;

-- Bulk edits (imports too) that are undone: what they made is not seen, and
-- what they replaced is. One row here hides or shows any number of rows.
CREATE TABLE dead (
  edit_id INTEGER PRIMARY KEY
) STRICT;

-- sort_key: natural order of path; different paths have different keys.
-- place: 0 in the project, 1 in the trash, 2 gone (made by an undone import).
-- batch: the bulk edit that made the row, 0: none.
CREATE TABLE image (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  root_id INTEGER NOT NULL REFERENCES root (id),
  path TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  place INTEGER NOT NULL DEFAULT 0,
  status INTEGER NOT NULL DEFAULT 0,
  marks INTEGER NOT NULL DEFAULT 0,
  n_objects INTEGER NOT NULL DEFAULT 0,
  confidence REAL,
  split TEXT,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  mtime INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL,
  batch INTEGER NOT NULL DEFAULT 0,
  sha256 BLOB,
  problem TEXT,
  attributes TEXT
) STRICT;
CREATE UNIQUE INDEX image_by_name ON image (sort_key, root_id);
CREATE INDEX image_by_status ON image (status) WHERE place = 0;
CREATE INDEX image_by_place ON image (place) WHERE place <> 0;
CREATE INDEX image_by_marks ON image (marks) WHERE marks <> 0;
CREATE INDEX image_by_split ON image (split) WHERE split IS NOT NULL;
CREATE INDEX image_by_confidence ON image (confidence) WHERE confidence IS NOT NULL;
CREATE INDEX image_by_objects ON image (n_objects) WHERE n_objects > 0;

-- gone: its class was made by an import that is undone.
CREATE TABLE class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  color INTEGER NOT NULL,
  hotkey TEXT,
  parent_id INTEGER REFERENCES class (id),
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  batch INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE class_attribute (
  class_id INTEGER NOT NULL REFERENCES class (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  choices TEXT,
  default_value TEXT,
  required INTEGER NOT NULL,
  PRIMARY KEY (class_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE class_alias (
  class_id INTEGER NOT NULL REFERENCES class (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  external_id TEXT,
  external_name TEXT,
  PRIMARY KEY (class_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE layer (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  version TEXT
) STRICT;
CREATE UNIQUE INDEX layer_by_name ON layer (kind, name, coalesce(version, ''));
INSERT INTO layer (id, kind, name) VALUES (1, 0, 'labels');

-- x, y, width, height: the bounds; of a plain box the box itself, and shape
-- is NULL. shape, attributes, bag: JSON. checksum: over everything that a
-- person made of it. An object is seen when
--   gone = 0 AND (batch = 0 OR touched <> 0 OR batch NOT IN dead)
--   AND (replaced = 0 OR touched <> replaced_at OR replaced IN dead)
-- batch: the import that made it; replaced: the import that it gave way to,
-- and replaced_at what touched was then; touched: how many single edits stand
-- on it, so that undoing or redoing an import leaves alone what somebody
-- worked on since.
CREATE TABLE object (
  id INTEGER PRIMARY KEY,
  image_id INTEGER NOT NULL REFERENCES image (id),
  layer_id INTEGER NOT NULL REFERENCES layer (id),
  class_id INTEGER NOT NULL REFERENCES class (id),
  batch INTEGER NOT NULL DEFAULT 0,
  replaced INTEGER NOT NULL DEFAULT 0,
  touched INTEGER NOT NULL DEFAULT 0,
  replaced_at INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  kind INTEGER NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  flags INTEGER NOT NULL,
  z INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  source INTEGER NOT NULL,
  score REAL,
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  author TEXT,
  attributes TEXT,
  bag TEXT,
  shape TEXT
) STRICT;
CREATE INDEX object_by_image ON object (image_id, layer_id, class_id, batch, replaced, touched, replaced_at,
  gone);
CREATE INDEX object_by_class ON object (class_id, layer_id, image_id, batch, replaced, touched, replaced_at,
  gone);
CREATE INDEX object_by_author ON object (author, layer_id, image_id) WHERE author IS NOT NULL AND gone = 0;

-- is_score: a model's score of the class, not a decision for it.
CREATE TABLE image_label (
  image_id INTEGER NOT NULL REFERENCES image (id),
  layer_id INTEGER NOT NULL REFERENCES layer (id),
  is_score INTEGER NOT NULL,
  class_id INTEGER NOT NULL REFERENCES class (id),
  position INTEGER NOT NULL,
  confidence REAL,
  source INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  author TEXT,
  PRIMARY KEY (image_id, layer_id, is_score, class_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_label_by_class ON image_label (class_id, layer_id, is_score, image_id);
CREATE INDEX image_label_by_author ON image_label (author, layer_id, image_id) WHERE author IS NOT NULL;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE image_tag (
  image_id INTEGER NOT NULL REFERENCES image (id),
  tag_id INTEGER NOT NULL REFERENCES tag (id),
  PRIMARY KEY (image_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_tag_by_tag ON image_tag (tag_id, image_id);

-- What is being worked on and is no edit yet. sha256 covers ids and payload.
CREATE TABLE draft (
  image_id INTEGER NOT NULL REFERENCES image (id),
  person TEXT NOT NULL,
  saved INTEGER NOT NULL,
  payload TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (image_id, person)
) STRICT, WITHOUT ROWID;

-- The history. image_id 0: the project's own. kind: 0 changes told in
-- payload, else a bulk edit whose rows are in the edit_* tables. state: 0
-- stands, 1 undone, 2 can no more be redone and waits to be cleared away.
-- sha256 covers ids and payload.
CREATE TABLE edit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  time INTEGER NOT NULL,
  name TEXT NOT NULL,
  author TEXT,
  layer_id INTEGER NOT NULL,
  payload TEXT,
  sha256 BLOB NOT NULL
) STRICT;
CREATE INDEX edit_by_scope ON edit (image_id, state, id);

-- What a bulk edit did to each image.
CREATE TABLE edit_image (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  is_new INTEGER NOT NULL,
  place_before INTEGER NOT NULL,
  place_after INTEGER NOT NULL,
  status_before INTEGER NOT NULL,
  status_after INTEGER NOT NULL,
  marks_before INTEGER NOT NULL,
  marks_after INTEGER NOT NULL,
  split_before TEXT,
  split_after TEXT,
  PRIMARY KEY (edit_id, image_id)
) STRICT, WITHOUT ROWID;

-- The image labels or scores before (side 0) and after (side 1).
CREATE TABLE edit_label (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  is_score INTEGER NOT NULL,
  side INTEGER NOT NULL,
  class_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  confidence REAL,
  source INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  author TEXT,
  PRIMARY KEY (edit_id, image_id, is_score, side, class_id)
) STRICT, WITHOUT ROWID;

-- Tags that it put on (1) or took off (0).
CREATE TABLE edit_tag (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  tag_id INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  PRIMARY KEY (edit_id, image_id, tag_id)
) STRICT, WITHOUT ROWID;

-- What a format knows and the model has no place for, of a whole file and of
-- an image. The newest that is not of a dead edit counts.
CREATE TABLE file_bag (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  layer_id INTEGER NOT NULL,
  format TEXT NOT NULL,
  bag TEXT NOT NULL,
  PRIMARY KEY (layer_id, format, edit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE image_bag (
  image_id INTEGER NOT NULL,
  layer_id INTEGER NOT NULL,
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  bag TEXT NOT NULL,
  PRIMARY KEY (image_id, layer_id, edit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_bag_by_edit ON image_bag (edit_id);

-- The lines of a file as they stood in it, for an export to the same format.
CREATE TABLE source_line (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  line INTEGER NOT NULL,
  image_id INTEGER NOT NULL,
  format TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (edit_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_line_by_image ON source_line (image_id, edit_id);
