/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-metrics.h"
#include "gw-cli-records.h"
#include "gw-error.h"
#include "gw-image-scan.h"
#include "gw-image-table.h"
#include "gw-label-source.h"
#include "gw-mask.h"
#include "gw-pixel-values.h"
#include "gw-raster.h"
#include "gw-semantic.h"

/* The class of a pixel that no shape covers. */
#define BACKGROUND "background"
/* The grey of masks that means nothing, by custom. */
#define VOID_GREY "255"

/* Pixels of all images so far: a confusion of classes that grows as they are met. */
typedef struct
{
  GPtrArray *names;
  GHashTable *by_value; /* colour + 1 -> index + 1 */
  GArray *values;       /* guint32, the colour of each class; none for shapes */
  guint64 *confusion;   /* names->len squared */
  size_t n_excluded;
  guint n_images;
} Tally;

static void
tally_init (Tally *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->by_value = g_hash_table_new (NULL, NULL);
  self->values = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
tally_clear (Tally *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->by_value, g_hash_table_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->confusion, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

/* Takes over name. */
static gint32
tally_add_class (Tally *self, char *name)
{
  gsize n = self->names->len;
  guint64 *grown = g_new0 (guint64, (n + 1) * (n + 1));

  for (gsize row = 0; row < n; row++)
    memcpy (grown + row * (n + 1), self->confusion + row * n, n * sizeof *grown);
  g_free (self->confusion);
  self->confusion = grown;
  g_ptr_array_add (self->names, name);

  return (gint32) n;
}

static gboolean
tally_add (Tally *self, const gint32 *truth, const gint32 *predicted, gsize n, GError **error)
{
  gw_status status = gw_semantic_add (truth, predicted, n, self->names->len, -1, self->confusion, &self->n_excluded);

  self->n_images++;
  if (status == GW_STATUS_OK)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The pixels cannot be compared: %s."), gw_status_text (status));

  return FALSE;
}

/* --- folders of masks ------------------------------------------------------------------ */

/* Greys are called by their number, colours as style sheets write them. */
static char *
name_value (guint32 value)
{
  guint32 blue = value & 0xff;

  return value == blue * 0x010101 ? g_strdup_printf ("%u", blue) : g_strdup_printf ("#%06x", value);
}

static gint32
label_of_value (Tally *self, guint32 value)
{
  gpointer key = GUINT_TO_POINTER (value + 1);
  gint32 label = GPOINTER_TO_INT (g_hash_table_lookup (self->by_value, key)) - 1;

  if (label >= 0)
    return label;

  label = tally_add_class (self, name_value (value));
  g_array_append_val (self->values, value);
  g_hash_table_insert (self->by_value, key, GINT_TO_POINTER (label + 1));

  return label;
}

/* Colours become labels, in place. */
static gint32 *
become_labels (Tally *self, guint32 *values, gsize n)
{
  gint32 *labels = (gint32 *) values;
  guint32 last = 0;
  gint32 label = -1;

  for (gsize i = 0; i < n; i++)
    {
      guint32 value = values[i];

      if (label < 0 || value != last)
        label = label_of_value (self, value);
      last = value;
      labels[i] = label;
    }

  return labels;
}

static guint32 *
read_mask (GwCli *cli, const char *folder, const char *name, int *width, int *height)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) failure = NULL;
  guint32 *values = gw_pixel_values_read (path, width, height, cli->cancellable, &failure);

  if (values == NULL)
    gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "image-unreadable", path, 0, name,
                     _ ("%s The mask was left out."), failure->message);

  return values;
}

static gboolean
compare_masks (GwCli *cli, Tally *self, const char *truth_name, const char *predicted_name, GError **error)
{
  const char *truth_folder = cli->arguments[1], *predicted_folder = cli->arguments[2];
  int width, height, predicted_width, predicted_height;
  g_autofree guint32 *truth = read_mask (cli, truth_folder, truth_name, &width, &height);
  g_autofree guint32 *predicted = truth != NULL ? read_mask (cli, predicted_folder, predicted_name, &predicted_width,
                                                             &predicted_height)
                                                : NULL;
  gsize n;

  if (predicted == NULL)
    return TRUE;
  if (width != predicted_width || height != predicted_height)
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "mask-size", predicted_folder, 0, predicted_name,
                       _ ("The mask is %d × %d pixels large, and %d × %d in the truth. It was left out."),
                       predicted_width, predicted_height, width, height);
      return TRUE;
    }

  n = (gsize) width * (gsize) height;
  become_labels (self, truth, n);
  become_labels (self, predicted, n);

  return tally_add (self, (gint32 *) truth, (gint32 *) predicted, n, error);
}

