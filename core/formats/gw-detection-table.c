/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-detection-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-error.h"
#include "gw-picture-size.h"
#include "gw-reader-private.h"
#include "gw-table-authors.h"

/* Larger coordinates are none. */
#define MOST 1e15

static const char *const image_names[] = { "image", "file", "item", "id", NULL };
static const char *const label_names[] = { "label", NULL };
static const char *const units_names[] = { "units", NULL };
/* Names, even where all of them are numbers. */
static const char *const text_names[] = { "image", "file",      "item",   "id",    "label",
                                          "model", "annotator", "worker", "units", NULL };

enum
{
  X,
  Y,
  WIDTH,
  HEIGHT,
  SCORE, /* from here on they may be missing */
  ANGLE,
  N_NUMBERS
};

static const char *const number_names[N_NUMBERS] = { "x", "y", "width", "height", "score", "angle" };

typedef struct
{
  GwTable *table;
  GwProblems *problems;
  GwRecordHead *head;
  GwPictureSizes *sizes;
  guint image;
  guint label;
  GwTableAuthors authors;
  gboolean fractions;
  gboolean has_scores; /* a box has one */
  gboolean has_boxes;
  const double *numbers[N_NUMBERS]; /* NULL: there is no such column */
  GArray *columns;                  /* of guint: those of them in which some cells hold text */
  GPtrArray *parsed;                /* of double *: their numbers */
  GPtrArray *records;
  GHashTable *index; /* image, of a model or a person where they are named: “model\nimage” → 1 + its record */
} Reading;

gboolean
gw_detection_table_is_one (const char *path)
{
  g_autofree char *name = g_ascii_strdown (path, -1);

  return (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".tsv"))
         && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* --- the columns ------------------------------------------------------------------- */

static gboolean
find_text (Reading *reading, const char *const *names, guint *column, GError **error)
{
  int found = gw_table_find (reading->table, names);

  if (found >= 0)
    {
      *column = (guint) found;
      return TRUE;
    }

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s:1: there is no column “%s”. A table of boxes has the columns image, label, x, y, width and "
                  "height."),
               gw_table_get_path (reading->table), names[0]);

  return FALSE;
}

/* The numbers of a column in which some cells hold text, NaN in the place of those. (transfer full)
 * (nullable): NULL where none holds a number.
 */
static double *
parse_numbers (GwTable *table, guint column)
{
  const gsize n = gw_table_get_n_rows (table);
  g_autofree double *numbers = g_new (double, n);
  gboolean found = FALSE;

  for (gsize row = 0; row < n; row++)
    {
      numbers[row] = gw_table_get_number (table, column, row);
      found = found || !isnan (numbers[row]);
    }

  return found ? g_steal_pointer (&numbers) : NULL;
}

/* Whether a cell that should hold a number holds text. */
static gboolean
has_text (const Reading *reading, gsize row)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const guint column = g_array_index (reading->columns, guint, i);

      if (gw_table_get_text (reading->table, column, row) != NULL
          && isnan (gw_table_get_number (reading->table, column, row)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_numbers (Reading *reading, GError **error)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      const char *const names[] = { number_names[i], NULL };
      int found = gw_table_find (reading->table, names);
      double *parsed;
      guint column;

      if (found < 0 && i >= SCORE)
        continue;
      if (!find_text (reading, names, &column, error))
        return FALSE;
      if (gw_table_is_number (reading->table, column))
        {
          reading->numbers[i] = gw_table_get_numbers (reading->table, column);
          continue;
        }
      parsed = parse_numbers (reading->table, column);
      if (parsed == NULL)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                       _ ("%s: the column “%s” holds text. Numbers are due there, with a point."),
                       gw_table_get_path (reading->table), names[0]);
          return FALSE;
        }
      reading->numbers[i] = parsed;
      g_ptr_array_add (reading->parsed, parsed);
      g_array_append_val (reading->columns, column);
    }

  return TRUE;
}

