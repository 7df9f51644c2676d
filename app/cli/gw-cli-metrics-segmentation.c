/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-masks.h"
#include "gw-cli-metrics.h"
#include "gw-cli-records.h"
#include "gw-error.h"
#include "gw-image-table.h"
#include "gw-path.h"
#include "gw-semantic.h"

/* The class of a pixel that no shape covers. */
#define BACKGROUND "background"
/* More values than these, in all masks together, are no classes. Pairs are counted:
 * 128 MiB.
 */
#define MOST_CLASSES 4096
/* The grey of masks that means nothing, by custom. */
#define VOID_GREY "255"

/* Pixels of all images so far: a confusion of classes that grows as they are met. */
typedef struct
{
  GPtrArray *names;
  GHashTable *by_value;        /* value of a mask + 1 -> index + 1 */
  GArray *values;              /* guint32, the colour of each class; none where shapes are */
  const GwCliRecords *records; /* (nullable): the shapes with which masks are compared */
  guint64 *confusion;          /* capacity squared; of classes that are not there all 0 */
  gsize capacity;
  gboolean is_full;
  gint32 left_out; /* class of the truth that counts for nothing; -1: none */
  size_t n_excluded;
  guint n_images;
} Tally;

static void
tally_init (Tally *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->by_value = g_hash_table_new (NULL, NULL);
  self->values = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->left_out = -1;
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

/* Takes over name. -1 where there are too many, which tally_add() tells. */
static gint32
tally_add_class (Tally *self, char *name)
{
  gsize n = self->names->len;

  self->is_full |= n == MOST_CLASSES;
  if (self->is_full)
    {
      g_free (name);
      return -1;
    }
  if (n == self->capacity)
    {
      gsize capacity = MAX (16, 2 * n);
      guint64 *grown = g_new0 (guint64, capacity * capacity);

      for (gsize row = 0; row < n; row++)
        memcpy (grown + row * capacity, self->confusion + row * n, n * sizeof *grown);
      g_free (self->confusion);
      self->confusion = grown;
      self->capacity = capacity;
    }
  g_ptr_array_add (self->names, name);

  return (gint32) n;
}

static gboolean
tally_add (Tally *self, const gint32 *truth, const gint32 *predicted, gsize n, GError **error)
{
  gw_status status;

  if (self->is_full)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("There are more than %d classes, or colors of masks. So many cannot be compared."), MOST_CLASSES);
      return FALSE;
    }
  status = gw_semantic_add (truth, predicted, n, self->capacity, -1, self->confusion, &self->n_excluded);
  self->n_images++;
  if (status == GW_STATUS_OK)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The pixels cannot be compared: %s."), gw_status_text (status));

  return FALSE;
}

/* --- folders of masks ------------------------------------------------------------------ */

/* The class of the shapes that has the colour as its own. */
static const char *
find_class_of_colour (const GwCliRecords *records, guint32 value)
{
  for (guint i = 0; i < records->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (records->head->classes, i);

      if (gw_class_get_color (class) == value)
        return gw_class_get_name (class);
    }

  return NULL;
}

/* What shapes call a value that no list names. (transfer full) */
static char *
name_for_shapes (GwCli *cli, const Tally *self, const GwCliMasks *masks, guint32 value, const char *path)
{
  g_autofree char *number = gw_cli_masks_name_value (value);
  const char *class = find_class_of_colour (self->records, value);

  if (g_ptr_array_find_with_equal_func (self->names, number, g_str_equal, NULL))
    return g_steal_pointer (&number);
  if (class != NULL)
    return g_strdup (class);
  if (g_str_equal (number, "0"))
    return g_strdup (BACKGROUND);

  if (!g_str_equal (number, VOID_GREY))
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "class-unknown", masks->folder, 0, path,
                     _ ("The masks hold %s, which is no class of the shapes. Name the values of masks with --classes."),
                     number);

  return g_steal_pointer (&number);
}

