/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-numbers.h"

#include "gw-coco-ids.h"
#include "gw-number.h"

struct _GwCocoNumbers
{
  GwCocoIds *taken;
  gint64 last; /* the largest that is known of */
  gint64 low;  /* the last that was tried from below, where there is none behind the largest */
  GString *text;
};

GwCocoNumbers *
gw_coco_numbers_new (void)
{
  GwCocoNumbers *self = g_new0 (GwCocoNumbers, 1);

  self->taken = gw_coco_ids_new ();
  self->text = g_string_new (NULL);

  return self;
}

void
gw_coco_numbers_free (GwCocoNumbers *self)
{
  if (self == NULL)
    return;

  gw_coco_ids_free (self->taken);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
gw_coco_numbers_reserve (GwCocoNumbers *self, gint64 largest)
{
  self->last = MAX (self->last, largest);
}

gint64
gw_coco_numbers_find_largest (GHashTable *ids)
{
  gint64 largest = 0;
  GHashTableIter iter;
  gpointer id;

  if (ids == NULL)
    return 0;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    {
      gint64 number;

      if (gw_number_parse_int64 (id, -1, &number))
        largest = MAX (largest, number);
    }

  return largest;
}

/* FALSE where another has it. */
static gboolean
take (GwCocoNumbers *self, GwCocoId id)
{
  guint32 n = gw_coco_ids_get_n (self->taken);

  gw_coco_ids_ensure (self->taken, id);
  if (gw_coco_ids_get_n (self->taken) == n)
    return FALSE;
  if (id.text == NULL)
    self->last = MAX (self->last, id.number);

  return TRUE;
}

const char *
gw_coco_numbers_keep (GwCocoNumbers *self, const char *raw, gsize n, gboolean *taken)
{
  gboolean is_text = raw != NULL && n >= 2 && *raw == '"';
  GwCocoId id = { 0, NULL };
  gboolean had_one, is_free;

  g_string_truncate (self->text, 0);
  if (raw != NULL)
    g_string_append_len (self->text, raw, (gssize) n);
  if (is_text)
    id.text = self->text->str;
  had_one = is_text || (raw != NULL && gw_number_parse_int64 (raw, (gssize) n, &id.number));
  is_free = had_one && take (self, id);
  if (taken != NULL)
    *taken = had_one && !is_free;

  return is_free ? self->text->str : NULL;
}

const char *
gw_coco_numbers_choose (GwCocoNumbers *self, const char *raw, gsize n, gboolean *taken)
{
  const char *kept = gw_coco_numbers_keep (self, raw, n, taken);
  GwCocoId id = { 0, NULL };

  if (kept != NULL)
    return kept;
  do
    id.number = self->last < G_MAXINT64 ? self->last + 1 : ++self->low;
  while (!take (self, id));
  g_string_printf (self->text, "%" G_GINT64_FORMAT, id.number);

  return self->text->str;
}
