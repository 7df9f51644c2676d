/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-box-text.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* Boxes as text, a file for each picture with a line for each box: CLASS [SCORE] and four
 * numbers, as programs that compute average precision take them. Nothing says what the
 * numbers are: upper left corner and size, two corners, or center and size in fractions of
 * the picture. Unless it is said, it is told by what fits into the pictures.
 */
typedef struct
{
  char *name;    /* of the text file */
  char *picture; /* (nullable): relative to the folder of pictures */
} Item;

typedef struct
{
  GPtrArray *items;     /* of Item */
  GPtrArray *names;     /* char *: of classes by number; empty: classes are called as they stand */
  gboolean from_one;    /* numbers begin at 1 */
  GwBoxNumbers numbers; /* never AUTO once open */
  guint next;
} State;

/* Label files by which it is told what numbers mean, and by which a folder is known. */
#define MOST_TRIED 200
#define MOST_DETECTED 20
/* Share of lines that may be fractions where all are. */
#define LEAST_FRACTIONS 0.9

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_free (item->picture);
  g_free (item);
}

/* Lists of classes and of pictures lie beside labels. */
static gboolean
is_label_file (const char *name)
{
  static const char *const others[] = { "classes.txt", "labels.txt", "names.txt",       "train.txt",
                                        "val.txt",     "test.txt",   "class_names.txt", "readme.txt" };

  if (!g_str_has_suffix (name, ".txt") || name[0] == '.')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (name, others[i]) == 0)
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return gw_path_compare (*(const char *const *) a, *(const char *const *) b);
}

/* The text files of a folder by name; most 0: all. (element-type filename) */
static GPtrArray *
list_label_files (const char *folder, guint most, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL && (most == 0 || names->len < most))
    if (is_label_file (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* --- lines --------------------------------------------------------------------------- */

typedef gboolean (*LineFunc) (const char *text, gsize length, guint64 number, gpointer data);

/* Until func says FALSE. FALSE with an error of reading. */
static gboolean
foreach_line (const char *file, LineFunc func, gpointer data, GError **error)
{
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  const char *line, *end;

  if (text == NULL)
    return FALSE;
  end = text + length;
  line = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  for (guint64 number = 1; line < end; number++)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      next = next != NULL ? next : end;
      if (!func (line, (gsize) (next - line), number, data))
        break;
      line = next + 1;
    }
  return TRUE;
}

/* --- detection -------------------------------------------------------------------------- */

typedef struct
{
  guint n_lines;
  guint n_good;
  guint n_scored;
  guint n_late; /* of six numbers the last is between 0 and 1, and the second is not: YOLO's way */
} Look;

static gboolean
look_at_line (const char *text, gsize length, guint64 number, gpointer data)
{
  Look *look = data;
  GwBoxText line;
  const char *code, *sentence;

  if (gw_box_text_parse (text, length, &line, &code, &sentence))
    {
      const gboolean fractions = gw_box_text_is_fraction (&line);

      look->n_good++;
      look->n_scored += !isnan (line.score) ? 1 : 0;
      /* What YOLO writes too: without a score all of it, with one what only fits its order. */
      if (isnan (line.score) ? fractions && g_ascii_isdigit (line.name[0])
                             : fractions && !gw_box_text_fits (&line, GW_BOX_NUMBERS_CENTER, 1, 1))
        look->n_late++;
      g_free (line.name);
    }
  else if (code == NULL)
    return TRUE;
  look->n_lines++;
  return look->n_lines < 1000;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GPtrArray) names = is_folder ? list_label_files (source, MOST_DETECTED, NULL) : NULL;
  Look look = { 0 };

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (source, g_ptr_array_index (names, i), NULL);

      foreach_line (file, look_at_line, &look, NULL);
    }
  if (look.n_good == 0 || look.n_good < look.n_lines || look.n_late > 0)
    return;
  out->confidence = look.n_scored == look.n_good ? 88 : 60;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has text files with a class and four numbers a line."));
}

