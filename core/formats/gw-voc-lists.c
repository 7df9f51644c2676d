/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-lists.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-aside.h"
#include "gw-file-name.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* Between two looks at whether it is cancelled. */
#define LINES_A_STEP 4096

/* What of an image is told. */
typedef struct
{
  const char *split; /* (nullable), of the texts */
  GArray *told;      /* (nullable), of GwVocTold: by class, each once when all is read */
} Entry;

struct _GwVocLists
{
  GHashTable *entries; /* stem -> Entry */
  GHashTable *splits;  /* set of char *: names of lists of splits, as of their files without ending */
  GPtrArray *classes;  /* char * */
  GHashTable *indices; /* name of a class -> its place + 1 */
  GStringChunk *texts;
};

/* Lists that are read. */
typedef struct
{
  GwVocLists *lists;
  char *folder;
  GwProblems *problems;
  GwWork *work; /* (nullable) */
  GCancellable *cancellable;
  guint64 n_lines;
} Reading;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->told, g_array_unref);
  g_free (entry);
}

void
gw_voc_lists_free (GwVocLists *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->splits);
  g_hash_table_unref (self->indices);
  g_ptr_array_unref (self->classes);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
gw_voc_lists_let_go (GwVocLists *self)
{
  gw_aside_free ("gw-free", (GDestroyNotify) gw_voc_lists_free, self);
}

/* Lists of splits are shorter than those of classes that end like them. */
static int
compare_lists (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a, *two = *(const char *const *) b;
  const gsize n_one = strlen (one), n_two = strlen (two);

  return n_one != n_two ? (n_one > n_two) - (n_one < n_two) : strcmp (one, two);
}

/* FALSE where it was cancelled. */
static gboolean
count_line (Reading *reading)
{
  if (++reading->n_lines % LINES_A_STEP != 0)
    return TRUE;
  if (reading->work != NULL)
    gw_work_set_done (reading->work, reading->n_lines);

  return !g_cancellable_is_cancelled (reading->cancellable);
}

static Entry *
ensure_entry (GwVocLists *self, const char *stem)
{
  Entry *entry = g_hash_table_lookup (self->entries, stem);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, g_strdup (stem), entry);
    }
  return entry;
}

/* --- lists of classes ------------------------------------------------------------------ */

/* The number at the end of a line, which is cut off with the blanks before it. */
static gboolean
take_number (char *line, int *number)
{
  static const struct
  {
    const char *text;
    int number;
  } known[] = { { "1", 1 }, { "+1", 1 }, { "-1", -1 }, { "0", 0 } };
  char *blank = strrchr (line, ' '), *tab = strrchr (line, '\t');

  if (blank == NULL || (tab != NULL && tab > blank))
    blank = tab;
  for (gsize i = 0; blank != NULL && i < G_N_ELEMENTS (known); i++)
    if (strcmp (blank + 1, known[i].text) == 0)
      {
        *number = known[i].number;
        *blank = '\0';
        g_strchomp (line);
        return TRUE;
      }
  return FALSE;
}

/* “a_b_val” is of class “a_b” and split “val”, and of “a” and “b_val” where there is a list
 * “b_val”. (transfer full) (nullable): NULL: the name has no such parts
 */
static char *
get_class (const GwVocLists *self, const char *name, const char **split)
{
  const char *best = NULL;

  for (const char *mark = strchr (name, '_'); mark != NULL; mark = strchr (mark + 1, '_'))
    if (mark > name && mark[1] != '\0')
      {
        best = mark;
        if (g_hash_table_contains (self->splits, mark + 1))
          break;
      }
  if (best == NULL)
    return NULL;
  *split = best + 1;

  return g_strndup (name, (gsize) (best - name));
}

static void
add_told (Entry *entry, guint class_index, int number)
{
  const GwVocTold told = { class_index, number > 0 ? GW_VOC_PRESENT : number == 0 ? GW_VOC_DIFFICULT : GW_VOC_ABSENT };

  if (entry->told == NULL)
    entry->told = g_array_new (FALSE, FALSE, sizeof (GwVocTold));
  g_array_append_val (entry->told, told);
}

static int
compare_told (gconstpointer a, gconstpointer b)
{
  const GwVocTold *one = a, *two = b;

  if (one->class_index != two->class_index)
    return one->class_index < two->class_index ? -1 : 1;
  return (int) one->state - (int) two->state;
}

/* The same image may be in several lists of a class, as of “train” and “trainval”; where these
 * differ, the class is there.
 */
static void
tidy_told (Entry *entry)
{
  guint n = 0;

  if (entry->told == NULL)
    return;
  g_array_sort (entry->told, compare_told);
  for (guint i = 0; i < entry->told->len; i++)
    {
      const GwVocTold told = g_array_index (entry->told, GwVocTold, i);

      if (n == 0 || g_array_index (entry->told, GwVocTold, n - 1).class_index != told.class_index)
        g_array_index (entry->told, GwVocTold, n++) = told;
    }
  g_array_set_size (entry->told, n);
}

