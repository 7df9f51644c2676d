/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store.h"

#include "gw-store-private.h"
#include "gw-store-queue.h"

G_DEFINE_INTERFACE (GwStore, gw_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (gw - store - error - quark, gw_store_error)

static void
gw_store_default_init (GwStoreInterface *iface)
{
  g_signal_new ("changed", GW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                G_TYPE_ARRAY);
}

/* --- life --- */

/* Long verbs let reads pass that would wait for edits queued before them. */
static gboolean
enter_long (GwStore *self)
{
  return gw_store_queue_enter_long (GW_STORE_GET_IFACE (self)->get_queue (self));
}

static void
leave_long (GwStore *self, gboolean occupies)
{
  if (occupies)
    gw_store_queue_leave_long (GW_STORE_GET_IFACE (self)->get_queue (self));
}

void
gw_store_close (GwStore *self)
{
  g_return_if_fail (GW_IS_STORE (self));

  GW_STORE_GET_IFACE (self)->close (self);
}

const char *
gw_store_get_location (GwStore *self)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->get_location (self);
}

gboolean
gw_store_is_read_only (GwStore *self)
{
  g_return_val_if_fail (GW_IS_STORE (self), TRUE);

  return GW_STORE_GET_IFACE (self)->is_read_only (self);
}

/* --- project --- */

GwProjectInfo *
gw_store_get_info (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->get_info (self, cancellable, error);
}

gboolean
gw_store_set_info (GwStore *self, const GwProjectInfo *info, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->set_info (self, info, cancellable, error);
}

char *
gw_store_get_setting (GwStore *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return GW_STORE_GET_IFACE (self)->get_setting (self, name, cancellable, error);
}

gboolean
gw_store_set_setting (GwStore *self, const char *name, const char *value, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->set_setting (self, name, value, cancellable, error);
}

/* --- roots and images --- */

GPtrArray *
gw_store_list_roots (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_roots (self, cancellable, error);
}

