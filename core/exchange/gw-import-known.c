/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-known.h"

#include "gw-json-members.h"

static void
add_image (gint64 id, gint64 root_id, const char *path, int width, int height, gpointer data)
{
  gw_image_table_add (data, id, path, width, height);
}

GwImportKnown *
gw_import_known_new (GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwImportKnown) self = g_new0 (GwImportKnown, 1);

  self->images = gw_image_table_new ();
  if (!gw_store_foreach_path (store, add_image, self->images, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
gw_import_known_free (GwImportKnown *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->images, gw_image_table_free);
  g_clear_pointer (&self->paths, g_hash_table_unref);
  g_clear_pointer (&self->head, gw_record_head_free);
  g_free (self);
}

/* The number that the COCO file gave the image stands in its bag. */
static gboolean
note_number (GwRecord *record, gpointer data, GError **error)
{
  GHashTable *paths = data;
  g_autoptr (GwJsonMembers) bag = NULL;
  g_autofree char *id = NULL;

  if (record->bag == NULL)
    return TRUE;

  bag = gw_json_members_open_bag (record->bag, "coco");
  id = gw_json_members_dup_string (bag, "id");
  if (id == NULL)
    id = gw_json_members_dup (bag, "id");
  if (id != NULL)
    g_hash_table_insert (paths, g_steal_pointer (&id), g_strdup (record->path));

  return TRUE;
}

gboolean
gw_import_known_read_numbers (GwImportKnown *self, GwStore *store, GCancellable *cancellable, GError **error)
{
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->head = gw_store_get_head (store, GW_LAYER_LABELS, cancellable, error);

  return self->head != NULL
         && gw_store_export (store, NULL, GW_LAYER_LABELS, note_number, self->paths, cancellable, error);
}
