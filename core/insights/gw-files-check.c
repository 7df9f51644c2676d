/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-files-check.h"

#include <glib/gstdio.h>

/* Rows that are asked for at once. */
#define BATCH 1000

/* Of a file that was looked at, and has no measure for all that, nothing could be read. */
static void
check_image (GwFilesCheck *self, guint row, GwImage *image, gboolean has_measure, GHashTable *unmeasured)
{
  const gint64 id = gw_image_get_id (image);
  const char *file = gw_image_get_file (image);
  GStatBuf facts;

  if (file == NULL || g_stat (file, &facts) != 0)
    g_array_append_val (self->missing, row);
  else if ((gw_image_get_marks (image) & GW_IMAGE_UNREADABLE) != 0
           || (!has_measure && !g_hash_table_contains (unmeasured, &id)))
    g_array_append_val (self->broken, row);
  else if (gw_image_get_bytes (image) > 0 && gw_image_get_bytes (image) != facts.st_size)
    g_array_append_val (self->changed, row);
}

static GHashTable *
hash_ids (GArray *ids)
{
  GHashTable *hash = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (hash, &g_array_index (ids, gint64, i));
  return hash;
}

GwFilesCheck *
gw_files_check_new (GwStore *store, const GwDataSet *set, const GArray *measures, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GwFilesCheck) self = g_new0 (GwFilesCheck, 1);
  const gint64 *ids = (const gint64 *) (gpointer) set->image_ids->data;
  g_autoptr (GArray) unmeasured_ids = gw_store_list_unmeasured (store, NULL, cancellable, error);
  g_autoptr (GHashTable) unmeasured = unmeasured_ids != NULL ? hash_ids (unmeasured_ids) : NULL;

  if (unmeasured == NULL)
    return NULL;

  self->missing = g_array_new (FALSE, FALSE, sizeof (guint));
  self->broken = g_array_new (FALSE, FALSE, sizeof (guint));
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize begin = 0; begin < set->n_images; begin += BATCH)
    {
      g_autoptr (GPtrArray) images = gw_store_get_images (store, ids + begin, MIN (BATCH, set->n_images - begin),
                                                          cancellable, error);

      if (images == NULL)
        return NULL;
      for (guint i = 0; i < images->len; i++)
        if (g_ptr_array_index (images, i) != NULL)
          check_image (self, (guint) begin + i, g_ptr_array_index (images, i),
                       g_array_index (measures, GwMeasure, (guint) begin + i).image_id != 0, unmeasured);
    }

  return g_steal_pointer (&self);
}

void
gw_files_check_free (GwFilesCheck *self)
{
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->broken, g_array_unref);
  g_clear_pointer (&self->changed, g_array_unref);
  g_free (self);
}
