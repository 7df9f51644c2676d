/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-dota-line.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-attributes.h"
#include "gw-image-info.h"
#include "gw-json-values.h"
#include "gw-label-files.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-picture-stems.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-shape-make.h"
#include "gw-writer-private.h"

/* DOTA (spec formats 14): a text file for each picture, mostly in a folder labelTxt beside
 * that of the pictures, and both once for each part of the images. A line has the four corners
 * of an object, which mostly are those of a turned rectangle. The files are read twice: first
 * for the classes.
 */
typedef struct
{
  char *folder;             /* that the files are relative to */
  GPtrArray *files;         /* of char* */
  GPtrArray *stems;         /* of char*: where the pictures should be, without ending */
  gboolean is_folder;       /* the source is one */
  GwPictureStems *pictures; /* (nullable) */
  char *picture;            /* (nullable): that of a single file, from its folder */
  GwClassNames *classes;
  guint next;
} State;

/* labelTxt of a part lies two folders deep; somebody may have put it into another. */
#define MOST_DEPTH 4
#define MOST_DETECTED 16
/* Lines of each that detection looks at. */
#define MOST_LINES 50

/* --- files ------------------------------------------------------------------------------ */

/* Text files that lie beside labels and are none. */
static gboolean
is_label_name (const char *name)
{
  static const char *const others[] = { "readme.txt", "classes.txt",  "labels.txt",  "train.txt",  "val.txt",
                                        "test.txt",   "trainval.txt", "licence.txt", "license.txt" };

  if (!g_str_has_suffix (name, ".txt"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (name, others[i]) == 0)
      return FALSE;
  return TRUE;
}

typedef void (*LineFunc) (const char *text, gsize length, guint64 number, gpointer data);

static void
foreach_line (const char *text, gsize length, LineFunc func, gpointer data)
{
  const char *end = text + length;
  const char *line = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;

  for (guint64 number = 1; line < end; number++)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      next = next != NULL ? next : end;
      func (line, (gsize) (next - line), number, data);
      line = next + 1;
    }
}

/* --- detection ---------------------------------------------------------------------------- */

typedef struct
{
  guint n_good;
  guint n_bad;
  guint n_notes;
  guint n_numbers; /* classes that are numbers, as lines of other formats end */
} Look;

static void
look_at_line (const char *text, gsize length, guint64 number, gpointer data)
{
  Look *look = data;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  const char *code, *sentence;
  GwDotaLine line;
  double class;

  if (number > MOST_LINES)
    return;
  if (gw_dota_line_parse (text, length, &line, &code, &sentence))
    {
      look->n_good++;
      look->n_numbers += gw_number_parse (line.name, -1, &class) ? 1 : 0;
      g_free (line.name);
    }
  else if (gw_dota_line_parse_note (text, length, &key, &value))
    look->n_notes++;
  else if (code != NULL)
    look->n_bad++;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GPtrArray) files = NULL;
  Look look = { 0 };

  if (is_folder)
    files = gw_label_files_sample_below (source, is_label_name, MOST_DEPTH, MOST_DETECTED);
  else if (is_label_name (source))
    foreach_line (start, n_start, look_at_line, &look);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *file = g_build_filename (source, g_ptr_array_index (files, i), NULL);
      gsize length;
      g_autofree char *text = _gw_reader_load_file (file, &length, NULL);

      if (text != NULL)
        foreach_line (text, length, look_at_line, &look);
    }
  if (look.n_bad > look.n_good || (look.n_good == 0 && look.n_notes == 0)
      || (2 * look.n_numbers > look.n_good && look.n_notes == 0))
    return;
  out->confidence = look.n_notes > 0 ? 96 : 92;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has text files with four corners and a class a line."));
}

/* --- the first time through ------------------------------------------------------------------ */

typedef struct
{
  GwReader *reader;
  const char *file;
} Notes;