gint64
gw_store_add_root (GwStore *self, const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (folder != NULL, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->add_root (self, folder, cancellable, error);
}

gboolean
gw_store_relocate_root (GwStore *self, gint64 root_id, const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->relocate_root (self, root_id, folder, cancellable, error);
}

gboolean
gw_store_add_images (GwStore *self, GPtrArray *images, guint *n_added, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (images != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->add_images (self, NULL, images, n_added, cancellable, error);
}

gboolean
gw_store_add_folder_images (GwStore *self, const char *const *folders, GPtrArray *images, guint *n_added,
                            GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (folders != NULL, FALSE);
  g_return_val_if_fail (images != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->add_images (self, folders, images, n_added, cancellable, error);
}

GArray *
gw_store_list_image_ids (GwStore *self, const GwFilter *filter, GwSort sort, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_IMAGES, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->list_image_ids (self, filter, sort, 0, cancellable, error);
}

GArray *
gw_store_list_first_image_ids (GwStore *self, const GwFilter *filter, GwSort sort, guint limit,
                               GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (limit > 0, NULL);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_IMAGES, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->list_image_ids (self, filter, sort, limit, cancellable, error);
}

gint64
gw_store_count_images (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);

  return GW_STORE_GET_IFACE (self)->count_images (self, filter, cancellable, error);
}

GPtrArray *
gw_store_get_images (GwStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_IMAGES, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->get_images (self, ids, n_ids, cancellable, error);
}

gboolean
gw_store_find_image (GwStore *self, gint64 root_id, const char *path, gint64 *id, GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->find_image (self, root_id, path, id, cancellable, error);
}

gboolean
gw_store_foreach_path (GwStore *self, GwStorePathFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->foreach_path (self, func, data, cancellable, error);
}

gboolean
gw_store_set_file_facts (GwStore *self, GPtrArray *images, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (images != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->set_file_facts (self, images, cancellable, error);
}

GPtrArray *
gw_store_count_facet (GwStore *self, const GwFilter *filter, GwField field, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->count_facet (self, filter, field, cancellable, error);
}

/* --- classes and layers --- */

GPtrArray *
gw_store_list_classes (GwStore *self, gboolean with_archived, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_classes (self, with_archived, cancellable, error);
}

gboolean
gw_store_save_classes (GwStore *self, GPtrArray *classes, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (classes != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->save_classes (self, classes, cancellable, error);
}

gboolean
gw_store_remove_class (GwStore *self, gint64 class_id, gboolean *archived, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->remove_class (self, class_id, archived, cancellable, error);
}

gboolean
gw_store_is_class_used (GwStore *self, gint64 class_id, gboolean *used, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (used != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->is_class_used (self, class_id, used, cancellable, error);
}

GPtrArray *
gw_store_list_layers (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_layers (self, cancellable, error);
}

gint64
gw_store_ensure_layer (GwStore *self, const GwLayer *layer, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (layer != NULL, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->ensure_layer (self, layer, cancellable, error);
}

gboolean
gw_store_count_layer (GwStore *self, gint64 layer_id, gint64 *n_labeled, gint64 *n_objects, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  return GW_STORE_GET_IFACE (self)->count_layer (self, layer_id, n_labeled, n_objects, cancellable, error);
}

/* --- objects, labels, tags --- */

GPtrArray *
gw_store_load_objects (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->load_objects (self, image_id, layer_id, cancellable, error);
}

GArray *
gw_store_load_labels (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->load_labels (self, image_id, layer_id, cancellable, error);
}

GArray *
gw_store_load_absent (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->load_absent (self, image_id, layer_id, cancellable, error);
}

GStrv
gw_store_list_tags (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_tags (self, cancellable, error);
}

GStrv
gw_store_list_people (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_people (self, cancellable, error);
}

/* --- edits and undo --- */

gboolean
gw_store_apply_edit (GwStore *self, GwEdit *edit, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->apply_edit (self, edit, cancellable, error);
}

GwEdit *
gw_store_undo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->undo (self, image_id, cancellable, error);
}

GwEdit *
gw_store_redo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->redo (self, image_id, cancellable, error);
}

GwEdit *
gw_store_undo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (edit_id > 0, NULL);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->undo_step (self, edit_id, cancellable, error);
}

GwEdit *
gw_store_redo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (edit_id > 0, NULL);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->redo_step (self, edit_id, cancellable, error);
}

gboolean
gw_store_get_history_state (GwStore *self, gint64 image_id, GwHistoryState *state, GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->get_history_state (self, image_id, state, cancellable, error);
}

GPtrArray *
gw_store_list_history (GwStore *self, gint64 image_id, guint limit, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_history (self, image_id, limit, cancellable, error);
}

gint64
gw_store_bulk_label (GwStore *self, const gint64 *image_ids, gsize n, const gint64 *class_ids, gsize n_classes,
                     GwBulkMode mode, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (image_ids != NULL || n == 0, -1);
  g_return_val_if_fail (class_ids != NULL || n_classes == 0, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->bulk_label (self, image_ids, n, class_ids, n_classes, mode, name, cancellable,
                                                error);
}

gint64
gw_store_bulk_tag (GwStore *self, const gint64 *image_ids, gsize n, const char *tag, gboolean on,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (image_ids != NULL || n == 0, -1);
  g_return_val_if_fail (tag != NULL, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->bulk_tag (self, image_ids, n, tag, on, cancellable, error);
}

gint64
gw_store_bulk_split (GwStore *self, const gint64 *image_ids, gsize n, const char *split, GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (image_ids != NULL || n == 0, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->bulk_split (self, image_ids, n, split, cancellable, error);
}

gint64
gw_store_bulk_trash (GwStore *self, const gint64 *image_ids, gsize n, gboolean trash, GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (image_ids != NULL || n == 0, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->bulk_trash (self, image_ids, n, trash, cancellable, error);
}

/* --- drafts --- */

gboolean
gw_store_save_draft (GwStore *self, gint64 image_id, const char *person, const char *payload, GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (person != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->save_draft (self, image_id, person, payload, cancellable, error);
}

char *
gw_store_load_draft (GwStore *self, gint64 image_id, const char *person, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (person != NULL, NULL);

  return GW_STORE_GET_IFACE (self)->load_draft (self, image_id, person, cancellable, error);
}

/* --- sets, measures and rows --- */

gint64
gw_store_keep_set (GwStore *self, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (title != NULL, -1);
  g_return_val_if_fail (ids != NULL || n == 0, -1);

  return GW_STORE_GET_IFACE (self)->keep_set (self, title, ids, n, cancellable, error);
}

gboolean
gw_store_check_filter (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (filter != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->check_filter (self, filter, cancellable, error);
}

GArray *
gw_store_list_unmeasured (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->list_unmeasured (self, filter, cancellable, error);
}

gboolean
gw_store_save_measures (GwStore *self, const GwMeasure *measures, gsize n, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (measures != NULL || n == 0, FALSE);

  return GW_STORE_GET_IFACE (self)->save_measures (self, measures, n, cancellable, error);
}

gboolean
gw_store_foreach_measure (GwStore *self, const GwFilter *filter, GwMeasureFunc func, gpointer data,
                          GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_IMAGES, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->foreach_measure (self, filter, func, data, cancellable, error);
}

gboolean
gw_store_foreach_row (GwStore *self, const GwFilter *filter, gint64 layer_id, const GwRowFuncs *funcs, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (funcs != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_RESULTS, error))
    return FALSE;
  return GW_STORE_GET_IFACE (self)->foreach_row (self, filter, layer_id, funcs, data, cancellable, error);
}

/* --- import and export --- */

gboolean
gw_store_import (GwStore *self, const GwImportSpec *spec, GwRecordFunc next, gpointer data, GwImportCounts *counts,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (spec->head != NULL, FALSE);
  g_return_val_if_fail (next != NULL, FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  memset (counts, 0, sizeof *counts);
  if (!_gw_store_may (self, GW_PERMISSION_MANAGE, error))
    return FALSE;
  gboolean occupies = enter_long (self);
  gboolean ok = GW_STORE_GET_IFACE (self)->import (self, spec, next, data, counts, cancellable, error);
  leave_long (self, occupies);

  return ok;
}

gboolean
gw_store_export (GwStore *self, const GwFilter *filter, gint64 layer_id, GwRecordSink func, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  return gw_store_export_layers (self, filter, &layer_id, 1, func, data, cancellable, error);
}

gboolean
gw_store_export_layers (GwStore *self, const GwFilter *filter, const gint64 *layer_ids, gsize n_layers,
                        GwRecordSink func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (n_layers > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_RESULTS, error))
    return FALSE;
  gboolean occupies = enter_long (self);
  gboolean ok = GW_STORE_GET_IFACE (self)->export(self, filter, layer_ids, n_layers, func, data, cancellable, error);
  leave_long (self, occupies);

  return ok;
}

GwRecordHead *
gw_store_get_head (GwStore *self, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->get_head (self, layer_id, cancellable, error);
}

gboolean
gw_store_list_attributes (GwStore *self, GwRecordHead *head, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (head != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->list_attributes (self, head, cancellable, error);
}

gboolean
gw_store_foreach_line (GwStore *self, const char *format, GwLineSink func, gpointer data, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (format != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->foreach_line (self, format, func, data, cancellable, error);
}

/* --- care --- */

gboolean
gw_store_check (GwStore *self, gboolean *sound, GPtrArray **findings, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (sound != NULL, FALSE);

  gboolean occupies = enter_long (self);
  gboolean ok = GW_STORE_GET_IFACE (self)->check (self, sound, findings, cancellable, error);
  leave_long (self, occupies);

  return ok;
}

gboolean
gw_store_back_up (GwStore *self, char **path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE_MANAGERS, error))
    return FALSE;
  gboolean occupies = enter_long (self);
  gboolean ok = GW_STORE_GET_IFACE (self)->back_up (self, path, cancellable, error);
  leave_long (self, occupies);

  return ok;
}