static gboolean
compare_folders (GwCli *cli, Tally *self, GError **error)
{
  g_autoptr (GPtrArray) truth = gw_image_scan (cli->arguments[1], cli->cancellable, NULL, NULL, error);
  g_autoptr (GPtrArray) predicted = truth != NULL
                                        ? gw_image_scan (cli->arguments[2], cli->cancellable, NULL, NULL, error)
                                        : NULL;
  g_autoptr (GwImageTable) table = gw_image_table_new ();

  if (predicted == NULL)
    return FALSE;
  for (guint i = 0; i < predicted->len; i++)
    gw_image_table_add (table, i, g_ptr_array_index (predicted, i), 0, 0);
  gw_work_set_total (cli->work, truth->len);
  for (guint i = 0; i < truth->len; i++)
    {
      const char *name = g_ptr_array_index (truth, i);
      guint place;
      GwMatch match = gw_image_table_find (table, name, &place);

      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return FALSE;
      if (match == GW_MATCH_NONE || match == GW_MATCH_AMBIGUOUS)
        gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "path-missing", cli->arguments[2], 0, name,
                         _ ("There is no mask of %s among the predictions. It was left out."), name);
      else if (!compare_masks (cli, self, name, gw_image_table_get (table, place)->path, error))
        return FALSE;
      gw_work_add_done (cli->work, 1);
    }

  return TRUE;
}

/* --- shapes ----------------------------------------------------------------------------- */

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

/* The topmost class of each pixel; what is covered by none is background. */
static gint32 *
paint_record (const GwRecord *record, GHashTable *classes, int width, int height)
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

/* A side of 0: nothing of both tells the size. */
static void
find_size (const GwRecord *record, int *width, int *height)
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

static gboolean
compare_records (GwCli *cli, Tally *self, GError **error)
{
  g_autoptr (GwCliRecords) truth = gw_cli_records_read (cli, cli->arguments[1], NULL, error);
  g_autoptr (GwCliRecords) predicted = truth != NULL ? gw_cli_records_read (cli, cli->arguments[2], truth, error)
                                                     : NULL;
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GHashTable) truth_classes = NULL;
  g_autoptr (GHashTable) classes = NULL;
  g_autofree const GwRecord **found = NULL;

  if (predicted == NULL)
    return FALSE;
  matches = gw_cli_records_match (truth, predicted);
  names = gw_cli_records_list_classes (truth, predicted);
  tally_add_class (self, g_strdup (BACKGROUND));
  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (g_ptr_array_index (names, i), BACKGROUND))
      tally_add_class (self, g_strdup (g_ptr_array_index (names, i)));
  truth_classes = gw_cli_records_index_classes (truth, self->names);
  classes = gw_cli_records_index_classes (predicted, self->names);
  found = g_new0 (const GwRecord *, truth->records->len + 1);
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, gint, i) >= 0)
      found[g_array_index (matches, gint, i)] = g_ptr_array_index (predicted->records, i);

  for (guint i = 0; i < truth->records->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (truth->records, i);
      g_autofree gint32 *of_truth = NULL;
      g_autofree gint32 *of_prediction = NULL;
      int width = 0, height = 0;

      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return FALSE;
      find_size (record, &width, &height);
      find_size (found[i], &width, &height);
      if (width <= 0 || height <= 0)
        {
          gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "size-missing", cli->arguments[1], record->line,
                           record->path, _ ("The size of the image is not known. It was left out."));
          continue;
        }
      of_truth = paint_record (record, truth_classes, width, height);
      of_prediction = paint_record (found[i], classes, width, height);
      if (!tally_add (self, of_truth, of_prediction, (gsize) width * (gsize) height, error))
        return FALSE;
    }

  return TRUE;
}

/* --- the answer ----------------------------------------------------------------------------- */

/* Pixels of the truth that are of the class are left out. */
static void
leave_out (Tally *self, const char *name)
{
  gsize n = self->names->len;

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < n && g_str_equal (g_ptr_array_index (self->names, i), name); k++)
      {
        self->n_excluded += self->confusion[i * n + k];
        self->confusion[i * n + k] = 0;
      }
}

