-- SPDX-License-Identifier: GPL-3.0-or-later

-- What an import did to the attributes of each image. before, after: JSON
-- objects with those that it changed, as image.attributes has them; one that
-- was not there is not in before.
CREATE TABLE edit_attribute (
  edit_id INTEGER NOT NULL REFERENCES edit (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  PRIMARY KEY (edit_id, image_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX image_with_attributes ON image (id) WHERE attributes IS NOT NULL;
