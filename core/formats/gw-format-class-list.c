/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "gw-class-list.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-line-reader.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-synsets.h"
#include "gw-writer-private.h"

/* Lists of images with the numbers of their classes (spec formats 11): text files with a
 * line for each image, and beside them the names, one a line, the first of which is 0.
 * Lists are read twice: first for how many classes images have.
 */
#define MOST_LINE_BYTES (1024 * 1024)
/* Classes by number where nothing names them. */
#define MOST_NUMBERS 100000
/* Lists of a folder, and how much of each is looked at to tell that it is one. */
#define MOST_LISTS 1000
#define MOST_NAMES_DETECTED 200
#define SAMPLE_BYTES (16 * 1024)
#define SAMPLE_LINES 20

typedef struct
{
  char *file;
  char *split;    /* (nullable) */
  gboolean plain; /* without a number */
} List;

typedef struct
{
  char *folder;
  GPtrArray *lists;    /* of List */
  GPtrArray *classes;  /* (nullable elements): GwClass by number, which the head owns */
  GHashTable *unnamed; /* (nullable): where there are no names: numbers + 1 that lists have */
  GArray *numbers;     /* gint64: of the line at hand */
  guint next;          /* list */
  const List *list;    /* that is open */
  GInputStream *stream;
  GwLineReader *lines;
  guint64 done; /* bytes of the lists before */
  guint64 size; /* bytes of this one */
} State;

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->file);
  g_free (list->split);
  g_free (list);
}

/* --- detecting --------------------------------------------------------------------------- */

/* Whether the first lines are of a list: pictures and whole numbers, and any numbers; one
 * without is plain (nullable): that could be a list of anything.
 */
static gboolean
looks_like_list (const char *start, gsize n, gboolean whole, gboolean *plain)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *end = start + n;
  guint n_lines = 0, n_numbers = 0;

  for (const char *line = start; line < end && n_lines < SAMPLE_LINES;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      g_autofree char *image = NULL;
      gboolean broken;

      if (next == NULL && !whole && n_lines > 0)
        break;
      next = next != NULL ? next : end;
      image = gw_class_list_parse (line, (gsize) (next - line), numbers, &broken);
      if (broken || (image != NULL && (!gw_image_name_is_picture (image) || !g_utf8_validate (image, -1, NULL))))
        return FALSE;
      n_lines += image != NULL ? 1 : 0;
      n_numbers += numbers->len;
      line = next + 1;
    }

  if (plain != NULL)
    *plain = n_numbers == 0;
  return n_numbers > 0 || (plain != NULL && n_lines > 0);
}

static gboolean
is_list_file (const char *folder, const char *name, const char *file, gboolean *plain)
{
  g_autofree char *start = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gsize n = 0;

  if (!_gw_reader_has_file (folder, name))
    return FALSE;
  stream = _gw_reader_open_file (file, NULL, NULL);
  start = g_malloc (SAMPLE_BYTES);

  return stream != NULL && g_input_stream_read_all (stream, start, SAMPLE_BYTES, &n, NULL, NULL)
         && looks_like_list (start, n, n < SAMPLE_BYTES, plain);
}

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  return gw_path_compare ((*(const List *const *) a)->file, (*(const List *const *) b)->file);
}

static void
add_list (GPtrArray *lists, const char *file, gboolean plain)
{
  List *list = g_new0 (List, 1);

  list->file = g_strdup (file);
  list->plain = plain;
  g_ptr_array_add (lists, list);
}

/* The lists of a folder by name; most names are looked at, 0: all. */
static void
find_lists (const char *folder, guint most, GPtrArray *lists)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean plain, all_plain = TRUE;
  guint n = 0;

  while (dir != NULL && lists->len < MOST_LISTS && (most == 0 || n < most) && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      n++;
      if (name[0] != '.' && g_str_has_suffix (name, ".txt") && is_list_file (folder, name, file, &plain))
        {
          add_list (lists, file, plain);
          all_plain = all_plain && plain;
        }
    }
  /* A part may have no labeled image; who has none at all is no list of classes. */
  if (all_plain)
    g_ptr_array_set_size (lists, 0);
  g_ptr_array_sort (lists, compare_lists);
}

/* The file with the names of classes of a folder. (transfer full) (nullable) */
static char *
find_names (const char *folder)
{
  static const char *const names[] = { "classes.txt", "synsets.txt", "synset_words.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (_gw_reader_has_file (folder, names[i]))
      return g_build_filename (folder, names[i], NULL);
  return NULL;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autofree char *folder = is_folder ? g_strdup (source) : g_path_get_dirname (source);
  g_autofree char *names = find_names (folder);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (list_free);

  if (is_folder)
    find_lists (source, MOST_NAMES_DETECTED, lists);
  if (is_folder ? lists->len == 0
                : !g_str_has_suffix (source, ".txt") || !looks_like_list (start, n_start, n_start < SAMPLE_BYTES, NULL))
    return;
  out->confidence = names != NULL ? 88 : 75;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("Its lines are names of pictures with numbers of classes."));
}