/* White means nothing by custom, unless the masks are of black and white alone. */
static gboolean
is_white_void (const Tally *self)
{
  for (gsize i = 0; i < self->values->len; i++)
    {
      guint32 value = g_array_index (self->values, guint32, i);

      if (value != 0 && value != 0xffffff)
        return TRUE;
    }

  return FALSE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* Classes in the order in which they are told: of masks by value, greys first. Each
 * number holds the class in its lower half.
 */
static GArray *
order_classes (const Tally *self)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->names->len; i++)
    {
      guint32 value = i < self->values->len ? g_array_index (self->values, guint32, i) : 0;
      gboolean is_colour = value != (value & 0xff) * 0x010101;
      guint64 key = (guint64) is_colour << 56 | (guint64) value << 32 | i;

      g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_keys);

  return keys;
}

static void
tell_classes (GwCliAnswer *answer, const Tally *self, const double *accuracy, const double *iou, const double *dice)
{
  g_autoptr (GArray) order = order_classes (self);
  gsize n = self->names->len;

  gw_cli_answer_begin_table (answer, "classes");
  for (gsize i = 0; i < n; i++)
    {
      guint k = (guint) (g_array_index (order, guint64, i) & G_MAXUINT32);
      guint64 pixels = 0;

      for (gsize column = 0; column < n; column++)
        pixels += self->confusion[k * n + column];
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->names, k));
      gw_cli_answer_count (answer, "pixels", pixels);
      gw_cli_answer_number (answer, "accuracy", accuracy[k]);
      gw_cli_answer_number (answer, "iou", iou[k]);
      gw_cli_answer_number (answer, "dice", dice[k]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
tell (GwCli *cli, const Tally *self, GError **error)
{
  gsize n = self->names->len;
  g_autofree double *accuracy = g_new (double, MAX (n, 1));
  g_autofree double *iou = g_new (double, MAX (n, 1));
  g_autofree double *dice = g_new (double, MAX (n, 1));
  g_auto (GwCliAnswer) answer = { 0 };
  GwSemantic figures;
  gw_status status = gw_semantic_metrics (self->confusion, n, accuracy, iou, dice, &figures);

  if (status != GW_STATUS_OK)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("There are no pixels to compare: %s."),
                   gw_status_text (status));
      return FALSE;
    }

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "images", self->n_images);
  gw_cli_answer_count (&answer, "pixels", figures.n);
  gw_cli_answer_count (&answer, "n_excluded", self->n_excluded);
  gw_cli_answer_number (&answer, "pixel_accuracy", figures.pixel_accuracy);
  gw_cli_answer_number (&answer, "mean_iou", figures.mean_iou);
  gw_cli_answer_number (&answer, "mean_dice", figures.mean_dice);
  gw_cli_answer_number (&answer, "fw_iou", figures.fw_iou);
  gw_cli_answer_number (&answer, "mean_class_accuracy", figures.mean_class_accuracy);
  tell_classes (&answer, self, accuracy, iou, dice);

  return gw_cli_answer_end (&answer, error);
}

/* --- the command ---------------------------------------------------------------------------- */

/* A folder in which no file holds labels: its pictures are the masks. */
static gboolean
is_mask_folder (const char *path)
{
  g_autoptr (GwLabelSource) source = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return FALSE;
  source = gw_label_source_find (path, NULL, NULL);

  return source == NULL || (source->format->flags & GW_FORMAT_LABELS_BY_FOLDER) != 0;
}

static gboolean
apply_ignore (Tally *self, GError **error)
{
  const char *ignore = gw_cli_metrics_options.ignore;
  guint index;

  if (ignore == NULL && is_white_void (self))
    ignore = VOID_GREY;
  if (ignore != NULL)
    leave_out (self, ignore);
  if (gw_cli_metrics_options.ignore == NULL
      || g_ptr_array_find_with_equal_func (self->names, ignore, g_str_equal, &index))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--ignore: there is no class “%s”."), ignore);

  return FALSE;
}

int
gw_cli_metrics_segmentation (GwCli *cli, GError **error)
{
  g_auto (Tally) tally = { 0 };
  gboolean masks = is_mask_folder (cli->arguments[1]);

  tally_init (&tally);
  if (masks != is_mask_folder (cli->arguments[2]))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("One of %s and %s is a folder of masks and the other holds shapes. Name two of a kind."),
                   cli->arguments[1], cli->arguments[2]);
      return GW_CLI_FAILED;
    }
  if (!(masks ? compare_folders (cli, &tally, error) : compare_records (cli, &tally, error)))
    return GW_CLI_FAILED;
  if (!apply_ignore (&tally, error) || !tell (cli, &tally, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}