static char *
name_value (GwCli *cli, const Tally *self, const GwCliMasks *masks, guint32 value, const char *path)
{
  const char *name = gw_cli_masks_find_name (masks, value);

  if (name != NULL)
    return g_strdup (self->records != NULL && gw_mask_name_is_background (name) ? BACKGROUND : name);

  return self->records != NULL ? name_for_shapes (cli, self, masks, value, path) : gw_cli_masks_name_value (value);
}

static gint32
label_of_value (GwCli *cli, Tally *self, const GwCliMasks *masks, guint32 value, const char *path)
{
  gpointer key = GUINT_TO_POINTER (value + 1);
  gint32 label = GPOINTER_TO_INT (g_hash_table_lookup (self->by_value, key)) - 1;
  g_autofree char *name = NULL;
  guint32 colour = value & 0xffffff;
  guint index;

  if (label >= 0)
    return label;

  name = name_value (cli, self, masks, value, path);
  if (g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &index))
    label = (gint32) index;
  else
    {
      label = tally_add_class (self, g_steal_pointer (&name));
      if (label < 0)
        return label;
      if (self->records == NULL)
        g_array_append_val (self->values, colour);
    }
  g_hash_table_insert (self->by_value, key, GINT_TO_POINTER (label + 1));

  return label;
}

/* Values become labels, in place. */
static gint32 *
become_labels (GwCli *cli, Tally *self, const GwCliMasks *masks, const char *path, guint32 *values, gsize n)
{
  gint32 *labels = (gint32 *) values;
  guint32 last = 0;
  gint32 label = -1;

  for (gsize i = 0; i < n && !self->is_full; i++)
    {
      guint32 value = values[i];

      if (label < 0 || value != last)
        label = label_of_value (cli, self, masks, value, path);
      last = value;
      labels[i] = label;
    }

  return labels;
}

/* The masks of one picture, as values that mean the same on both sides: places in a
 * palette are no match for colours.
 */
static gboolean
read_pair (GwCli *cli, const GwCliMasks *const sides[2], const char *const paths[2], guint32 *values[2], int size[2])
{
  int sizes[2][2] = { { 0, 0 }, { 0, 0 } };
  gboolean free_colours = FALSE;

  for (int i = 0; i < 2; i++)
    {
      values[i] = gw_cli_masks_read (cli, sides[i], paths[i], FALSE, &sizes[i][0], &sizes[i][1]);
      if (values[i] == NULL)
        return FALSE;
      free_colours |= gw_cli_masks_have_colours (values[i], (gsize) sizes[i][0] * (gsize) sizes[i][1]);
    }
  for (int i = 0; i < 2 && free_colours; i++)
    if ((values[i][0] & GW_CLI_MASK_INDEX) != 0 && sides[i]->table == NULL)
      {
        g_free (values[i]);
        values[i] = gw_cli_masks_read (cli, sides[i], paths[i], TRUE, &sizes[i][0], &sizes[i][1]);
        if (values[i] == NULL)
          return FALSE;
      }
  if (sizes[0][0] != sizes[1][0] || sizes[0][1] != sizes[1][1])
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "mask-size", sides[1]->folder, 0, paths[1],
                       _ ("The mask is %d × %d pixels large, and %d × %d in the truth. It was left out."), sizes[1][0],
                       sizes[1][1], sizes[0][0], sizes[0][1]);
      return FALSE;
    }
  memcpy (size, sizes[0], sizeof sizes[0]);

  return TRUE;
}

static gboolean
compare_masks (GwCli *cli, Tally *self, const GwCliMasks *const sides[2], const char *const paths[2], GError **error)
{
  guint32 *values[2] = { NULL, NULL };
  int size[2];
  gboolean done = TRUE;

  if (read_pair (cli, sides, paths, values, size))
    {
      gsize n = (gsize) size[0] * (gsize) size[1];

      for (int i = 0; i < 2; i++)
        become_labels (cli, self, sides[i], paths[i], values[i], n);
      done = tally_add (self, (gint32 *) values[0], (gint32 *) values[1], n, error);
    }
  g_free (values[0]);
  g_free (values[1]);

  return done;
}

