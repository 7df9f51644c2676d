/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-filter-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *key;
  const char *title;
} fields[GW_N_FIELDS] = {
  [GW_FIELD_TEXT] = { "text", N_ ("Text") },
  [GW_FIELD_CLASS] = { "class", N_ ("Class") },
  [GW_FIELD_LABEL] = { "label", N_ ("Label") },
  [GW_FIELD_ABSENT] = { "absent", N_ ("Verified Absent") },
  [GW_FIELD_STATUS] = { "status", N_ ("Status") },
  [GW_FIELD_SPLIT] = { "split", N_ ("Split") },
  [GW_FIELD_TAG] = { "tag", N_ ("Tag") },
  [GW_FIELD_BY] = { "by", N_ ("By") },
  [GW_FIELD_FOLDER] = { "folder", N_ ("Folder") },
  [GW_FIELD_MARK] = { "mark", N_ ("Mark") },
  [GW_FIELD_CONFIDENCE] = { "conf", N_ ("Confidence") },
  [GW_FIELD_OBJECTS] = { "objects", N_ ("Objects") },
  [GW_FIELD_WIDTH] = { "width", N_ ("Width") },
  [GW_FIELD_HEIGHT] = { "height", N_ ("Height") },
  [GW_FIELD_ASPECT] = { "aspect", N_ ("Aspect Ratio") },
  [GW_FIELD_BYTES] = { "bytes", N_ ("Bytes") },
  [GW_FIELD_BRIGHTNESS] = { "brightness", N_ ("Brightness") },
  [GW_FIELD_CONTRAST] = { "contrast", N_ ("Contrast") },
  [GW_FIELD_SHARPNESS] = { "sharpness", N_ ("Sharpness") },
  [GW_FIELD_SATURATION] = { "saturation", N_ ("Saturation") },
  [GW_FIELD_ADDED] = { "added", N_ ("Added") },
  [GW_FIELD_ID] = { "id", N_ ("ID") },
  [GW_FIELD_IMPORT] = { "import", N_ ("Import") },
  [GW_FIELD_SET] = { "set", N_ ("Set") },
  [GW_FIELD_ATTRIBUTE] = { "attr", N_ ("Attribute") },
};

static const GwFilterWord status_words[] = {
  { "unlabeled", N_ ("Unlabeled") },
  { "in-progress", N_ ("In Progress") },
  { "labeled", N_ ("Labeled") },
  { "in-review", N_ ("In Review") },
  { NULL, NULL },
};

static const GwFilterWord mark_words[] = {
  { "flagged", N_ ("Flagged") },           { "skipped", N_ ("Skipped") },  { "unreadable", N_ ("Unreadable") },
  { "negative", N_ ("Nothing to Label") }, { "trashed", N_ ("In Trash") }, { NULL, NULL },
};

static const GwFilterWord split_words[] = {
  { "train", N_ ("Train") },
  { "val", N_ ("Validation") },
  { "test", N_ ("Test") },
  { "none", N_ ("None") },
  { NULL, NULL },
};

static const char *const op_texts[] = { ":", "<", "<=", ">", ">=" };

const char *
gw_field_get_key (GwField field)
{
  g_return_val_if_fail ((guint) field < GW_N_FIELDS, NULL);

  return fields[field].key;
}

const char *
gw_field_get_title (GwField field)
{
  g_return_val_if_fail ((guint) field < GW_N_FIELDS, NULL);

  return _ (fields[field].title);
}

const char *
_gw_op_get_text (GwOp op)
{
  return op_texts[op];
}

const GwFilterWord *
_gw_filter_get_words (GwField field)
{
  switch (field)
    {
    case GW_FIELD_STATUS:
      return status_words;
    case GW_FIELD_MARK:
      return mark_words;
    case GW_FIELD_SPLIT:
      return split_words;
    default:
      return NULL;
    }
}

/* Steps from a to b: one letter put in, left out, changed, or two swapped. */
static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *rows = g_new (guint, 3 * (n + 1));
  guint *before = rows, *last = rows + (n + 1), *row = rows + 2 * (n + 1);

  for (gsize j = 0; j <= n; j++)
    last[j] = (guint) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint *spare = before;

      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          row[j] = MIN (MIN (row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = spare;
    }
  return last[n];
}

const char *
_gw_filter_nearest_key (const char *text)
{
  const char *nearest = NULL;
  guint smallest = G_MAXUINT;

  for (guint i = 0; i < GW_N_FIELDS; i++)
    if (edit_distance (text, fields[i].key) < smallest)
      {
        smallest = edit_distance (text, fields[i].key);
        nearest = fields[i].key;
      }
  return nearest;
}

const char *
_gw_filter_nearest_word (const GwFilterWord *words, const char *text)
{
  const char *nearest = NULL;
  guint smallest = G_MAXUINT;

  for (const GwFilterWord *word = words; word->nick != NULL; word++)
    if (edit_distance (text, word->nick) < smallest)
      {
        smallest = edit_distance (text, word->nick);
        nearest = word->nick;
      }
  return nearest;
}

const GwFilterWord *
_gw_filter_find_word (const GwFilterWord *words, const char *nick)
{
  for (const GwFilterWord *word = words; word->nick != NULL; word++)
    if (g_str_equal (word->nick, nick))
      return word;
  return NULL;
}
