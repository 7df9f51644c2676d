-- SPDX-License-Identifier: GPL-3.0-or-later

-- The points that objects of a class have: names in order, and lines between
-- them, as the members "keypoints" and "skeleton" of a JSON object.
CREATE TABLE class_skeleton (
  class_id INTEGER PRIMARY KEY REFERENCES class (id) ON DELETE CASCADE,
  value TEXT NOT NULL
) STRICT;
