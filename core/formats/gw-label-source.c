/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-source.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-image-info.h"
#include "gw-path.h"

/* Below this nobody would agree that the format was recognised. */
#define LEAST_CONFIDENCE 20

/* Folders of a folder that are looked into. */
#define MOST_FOLDERS 200

/* Names that are looked at for label files, and how deep. */
#define MOST_NAMES 50000
#define DEEPEST 8

void
gw_label_source_free (GwLabelSource *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->others);
  g_free (self->reason);
  g_free (self->path);
  g_free (self);
}

static GwLabelSource *
source_new (const char *path, const GwFormat *format, const char *reason)
{
  GwLabelSource *self = g_new0 (GwLabelSource, 1);

  self->path = g_strdup (path);
  self->format = format;
  self->reason = g_strdup (reason);
  self->others = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* --- folders of the folder ----------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the folders in a folder, in order. (transfer full) */
static GPtrArray *
list_folders (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && names->len < MOST_FOLDERS && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

/* The format with labels in files that a folder is in; NULL: none. */
static const GwFormat *
detect_labels (const char *folder, const GwFormat *wanted, GwDetection *detection)
{
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);
  const GwFormat *best = NULL;

  *detection = (GwDetection) { 0, "" };
  for (gsize i = 0; i < n; i++)
    {
      GwDetection one = { 0, "" };

      if (formats[i]->detect == NULL || (formats[i]->flags & GW_FORMAT_LABELS_BY_FOLDER) != 0
          || (wanted != NULL && formats[i] != wanted))
        continue;
      formats[i]->detect (folder, NULL, 0, TRUE, &one);
      if (one.confidence < LEAST_CONFIDENCE || one.confidence <= detection->confidence)
        continue;
      best = formats[i];
      *detection = one;
    }

  return best;
}

/* From now on it is a folder of the folder. */
static void
enter (GwLabelSource *self, const char *name, const GwFormat *format, const GwDetection *detection)
{
  char *path = g_build_filename (self->path, name, NULL);

  g_free (self->path);
  self->path = path;
  self->format = format;
  if (self->reason != NULL)
    {
      g_autofree char *shown = gw_path_display (name, -1);

      g_free (self->reason);
      self->reason = g_strdup_printf (_ ("In the folder %s of it: %s"), shown, detection->reason);
    }
}

/* Takes the one folder in it that holds labels; of several none, since nothing
 * says which is meant, but their names.
 */
static void
look_inside (GwLabelSource *self)
{
  g_autoptr (GPtrArray) names = list_folders (self->path);
  const GwFormat *wanted = self->reason == NULL ? self->format : NULL;
  const GwFormat *found = NULL;
  GwDetection last = { 0, "" };
  const char *name = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->path, g_ptr_array_index (names, i), NULL);
      g_autofree char *shown = gw_path_display (g_ptr_array_index (names, i), -1);
      GwDetection detection;
      const GwFormat *format = detect_labels (path, wanted, &detection);

      if (format == NULL)
        continue;
      found = format;
      last = detection;
      name = g_ptr_array_index (names, i);
      g_ptr_array_add (self->others, g_strdup_printf ("%s (%s)", shown, _ (format->title)));
    }
  if (self->others->len != 1)
    return;

  enter (self, name, found, &last);
  g_ptr_array_set_size (self->others, 0);
}