/* --- classes -------------------------------------------------------------------------------- */

/* The class of a line of the names, which may be one of WordNet. */
static GwClass *
make_class (GwReader *reader, const char *line, guint number, const char *file, GHashTable *words, GHashTable *taken,
            GHashTable *declared)
{
  g_autofree char *id = NULL;
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_autofree char *key = g_strdup_printf ("%u", number);
  GwClass *class;

  if (gw_synset_parse_line (line, &id, &first))
    {
      const char *listed = first[0] != '\0' ? first : g_hash_table_lookup (words, id);

      name = gw_synset_make_name (id, listed != NULL ? listed : id, taken);
    }
  class = _gw_reader_ensure_class (reader, name != NULL ? name : line, key, declared, file, number + 1);
  if (class != NULL && id != NULL)
    gw_class_set_alias (class, reader->format->name, key, line);

  return class;
}

static gboolean
read_names (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autofree char *found = reader->options.classes_file != NULL ? g_strdup (reader->options.classes_file)
                                                                : find_names (state->folder);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) words = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  if (found == NULL)
    {
      state->unnamed = g_hash_table_new (NULL, NULL);
      gw_problems_report (reader->problems,
                          &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                         .outcome = GW_OUTCOME_CHANGED,
                                         .code = "class-unknown",
                                         .file = reader->source,
                                         .text = _ ("There is no classes.txt or synsets.txt beside the list. Classes "
                                                    "are called by their numbers. Name a file with --classes.") });
      return TRUE;
    }
  if (!_gw_reader_load_names (names, found, error))
    return FALSE;
  words = gw_synsets_load (state->folder);
  for (guint i = 0; i < names->len; i++)
    {
      const char *line = g_ptr_array_index (names, i);

      g_ptr_array_add (state->classes,
                       line[0] != '\0' ? make_class (reader, line, i, found, words, taken, declared) : NULL);
    }

  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_INT (a) < GPOINTER_TO_INT (b) ? -1 : GPOINTER_TO_INT (a) > GPOINTER_TO_INT (b);
}

/* Classes called by the numbers that lists have. */
static void
make_numbered (GwReader *reader)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  GList *numbers = state->unnamed != NULL ? g_list_sort (g_hash_table_get_keys (state->unnamed), compare_numbers)
                                          : NULL;

  for (GList *l = numbers; l != NULL; l = l->next)
    {
      guint number = GPOINTER_TO_UINT (l->data) - 1;
      g_autofree char *name = g_strdup_printf ("%u", number);

      if (number >= state->classes->len)
        g_ptr_array_set_size (state->classes, (int) number + 1);
      g_ptr_array_index (state->classes, number) = _gw_reader_ensure_class (reader, name, name, declared,
                                                                            reader->source, 0);
    }
  g_list_free (numbers);
}

/* --- lines ---------------------------------------------------------------------------------- */

static void
end_list (State *state)
{
  g_clear_pointer (&state->lines, gw_line_reader_free);
  g_clear_object (&state->stream);
  state->done += state->size;
  state->size = 0;
}

static gboolean
open_list (State *state, GCancellable *cancellable, GError **error)
{
  state->list = g_ptr_array_index (state->lists, state->next++);
  state->stream = _gw_reader_open_file (state->list->file, &state->size, error);
  if (state->stream == NULL)
    return FALSE;
  state->lines = gw_line_reader_new (state->stream, MOST_LINE_BYTES, cancellable);

  return TRUE;
}

/* The next line of all lists; NULL at the end, and with error set. too_long: of one that
 * cannot be given.
 */
static const char *
next_line (GwReader *reader, gsize *length, gboolean *too_long, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  *too_long = FALSE;
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      const char *text;

      if (state->lines == NULL && (state->next == state->lists->len || !open_list (state, cancellable, error)))
        return NULL;
      text = gw_line_reader_next (state->lines, length, &failure);
      if (text != NULL)
        return text;
      *too_long = g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT);
      if (*too_long)
        return "";
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      end_list (state);
    }
}

static gboolean
scan_lists (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GError) failure = NULL;
  gboolean too_long, broken, is_multi = FALSE;
  const char *text;
  gsize length;

  while ((text = next_line (reader, &length, &too_long, cancellable, &failure)) != NULL)
    {
      g_autofree char *image = gw_class_list_parse (text, too_long ? 0 : length, state->numbers, &broken);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      is_multi = is_multi || (image != NULL && state->numbers->len > 1);
      for (guint i = 0; image != NULL && state->unnamed != NULL && i < state->numbers->len; i++)
        {
          gint64 number = g_array_index (state->numbers, gint64, i);

          if (number >= 0 && number < MOST_NUMBERS)
            g_hash_table_add (state->unnamed, GUINT_TO_POINTER ((guint) number + 1));
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  make_numbered (reader);
  reader->head->task = is_multi ? GW_TASK_MULTI_CLASS : GW_TASK_SINGLE_CLASS;
  reader->head->has_task = TRUE;
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, state->done);
  state->next = 0;
  state->done = 0;
  return TRUE;
}