/* The class of an object, or what is noted of the image. */
static void
note_line (const char *text, gsize length, guint64 number, gpointer data)
{
  const Notes *notes = data;
  const State *state = notes->reader->state;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  const char *code, *sentence;
  GwDotaLine line;

  if (gw_dota_line_parse_note (text, length, &key, &value))
    {
      gw_record_head_add_attribute (notes->reader->head, key);
      return;
    }
  if (!gw_dota_line_parse (text, length, &line, &code, &sentence))
    return;
  gw_class_names_ensure (state->classes, line.name, NULL, notes->file, number);
  g_free (line.name);
}

/* What is broken is told of when it is read again. */
static gboolean
find_classes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (reader->options.classes_file != NULL && !_gw_reader_load_names (names, reader->options.classes_file, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (((const char *) g_ptr_array_index (names, i))[0] != '\0')
      gw_class_names_ensure (state->classes, g_ptr_array_index (names, i), NULL, reader->options.classes_file, i + 1);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->files->len);
  for (guint i = 0; i < state->files->len; i++)
    {
      g_autofree char *file = g_build_filename (state->folder, g_ptr_array_index (state->files, i), NULL);
      gsize length;
      g_autofree char *text = _gw_reader_load_file (file, &length, NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (text != NULL)
        foreach_line (text, length, note_line, &(Notes) { reader, file });
      _gw_reader_tell (reader, i + 1);
    }
  return TRUE;
}

/* Of “train/labelTxt/a.txt” “train/images/a”; of “a.txt” “a”. */
static char *
get_stem (const char *file)
{
  g_autofree char *stem = _gw_path_get_stem (file);
  g_autofree char *folder = g_path_get_dirname (stem);
  g_autofree char *above = g_path_get_dirname (folder);

  if (strcmp (folder, ".") == 0)
    return g_steal_pointer (&stem);
  return strcmp (above, ".") == 0 ? g_build_filename ("images", gw_path_basename (stem), NULL)
                                  : g_build_filename (above, "images", gw_path_basename (stem), NULL);
}

static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { ".", "images", "../images", "../JPEGImages" };
  State *state = reader->state;

  for (guint i = 0; i < state->files->len; i++)
    g_ptr_array_add (state->stems, get_stem (g_ptr_array_index (state->files, i)));
  /* Beside a single file there may be anything. */
  if (!state->is_folder && reader->options.images_dir == NULL)
    {
      state->picture = gw_picture_find_beside (state->folder, usual, G_N_ELEMENTS (usual),
                                               g_ptr_array_index (state->stems, 0));
      return;
    }
  state->pictures = gw_picture_stems_find (state->folder, usual, G_N_ELEMENTS (usual), reader->options.images_dir,
                                           state->stems, cancellable);
  if (state->pictures == NULL)
    return;
  g_free (reader->images_dir);
  reader->images_dir = g_strdup (gw_picture_stems_get_folder (state->pictures));
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = gw_class_names_new (reader);
  state->stems = g_ptr_array_new_with_free_func (g_free);
  if (!gw_source_check (reader->source, &state->is_folder, error))
    return FALSE;
  state->folder = state->is_folder ? g_strdup (reader->source) : g_path_get_dirname (reader->source);
  state->files = state->is_folder ? gw_label_files_list_below (state->folder, is_label_name, MOST_DEPTH,
                                                               reader->options.work, cancellable, error)
                                  : g_ptr_array_new_with_free_func (g_free);
  if (state->files == NULL)
    return FALSE;
  if (!state->is_folder)
    g_ptr_array_add (state->files, g_path_get_basename (reader->source));
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no text file in it."), reader->source);
      return FALSE;
    }
  if (!find_classes (reader, cancellable, error))
    return FALSE;
  find_pictures (reader, cancellable);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = TRUE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- records ------------------------------------------------------------------------------------ */

typedef struct
{
  GwReadPlace place;
  GwJsonMembers *notes; /* of the image */
} Reading;

