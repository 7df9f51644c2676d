/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "gw-image-attributes.h"
#include "gw-json-values.h"
#include "gw-manifest-compose.h"
#include "gw-manifest-masks.h"
#include "gw-writer-private.h"

static gint64
find_class (const char *name, gpointer data)
{
  const GwManifestComposer *self = data;

  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);

      if (strcmp (_gw_class_get_name_for (class, "sagemaker"), name) == 0
          || strcmp (gw_class_get_name (class), name) == 0)
        return gw_class_get_id (class);
    }
  return 0;
}

/* What a line says in labels and objects, for comparing: of one attribute. */
static GwRecord *
read_attribute (const GwManifestComposer *self, const GwJsonMembers *line, gboolean boxes)
{
  GwManifestKeys keys = { .classes = boxes ? NULL : self->keys.classes,
                          .kind = self->keys.kind,
                          .boxes = boxes ? self->keys.boxes : NULL };
  GwManifestSink sink = { find_class, NULL, (gpointer) self, 0 };
  GwRecord *record = gw_record_new ("");

  gw_manifest_read_line (line, &keys, &sink, record);
  return record;
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_labels (const GwRecord *a, const GwRecord *b)
{
  if (a->labeled != b->labeled || a->labels->len != b->labels->len || a->objects->len != b->objects->len)
    return FALSE;
  for (guint i = 0; i < a->labels->len; i++)
    {
      const GwLabel *one = &g_array_index (a->labels, GwLabel, i);
      const GwLabel *two = &g_array_index (b->labels, GwLabel, i);

      if (one->class_id != two->class_id || !same_number (one->confidence, two->confidence))
        return FALSE;
    }
  for (guint i = 0; i < a->objects->len; i++)
    {
      GwObject *one = g_ptr_array_index (a->objects, i);
      GwObject *two = g_ptr_array_index (b->objects, i);

      if (gw_object_get_class_id (one) != gw_object_get_class_id (two)
          || !same_number (gw_object_get_score (one), gw_object_get_score (two))
          || !gw_shape_equal (gw_object_get_shape (one), gw_object_get_shape (two), 0))
        return FALSE;
    }
  return TRUE;
}

/* New values in the old metadata, whose other members stay, but for why there was no label. */
static void
merge_metadata (GwJsonMembers *old, const char *key, const char *raw, gsize length)
{
  gsize old_length;
  const char *old_raw = gw_json_members_get (old, key, &old_length);
  g_autoptr (GwJsonMembers) merged = old_raw != NULL ? gw_json_members_parse (old_raw, (gssize) old_length, NULL, NULL)
                                                     : NULL;
  g_autoptr (GwJsonMembers) added = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
  g_autofree char *text = NULL;

  if (merged == NULL || added == NULL)
    {
      gw_json_members_set (old, key, raw, (gssize) length);
      return;
    }
  gw_json_members_remove (merged, "failure-reason");
  for (guint i = 0; i < gw_json_members_get_n (added); i++)
    {
      const char *value;
      gsize n;
      const char *name = gw_json_members_get_at (added, i, &value, &n);

      gw_json_members_set (merged, name, value, (gssize) n);
    }
  text = gw_json_members_to_text (merged);
  gw_json_members_set (old, key, text, -1);
}

/* Whoever has changed what a machine had labeled is none. */
static void
tell_people (const GwManifestComposer *self, GwJsonMembers *line, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (line, key, &length);
  g_autoptr (GwJsonMembers) metadata = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  g_autofree char *text = NULL;

  if (metadata == NULL || self->head->predictions)
    return;
  gw_json_members_set_string (metadata, "human-annotated", "yes");
  text = gw_json_members_to_text (metadata);
  gw_json_members_set (line, key, text, -1);
}

/* Whether anything had to be changed. */
static gboolean
merge_attribute (const GwManifestComposer *self, GwJsonMembers *old, const GwJsonMembers *line, gboolean boxes)
{
  const char *attribute = boxes ? self->keys.boxes : self->keys.classes;
  g_autofree char *metadata = g_strconcat (attribute, "-metadata", NULL);
  g_autoptr (GwRecord) before = read_attribute (self, old, boxes);
  g_autoptr (GwRecord) after = read_attribute (self, line, boxes);
  const char *raw;
  gsize length;

  if (same_labels (before, after))
    return FALSE;
  raw = gw_json_members_get (line, attribute, &length);
  if (raw == NULL)
    {
      gw_json_members_remove (old, attribute);
      gw_json_members_remove (old, metadata);
      return TRUE;
    }
  gw_json_members_set (old, attribute, raw, (gssize) length);
  raw = gw_json_members_get (line, metadata, &length);
  merge_metadata (old, metadata, raw, length);
  tell_people (self, old, metadata);
  return TRUE;
}

/* The same for the mask, of which the line itself says whether it is the old one. */
static gboolean
merge_mask (const GwManifestComposer *self, GwJsonMembers *old, const GwJsonMembers *line)
{
  g_autofree char *metadata = g_strconcat (self->keys.masks, "-metadata", NULL);
  g_autofree char *given = gw_manifest_find_metadata (old, self->keys.masks);
  const char *raw;
  gsize length;

  if (!self->has_masks || gw_json_members_get (line, GW_MANIFEST_SAME_MASK, NULL) != NULL)
    return FALSE;
  if (gw_json_members_get (line, GW_MANIFEST_NO_MASK, NULL) != NULL)
    {
      gw_json_members_remove (old, self->keys.masks);
      gw_json_members_remove (old, given != NULL ? given : metadata);
      return TRUE;
    }
  raw = gw_json_members_get (line, self->keys.masks, &length);
  if (raw == NULL)
    return FALSE;
  gw_json_members_set (old, self->keys.masks, raw, (gssize) length);
  /* The key of an old sample is not written again. */
  if (given != NULL && strcmp (given, metadata) != 0)
    {
      g_autofree char *moved = gw_json_members_dup (old, given);

      gw_json_members_remove (old, given);
      gw_json_members_set (old, metadata, moved, -1);
    }
  raw = gw_json_members_get (line, metadata, &length);
  merge_metadata (old, metadata, raw, length);
  tell_people (self, old, metadata);
  return TRUE;
}

/* Why the image has no label, where the line does not say it. */
static gboolean
merge_failure (const GwManifestComposer *self, GwJsonMembers *old, const GwJsonMembers *line)
{
  const char *attribute = gw_manifest_composer_get_attribute (self);
  g_autofree char *metadata = g_strconcat (attribute, "-metadata", NULL);
  gsize length;
  const char *raw = gw_json_members_get (line, metadata, &length);

  if (raw == NULL || gw_json_members_get (line, attribute, NULL) != NULL
      || gw_json_members_get (old, metadata, NULL) != NULL || gw_json_members_get (old, attribute, NULL) != NULL)
    return FALSE;
  gw_json_members_set (old, metadata, raw, (gssize) length);
  return TRUE;
}

/* What a composed line says to who writes it. */
#define OWN "groundwork-"

/* What is known of the image, where it is another value than the line has. */
static gboolean
merge_attributes (GwJsonMembers *old, const GwJsonMembers *line)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      gsize length, old_length;
      const char *raw, *old_raw;
      const char *key = gw_json_members_get_at (line, i, &raw, &length);
      g_autofree char *value = NULL;

      if (g_str_has_prefix (key, OWN) || !gw_manifest_is_own_key (line, key) || !gw_manifest_is_own_key (old, key)
          || raw[0] == '{' || raw[0] == '[')
        continue;
      value = gw_json_value_to_text (raw, length);
      old_raw = gw_json_members_get (old, key, &old_length);
      if (value == NULL || (old_raw != NULL && gw_image_attributes_is_raw (value, old_raw, old_length)))
        continue;
      gw_json_members_set (old, key, raw, (gssize) length);
      changed = TRUE;
    }
  return changed;
}

char *
gw_manifest_merge (const GwManifestComposer *self, const char *raw, const GwJsonMembers *line)
{
  g_autoptr (GwJsonMembers) old = gw_json_members_parse (raw, -1, NULL, NULL);
  gboolean changed;

  if (old == NULL)
    return g_strdup (raw);
  changed = merge_attributes (old, line);
  changed = merge_attribute (self, old, line, FALSE) || changed;
  changed = merge_attribute (self, old, line, TRUE) || changed;
  changed = merge_mask (self, old, line) || changed;
  changed = merge_failure (self, old, line) || changed;

  return changed ? gw_json_members_to_text (old) : g_strdup (raw);
}