static void
read_class_list (Reading *reading, char **lines, const char *file, guint class_index, const char *split)
{
  for (gsize i = 0; lines[i] != NULL && count_line (reading); i++)
    {
      int number;
      Entry *entry;

      if (lines[i][0] == '\0')
        continue;
      if (!take_number (lines[i], &number))
        {
          g_autofree char *path = g_build_filename (reading->folder, file, NULL);

          gw_problems_add (reading->problems, GW_SEVERITY_WARNING, "row-fields", path, i + 1, NULL, "%s",
                           _ ("A line of the list of a class is no name with 1, -1 or 0. It was not read."));
          continue;
        }
      entry = ensure_entry (reading->lists, lines[i]);
      if (entry->split == NULL && split != NULL)
        entry->split = split;
      add_told (entry, class_index, number);
    }
}

/* --- files ---------------------------------------------------------------------------------- */

/* Lists of a class have a number in their first line. */
static gboolean
has_numbers (char **lines)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      {
        g_autofree char *line = g_strdup (lines[i]);
        int number;

        return take_number (line, &number);
      }
  return FALSE;
}

/* (transfer full) (nullable) */
static char **
load_lines (const char *folder, const char *name, GwProblems *problems)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) failure = NULL;
  gsize length;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!_gw_reader_has_file (folder, name))
    return NULL;
  text = _gw_reader_load_file (file, &length, &failure);
  if (text == NULL || !g_utf8_validate (text, (gssize) length, NULL))
    {
      gw_problems_add (problems, GW_SEVERITY_WARNING, text == NULL ? "labels-unread" : "encoding", file, 0, NULL, "%s",
                       text == NULL ? failure->message : _ ("The list is not UTF-8. It was not read."));
      return NULL;
    }
  lines = g_strsplit (g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);

  return g_steal_pointer (&lines);
}

/* The part that a list is called by; NULL: “trainval”, which is none. */
static const char *
get_split (GwVocLists *self, const char *name)
{
  g_autofree char *split = gw_file_name_unescape (name);

  return strcmp (split, "trainval") != 0 ? g_string_chunk_insert_const (self->texts, split) : NULL;
}

static void
read_split_list (Reading *reading, char **lines, const char *name)
{
  GwVocLists *self = reading->lists;
  const char *split = get_split (self, name);

  g_hash_table_add (self->splits, g_strdup (name));
  for (gsize i = 0; lines[i] != NULL && count_line (reading); i++)
    if (lines[i][0] != '\0')
      {
        Entry *entry = ensure_entry (self, lines[i]);

        if (split != NULL && (entry->split == NULL || _gw_reader_is_split_name (split)))
          entry->split = split;
      }
}

static guint
ensure_class (GwVocLists *self, const char *name)
{
  char *own = gw_file_name_unescape (name);
  const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, own));

  if (place > 0)
    {
      g_free (own);
      return place - 1;
    }
  g_ptr_array_add (self->classes, own);
  g_hash_table_insert (self->indices, own, GUINT_TO_POINTER (self->classes->len));

  return self->classes->len - 1;
}

static void
read_list (Reading *reading, const char *file)
{
  GwVocLists *self = reading->lists;
  g_autofree char *name = _gw_path_get_stem (file);
  const char *part = NULL;
  g_auto (GStrv) lines = load_lines (reading->folder, file, reading->problems);
  g_autofree char *class_name = lines != NULL && has_numbers (lines) ? get_class (self, name, &part) : NULL;

  if (class_name != NULL)
    read_class_list (reading, lines, file, ensure_class (self, class_name), get_split (self, part));
  else if (lines != NULL)
    read_split_list (reading, lines, name);
}

static GwVocLists *
lists_new (void)
{
  GwVocLists *self = g_new0 (GwVocLists, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->splits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (1024);

  return self;
}

/* (element-type filename) (transfer full) */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_lists);

  return files;
}

GwVocLists *
gw_voc_lists_read (const char *source, const char *inner, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GwVocLists) self = lists_new ();
  g_autofree char *folder = g_build_filename (source, inner, NULL);
  g_autoptr (GPtrArray) files = list_files (folder);
  Reading reading = { .lists = self, .folder = folder, .problems = problems, .work = work, .cancellable = cancellable };
  GHashTableIter iter;
  gpointer entry;

  if (work != NULL)
    gw_work_set_total (work, 0);
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    read_list (&reading, g_ptr_array_index (files, i));
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry) && !g_cancellable_is_cancelled (cancellable))
    tidy_told (entry);
  if (work != NULL)
    gw_work_set_done (work, 0);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return g_steal_pointer (&self);

  gw_voc_lists_let_go (g_steal_pointer (&self));
  return NULL;
}

/* --- what they say ---------------------------------------------------------------------------- */

static const Entry *
find_entry (const GwVocLists *self, const char *stem)
{
  const Entry *entry = g_hash_table_lookup (self->entries, stem);

  return entry != NULL ? entry : g_hash_table_lookup (self->entries, gw_path_basename (stem));
}

const char *
gw_voc_lists_find_split (const GwVocLists *self, const char *stem)
{
  const Entry *entry = find_entry (self, stem);

  return entry != NULL ? entry->split : NULL;
}

const GPtrArray *
gw_voc_lists_get_classes (const GwVocLists *self)
{
  return self->classes;
}

const GArray *
gw_voc_lists_get_told (const GwVocLists *self, const char *stem)
{
  const Entry *entry = find_entry (self, stem);

  return entry != NULL ? entry->told : NULL;
}

GPtrArray *
gw_voc_lists_get_stems (const GwVocLists *self)
{
  GPtrArray *stems = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer stem;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &stem, NULL))
    g_ptr_array_add (stems, stem);
  gw_path_sort (stems);

  return stems;
}
