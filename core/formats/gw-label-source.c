/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-source.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-label-files.h"
#include "gw-mask-likeness.h"
#include "gw-path.h"

/* Below this nobody would agree that the format was recognised. */
#define LEAST_CONFIDENCE 20
/* What lies beside labels that were recognised has to be as sure as this to be told of. */
#define LEAST_BESIDE 60

/* Folders of a folder that are looked into, all together, and how deep. */
#define MOST_FOLDERS 200
#define DEEPEST_FOLDER 3

/* Others beside what is read that are named; the rest is counted. */
#define MOST_NAMED 12

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

/* A folder in which labels were recognised. */
typedef struct
{
  char *relative;
  const GwFormat *format;
  GwDetection detection;
} Found;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->relative);
}

typedef struct
{
  const char *root;
  const GwFormat *wanted; /* (nullable): any */
  const GwFormat *read;   /* (nullable): what the root itself is read as */
  int least;              /* confidence */
  guint deepest;
  guint n_folders;
  GCancellable *cancellable;
  GArray *found; /* of Found, in the order of their names */
} Survey;

static void
survey_init (Survey *self, const char *root)
{
  self->root = root;
  self->least = LEAST_CONFIDENCE;
  self->deepest = DEEPEST_FOLDER;
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (self->found, found_clear);
}

static void
survey_clear (Survey *self)
{
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Survey, survey_clear)

/* Formats that read the same files, or that of one set are meant to be there together. */
static gboolean
are_kin (const GwFormat *a, const GwFormat *b, gboolean same_folder)
{
  static const struct
  {
    gboolean same_folder; /* only there */
    const GwFormat *formats[4];
  } families[] = {
    { FALSE, { &gw_format_yolo, &gw_format_yolo_segment, &gw_format_yolo_obb, &gw_format_yolo_pose } },
    { FALSE, { &gw_format_sagemaker, &gw_format_label_categories, &gw_format_worker_responses, &gw_format_a2i } },
    { TRUE, { &gw_format_voc, &gw_format_voc_masks, &gw_format_semantic_png } },
    { TRUE, { &gw_format_open_images, &gw_format_semantic_png } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      gboolean has_a = FALSE, has_b = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (families[i].formats); k++)
        {
          has_a = has_a || families[i].formats[k] == a;
          has_b = has_b || families[i].formats[k] == b;
        }
      if (has_a && has_b && (same_folder || !families[i].same_folder))
        return TRUE;
    }
  return a == b;
}