/* --- pictures -------------------------------------------------------------------------------- */

/* Pictures of a folder by their names without ending, where several are called so the
 * first. (transfer full)
 */
static GHashTable *
index_stems (GPtrArray *paths)
{
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *stem = g_path_get_basename (g_ptr_array_index (paths, i));
      char *dot = strrchr (stem, '.');

      if (dot != NULL)
        *dot = '\0';
      if (!g_hash_table_contains (stems, stem))
        g_hash_table_insert (stems, g_steal_pointer (&stem), g_ptr_array_index (paths, i));
    }
  return stems;
}

static const char *
find_picture (GHashTable *stems, const char *name)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".txt"));

  return g_hash_table_lookup (stems, stem);
}

/* Gives the items their pictures where most of them are in the folder. */
static void
consider (GwReader *reader, const char *folder, GCancellable *cancellable, guint *most)
{
  State *state = reader->state;
  g_autoptr (GPtrArray) paths = gw_image_scan (folder, cancellable, NULL, NULL, NULL);
  g_autoptr (GHashTable) stems = paths != NULL ? index_stems (paths) : NULL;
  guint n = 0;

  for (guint i = 0; stems != NULL && i < state->items->len; i++)
    n += find_picture (stems, ((Item *) g_ptr_array_index (state->items, i))->name) != NULL ? 1 : 0;
  if (n <= *most)
    return;
  *most = n;
  g_free (reader->images_dir);
  reader->images_dir = g_canonicalize_filename (folder, NULL);
  for (guint i = 0; i < state->items->len; i++)
    {
      Item *item = g_ptr_array_index (state->items, i);

      g_free (item->picture);
      item->picture = g_strdup (find_picture (stems, item->name));
    }
}

static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { "images", "img", "imgs", "JPEGImages", "../images", "../img", "../JPEGImages" };
  guint most = 0;

  if (reader->options.images_dir != NULL)
    {
      consider (reader, reader->options.images_dir, cancellable, &most);
      return;
    }
  consider (reader, reader->source, cancellable, &most);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *folder = g_build_filename (reader->source, usual[i], NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        consider (reader, folder, cancellable, &most);
    }
}

/* 0 × 0 where nothing tells. */
static void
find_size (GwReader *reader, const Item *item, int *width, int *height)
{
  g_autofree char *file = item->picture != NULL ? g_build_filename (reader->images_dir, item->picture, NULL) : NULL;
  GwImageInfo info;
  guint known;

  *width = *height = 0;
  if (file != NULL && gw_image_info_read_file (file, &info, NULL))
    {
      *width = info.width;
      *height = info.height;
    }
  else if (reader->options.known_images != NULL
           && gw_image_table_find_stem (reader->options.known_images, item->name, &known) == GW_MATCH_STEM)
    {
      *width = gw_image_table_get (reader->options.known_images, known)->width;
      *height = gw_image_table_get (reader->options.known_images, known)->height;
    }
}

/* --- what the numbers are -------------------------------------------------------------------- */

typedef struct
{
  int width;
  int height;
  guint n;
  guint n_fractions;
  guint n_misfits[GW_BOX_NUMBERS_N];
} Trial;

static gboolean
try_line (const char *text, gsize length, guint64 number, gpointer data)
{
  Trial *trial = data;
  GwBoxText line;
  const char *code, *sentence;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    return TRUE;
  trial->n++;
  trial->n_fractions += gw_box_text_is_fraction (&line) ? 1 : 0;
  for (GwBoxNumbers i = GW_BOX_NUMBERS_SIZE; i <= GW_BOX_NUMBERS_CORNERS; i++)
    trial->n_misfits[i] += gw_box_text_fits (&line, i, trial->width, trial->height) ? 0 : 1;
  g_free (line.name);
  return TRUE;
}

