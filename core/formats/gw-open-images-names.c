/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-open-images-classes.h"
#include "gw-open-images-reader-private.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* Files that describe more classes, some 20,000, are of all releases: of them only those
 * become classes that occur, and what these are kinds of.
 */
#define MOST_WHOLE 1000

#define MOST_NAMES 100000
#define MOST_KEPT_BYTES ((gsize) 1 << 20)

typedef struct
{
  GwReader *reader;
  GwOpenImagesState *state;
  GPtrArray *names;    /* of GwOpenImagesName */
  GHashTable *by_id;   /* id -> GwOpenImagesName */
  GHashTable *taken;   /* set of names */
  GHashTable *parents; /* (nullable): id -> id */
  GHashTable *declared;
  char *file; /* (nullable): the first one of names */
} Work;

static void
name_free (gpointer data)
{
  GwOpenImagesName *name = data;

  g_free (name->id);
  g_free (name->display);
  g_free (name->name);
  g_free (name);
}

static void
report (GwReader *reader, GwSeverity severity, GwOutcome outcome, const char *code, const char *file, guint64 line,
        const char *id, const char *text)
{
  gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .line = line,
                                                       .label = (char *) id,
                                                       .text = (char *) text });
}

/* --- descriptions --------------------------------------------------------------------- */

static void
add_name (Work *work, const char *file, const char *id, const char *display, guint64 line)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (display));
  GwOpenImagesName *name;

  if (g_hash_table_contains (work->by_id, id))
    {
      report (work->reader, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "id-duplicate", file, line, id,
              _ ("The class is described twice. The first description was taken."));
      return;
    }
  if (work->names->len == MOST_NAMES)
    return;
  name = g_new0 (GwOpenImagesName, 1);
  name->id = g_strdup (id);
  name->line = line;
  name->display = g_strdup (*trimmed != '\0' ? display : id);
  name->name = g_strdup (*trimmed != '\0' ? trimmed : id);
  if (g_hash_table_contains (work->taken, name->name))
    {
      g_autofree char *plain = g_steal_pointer (&name->name);

      name->name = gw_open_images_make_name (plain, id);
      report (work->reader, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "class-duplicate", file, line, name->name,
              _ ("Another class has the same name. The id was added to the name of this one."));
    }
  g_hash_table_add (work->taken, name->name);
  g_hash_table_insert (work->by_id, name->id, name);
  g_ptr_array_add (work->names, name);
}

static gboolean
read_names (Work *work, const GwOpenImagesFile *file, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file->path, NULL, error);
  g_autoptr (GwCsvReader) csv = stream != NULL ? gw_csv_reader_new (stream, NULL) : NULL;
  g_autoptr (GError) failure = NULL;

  if (csv == NULL)
    return FALSE;
  gw_csv_reader_set_delimiter (csv, file->delimiter);
  if (file->has_header)
    gw_csv_reader_next (csv, &failure);
  while (failure == NULL && gw_csv_reader_next (csv, &failure))
    if (gw_open_images_file_is_whole (file, csv))
      add_name (work, file->path, gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_LABEL),
                gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_DISPLAY_NAME), gw_csv_reader_get_line (csv));
  if (failure == NULL)
    return TRUE;
  gw_csv_reader_place_error (csv, file->path, &failure);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* Those that a person named, else all that were found. */