static gboolean
find_units (Reading *reading, GError **error)
{
  int found = gw_table_find (reading->table, units_names);
  const char *first = NULL;

  for (gsize row = 0; found >= 0 && row < gw_table_get_n_rows (reading->table); row++)
    {
      const char *units = gw_table_get_text (reading->table, (guint) found, row);

      if (units == NULL)
        continue;
      if (first == NULL)
        first = units;
      if (g_str_equal (units, first) && (g_str_equal (units, "pixel") || g_str_equal (units, "fraction")))
        continue;
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: units are pixel or fraction, one for the whole file."),
                   gw_table_get_path (reading->table));
      return FALSE;
    }
  reading->fractions = first != NULL && g_str_equal (first, "fraction");

  return TRUE;
}

/* --- the rows ------------------------------------------------------------------------ */

/* FALSE, for the caller to go on. */
static gboolean
leave_out (Reading *reading, gsize row, const char *image, const char *code, const char *text)
{
  gw_problems_add (reading->problems, GW_SEVERITY_ERROR, code, gw_table_get_path (reading->table),
                   gw_table_get_line (reading->table, row), image, "%s", text);

  return FALSE;
}

static GwRecord *
ensure_record (Reading *reading, const char *image, gsize row)
{
  const char *model = gw_table_authors_get_model (&reading->authors, row);
  const char *annotator = gw_table_authors_get_annotator (&reading->authors, row);
  g_autofree char *key = model != NULL || annotator != NULL ? g_strdup_printf (
                             "%s\n%s\n%s", model != NULL ? model : "", annotator != NULL ? annotator : "", image)
                                                            : g_strdup (image);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reading->index, key));
  GwRecord *record;

  if (place > 0)
    return g_ptr_array_index (reading->records, place - 1);

  record = gw_record_new (image);
  record->model = g_strdup (model);
  record->annotator = g_strdup (annotator);
  record->line = gw_table_get_line (reading->table, row);
  gw_picture_sizes_find (reading->sizes, image, &record->width, &record->height);
  g_ptr_array_add (reading->records, record);
  g_hash_table_insert (reading->index, g_steal_pointer (&key), GUINT_TO_POINTER (reading->records->len));

  return record;
}

static gboolean
read_box (Reading *reading, gsize row, const GwRecord *record, GwBox *box)
{
  double *const sides[] = { &box->x, &box->y, &box->width, &box->height };

  for (guint i = X; i <= HEIGHT; i++)
    {
      *sides[i] = reading->numbers[i][row];
      if (!(fabs (*sides[i]) <= MOST))
        return leave_out (reading, row, record->path, "coord-not-finite",
                          _ ("A coordinate is missing, not finite or absurdly large. The box was left out."));
    }
  if (!(box->width > 0) || !(box->height > 0))
    return leave_out (reading, row, record->path, "box-degenerate", _ ("The box has no area. It was left out."));
  if (!reading->fractions)
    return TRUE;
  if (record->width <= 0 || record->height <= 0)
    return leave_out (reading, row, record->path, "size-missing",
                      _ ("The size of the image is not known. The box was left out."));

  for (guint i = X; i <= HEIGHT; i++)
    *sides[i] *= i == X || i == WIDTH ? record->width : record->height;

  return TRUE;
}

