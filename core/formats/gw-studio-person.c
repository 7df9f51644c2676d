/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-person-private.h"

#include <string.h>

#include "gw-studio-task.h"

GwJsonMembers *
_gw_studio_open_part (const GwJsonMembers *bag, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (bag, key, &length);
  GwJsonMembers *part = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  return part != NULL ? part : gw_json_members_new ();
}

gboolean
_gw_studio_has_tag (const GwRecord *record, const char *tag)
{
  return record->tags != NULL && g_strv_contains ((const char *const *) record->tags, tag);
}

gboolean
_gw_studio_is_own (const GwRecord *record)
{
  return record->image != NULL && record->annotator == NULL;
}

gboolean
_gw_studio_tells_gold (const GwRecord *record, const GwJsonMembers *members)
{
  g_autofree char *raw = _gw_studio_is_own (record) ? NULL : gw_json_members_dup (members, "ground_truth");

  return raw != NULL ? strcmp (raw, "true") == 0
                     : record->annotator == NULL && _gw_studio_has_tag (record, GW_STUDIO_GOLD);
}

const char *
_gw_studio_find_annotator (const GwRecord *record, gboolean *others)
{
  const char *annotator = record->annotator;

  *others = FALSE;
  for (guint i = 0; i < record->objects->len; i++)
    {
      const char *author = gw_object_get_author (g_ptr_array_index (record->objects, i));

      if (i == 0 && record->annotator == NULL)
        annotator = author;
      else if (g_strcmp0 (author, annotator) != 0 && (author != NULL || record->annotator == NULL))
        *others = TRUE;
    }

  return *others ? record->annotator : annotator;
}