/* --- opening -------------------------------------------------------------------------------- */

/* What the name of a list says of its images: nothing where it is the only one, and is not
 * called as parts are.
 */
static void
name_splits (GPtrArray *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      List *list = g_ptr_array_index (lists, i);
      g_autofree char *stem = _gw_path_get_stem (gw_path_basename (list->file));
      g_autofree char *split = gw_file_name_unescape (stem);

      if (_gw_reader_is_split_name (split)
          || (lists->len > 1 && strcmp (stem, "images") != 0 && g_utf8_validate (split, -1, NULL)))
        list->split = g_steal_pointer (&split);
    }
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  gboolean is_folder;

  reader->state = state;
  state->lists = g_ptr_array_new_with_free_func (list_free);
  state->classes = g_ptr_array_new ();
  state->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  state->folder = is_folder ? g_strdup (reader->source) : g_path_get_dirname (reader->source);
  if (is_folder)
    find_lists (reader->source, 0, state->lists);
  else
    add_list (state->lists, reader->source, FALSE);
  if (state->lists->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there is no list in it, a text file with a picture and a number in each line."),
                   reader->source);
      return FALSE;
    }
  name_splits (state->lists);

  return read_names (reader, error) && scan_lists (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  end_list (state);
  g_ptr_array_unref (state->lists);
  g_ptr_array_unref (state->classes);
  g_clear_pointer (&state->unnamed, g_hash_table_unref);
  g_array_unref (state->numbers);
  g_free (state->folder);
  g_free (state);
}

/* --- records -------------------------------------------------------------------------------- */

static void
report (GwReader *reader, GwSeverity severity, GwOutcome outcome, const char *code, const char *image, const char *text,
        guint n_images, guint n_labels)
{
  State *state = reader->state;
  g_autofree char *shown = image != NULL ? gw_path_display (image, -1) : NULL;

  gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = state->list->file,
                                                       .line = gw_line_reader_get_line (state->lines),
                                                       .image = shown,
                                                       .text = (char *) text,
                                                       .n_images = n_images,
                                                       .n_labels = n_labels });
}

static void
take_number (GwReader *reader, GwRecord *record, gint64 number)
{
  State *state = reader->state;
  GwClass *class = number >= 0 && number < state->classes->len ? g_ptr_array_index (state->classes, number) : NULL;
  GwLabel label = { class != NULL ? gw_class_get_id (class) : 0, NAN };

  reader->counts.labels++;
  if (class == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("There is no name for class %" PRId64 ". The label was left out."),
                                               number);

      report (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "class-index-range", record->path, text, 0, 1);
      return;
    }
  if (gw_record_find_label (record, label.class_id) != NULL)
    {
      report (reader, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "object-duplicate", record->path,
              _ ("The line has one class twice. It was taken once."), 0, 1);
      return;
    }
  g_array_append_val (record->labels, label);
  record->labeled = TRUE;
}

static void
leave_out (GwReader *reader, const char *code, const char *text)
{
  reader->counts.images++;
  report (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, NULL, text, 1, 0);
}

static GwRecord *
make_record (GwReader *reader, const char *image)
{
  const State *state = reader->state;
  GwRecord *record = gw_record_new (image);

  reader->counts.images++;
  record->line = gw_line_reader_get_line (state->lines);
  record->split = g_strdup (state->list->split);
  for (guint i = 0; i < state->numbers->len; i++)
    take_number (reader, record, g_array_index (state->numbers, gint64, i));

  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  gboolean too_long, broken;
  const char *text;
  gsize length;

  while ((text = next_line (reader, &length, &too_long, cancellable, error)) != NULL)
    {
      g_autofree char *image = gw_class_list_parse (text, too_long ? 0 : length, state->numbers, &broken);

      _gw_reader_tell (reader, state->done + gw_line_reader_get_offset (state->lines));
      if (too_long)
        leave_out (reader, "limit", _ ("The line is longer than this program reads. It was left out."));
      else if (broken)
        leave_out (reader, "row-fields", _ ("The line is not a picture and whole numbers. It was left out."));
      else if (image != NULL && !g_utf8_validate (image, -1, NULL))
        leave_out (reader, "encoding", _ ("The name of a picture is not UTF-8. The line was left out."));
      else if (image != NULL)
        return make_record (reader, image);
    }

  return NULL;
}

const GwFormat gw_format_class_list = {
  .name = "class-list",
  .title = N_ ("List of Images and Classes"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .choices = GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_class_list_writer_measure_loss,
  .create = gw_class_list_writer_create,
  .write = gw_class_list_writer_write,
  .finish = gw_class_list_writer_finish,
  .destroy = gw_class_list_writer_destroy,
};
