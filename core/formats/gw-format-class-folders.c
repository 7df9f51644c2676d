/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-class-folders.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-formats.h"
#include "gw-image-scan.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-synsets.h"
#include "gw-writer-private.h"

/* <class>/…/<picture> or <split>/<class>/…/<picture> (spec formats 11). */
typedef struct
{
  GPtrArray *paths; /* relative, of char* */
  guint next;
  gboolean has_splits; /* the first folders are splits */
  char **splits;       /* (nullable): those that are, where a person said so: others are classes */
  GHashTable *classes; /* folder name -> GwClass, which the head owns */
} State;

static gboolean
is_yolo (const GwFormat *format)
{
  return format == &gw_format_yolo_classify;
}

/* The first folder of a path; NULL where it has none. (transfer full) */
static char *
first_folder (const char *path)
{
  const char *slash = strchr (path, '/');

  return slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
}

/* Whether all first folders are names of splits, or only some. */
static gboolean
find_splits (GPtrArray *paths, gboolean *mixed)
{
  guint splits = 0, others = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *folder = first_folder (g_ptr_array_index (paths, i));

      if (folder == NULL)
        continue;
      if (_gw_reader_is_split_name (folder))
        splits++;
      else
        others++;
    }

  *mixed = splits > 0 && others > 0;
  return splits > 0 && others == 0;
}

/* The class folder of a path and its split (nullable); NULL: unlabeled. splits (nullable): as in
 * State.
 */
static char *
get_class_folder (gboolean has_splits, char **splits, const char *path, char **split)
{
  g_autofree char *folder = first_folder (path);

  *split = NULL;
  if (folder == NULL)
    return NULL;
  if (splits != NULL ? !g_strv_contains ((const char *const *) splits, folder) : !has_splits)
    return g_steal_pointer (&folder);
  *split = g_strdup (folder);
  return first_folder (path + strlen (folder) + 1);
}

/* --- detecting -------------------------------------------------------------- */

guint
gw_class_folders_count (const char *source, gboolean *splits)
{
  g_autoptr (GPtrArray) paths = gw_image_scan (source, NULL, NULL, NULL, NULL);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean mixed, has_splits;
  guint n_in = 0;

  if (paths == NULL || paths->len == 0)
    return 0;
  has_splits = find_splits (paths, &mixed);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *split = NULL;
      char *folder = get_class_folder (has_splits, NULL, g_ptr_array_index (paths, i), &split);

      if (folder == NULL)
        continue;
      n_in++;
      g_hash_table_add (folders, folder);
    }
  if (g_hash_table_size (folders) < 2 || 2 * n_in < paths->len || g_hash_table_contains (folders, "images"))
    return 0;

  if (splits != NULL)
    *splits = has_splits;
  return g_hash_table_size (folders);
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  guint n = is_folder ? gw_class_folders_count (source, NULL) : 0;

  if (n == 0)
    return;
  out->confidence = 50;
  g_snprintf (out->reason, sizeof out->reason, _ ("Its pictures lie in %u folders, which may be classes."), n);
}

/* --- reading ----------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Classes in the order of their folders' names, by bytes. */
static void
make_classes (GwReader *reader, State *state)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = gw_synsets_load (reader->source);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < state->paths->len; i++)
    {
      g_autofree char *split = NULL;
      char *folder = get_class_folder (state->has_splits, state->splits, g_ptr_array_index (state->paths, i), &split);

      if (folder != NULL && g_hash_table_insert (state->classes, g_strdup (folder), NULL))
        g_ptr_array_add (folders, folder);
      else
        g_free (folder);
    }

  g_ptr_array_sort (folders, compare_names);
  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      const char *listed = g_hash_table_lookup (names, folder);
      g_autofree char *name = listed != NULL ? gw_synset_make_name (folder, listed, taken)
                                             : gw_file_name_unescape (folder);
      g_autofree char *shown = g_utf8_validate (name, -1, NULL) ? g_strdup (name) : gw_path_display (name, -1);

      g_autofree char *number = g_strdup_printf ("%u", i);
      const char *id = is_yolo (reader->format) ? number : folder;

      g_hash_table_insert (state->classes, g_strdup (folder),
                           _gw_reader_ensure_class (reader, shown, id, declared, reader->source, 0));
    }
}