static void
choose_numbers (GwReader *reader)
{
  State *state = reader->state;
  Trial trial = { 0 };

  state->numbers = reader->options.box_numbers;
  if (state->numbers != GW_BOX_NUMBERS_AUTO)
    return;
  for (guint i = 0; i < MIN (state->items->len, MOST_TRIED); i++)
    {
      const Item *item = g_ptr_array_index (state->items, i);
      g_autofree char *file = g_build_filename (reader->source, item->name, NULL);

      find_size (reader, item, &trial.width, &trial.height);
      foreach_line (file, try_line, &trial, NULL);
    }
  /* Of boxes in pixels none is so small; of fractions some reach far beyond the border. */
  if (trial.n > 0 && trial.n_fractions >= LEAST_FRACTIONS * trial.n)
    state->numbers = GW_BOX_NUMBERS_CENTER;
  else
    state->numbers = trial.n_misfits[GW_BOX_NUMBERS_CORNERS] < trial.n_misfits[GW_BOX_NUMBERS_SIZE]
                         ? GW_BOX_NUMBERS_CORNERS
                         : GW_BOX_NUMBERS_SIZE;
  if (state->numbers != GW_BOX_NUMBERS_CENTER && trial.n > 0
      && trial.n_misfits[GW_BOX_NUMBERS_CORNERS] == trial.n_misfits[GW_BOX_NUMBERS_SIZE])
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "origin-ambiguous", reader->source, 0, NULL, "%s",
                     _ ("The numbers may be a corner and a size, or two corners; both fit. They were read as a corner "
                        "and a size. Say which with --box-numbers."));
}

/* --- classes -------------------------------------------------------------------------------------- */

/* classes.txt or a file called *.names, in the folder or above it. */
static void
find_names (GwReader *reader, GPtrArray *names)
{
  const char *const folders[] = { ".", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (folders) && names->len == 0; i++)
    {
      g_autofree char *folder = g_build_filename (reader->source, folders[i], NULL);
      g_autofree char *classes = g_build_filename (folder, "classes.txt", NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      if (g_file_test (classes, G_FILE_TEST_IS_REGULAR))
        _gw_reader_load_names (names, classes, NULL);
      while (dir != NULL && names->len == 0 && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ".names"))
          {
            g_autofree char *file = g_build_filename (folder, name, NULL);

            _gw_reader_load_names (names, file, NULL);
          }
    }
}

static gboolean
load_classes (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  state->names = g_ptr_array_new_with_free_func (g_free);
  if (reader->options.classes_file == NULL)
    find_names (reader, state->names);
  else if (!_gw_reader_load_names (state->names, reader->options.classes_file, error))
    return FALSE;
  for (guint i = 0; i < state->names->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      _gw_reader_ensure_class (reader, g_ptr_array_index (state->names, i), id, declared, reader->source, 0);
    }
  return TRUE;
}

/* The class of a line; NULL, told of, where there is none. */
static GwClass *
find_class (GwReader *reader, const char *name, const char *file, guint64 line)
{
  State *state = reader->state;
  gint64 number;

  if (state->names->len == 0 || !gw_number_parse_int64 (name, -1, &number))
    return _gw_reader_ensure_class (reader, name, NULL, NULL, file, line);
  if (number >= 0 && number < state->names->len)
    return _gw_reader_ensure_class (reader, g_ptr_array_index (state->names, (guint) number), NULL, NULL, file, line);
  gw_problems_report (reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                     .code = "class-index-range",
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .file = (char *) file,
                                     .line = line,
                                     .text = _ ("There is no name for a class of this number. The line was left out."),
                                     .n_labels = 1 });
  return NULL;
}

/* --- reading -------------------------------------------------------------------------------------- */