static gboolean
compare_folders (GwCli *cli, Tally *self, GError **error)
{
  const char *classes = gw_cli_metrics_options.classes;
  g_autoptr (GwCliMasks) truth = gw_cli_masks_open (cli, cli->arguments[1], error);
  g_autoptr (GwCliMasks) predicted = truth != NULL ? gw_cli_masks_open (cli, cli->arguments[2], error) : NULL;
  g_autoptr (GwImageTable) table = gw_image_table_new ();
  const GwCliMasks *const sides[] = { truth, predicted };

  if (predicted == NULL)
    return FALSE;
  for (gsize i = 0; i < 2 && classes != NULL; i++)
    if (!gw_cli_masks_load_classes (i == 0 ? truth : predicted, classes, error))
      return FALSE;
  for (guint i = 0; i < predicted->paths->len; i++)
    gw_image_table_add (table, i, g_ptr_array_index (predicted->paths, i), 0, 0);
  gw_work_set_total (cli->work, truth->paths->len);
  for (guint i = 0; i < truth->paths->len; i++)
    {
      const char *name = g_ptr_array_index (truth->paths, i);
      guint place;
      GwMatch match = gw_image_table_find (table, name, &place);

      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return FALSE;
      if (match == GW_MATCH_NONE || match == GW_MATCH_AMBIGUOUS)
        gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "path-missing", cli->arguments[2], 0, name,
                         _ ("There is no mask of %s among the predictions. It was left out."), name);
      else if (!compare_masks (cli, self, sides,
                               (const char *const[]) { name, gw_image_table_get (table, place)->path }, error))
        return FALSE;
      gw_work_add_done (cli->work, 1);
    }

  return TRUE;
}

/* --- shapes ----------------------------------------------------------------------------- */

static gboolean
compare_records (GwCli *cli, Tally *self, GError **error)
{
  g_autoptr (GwCliRecords) truth = gw_cli_records_read (cli, cli->arguments[1], NULL, NULL, error);
  g_autoptr (GwCliRecords) predicted = truth != NULL ? gw_cli_records_read (cli, cli->arguments[2], truth, NULL, error)
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
      gw_cli_records_find_size (record, &width, &height);
      gw_cli_records_find_size (found[i], &width, &height);
      if (width <= 0 || height <= 0)
        {
          gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "size-missing", cli->arguments[1], record->line,
                           record->path, _ ("The size of the image is not known. It was left out."));
          continue;
        }
      of_truth = gw_cli_records_paint (record, truth_classes, width, height);
      of_prediction = gw_cli_records_paint (found[i], classes, width, height);
      if (!tally_add (self, of_truth, of_prediction, (gsize) width * (gsize) height, error))
        return FALSE;
    }

  return TRUE;
}

/* --- masks and shapes --------------------------------------------------------------------- */

/* A path without what tells the kind of file. (transfer full) */
static char *
dup_stem (const char *path)
{
  char *stem = gw_path_normalise (path, -1, NULL);
  char *name, *point;

  if (stem == NULL)
    stem = g_strdup (path);
  name = strrchr (stem, '/');
  point = strrchr (name != NULL ? name : stem, '.');
  if (point != NULL && point > (name != NULL ? name + 1 : stem))
    *point = '\0';

  return stem;
}

static const char *
get_path (const GwCliMasks *masks, const GwCliRecords *records, gboolean of_mask, guint index)
{
  if (of_mask)
    return g_ptr_array_index (masks->paths, index);

  return ((const GwRecord *) g_ptr_array_index (records->records, index))->path;
}