/* “train, fold 1”. (transfer full) (nullable): NULL: nobody said anything */
static char **
list_splits (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = text != NULL ? g_strsplit (text, ",", -1) : NULL;
  g_auto (GStrv) said = NULL;

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      g_strv_builder_add (builder, names[i]);
  said = g_strv_builder_end (builder);

  return said[0] != NULL ? g_steal_pointer (&said) : NULL;
}

/* Tells of named splits that are no folders. TRUE: at least one is. */
static gboolean
check_splits (GwReader *reader, const State *state)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean any = FALSE;

  if (state->splits == NULL)
    return FALSE;
  for (guint i = 0; i < state->paths->len; i++)
    {
      char *folder = first_folder (g_ptr_array_index (state->paths, i));

      if (folder != NULL)
        g_hash_table_add (folders, folder);
    }
  for (gsize i = 0; state->splits[i] != NULL; i++)
    if (g_hash_table_contains (folders, state->splits[i]))
      any = TRUE;
    else
      {
        g_autofree char *text = g_strdup_printf (_ ("“%s” is to be a split, but there is no folder of this name with "
                                                    "pictures. Check how it is written."),
                                                 state->splits[i]);

        gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_KEPT,
                                                             .code = "folder-empty",
                                                             .file = reader->source,
                                                             .detail = state->splits[i],
                                                             .text = text });
      }

  return any;
}

gboolean
gw_class_folders_open (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  gboolean mixed = FALSE;

  reader->state = state;
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->paths = gw_image_scan (reader->source, cancellable, NULL, NULL, error);
  if (state->paths == NULL)
    return FALSE;
  if (state->paths->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there are no pictures in this folder or below it. Check the path."), reader->source);
      return FALSE;
    }

  state->has_splits = find_splits (state->paths, &mixed);
  state->splits = list_splits (reader->options.splits);
  if (!check_splits (reader, state) && mixed)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "task-ambiguous", reader->source, 0, NULL,
                     _ ("Some folders are named like splits, others are not. All were taken for classes. Name those "
                        "that are splits under “How it is read”, or with --splits."));
  make_classes (reader, state);
  reader->head->task = GW_TASK_SINGLE_CLASS;
  reader->head->has_task = TRUE;
  g_free (reader->images_dir);
  reader->images_dir = g_strdup (reader->source);

  return TRUE;
}

GwRecord *
gw_class_folders_next (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *folder = NULL;
  GwRecord *record;
  GwClass *class;

  if (state->next == state->paths->len)
    return NULL;
  reader->counts.images++;
  record = gw_record_new (g_ptr_array_index (state->paths, state->next++));
  record->file = g_build_filename (reader->source, record->path, NULL);
  folder = get_class_folder (state->has_splits, state->splits, record->path, &record->split);
  class = folder != NULL ? g_hash_table_lookup (state->classes, folder) : NULL;
  if (folder != NULL)
    reader->counts.labels++;
  if (class != NULL)
    {
      GwLabel label = { gw_class_get_id (class), NAN };

      g_array_append_val (record->labels, label);
      record->labeled = TRUE;
    }

  return record;
}

void
gw_class_folders_close (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->paths, g_ptr_array_unref);
  g_clear_pointer (&state->classes, g_hash_table_unref);
  g_strfreev (state->splits);
  g_free (state);
}

/* --- writing -------------------------------------------------------------------- */

typedef struct
{
  GHashTable *names;  /* of files written */
  GHashTable *words;  /* id of WordNet -> name: of folders that are called by it */
  GHashTable *parts;  /* split -> set of folders of classes */
  guint64 n_multiple; /* images with several labels, which were not asked to be written twice */
} Output;