static gboolean
note_score (const char *text, gsize length, guint64 number, gpointer data)
{
  gboolean *scored = data;
  GwBoxText line;
  const char *code, *sentence;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    return TRUE;
  *scored = !isnan (line.score);
  g_free (line.name);
  return FALSE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GPtrArray) names = NULL;
  gboolean scored = FALSE;

  reader->state = state;
  state->items = g_ptr_array_new_with_free_func (item_free);
  names = list_label_files (reader->source, 0, error);
  if (names == NULL || !load_classes (reader, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      Item *item = g_new0 (Item, 1);

      item->name = g_strdup (g_ptr_array_index (names, i));
      g_ptr_array_add (state->items, item);
    }
  find_pictures (reader, cancellable);
  choose_numbers (reader);
  for (guint i = 0; i < names->len && !scored && i < MOST_DETECTED; i++)
    {
      g_autofree char *file = g_build_filename (reader->source, g_ptr_array_index (names, i), NULL);

      foreach_line (file, note_score, &scored, NULL);
    }
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = TRUE;
  reader->head->predictions = scored;

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

typedef struct
{
  GwReader *reader;
  GwRecord *record;
  const char *file;
} Reading;

static void
reject (const Reading *reading, guint64 line, const char *code, const char *sentence)
{
  gw_problems_report (reading->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                                .code = code,
                                                                .outcome = GW_OUTCOME_LEFT_OUT,
                                                                .file = (char *) reading->file,
                                                                .line = line,
                                                                .image = reading->record->path,
                                                                .text = (char *) sentence,
                                                                .n_labels = 1 });
}

static gboolean
read_line (const char *text, gsize length, guint64 number, gpointer data)
{
  const Reading *reading = data;
  const State *state = reading->reader->state;
  GwRecord *record = reading->record;
  const char *code, *sentence;
  GwBoxText line;
  GwClass *class;
  GwObject *object;
  GwShape shape;
  GwBox box;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    {
      if (code == NULL)
        return TRUE;
      reading->reader->counts.labels++;
      reject (reading, number, code, sentence);
      return TRUE;
    }
  reading->reader->counts.labels++;
  class = find_class (reading->reader, line.name, reading->file, number);
  g_free (line.name);
  if (class == NULL)
    return TRUE;
  if (state->numbers == GW_BOX_NUMBERS_CENTER && record->width == 0)
    {
      reject (reading, number, "size-missing",
              _ ("The picture was not found or not read. Its labels are fractions of its size, so they were left "
                 "out."));
      return TRUE;
    }
  box = gw_box_text_get_box (&line, state->numbers, record->width, record->height);
  gw_shape_init_box (&shape, box.x, box.y, box.width, box.height);
  object = gw_object_new (0, gw_class_get_id (class));
  gw_object_take_shape (object, &shape);
  if (!isnan (line.score))
    gw_object_set_score (object, line.score);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, number);
  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->items->len)
    {
      const Item *item = g_ptr_array_index (state->items, state->next++);
      g_autofree char *file = g_build_filename (reader->source, item->name, NULL);
      g_autofree char *stem = g_strndup (item->name, strlen (item->name) - strlen (".txt"));
      g_autoptr (GwRecord) record = gw_record_new (item->picture != NULL ? item->picture : stem);
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      reader->counts.images++;
      if (item->picture != NULL)
        record->file = g_build_filename (reader->images_dir, item->picture, NULL);
      find_size (reader, item, &record->width, &record->height);
      if (!foreach_line (file, read_line, &(Reading) { reader, record, file }, &failure))
        {
          gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                               .code = "encoding",
                                                               .outcome = GW_OUTCOME_LEFT_OUT,
                                                               .file = file,
                                                               .image = record->path,
                                                               .text = failure->message,
                                                               .n_images = 1 });
          continue;
        }
      record->labeled = record->objects->len > 0 || reader->options.empty_means != GW_EMPTY_UNLABELED;
      return g_steal_pointer (&record);
    }

  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->items, g_ptr_array_unref);
  g_clear_pointer (&state->names, g_ptr_array_unref);
  g_free (state);
}

const GwFormat gw_format_box_text = {
  .name = "box-text",
  .title = N_ ("Boxes as Text"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