static void
take_row (gsize row, gpointer data)
{
  Reading *reading = data;
  const char *image = gw_table_get_text (reading->table, reading->image, row);
  const char *label = gw_table_get_text (reading->table, reading->label, row);
  g_autoptr (GwObject) object = NULL;
  GwShape shape = GW_SHAPE_INIT;
  GwRecord *record;
  double angle = 0;
  GwBox box;

  if (image == NULL)
    {
      leave_out (reading, row, NULL, "row-fields", _ ("The row names no image. It was left out."));
      return;
    }
  if (reading->authors.n_people > 0 && gw_table_authors_get_model (&reading->authors, row) != NULL)
    {
      leave_out (reading, row, image, "task-ambiguous",
                 _ ("The box is a model’s, in a table with boxes of people. It was left out. Put the boxes of models "
                    "into a table of their own."));
      return;
    }
  record = ensure_record (reading, image, row);
  if (has_text (reading, row))
    {
      leave_out (reading, row, image, "row-fields",
                 _ ("A cell holds text where a number is due, with a point. The row was left out."));
      return;
    }
  if (label == NULL)
    {
      record->labeled = TRUE;
      return;
    }
  if (!read_box (reading, row, record, &box))
    return;

  object = gw_object_new (0, gw_class_get_id (gw_record_head_ensure_class (reading->head, label)));
  gw_shape_init_box (&shape, box.x, box.y, box.width, box.height);
  if (reading->numbers[ANGLE] != NULL)
    angle = reading->numbers[ANGLE][row];
  if (isfinite (angle) && angle != 0)
    {
      shape.kind = GW_SHAPE_ROTATED_BOX;
      shape.as.rotated = (GwRotatedBox) { box.x + box.width / 2, box.y + box.height / 2, box.width, box.height,
                                          gw_angle_normalise (angle) };
    }
  gw_object_take_shape (object, &shape);
  if (reading->numbers[SCORE] != NULL)
    gw_object_set_score (object, reading->numbers[SCORE][row]);
  reading->has_scores = reading->has_scores || !isnan (gw_object_get_score (object));
  reading->has_boxes = TRUE;
  record->labeled = TRUE;
  g_ptr_array_add (record->objects, g_steal_pointer (&object));
}

/* Fractions are of a size; of pixels only the project is asked. (transfer full) */
static GwPictureSizes *
make_sizes (const Reading *reading, GwImageTable *images, const char *images_dir)
{
  GwPictureSizes *sizes = gw_picture_sizes_new (images, reading->fractions ? images_dir : NULL,
                                                reading->fractions ? gw_table_get_path (reading->table) : NULL);
  const char *last = NULL;

  for (gsize row = 0; reading->fractions && row < gw_table_get_n_rows (reading->table); row++)
    {
      const char *image = gw_table_get_text (reading->table, reading->image, row);

      if (image != NULL && g_strcmp0 (image, last) != 0)
        gw_picture_sizes_note (sizes, image);
      last = image;
    }

  return sizes;
}

static void
add_classes (Reading *reading)
{
  g_autofree gint32 *codes = g_new (gint32, MAX (gw_table_get_n_rows (reading->table), 1));
  g_autoptr (GPtrArray) names = gw_table_code_text (reading->table, reading->label, NULL, codes);

  for (guint i = 0; i < names->len; i++)
    gw_record_head_ensure_class (reading->head, g_ptr_array_index (names, i));
}

GPtrArray *
gw_detection_table_read (const char *path, GwRecordHead *head, GwImageTable *images, const char *images_dir,
                         GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read_full (path, text_names, NULL, NULL, problems, work, cancellable, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwPictureSizes) sizes = NULL;
  Reading reading = { .table = table,
                      .problems = problems,
                      .head = head,
                      .columns = columns,
                      .parsed = parsed,
                      .records = records,
                      .index = index };

  if (table == NULL || !find_text (&reading, image_names, &reading.image, error)
      || !find_text (&reading, label_names, &reading.label, error) || !find_numbers (&reading, error)
      || !find_units (&reading, error))
    return NULL;

  gw_table_authors_init (&reading.authors, table, reading.numbers[SCORE]);
  gw_table_authors_tell (&reading.authors, problems);
  reading.sizes = sizes = make_sizes (&reading, images, images_dir);
  add_classes (&reading);
  if (!gw_table_foreach_row (table, take_row, &reading, 1, work, cancellable, error))
    {
      _gw_reader_let_go (g_steal_pointer (&records));
      return NULL;
    }
  /* What is of people is no model's, nor what has no score at all where there is a place for it. */
  head->predictions = reading.authors.n_people == 0
                      && (reading.authors.n_models > 0
                          || (reading.numbers[SCORE] != NULL && (reading.has_scores || !reading.has_boxes)));

  return g_steal_pointer (&records);
}