/* Names of shapes that mean no class are the background, too. */
static GHashTable *
index_classes (Tally *self, const GwCliRecords *records)
{
  g_autoptr (GPtrArray) names = gw_cli_records_list_classes (records, records);
  GHashTable *classes;

  tally_add_class (self, g_strdup (BACKGROUND));
  for (guint i = 0; i < names->len; i++)
    if (!gw_mask_name_is_background (g_ptr_array_index (names, i)))
      tally_add_class (self, g_strdup (g_ptr_array_index (names, i)));
  classes = gw_cli_records_index_classes (records, self->names);
  for (guint i = 0; i < records->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (records->head->classes, i);
      gint64 id = gw_class_get_id (class);

      if (gw_mask_name_is_background (gw_class_get_name (class)))
        g_hash_table_insert (classes, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (1));
    }

  return classes;
}

static gboolean
compare_mask_with_shapes (GwCli *cli, Tally *self, const GwCliMasks *masks, const char *path, const GwRecord *record,
                          GHashTable *classes, gboolean masks_are_true, GError **error)
{
  int width, height, known_width = 0, known_height = 0;
  g_autofree guint32 *values = gw_cli_masks_read (cli, masks, path, FALSE, &width, &height);
  g_autofree gint32 *painted = NULL;
  gint32 *labels;
  gsize n;

  if (values == NULL)
    return TRUE;
  gw_cli_records_find_size (record, &known_width, &known_height);
  if (known_width > 0 && (known_width != width || known_height != height))
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "mask-size", masks->folder, 0, path,
                       _ ("The mask is %d × %d pixels large, and the shapes are of a picture of %d × %d. It was left "
                          "out."),
                       width, height, known_width, known_height);
      return TRUE;
    }

  n = (gsize) width * (gsize) height;
  painted = gw_cli_records_paint (record, classes, width, height);
  labels = become_labels (cli, self, masks, path, values, n);

  return masks_are_true ? tally_add (self, labels, painted, n, error) : tally_add (self, painted, labels, n, error);
}

static void
report_unmatched (GwCli *cli, const char *name, GwMatch match, gboolean masks_are_true)
{
  if (match == GW_MATCH_AMBIGUOUS)
    gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "path-ambiguous", cli->arguments[2], 0, name,
                     _ ("Several of the predictions could belong to %s. It was left out."), name);
  else if (masks_are_true)
    gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "path-missing", cli->arguments[2], 0, name,
                     _ ("The predictions do not name the picture of the mask %s. It was left out."), name);
  else
    gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "path-missing", cli->arguments[2], 0, name,
                     _ ("There is no mask of %s among the predictions. It was left out."), name);
}

static gboolean
compare_mixed (GwCli *cli, Tally *self, gboolean masks_are_true, GError **error)
{
  g_autoptr (GwCliMasks) masks = gw_cli_masks_open (cli, cli->arguments[masks_are_true ? 1 : 2], error);
  g_autoptr (GwCliRecords) records = NULL;
  g_autoptr (GHashTable) classes = NULL;
  g_autoptr (GwImageTable) table = gw_image_table_new ();
  guint n_true, n_predicted;

  if (masks == NULL || !gw_cli_masks_load_classes (masks, gw_cli_metrics_options.classes, error))
    return FALSE;
  records = gw_cli_records_read (cli, cli->arguments[masks_are_true ? 2 : 1], NULL, masks->folder, error);
  if (records == NULL)
    return FALSE;

  self->records = records;
  classes = index_classes (self, records);
  n_true = masks_are_true ? masks->paths->len : records->records->len;
  n_predicted = masks_are_true ? records->records->len : masks->paths->len;
  for (guint i = 0; i < n_predicted; i++)
    {
      g_autofree char *stem = dup_stem (get_path (masks, records, !masks_are_true, i));

      gw_image_table_add (table, i, stem, 0, 0);
    }
  gw_work_set_total (cli->work, n_true);
  for (guint i = 0; i < n_true; i++)
    {
      const char *name = get_path (masks, records, masks_are_true, i);
      g_autofree char *stem = dup_stem (name);
      guint place;
      GwMatch match = gw_image_table_find (table, stem, &place);

      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return FALSE;
      if (match == GW_MATCH_NONE || match == GW_MATCH_AMBIGUOUS)
        report_unmatched (cli, name, match, masks_are_true);
      else
        {
          guint other = (guint) gw_image_table_get (table, place)->id;
          const char *path = masks_are_true ? name : get_path (masks, records, TRUE, other);
          const GwRecord *record = g_ptr_array_index (records->records, masks_are_true ? other : i);

          if (!compare_mask_with_shapes (cli, self, masks, path, record, classes, masks_are_true, error))
            return FALSE;
        }
      gw_work_add_done (cli->work, 1);
    }
  self->records = NULL;

  return TRUE;
}

