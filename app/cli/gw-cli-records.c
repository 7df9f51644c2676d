/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-records.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-box.h"
#include "gw-detection-table.h"
#include "gw-error.h"
#include "gw-image-table.h"
#include "gw-json-members.h"
#include "gw-label-source.h"
#include "gw-mask.h"
#include "gw-path.h"
#include "gw-raster.h"
#include "gw-table.h"

void
gw_cli_records_free (GwCliRecords *self)
{
  g_clear_pointer (&self->head, gw_record_head_free);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->paths);
  g_free (self);
}

/* The number that a COCO file gave the image stands in its bag. */
static void
note_number (GwCliRecords *self, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = record->bag != NULL ? gw_json_members_open_bag (record->bag, "coco") : NULL;
  g_autofree char *id = bag != NULL ? gw_json_members_dup_string (bag, "id") : NULL;

  if (bag != NULL && id == NULL)
    id = gw_json_members_dup (bag, "id");
  if (id != NULL)
    g_hash_table_insert (self->paths, g_steal_pointer (&id), g_strdup (record->path));
}

/* seen  (nullable): an image that was there before is told of and left out */
static void
take_record (GwCliRecords *self, GwRecord *record, GHashTable *seen, GwCli *cli, const char *source)
{
  if (seen != NULL && !g_hash_table_add (seen, g_strdup (record->path)))
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "row-duplicate", source, 0, record->path,
                       _ ("The image was there before. What is said of it here was left out."));
      gw_record_free (record);
      return;
    }

  note_number (self, record);
  g_ptr_array_add (self->records, record);
}

/* What is true of an image is said once; predictions may come in several parts. */
static gboolean
read_records (GwCliRecords *self, GwReader *reader, gboolean is_truth, GwCli *cli, const char *source, GError **error)
{
  g_autoptr (GHashTable) seen = is_truth ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwRecord) record = gw_reader_next (reader, cli->cancellable, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        return TRUE;
      if (record->path != NULL)
        take_record (self, g_steal_pointer (&record), seen, cli, source);
    }
}

/* (transfer full) */
static GwImageTable *
index_images (const GwCliRecords *self)
{
  GwImageTable *table = gw_image_table_new ();

  for (guint i = 0; i < self->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (self->records, i);
      g_autofree char *path = gw_path_normalise (record->path, -1, NULL);

      gw_image_table_add (table, i, path != NULL ? path : record->path, record->width, record->height);
    }

  return table;
}

/* A table has a row for each image that the model has seen; whether it saw others
 * is not known.
 */
static void
tell_unseen (GwCli *cli, const char *source, const GwCliRecords *self, const GwCliRecords *known)
{
  g_autoptr (GArray) matches = gw_cli_records_match (known, self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, gint, i) >= 0)
      g_hash_table_add (seen, GINT_TO_POINTER (g_array_index (matches, gint, i)));
  for (guint i = 0; i < known->records->len; i++)
    if (!g_hash_table_contains (seen, GUINT_TO_POINTER (i)))
      gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "prediction-missing", source, 0,
                       ((const GwRecord *) g_ptr_array_index (known->records, i))->path,
                       _ ("The image is not in the table. It counts as one in which nothing was found."));
}

/* Whether something is left of a source; n_errors is how many there were before it. */
static gboolean
check_any (GwCli *cli, const char *source, const GwCliRecords *self, guint64 n_errors, GError **error)
{
  if (self->records->len > 0 || gw_problems_count_severity (cli->problems, GW_SEVERITY_ERROR) == n_errors)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: nothing in it can be used. Mend what is wrong with it."),
               source);

  return FALSE;
}

static gboolean
read_table (GwCli *cli, const char *source, const GwCliRecords *known, GwCliRecords *self, GError **error)
{
  guint64 n_errors = gw_problems_count_severity (cli->problems, GW_SEVERITY_ERROR);
  g_autoptr (GwImageTable) images = known != NULL ? index_images (known) : NULL;
  GPtrArray *records;

  self->head = gw_record_head_new ();
  gw_table_begin_work (cli->work, source, GW_TABLE_TIMES);
  records = gw_detection_table_read (source, self->head, images, NULL, cli->problems, cli->work, cli->cancellable,
                                     error);
  if (records == NULL)
    return FALSE;

  g_ptr_array_unref (self->records);
  self->records = records;
  if (known != NULL)
    tell_unseen (cli, source, self, known);

  return check_any (cli, source, self, n_errors, error);
}

GwCliRecords *
gw_cli_records_read (GwCli *cli, const char *source, const GwCliRecords *known, const char *images_dir, GError **error)
{
  g_autoptr (GwCliRecords) self = g_new0 (GwCliRecords, 1);
  g_autoptr (GwLabelSource) found = NULL;
  g_autoptr (GwReader) reader = NULL;
  GwReadOptions options = { .keep_given = TRUE, .work = cli->work };
  guint64 n_errors = gw_problems_count_severity (cli->problems, GW_SEVERITY_ERROR);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (gw_detection_table_is_one (source))
    return read_table (cli, source, known, self, error) ? g_steal_pointer (&self) : NULL;

  found = gw_label_source_find (source, NULL, cli->cancellable, error);
  if (found == NULL)
    return NULL;
  gw_label_source_report_unread (found, cli->problems, cli->cancellable);
  if (known != NULL && (found->format->flags & GW_FORMAT_NAMES_BY_NUMBER) != 0)
    {
      options.image_paths = known->paths;
      options.known = known->head;
    }
  if ((found->format->flags & GW_FORMAT_STARTS_FROM_IMAGES) != 0)
    options.images_dir = images_dir;

  reader = gw_format_open (found->format, found->path, &options, cli->problems, cli->cancellable, error);
  if (reader == NULL || !read_records (self, reader, known == NULL, cli, source, error))
    return NULL;
  if (!check_any (cli, source, self, n_errors, error))
    return NULL;
  self->head = gw_record_head_copy (gw_reader_get_head (reader));

  return g_steal_pointer (&self);
}