/* Folders of another name than those of splits would be taken for classes. */
static const char *
get_split (const GwRecord *record)
{
  return record->split != NULL && _gw_reader_is_split_name (record->split) ? record->split : NULL;
}

/* Those that a folder can be called as. */
static guint
count_fitting (const GwRecordHead *head, const GwRecord *record)
{
  guint n = 0;

  for (guint i = 0; i < record->labels->len; i++)
    {
      GwClass *class = gw_record_head_find_class (head, g_array_index (record->labels, GwLabel, i).class_id);
      g_autofree char *folder = class != NULL ? gw_file_name_escape (gw_class_get_name (class)) : NULL;

      n += folder == NULL || gw_file_name_fits (folder) ? 1 : 0;
    }

  return n;
}

void
gw_class_folders_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                               GwProblems *problems)
{
  const guint n_fitting = count_fitting (head, record);
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    has_author = has_author || gw_object_get_author (g_ptr_array_index (record->objects, i)) != NULL;
  if (record->labels->len > 1)
    _gw_report_loss (problems, "loss-multilabel", GW_SEVERITY_WARNING,
                     options->duplicate ? GW_OUTCOME_CHANGED : GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     options->duplicate ? 0 : record->labels->len,
                     options->duplicate ? _ ("The image has several labels. It is written into each of their folders.")
                                        : _ ("The image has several labels, and can lie in one folder only."));
  if (n_fitting < record->labels->len)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len - n_fitting,
                     _ ("The name of the class is too long for that of a folder. Give it a shorter one."));
  if (record->objects->len > 0)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->objects->len, _ ("Class folders have no objects. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Class folders have no scores. They are left out."));
  else if (_gw_labels_have_confidence (record->labels))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Class folders have no confidences. They are left out."));
  if (record->split != NULL && get_split (record) == NULL)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("A folder that is not called as splits are would be taken for a class. The split is left "
                        "out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

gboolean
gw_class_folders_create (GwWriter *writer, GError **error)
{
  Output *output = g_new0 (Output, 1);

  writer->state = output;
  output->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  output->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  output->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  /* Without pictures there is nothing to write. */
  if (writer->options.copy == GW_COPY_NONE)
    writer->options.copy = GW_COPY_COPY;

  return TRUE;
}

static const char *
skip_folder (const char *path, const char *folder)
{
  gsize length = folder != NULL ? strlen (folder) : 0;

  return length > 0 && strncmp (path, folder, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

/* Folders that a reading of such a tree put before the name are not written
 * twice; other folders of the path are left out.
 */
static const char *
get_inner_path (const GwRecord *record, const char *split, const char *folder)
{
  const char *inner = skip_folder (record->path, split);
  const char *below = skip_folder (inner, folder);

  return below != inner ? below : gw_path_basename (record->path);
}

/* The folder of a class: its id of WordNet where it was read from one, else its name; one
 * that would be taken for a split has its first letter escaped. NULL for a name that no folder can have.
 */
static char *
make_folder (GwWriter *writer, GwClass *class, gboolean is_first)
{
  Output *output = writer->state;
  const char *name = _gw_class_get_name_for (class, writer->format->name);
  const char *id;
  char *folder;

  if (!is_yolo (writer->format) && gw_class_get_alias (class, "class-folders", &id, NULL) && id != NULL
      && gw_synset_is_id (id) && strpbrk (id, " \t") == NULL && strcmp (id, name) != 0 && strpbrk (name, ",\n") == NULL)
    {
      g_hash_table_insert (output->words, g_strdup (id), g_strdup (gw_class_get_name (class)));
      return g_strdup (id);
    }
  folder = gw_file_name_escape (name);
  if (!gw_file_name_fits (folder))
    {
      g_free (folder);
      return NULL;
    }
  if (is_first && _gw_reader_is_split_name (folder))
    {
      char *escaped = g_strdup_printf ("%%%02X%s", (guchar) folder[0], folder + 1);

      g_free (folder);
      folder = escaped;
    }

  return folder;
}

static void
note_part (Output *output, const char *split, const char *folder)
{
  GHashTable *folders = g_hash_table_lookup (output->parts, split);

  if (folders == NULL)
    {
      folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (output->parts, g_strdup (split), folders);
    }
  if (!g_hash_table_contains (folders, folder))
    g_hash_table_add (folders, g_strdup (folder));
}

GHashTable *
gw_class_folders_get_parts (GwWriter *writer)
{
  return ((Output *) writer->state)->parts;
}

static gboolean
write_into (GwWriter *writer, const GwRecord *record, gint64 class_id, GError **error)
{
  Output *output = writer->state;
  GwClass *class = class_id > 0 ? gw_record_head_find_class (writer->head, class_id) : NULL;
  const char *own = get_split (record);
  const char *name = own == NULL && is_yolo (writer->format) ? "train" : own;
  g_autofree char *split = name != NULL ? gw_file_name_make_split (name) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (class != NULL)
    folder = make_folder (writer, class, split == NULL);
  /* YOLO's have no place for images without a class. */
  if (class != NULL && folder == NULL && is_yolo (writer->format))
    return TRUE;
  if (folder != NULL && split != NULL)
    note_part (output, split, folder);
  path = g_build_filename (split != NULL ? split : ".", folder != NULL ? folder : ".",
                           get_inner_path (record, split, folder), NULL);
  {
    g_autofree char *clean = gw_path_normalise (path, -1, error);

    return clean != NULL
           && _gw_writer_copy_picture (writer, record, _gw_writer_claim_name (writer, output->names, clean), error);
  }
}

gboolean
gw_class_folders_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  Output *output = writer->state;

  if (record->path == NULL)
    return TRUE;
  if (record->labels->len == 0)
    return is_yolo (writer->format) || write_into (writer, record, 0, error);
  if (record->labels->len > 1 && !writer->options.duplicate)
    {
      output->n_multiple++;
      return TRUE;
    }
  for (guint i = 0; i < record->labels->len; i++)
    if (!write_into (writer, record, g_array_index (record->labels, GwLabel, i).class_id, error))
      return FALSE;

  return TRUE;
}

/* How the folders that are called by ids are called. */
static gboolean
write_words (GwWriter *writer, GError **error)
{
  Output *output = writer->state;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (output->words) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, output->words);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (ids, key);
  g_ptr_array_sort (ids, compare_names);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      g_string_append_printf (text, "%s\t%s\n", id, (const char *) g_hash_table_lookup (output->words, id));
    }
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "words.txt", text->str, text->len, error);
}