/* --- the answer ----------------------------------------------------------------------------- */

/* Pixels of the truth that are of the class are left out; where it means nothing, those
 * for which it was predicted, too.
 */
static void
leave_out (Tally *self, const char *name, gboolean predicted_too)
{
  gsize n = self->capacity;
  guint place;

  if (!g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &place))
    return;
  for (gsize i = 0; i < n; i++)
    {
      self->n_excluded += self->confusion[place * n + i];
      self->confusion[place * n + i] = 0;
      if (predicted_too)
        {
          self->n_excluded += self->confusion[i * n + place];
          self->confusion[i * n + place] = 0;
        }
    }
  self->left_out = (gint32) place;
}

/* What is left out of the truth is no class, even where it is predicted. */
static double
forget_left_out (const Tally *self, double *values)
{
  double sum = 0;
  guint n_known = 0;

  values[self->left_out] = NAN;
  for (guint i = 0; i < self->names->len; i++)
    {
      if (isnan (values[i]))
        continue;
      sum += values[i];
      n_known++;
    }

  return n_known > 0 ? sum / n_known : NAN;
}

/* White means nothing by custom, unless the masks are of black and white alone. */
static gboolean
is_white_void (const Tally *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->by_value);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 value = (GPOINTER_TO_UINT (key) - 1) & 0xffffff;

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
        pixels += self->confusion[k * self->capacity + column];
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
  gsize n = self->capacity;
  g_autofree double *accuracy = g_new (double, MAX (n, 1));
  g_autofree double *iou = g_new (double, MAX (n, 1));
  g_autofree double *dice = g_new (double, MAX (n, 1));
  g_auto (GwCliAnswer) answer = { 0 };
  GwSemantic figures;
  gw_status status = gw_semantic_metrics (self->confusion, n, accuracy, iou, dice, &figures);

  if (status != GW_STATUS_OK)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there are no pixels to compare with %s: %s. Both have to hold images of the same names and "
                      "sizes."),
                   cli->arguments[2], cli->arguments[1], gw_status_text (status));
      return FALSE;
    }

  if (self->left_out >= 0)
    {
      figures.mean_iou = forget_left_out (self, iou);
      figures.mean_dice = forget_left_out (self, dice);
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

static gboolean
apply_ignore (Tally *self, GError **error)
{
  const char *ignore = gw_cli_metrics_options.ignore;
  gboolean void_is_known = is_white_void (self);

  if (ignore == NULL && void_is_known)
    ignore = VOID_GREY;
  if (ignore != NULL)
    leave_out (self, ignore, void_is_known && g_str_equal (ignore, VOID_GREY));
  if (gw_cli_metrics_options.ignore == NULL
      || g_ptr_array_find_with_equal_func (self->names, ignore, g_str_equal, NULL))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--ignore: there is no class “%s”."), ignore);

  return FALSE;
}

int
gw_cli_metrics_segmentation (GwCli *cli, GError **error)
{
  g_auto (Tally) tally = { 0 };
  gboolean masks = gw_cli_masks_is_folder (cli->arguments[1]);
  gboolean done;

  tally_init (&tally);
  if (masks != gw_cli_masks_is_folder (cli->arguments[2]))
    done = compare_mixed (cli, &tally, masks, error);
  else
    done = masks ? compare_folders (cli, &tally, error) : compare_records (cli, &tally, error);
  if (!done)
    return GW_CLI_FAILED;
  if (!apply_ignore (&tally, error) || !tell (cli, &tally, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}
