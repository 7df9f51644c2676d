/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-image-keys.h"

#include <glib/gi18n.h>

#include "gw-image-attributes.h"
#include "gw-writer-private.h"

gboolean
gw_coco_image_key_is_own (const char *key)
{
  /* Those that come most, first. */
  static const char *const own[] = { "license", "coco_url", "date_captured", "flickr_url", "id",
                                     "width",   "height",   "file_name",     NULL };

  return g_strv_contains (own, key);
}

/* Lists and objects are no values, and null is none. */
static gboolean
is_attribute (const char *key, const char *raw)
{
  return *key != '\0' && raw[0] != '[' && raw[0] != '{' && raw[0] != 'n' && !gw_coco_image_key_is_own (key);
}

gboolean
gw_coco_image_keys_note (GwReader *reader, const GwJsonMembers *members)
{
  gboolean any = FALSE;

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (members, i, &raw, &length);

      if (!is_attribute (key, raw))
        continue;
      gw_record_head_add_attribute (reader->head, key);
      any = TRUE;
    }
  return any;
}

void
gw_coco_image_keys_take (GwReader *reader, GwRecord *record, const char *extra, const char *file, guint64 line)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (extra, -1, NULL, NULL);

  for (guint i = 0; members != NULL && i < gw_json_members_get_n (members); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (members, i, &raw, &length);

      if (is_attribute (key, raw))
        gw_image_attributes_take_raw (reader, record, key, raw, length, file, line);
    }
}

void
gw_coco_image_keys_put (const GwRecord *record, GwJsonMembers *members)
{
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    {
      const char *name = record->attributes[i], *value = record->attributes[i + 1];
      gsize length;
      const char *raw = gw_json_members_get (members, name, &length);

      if (!gw_coco_image_key_is_own (name) && !(raw != NULL && gw_image_attributes_is_raw (value, raw, length)))
        gw_image_attributes_put (members, name, value);
    }
}

void
gw_coco_image_keys_measure (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    if (gw_coco_image_key_is_own (record->attributes[i]))
      {
        _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                         _ ("COCO has the name of an attribute of the image for something else. It is left out."));
        return;
      }
}