GArray *
gw_cli_records_match (const GwCliRecords *truth, const GwCliRecords *predicted)
{
  g_autoptr (GwImageTable) table = index_images (truth);
  GArray *indices = g_array_sized_new (FALSE, FALSE, sizeof (gint), predicted->records->len);

  for (guint i = 0; i < predicted->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (predicted->records, i);
      g_autofree char *path = gw_path_normalise (record->path, -1, NULL);
      GwMatch match;
      guint place;
      gint index = -1;

      match = gw_image_table_find (table, path != NULL ? path : record->path, &place);
      if (match != GW_MATCH_NONE && match != GW_MATCH_AMBIGUOUS)
        index = (gint) gw_image_table_get (table, place)->id;
      g_array_append_val (indices, index);
    }

  return indices;
}

/* --- classes ------------------------------------------------------------------------ */

static void
add_names (const GwCliRecords *self, GHashTable *seen, GPtrArray *names)
{
  /* Parents, but for those that have objects. */
  g_autoptr (GHashTable) skipped = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 parent = gw_class_get_parent_id (class);

      if (parent != 0)
        g_hash_table_add (skipped, g_memdup2 (&parent, sizeof parent));
    }
  for (guint i = 0; i < self->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (self->records, i);

      for (guint k = 0; k < record->objects->len; k++)
        {
          gint64 id = gw_object_get_class_id (g_ptr_array_index (record->objects, k));

          g_hash_table_remove (skipped, &id);
        }
    }
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 id = gw_class_get_id (class);
      const char *name = gw_class_get_name (class);

      if (!g_hash_table_contains (skipped, &id) && g_hash_table_add (seen, g_strdup (name)))
        g_ptr_array_add (names, g_strdup (name));
    }
}

GPtrArray *
gw_cli_records_list_classes (const GwCliRecords *truth, const GwCliRecords *predicted)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  add_names (truth, seen, names);
  add_names (predicted, seen, names);

  return names;
}

GHashTable *
gw_cli_records_index_classes (const GwCliRecords *self, const GPtrArray *names)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (by_name, g_ptr_array_index (names, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 id = gw_class_get_id (class);

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), g_hash_table_lookup (by_name, gw_class_get_name (class)));
    }

  return by_id;
}

/* --- maps of classes ---------------------------------------------------------------- */

typedef struct
{
  GwObject *object;
  guint place;
} Layer;

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  const Layer *x = a, *y = b;
  int by_z = gw_object_get_z (x->object) - gw_object_get_z (y->object);

  return by_z != 0 ? by_z : (x->place > y->place) - (x->place < y->place);
}

static void
paint (const GwShape *shape, int width, int height, gint32 label, gint32 *labels)
{
  g_autofree guint8 *bytes = NULL;
  GwMask mask;

  if (gw_raster_shape (shape, width, height, &mask) != GW_STATUS_OK)
    return;
  bytes = g_malloc0 ((gsize) mask.width * (gsize) mask.height);
  gw_mask_to_bitmap (&mask, mask.x, mask.y, mask.width, mask.height, 1, bytes, (gsize) mask.width);
  for (int y = 0; y < mask.height; y++)
    for (int x = 0; x < mask.width; x++)
      if (bytes[(gsize) y * (gsize) mask.width + (gsize) x] != 0)
        labels[(gsize) (mask.y + y) * (gsize) width + (gsize) (mask.x + x)] = label;
  gw_mask_clear (&mask);
}

gint32 *
gw_cli_records_paint (const GwRecord *record, GHashTable *classes, int width, int height)
{
  gint32 *labels = g_new0 (gint32, (gsize) width * (gsize) height);
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (Layer));

  for (guint i = 0; record != NULL && i < record->objects->len; i++)
    {
      Layer layer = { g_ptr_array_index (record->objects, i), i };

      g_array_append_val (layers, layer);
    }
  g_array_sort (layers, compare_layers);
  for (guint i = 0; i < layers->len; i++)
    {
      GwObject *object = g_array_index (layers, Layer, i).object;
      gint64 id = gw_object_get_class_id (object);
      gint32 label = GPOINTER_TO_INT (g_hash_table_lookup (classes, &id)) - 1;

      if (label >= 0)
        paint (gw_object_get_shape (object), width, height, label, labels);
    }

  return labels;
}

void
gw_cli_records_find_size (const GwRecord *record, int *width, int *height)
{
  if (record == NULL || *width > 0)
    return;

  *width = record->width;
  *height = record->height;
  for (guint i = 0; i < record->objects->len && *width == 0; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      if (shape->kind == GW_SHAPE_MASK)
        {
          *width = shape->as.mask.image_width;
          *height = shape->as.mask.image_height;
        }
    }
}