GwLabelSource *
gw_label_source_find (const char *source, const GwFormat *format, GError **error)
{
  g_autoptr (GwLabelSource) self = NULL;
  g_autoptr (GError) failure = NULL;
  GwDetection detection = { 0, "" };
  const GwFormat *found = format;
  gboolean is_folder;

  g_return_val_if_fail (source != NULL, NULL);

  if (!gw_source_check (source, &is_folder, error))
    return NULL;
  if (found == NULL)
    found = gw_format_detect (source, &detection, &failure);
  self = source_new (source, found, format == NULL ? detection.reason : NULL);
  if (is_folder
      && (format != NULL
              ? !(format->flags & GW_FORMAT_LABELS_BY_FOLDER) && detect_labels (source, format, &detection) == NULL
              : found == NULL || (found->flags & GW_FORMAT_LABELS_BY_FOLDER)))
    look_inside (self);
  if (self->format != NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* --- what looks like labels ------------------------------------------------------- */

static const char *const endings[] = { ".json", ".jsonl", ".xml", ".csv", ".txt" };

/* Label files of one ending. */
typedef struct
{
  guint n;
  char *first; /* (nullable): relative */
} Kind;

typedef struct
{
  const char *root;
  GHashTable *stems; /* of the pictures */
  GPtrArray *texts;  /* relative paths of text files */
  Kind kinds[G_N_ELEMENTS (endings)];
  guint n_names;
  GCancellable *cancellable;
} Search;

static void
search_clear (Search *search)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    g_free (search->kinds[i].first);
  g_hash_table_unref (search->stems);
  g_ptr_array_unref (search->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Places of endings[]; -1: none of them. */
static int
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0)
      return (int) i;
  return -1;
}

static char *
get_stem (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return name;
}

/* Takes path. The first of them by name is the example. */
static void
count_file (Kind *kind, char *path)
{
  kind->n++;
  if (kind->first == NULL || strcmp (path, kind->first) < 0)
    {
      g_free (kind->first);
      kind->first = path;
    }
  else
    g_free (path);
}

static void
search_folder (Search *search, const char *relative, guint depth)
{
  g_autofree char *folder = g_build_filename (search->root, relative, NULL);
  g_autoptr (GDir) dir = depth < DEEPEST ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && search->n_names < MOST_NAMES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      g_autofree char *path = NULL;
      int ending = find_ending (name);

      if (name[0] == '.')
        continue;
      if (++search->n_names % 256 == 0 && g_cancellable_is_cancelled (search->cancellable))
        return;
      if (gw_image_name_is_picture (name))
        g_hash_table_add (search->stems, get_stem (name));
      else if (ending >= 0 && strcmp (endings[ending], ".txt") == 0)
        g_ptr_array_add (search->texts, g_steal_pointer (&inner));
      else if (ending >= 0)
        count_file (&search->kinds[ending], g_steal_pointer (&inner));
      else
        {
          path = g_build_filename (search->root, inner, NULL);
          if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
            search_folder (search, inner, depth + 1);
        }
    }
}

/* Texts are often for people to read: those of pictures have their names. */
static void
count_texts (Search *search)
{
  for (guint i = 0; i < search->texts->len; i++)
    {
      const char *path = g_ptr_array_index (search->texts, i);
      g_autofree char *stem = get_stem (path);

      if (g_hash_table_contains (search->stems, stem))
        count_file (&search->kinds[find_ending (path)], g_strdup (path));
    }
}

static char *
describe_kind (const char *ending, guint n)
{
  if (strcmp (ending, ".txt") == 0)
    return g_strdup_printf (ngettext ("%u text file has the name of a picture and was not read. If it holds YOLO "
                                      "labels, choose that format.",
                                      "%u text files have names of pictures and were not read. If they hold YOLO "
                                      "labels, choose that format.",
                                      n),
                            n);

  return g_strdup_printf (
      ngettext ("%u %s file looks like labels of a format that is not known and was not read. Turn "
                "it into a known one, such as COCO, and import that.",
                "%u %s files look like labels of a format that is not known and were not read. Turn "
                "them into a known one, such as COCO, and import that.",
                n),
      n, ending);
}

static void
report (GwProblems *problems, const char *text, const char *file)
{
  gw_problems_report (problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                               .outcome = GW_OUTCOME_KEPT,
                                               .code = "labels-unread",
                                               .file = (char *) file,
                                               .text = (char *) text });
}

void
gw_label_source_report_unread (const GwLabelSource *self, GwProblems *problems, GCancellable *cancellable)
{
  g_auto (Search) search = { .root = self->path, .cancellable = cancellable };

  search.stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.texts = g_ptr_array_new_with_free_func (g_free);
  /* Where the format was given, pictures alone may be what is wanted. */
  if (self->reason == NULL || !(self->format->flags & GW_FORMAT_LABELS_BY_FOLDER))
    return;

  if (self->others->len > 0)
    {
      g_autofree char *list = NULL;
      g_autofree char *text = NULL;

      g_ptr_array_add (self->others, NULL);
      list = g_strjoinv (", ", (char **) self->others->pdata);
      g_ptr_array_remove_index (self->others, self->others->len - 1);
      text = g_strdup_printf (_ ("Several folders in it hold labels: %s. They were not read. Import one of them."),
                              list);
      report (problems, text, self->path);
      return;
    }

  search_folder (&search, "", 0);
  count_texts (&search);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const Kind *kind = &search.kinds[i];
      g_autofree char *file = kind->first != NULL ? g_build_filename (self->path, kind->first, NULL) : NULL;
      g_autofree char *text = describe_kind (endings[i], kind->n);

      if (kind->n > 0)
        report (problems, text, file);
    }
}