static gboolean
read_all_names (Work *work, GError **error)
{
  const char *given = work->reader->options.classes_file;

  if (given != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (given);
      g_autofree char *name = g_path_get_basename (given);
      g_autoptr (GError) failure = NULL;
      g_autoptr (GwOpenImagesFile) file = gw_open_images_file_open (folder, name, &failure);

      if (file != NULL && file->kind == GW_OPEN_IMAGES_NAMES)
        return read_names (work, file, error);
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                     _ ("%s: this is no list of classes of Open Images, which has an id and a name in each line."),
                     given);
      return FALSE;
    }
  for (guint i = 0; i < work->state->files->len; i++)
    {
      const GwOpenImagesFile *file = g_ptr_array_index (work->state->files, i);

      if (file->kind != GW_OPEN_IMAGES_NAMES)
        continue;
      if (work->file == NULL)
        work->file = g_strdup (file->path);
      if (!read_names (work, file, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the tree ---------------------------------------------------------------------------- */

/* The file of the tree in a folder of the source, the first by name; none that is a link.
 * (transfer full) (nullable)
 */
static char *
find_tree (const char *top, const char *below)
{
  g_autofree char *folder = g_build_filename (top, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *best = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *path = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);

      if (!g_str_has_suffix (name, ".json") || strstr (name, "hierarchy") == NULL
          || (best != NULL && strcmp (name, best) > 0) || g_file_test (file, G_FILE_TEST_IS_SYMLINK)
          || !_gw_reader_has_file (top, path))
        continue;
      g_free (best);
      best = g_strdup (name);
    }
  return best != NULL ? g_build_filename (folder, best, NULL) : NULL;
}

static void
keep_tree (GwReader *reader, const char *text, gsize length)
{
  g_autofree char *plain = length <= MOST_KEPT_BYTES ? gw_open_images_strip_blanks (text, length) : NULL;
  g_autoptr (GwJsonMembers) bag = gw_json_members_new ();

  if (plain == NULL)
    return;
  gw_json_members_set (bag, "hierarchy", plain, -1);
  g_free (reader->head->bag);
  reader->head->bag = gw_json_members_put_bag (bag, NULL, reader->format->name);
}

/* One that is damaged is told of: classes are then kinds of nothing. */
static void
read_tree (Work *work)
{
  g_autofree char *file = find_tree (work->state->top, "");
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  const char *begin;

  if (file == NULL)
    file = find_tree (work->state->top, "metadata");
  if (file == NULL)
    return;
  text = _gw_reader_load_file (file, &length, &failure);
  if (text != NULL)
    {
      begin = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
      length -= (gsize) (begin - text);
      work->parents = gw_open_images_hierarchy_parse (begin, length, &failure);
      if (work->parents != NULL)
        {
          keep_tree (work->reader, begin, length);
          return;
        }
    }
  report (work->reader, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT,
          g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file"
          : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                  : "json-syntax",
          file, 0, NULL, failure != NULL ? failure->message : "");
}

/* --- classes ------------------------------------------------------------------------------- */

/* The class of an id above another that is one; NULL: none. */
static const char *
find_parent (Work *work, const char *id, GHashTable *among)
{
  const char *parent = id;

  for (guint i = 0; work->parents != NULL && i < 256; i++)
    {
      parent = g_hash_table_lookup (work->parents, parent);
      if (parent == NULL || g_hash_table_contains (among, parent))
        return parent != NULL && strcmp (parent, id) != 0 ? parent : NULL;
    }
  return NULL;
}

/* The ids that become classes of those described. (transfer full): a set */
static GHashTable *
choose_ids (Work *work)
{
  GHashTable *chosen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; work->names->len <= MOST_WHOLE && i < work->names->len; i++)
    g_hash_table_add (chosen, ((GwOpenImagesName *) g_ptr_array_index (work->names, i))->id);
  for (guint i = 0; i < work->state->ids->len; i++)
    {
      const char *id = g_ptr_array_index (work->state->ids, i);

      g_hash_table_add (chosen, (gpointer) id);
      for (id = find_parent (work, id, work->by_id); id != NULL && g_hash_table_add (chosen, (gpointer) id);)
        id = find_parent (work, id, work->by_id);
    }
  return chosen;
}

static void
add_class (Work *work, const char *id, const GwOpenImagesName *name)
{
  GwClass *class = _gw_reader_ensure_class (work->reader, name != NULL ? name->name : id, id, work->declared,
                                            work->file, name != NULL ? name->line : 0);
  GwOpenImagesState *state = work->state;
  gpointer key;

  if (class != NULL && name != NULL)
    gw_class_set_alias (class, work->reader->format->name, id, name->display);
  if (g_hash_table_lookup_extended (state->classes, id, &key, NULL))
    g_hash_table_insert (state->classes, key, GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
  else
    {
      char *copy = g_strdup (id);

      g_ptr_array_add (state->ids, copy);
      g_hash_table_insert (state->classes, copy, GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
    }
}

/* In the order of the descriptions; then what has none. */
static void
add_classes (Work *work, GHashTable *chosen)
{
  const guint n_ids = work->state->ids->len;

  for (guint i = 0; i < work->names->len; i++)
    {
      const GwOpenImagesName *name = g_ptr_array_index (work->names, i);

      if (g_hash_table_contains (chosen, name->id))
        add_class (work, name->id, name);
    }
  for (guint i = 0; i < n_ids; i++)
    {
      const char *id = g_ptr_array_index (work->state->ids, i);

      if (g_hash_table_contains (work->by_id, id))
        continue;
      add_class (work, id, NULL);
      if (work->names->len > 0)
        report (work->reader, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "class-unknown", work->file, 0, id,
                _ ("The class is not described. It was called by its id."));
    }
  if (work->names->len == 0 && n_ids > 0)
    report (work->reader, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "class-unknown", work->reader->source, 0, NULL,
            _ ("There is no file class-descriptions.csv. Classes were called by their ids."));
}

static void
set_parents (Work *work)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, work->state->classes);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const char *parent = find_parent (work, id, work->state->classes);
      GwClass *class = gw_record_head_find_class (work->reader->head, GPOINTER_TO_INT (value));
      GwClass *above = parent != NULL ? gw_record_head_find_class (
                           work->reader->head, GPOINTER_TO_INT (g_hash_table_lookup (work->state->classes, parent)))
                                      : NULL;

      if (class != NULL && above != NULL && above != class)
        _gw_reader_set_parent (work->reader, class, gw_class_get_name (above), work->file, 0);
    }
}

gboolean
gw_open_images_read_classes (GwReader *reader, GError **error)
{
  GwOpenImagesState *state = reader->state;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) chosen = NULL;
  Work work = {
    .reader = reader, .state = state, .names = names, .by_id = by_id, .taken = taken, .declared = declared
  };
  gboolean done = read_all_names (&work, error);

  if (done)
    {
      read_tree (&work);
      chosen = choose_ids (&work);
      add_classes (&work, chosen);
      set_parents (&work);
    }
  g_clear_pointer (&work.parents, g_hash_table_unref);
  g_free (work.file);

  return done;
}
