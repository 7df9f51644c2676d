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
#include "gw-number.h"
#include "gw-path.h"
#include "gw-picture-stems.h"
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
  GHashTable *classes;  /* as lines call them -> class id; 0: it cannot be one */
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
  gw_path_sort (names);
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

static char *
get_stem (const char *name)
{
  return g_strndup (name, strlen (name) - strlen (".txt"));
}

/* --- pictures -------------------------------------------------------------------------------- */

static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { ".",          "images",    "img",    "imgs",
                                       "JPEGImages", "../images", "../img", "../JPEGImages" };
  State *state = reader->state;
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwPictureStems) pictures = NULL;

  for (guint i = 0; i < state->items->len; i++)
    g_ptr_array_add (stems, get_stem (((Item *) g_ptr_array_index (state->items, i))->name));
  pictures = gw_picture_stems_find (reader->source, usual, G_N_ELEMENTS (usual), reader->options.images_dir, stems,
                                    cancellable);
  if (pictures == NULL)
    return;
  g_free (reader->images_dir);
  reader->images_dir = g_strdup (gw_picture_stems_get_folder (pictures));
  for (guint i = 0; i < state->items->len; i++)
    ((Item *) g_ptr_array_index (state->items, i))->picture = g_strdup (
        gw_picture_stems_get (pictures, g_ptr_array_index (stems, i)));
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
                        "and a size. Say which under “How it is read”, or with --box-numbers."));
}

/* --- classes -------------------------------------------------------------------------------------- */

/* The first list of names by its own: whatever order the folder has. (transfer full) (nullable) */
static char *
find_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *first = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".names") || (first != NULL && strcmp (name, first) > 0)
          || !_gw_reader_has_file (folder, name))
        continue;
      g_free (first);
      first = g_strdup (name);
    }
  return first != NULL ? g_build_filename (folder, first, NULL) : NULL;
}

/* classes.txt or a file called *.names, in the folder or above it. */
static void
find_names (GwReader *reader, GPtrArray *names)
{
  const char *const folders[] = { ".", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (folders) && names->len == 0; i++)
    {
      g_autofree char *folder = g_build_filename (reader->source, folders[i], NULL);
      g_autofree char *classes = g_build_filename (folder, "classes.txt", NULL);
      g_autofree char *list = find_list (folder);

      if (_gw_reader_has_file (folder, "classes.txt"))
        _gw_reader_load_names (names, classes, NULL);
      if (names->len == 0 && list != NULL)
        _gw_reader_load_names (names, list, NULL);
    }
}

typedef struct
{
  GwReader *reader;
  const char *file;
} Notes;

static gboolean
load_classes (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  state->names = g_ptr_array_new_with_free_func (g_free);
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (reader->options.classes_file == NULL)
    find_names (reader, state->names);
  else if (!_gw_reader_load_names (state->names, reader->options.classes_file, error))
    return FALSE;
  for (guint i = 0; i < state->names->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      GwClass *class = _gw_reader_ensure_class (reader, g_ptr_array_index (state->names, i), id, declared,
                                                reader->source, 0);

      if (class == NULL)
        continue;
      g_hash_table_insert (state->classes, g_strdup (g_ptr_array_index (state->names, i)),
                           GINT_TO_POINTER ((gint) gw_class_get_id (class)));
      g_hash_table_insert (state->classes, g_steal_pointer (&id), GINT_TO_POINTER ((gint) gw_class_get_id (class)));
    }
  return TRUE;
}

static gboolean
note_class (const char *text, gsize length, guint64 number, gpointer data)
{
  const Notes *notes = data;
  State *state = notes->reader->state;
  const char *code, *sentence;
  GwBoxText line;
  gint64 index;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    return TRUE;
  if (!g_hash_table_contains (state->classes, line.name)
      && (state->names->len == 0 || !gw_number_parse_int64 (line.name, -1, &index)))
    {
      GwClass *class = _gw_reader_ensure_class (notes->reader, line.name, NULL, NULL, notes->file, number);

      g_hash_table_insert (state->classes, g_strdup (line.name),
                           GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
    }
  g_free (line.name);
  return TRUE;
}

/* All files once. What is broken is told of when it is read again. */
static gboolean
find_classes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  for (guint i = 0; i < state->items->len; i++)
    {
      g_autofree char *file = g_build_filename (reader->source, ((Item *) g_ptr_array_index (state->items, i))->name,
                                                NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      foreach_line (file, note_class, &(Notes) { reader, file }, NULL);
      _gw_reader_tell (reader, i + 1);
    }
  return TRUE;
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
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->items->len);
  if (!find_classes (reader, cancellable, error))
    return FALSE;
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
  GwObject *object;
  GwShape shape;
  GwBox box;
  gint class_id;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    {
      if (code == NULL)
        return TRUE;
      reading->reader->counts.labels++;
      reject (reading, number, code, sentence);
      return TRUE;
    }
  reading->reader->counts.labels++;
  class_id = GPOINTER_TO_INT (g_hash_table_lookup (state->classes, line.name));
  g_free (line.name);
  if (class_id == 0)
    {
      reject (reading, number, state->names->len > 0 ? "class-index-range" : "class-unknown",
              state->names->len > 0 ? _ ("There is no name for a class of this number. The line was left out.")
                                    : _ ("The name of the class cannot be one. The line was left out."));
      return TRUE;
    }
  if (state->numbers == GW_BOX_NUMBERS_CENTER && record->width == 0)
    {
      reject (reading, number, "size-missing",
              _ ("The picture was not found or not read. Its labels are fractions of its size, so they were left "
                 "out."));
      return TRUE;
    }
  box = gw_box_text_get_box (&line, state->numbers, record->width, record->height);
  gw_shape_init_box (&shape, box.x, box.y, box.width, box.height);
  object = gw_object_new (0, class_id);
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
      g_autofree char *stem = get_stem (item->name);
      g_autoptr (GwRecord) record = gw_record_new (item->picture != NULL ? item->picture : stem);
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      reader->counts.images++;
      _gw_reader_tell (reader, (guint64) state->items->len + state->next);
      record->source = g_strdup (file);
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
  g_clear_pointer (&state->classes, g_hash_table_unref);
  g_free (state);
}

const GwFormat gw_format_box_text = {
  .name = "box-text",
  .title = N_ ("Boxes as Text"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_BOX_NUMBERS | GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_CLASSES,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