static void
take_object (GwReadPlace *place, const GwDotaLine *line)
{
  const State *state = place->reader->state;
  const gint64 class_id = gw_class_names_find (state->classes, line->name);
  GwShape shape;
  GwObject *object;

  if (class_id == 0)
    {
      gw_read_place_reject (place, "class-unknown", NULL,
                            _ ("The name of the class cannot be one. The line was left out."));
      return;
    }
  if (gw_shape_make_quadrangle (line->corners, &shape) != NULL)
    {
      gw_read_place_reject_shape (place, "limit", line->name);
      return;
    }
  if (shape.kind == GW_SHAPE_POLYGON)
    gw_read_place_report (place, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "box-skewed", line->name,
                          _ ("The four corners are not those of a rectangle. A polygon was made of them."));
  object = gw_read_place_add (place, class_id, &shape);
  if (line->difficult > 0)
    gw_object_set_flags (object, GW_OBJECT_DIFFICULT);
  /* Later versions have 2 for what is hardly to be seen. */
  if (line->difficult > 1)
    {
      g_autofree char *bag = g_strdup_printf ("{\"dota\":{\"difficult\":%d}}", line->difficult);

      gw_object_set_bag (object, bag);
    }
}

static void
read_line (const char *text, gsize length, guint64 number, gpointer data)
{
  Reading *reading = data;
  GwReadPlace *place = &reading->place;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  const char *code, *sentence;
  GwDotaLine line;

  place->line = number;
  if (gw_dota_line_parse_note (text, length, &key, &value))
    {
      if (g_utf8_validate (value, -1, NULL))
        gw_json_members_set_string (reading->notes, key, value);
      return;
    }
  if (gw_dota_line_parse (text, length, &line, &code, &sentence))
    {
      place->reader->counts.labels++;
      take_object (place, &line);
      g_free (line.name);
    }
  else if (code != NULL)
    {
      place->reader->counts.labels++;
      gw_read_place_reject (place, code, NULL, sentence);
    }
}

static GwRecord *
new_record (GwReader *reader, guint which)
{
  State *state = reader->state;
  const char *stem = g_ptr_array_index (state->stems, which);
  const char *picture = state->pictures != NULL ? gw_picture_stems_get (state->pictures, stem) : state->picture;
  const char *folder = state->pictures != NULL ? gw_picture_stems_get_folder (state->pictures) : state->folder;
  GwRecord *record = gw_record_new (state->picture != NULL ? gw_path_basename (picture)
                                    : picture != NULL      ? picture
                                                           : stem);
  g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (state->files, which), "/", 2);
  GwImageInfo info;

  record->source = g_build_filename (state->folder, g_ptr_array_index (state->files, which), NULL);
  if (parts[0] != NULL && parts[1] != NULL && _gw_reader_is_split_name (parts[0]))
    record->split = g_strdup (parts[0]);
  if (picture == NULL)
    return record;
  record->file = g_build_filename (folder, picture, NULL);
  if (gw_image_info_read_file (record->file, &info, NULL))
    {
      record->width = info.width;
      record->height = info.height;
    }
  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->files->len)
    {
      const guint which = state->next++;
      g_autofree char *file = g_build_filename (state->folder, g_ptr_array_index (state->files, which), NULL);
      g_autoptr (GwRecord) record = new_record (reader, which);
      g_autoptr (GwJsonMembers) notes = gw_json_members_new ();
      g_autoptr (GError) failure = NULL;
      gsize length;
      g_autofree char *text = _gw_reader_load_file (file, &length, &failure);
      Reading reading = { { reader, file, record, 0, NULL }, notes };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      reader->counts.images++;
      _gw_reader_tell (reader, (guint64) state->files->len + state->next);
      if (text == NULL)
        {
          gw_read_place_reject_image (&reading.place, "limit", failure->message);
          continue;
        }
      foreach_line (text, length, read_line, &reading);
      if (gw_json_members_get_n (notes) > 0)
        record->bag = gw_json_members_put_bag (notes, NULL, "dota");
      gw_image_attributes_take_members (reader, record, notes, NULL, file, 0);
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
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_ptr_array_unref (state->stems);
  gw_picture_stems_free (state->pictures);
  g_free (state->picture);
  gw_class_names_free (state->classes);
  g_free (state->folder);
  g_free (state);
}

const GwFormat gw_format_dota = {
  .name = "dota",
  .title = N_ ("DOTA"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_CLASSES,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