gboolean
gw_class_folders_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  Output *output = writer->state;

  if (output->n_multiple == 0)
    return write_words (writer, error);

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               ngettext ("%" PRIu64
                         " image has several labels and cannot lie in one class folder. Choose another format.",
                         "%" PRIu64 " images have several labels and cannot lie in one class folder. Choose another "
                         "format.",
                         output->n_multiple),
               output->n_multiple);
  return FALSE;
}

void
gw_class_folders_destroy (GwWriter *writer)
{
  Output *output = writer->state;

  if (output == NULL)
    return;
  g_hash_table_unref (output->names);
  g_hash_table_unref (output->words);
  g_hash_table_unref (output->parts);
  g_free (output);
}

const GwFormat gw_format_class_folders = {
  .name = "class-folders",
  .title = N_ ("Class Folders"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_LABELS_BY_FOLDER | GW_FORMAT_NAMES_ARE_FILES | GW_FORMAT_SPLITS_ALL,
  .choices = GW_READ_CHOICE_SPLITS,
  .write_choices = GW_WRITE_CHOICE_DUPLICATE,
  .empty_images = GW_EMPTY_IMAGES_BECOME_UNLABELED,
  .detect = detect,
  .open = gw_class_folders_open,
  .next = gw_class_folders_next,
  .close = gw_class_folders_close,
  .measure_loss = gw_class_folders_measure_loss,
  .create = gw_class_folders_create,
  .write = gw_class_folders_write,
  .finish = gw_class_folders_finish,
  .destroy = gw_class_folders_destroy,
};