/* YOLO reads what lies in folders called “labels”. Few lines with confidences pass for boxes as text. */
static gboolean
is_of_yolo (const GwFormat *read, const Found *found)
{
  g_auto (GStrv) folders = found->format == &gw_format_box_text ? g_strsplit (found->relative, G_DIR_SEPARATOR_S, -1)
                                                                : NULL;

  return folders != NULL && are_kin (read, &gw_format_yolo, FALSE)
         && g_strv_contains ((const char *const *) folders, "labels");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the folders in a folder, in order; files: whether something else than pictures is in it.
 * (transfer full)
 */
static GPtrArray *
list_folders (const char *folder, gboolean *files, GCancellable *cancellable)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  *files = FALSE;
  while (dir != NULL && names->len < MOST_FOLDERS && !g_cancellable_is_cancelled (cancellable)
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (name[0] == '.' || gw_image_name_is_picture (name))
        continue;
      path = g_build_filename (folder, name, NULL);
      if (!gw_label_name_is_file (name) && g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (names, g_strdup (name));
      else
        *files = TRUE;
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

/* The format with labels in files that a folder is in; NULL: none. */
static const GwFormat *
detect_labels (const char *folder, const GwFormat *wanted, GwDetection *detection, GCancellable *cancellable)
{
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);
  const GwFormat *best = NULL;

  *detection = (GwDetection) { 0, "" };
  for (gsize i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
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

/* What a folder with labels holds belongs to them, and is not looked into. */
static void
survey_folder (Survey *self, const char *relative, guint depth)
{
  g_autofree char *folder = g_build_filename (self->root, relative, NULL);
  gboolean files;
  g_autoptr (GPtrArray) names = list_folders (folder, &files, self->cancellable);

  for (guint i = 0; i < names->len && self->n_folders < MOST_FOLDERS && !g_cancellable_is_cancelled (self->cancellable);
       i++)
    {
      const char *name = g_ptr_array_index (names, i);
      Found one = { .relative = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name) };
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GPtrArray) inner = list_folders (path, &files, self->cancellable);

      self->n_folders++;
      if (files || inner->len > 0)
        one.format = detect_labels (path, self->wanted, &one.detection, self->cancellable);
      if (one.format == NULL && depth + 1 < self->deepest && inner->len > 0)
        survey_folder (self, one.relative, depth + 1);
      if (one.format == NULL || one.detection.confidence < self->least
          || (self->read != NULL && (are_kin (self->read, one.format, FALSE) || is_of_yolo (self->read, &one))))
        g_free (one.relative);
      else
        g_array_append_val (self->found, one);
    }
}

static void
add_others (GwLabelSource *self, const Survey *survey)
{
  for (guint i = 0; i < survey->found->len; i++)
    {
      const Found *found = &g_array_index (survey->found, Found, i);
      g_autofree char *shown = gw_path_display (found->relative, -1);

      g_ptr_array_add (self->others, g_strdup_printf ("%s (%s)", shown, _ (found->format->title)));
    }
}

/* From now on it is a folder of the folder. */
static void
enter (GwLabelSource *self, const Found *found)
{
  char *path = g_build_filename (self->path, found->relative, NULL);

  g_free (self->path);
  self->path = path;
  self->format = found->format;
  if (self->reason != NULL)
    {
      g_autofree char *shown = gw_path_display (found->relative, -1);

      g_free (self->reason);
      self->reason = g_strdup_printf (_ ("In the folder %s of it: %s"), shown, found->detection.reason);
    }
}

/* Folders with labels are no classes. */
static void
take_pictures (GwLabelSource *self)
{
  GwDetection detection = { 0, "" };

  gw_format_folder.detect (self->path, NULL, 0, TRUE, &detection);
  g_free (self->reason);
  self->reason = g_strdup (detection.reason);
  self->format = &gw_format_folder;
}

static gboolean
holds_pictures (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && gw_image_name_is_picture (name))
      return TRUE;
  return FALSE;
}

/* Whether the one folder that was found is what is meant. Where the folder has pictures of its own,
 * which are left when it is entered, or where folders may be classes, one that lies deep in it may
 * be there by chance.
 */
static gboolean
is_meant (const GwLabelSource *self, const Found *found)
{
  const gboolean is_deep = strchr (found->relative, G_DIR_SEPARATOR) != NULL;
  const gboolean is_given = self->reason == NULL;

  if (is_given || self->format == NULL)
    return TRUE;
  if (is_deep && self->format != &gw_format_folder)
    return FALSE;
  return (!is_deep && found->detection.confidence >= LEAST_BESIDE) || !holds_pictures (self->path);
}

/* Takes the one folder in it that holds labels; of several none, since nothing
 * says which is meant, but their names.
 */
static void
look_inside (GwLabelSource *self, GCancellable *cancellable)
{
  g_auto (Survey) survey = { 0 };
  const gboolean is_given = self->reason == NULL;
  const gboolean by_class = !is_given && self->format != NULL && self->format != &gw_format_folder;
  const Found *first;

  survey_init (&survey, self->path);
  survey.wanted = is_given ? self->format : NULL;
  survey.cancellable = cancellable;
  survey_folder (&survey, "", 0);
  if (survey.found->len == 0)
    return;
  first = &g_array_index (survey.found, Found, 0);
  if (survey.found->len == 1 && is_meant (self, first))
    {
      enter (self, first);
      return;
    }
  add_others (self, &survey);
  if (by_class && survey.found->len > 1)
    take_pictures (self);
}

/* Labels in other forms that lie in the folder itself, or in folders of it, beside those that are
 * read.
 */
static void
look_beside (GwLabelSource *self, GCancellable *cancellable)
{
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);
  g_auto (Survey) survey = { 0 };

  for (gsize i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      GwDetection one = { 0, "" };

      if (formats[i]->detect == NULL || (formats[i]->flags & GW_FORMAT_LABELS_BY_FOLDER) != 0
          || are_kin (self->format, formats[i], TRUE))
        continue;
      formats[i]->detect (self->path, NULL, 0, TRUE, &one);
      if (one.confidence >= LEAST_BESIDE)
        g_ptr_array_add (self->others, g_strdup (_ (formats[i]->title)));
    }
  survey_init (&survey, self->path);
  survey.read = self->format;
  survey.least = LEAST_BESIDE;
  survey.cancellable = cancellable;
  survey_folder (&survey, "", 0);
  add_others (self, &survey);

  /* Some of them would pass for all. */
  if (g_cancellable_is_cancelled (cancellable))
    g_ptr_array_set_size (self->others, 0);
}

