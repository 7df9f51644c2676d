/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-split-plan.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

typedef struct
{
  guint64 order; /* by chance */
  gint64 id;
} Place;

struct _GwSplitPlan
{
  char *text;
  GPtrArray *names; /* of char* */
  GArray *shares;   /* of double */
  guint64 seed;
  GArray *places;    /* of Place, until sorted */
  GHashTable *parts; /* (nullable): gint64* -> name */
};

static gboolean
parse_part (GwSplitPlan *self, const char *part, GError **error)
{
  const char *equals = strchr (part, '=');
  g_autofree char *name = equals != NULL ? g_strstrip (g_strndup (part, (gsize) (equals - part))) : NULL;
  double share = 0;
  char *end = NULL;

  if (name != NULL)
    share = g_ascii_strtod (equals + 1, &end);
  if (name == NULL || *name == '\0' || strpbrk (name, "/\\:") != NULL || *name == '.' || end == equals + 1
      || *end != '\0' || !(share > 0 && share <= 1))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("“%s” is no part of a split. Write names and shares such as train=0.8,val=0.2."), part);
      return FALSE;
    }
  for (guint i = 0; i < self->names->len; i++)
    if (strcmp (g_ptr_array_index (self->names, i), name) == 0)
      {
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The split names %s twice. Name each part once."), name);
        return FALSE;
      }

  g_ptr_array_add (self->names, g_steal_pointer (&name));
  g_array_append_val (self->shares, share);
  return TRUE;
}

GwSplitPlan *
gw_split_plan_new (const char *text, guint64 seed, GError **error)
{
  g_autoptr (GwSplitPlan) self = g_new0 (GwSplitPlan, 1);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double sum = 0;

  self->text = g_strdup (text);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->seed = seed;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!parse_part (self, parts[i], error))
        return NULL;
      sum += g_array_index (self->shares, double, i);
    }
  if (fabs (sum - 1) > 1e-6)
    {
      char shown[G_ASCII_DTOSTR_BUF_SIZE];

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The shares of the split add up to %s. Let them add up to 1."),
                   g_ascii_formatd (shown, sizeof shown, "%.6g", sum));
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
gw_split_plan_free (GwSplitPlan *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_ptr_array_unref (self->names);
  g_array_unref (self->shares);
  g_array_unref (self->places);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_free (self);
}

const char *
gw_split_plan_get_text (const GwSplitPlan *self)
{
  return self->text;
}

guint64
gw_split_plan_get_seed (const GwSplitPlan *self)
{
  return self->seed;
}

void
gw_split_plan_add (GwSplitPlan *self, gint64 image_id, const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf ("%" G_GUINT64_FORMAT "\n\n", self->seed);
  guint8 digest[32];
  gsize length = sizeof digest;
  Place place = { 0, image_id };

  g_return_if_fail (self->parts == NULL);

  g_checksum_update (checksum, (const guchar *) head, -1);
  g_checksum_update (checksum, (const guchar *) path, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    place.order = place.order << 8 | digest[i];
  g_array_append_val (self->places, place);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a;
  const Place *two = b;

  if (one->order != two->order)
    return one->order < two->order ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

static void
cut (GwSplitPlan *self)
{
  guint part = 0;
  double end = g_array_index (self->shares, double, 0);

  self->parts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_array_sort (self->places, compare_places);
  for (guint i = 0; i < self->places->len; i++)
    {
      while (part + 1 < self->names->len && i + 0.5 > end * self->places->len)
        end += g_array_index (self->shares, double, ++part);
      g_hash_table_insert (self->parts, g_memdup2 (&g_array_index (self->places, Place, i).id, sizeof (gint64)),
                           g_ptr_array_index (self->names, part));
    }
  g_array_set_size (self->places, 0);
}

const char *
gw_split_plan_find (GwSplitPlan *self, gint64 image_id)
{
  if (self->parts == NULL)
    cut (self);

  return g_hash_table_lookup (self->parts, &image_id);
}