/* (transfer full) */
static char *
list_others (const GwLabelSource *self)
{
  GString *text = g_string_new (NULL);
  const guint n_more = self->others->len > MOST_NAMED ? self->others->len - MOST_NAMED : 0;

  for (guint i = 0; i < self->others->len - n_more; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (self->others, i));
  if (n_more > 0)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n_more), n_more);
  return g_string_free (text, FALSE);
}

GwLabelSource *
gw_label_source_find (const char *source, const GwFormat *format, GCancellable *cancellable, GError **error)
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
    found = gw_format_detect (source, &detection, cancellable, &failure);
  self = source_new (source, found, format == NULL ? detection.reason : NULL);
  if (is_folder
      && (format != NULL
              ? !(format->flags & GW_FORMAT_LABELS_BY_FOLDER) && _gw_export_note_find_format (source) != format
                    && detect_labels (source, format, &detection, cancellable) == NULL
              : found == NULL || (found->flags & GW_FORMAT_LABELS_BY_FOLDER)))
    look_inside (self, cancellable);
  /* Some of what there is would pass for all. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->format != NULL)
    return g_steal_pointer (&self);

  if (self->others->len > 0)
    {
      g_autofree char *list = list_others (self);

      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                   _ ("%s: Several folders in it hold labels: %s. Import one of them by itself."), source, list);
    }
  else
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

/* What an export notes of itself, and the classes of masks. */
static gboolean
is_no_labels (const char *name)
{
  return name[0] == '.' || _gw_export_note_is_name (name) || strcmp (name, "dataset_meta.json") == 0;
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

      if (is_no_labels (name))
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
describe_kind (const char *ending, guint n, const char *first)
{
  const GwFormat *format = gw_format_detect (first, NULL, NULL, NULL);

  if (format != NULL)
    return g_strdup_printf (
        ngettext ("%u %s file was not read. It looks like %s: import it by itself.",
                  "%u %s files were not read. The first one looks like %s: import the one that is meant by itself.", n),
        n, ending, _ (format->title));
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
report (GwProblems *problems, GwSeverity severity, const char *text, const char *file)
{
  gw_problems_report (problems, &(GwProblem) { .severity = severity,
                                               .outcome = GW_OUTCOME_KEPT,
                                               .code = "labels-unread",
                                               .file = (char *) file,
                                               .text = (char *) text });
}

static void
report_others (const GwLabelSource *self, GwProblems *problems)
{
  g_autofree char *list = list_others (self);
  g_autofree char *text = g_strdup_printf (
      _ ("There are labels in it that were not read: %s. Import them by themselves, or choose their format: in the "
         "import window, or with --from or --format on the command line."),
      list);

  report (problems, GW_SEVERITY_WARNING, text, self->path);
}

/* Files that look like labels, and pictures that look like masks. */
static void
report_files (const GwLabelSource *self, GwProblems *problems, GCancellable *cancellable)
{
  g_auto (Search) search = { .root = self->path, .cancellable = cancellable };

  search.stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.texts = g_ptr_array_new_with_free_func (g_free);
  search_folder (&search, "", 0);
  count_texts (&search);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const Kind *kind = &search.kinds[i];
      g_autofree char *file = kind->first != NULL ? g_build_filename (self->path, kind->first, NULL) : NULL;
      g_autofree char *text = file != NULL ? describe_kind (endings[i], kind->n, file) : NULL;

      if (text != NULL)
        report (problems, GW_SEVERITY_WARNING, text, file);
    }
  if (gw_mask_folder_is_likely (self->path, cancellable))
    report (
        problems, GW_SEVERITY_INFO,
        _ ("The pictures look like masks of classes. If they are, choose the format of masks (semantic-png) and the "
           "folder of the images that they belong to: in the import window, or with --from or --format and --images "
           "on the command line."),
        self->path);
}

void
gw_label_source_report_unread (GwLabelSource *self, GwProblems *problems, GCancellable *cancellable)
{
  const gboolean by_folder = (self->format->flags & GW_FORMAT_LABELS_BY_FOLDER) != 0;

  /* Where the format was given, it alone may be what is wanted. */
  if (self->reason == NULL || !g_file_test (self->path, G_FILE_TEST_IS_DIR))
    return;

  if (!by_folder && self->others->len == 0)
    look_beside (self, cancellable);
  if (self->others->len > 0)
    report_others (self, problems);
  else if (by_folder)
    report_files (self, problems, cancellable);
}
