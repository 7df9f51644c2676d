/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-class-folders.h"
#include "gw-file-name.h"
#include "gw-formats.h"
#include "gw-path.h"

/* YOLO's classification (spec formats 5.5): <split>/<class>/<picture>, as class folders are. A
 * class has the number of its folder in the order of their names, by bytes.
 */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  gboolean splits = FALSE;
  guint n = is_folder ? gw_class_folders_count (source, &splits) : 0;

  if (n == 0 || !splits)
    return;
  /* Whoever does not say otherwise means class folders. */
  out->confidence = 45;
  g_snprintf (out->reason, sizeof out->reason, _ ("It has splits with folders of %u classes."), n);
}

static void
measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options, GwProblems *problems)
{
  gw_class_folders_measure_loss (head, record, options, problems);
  if (record->labels->len == 0)
    gw_problems_report (problems,
                        &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "loss-image",
                                       .image = record->path,
                                       .n_images = 1,
                                       .text = _ ("YOLO's classification has no images without a label. The image is "
                                                  "left out.") });
}

/* --- numbers of classes ------------------------------------------------------------- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Keys by name. (transfer full) */
static GPtrArray *
list_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_texts);

  return keys;
}

static void
report_missing (GwWriter *writer, const char *split, const char *folder)
{
  g_autofree char *name = gw_file_name_unescape (folder);
  g_autofree char *shown = gw_path_display (name, -1);
  g_autofree char *text = g_strdup_printf (
      _ ("The split “%s” has no image of “%s”. Trainers number the folders of each "
         "split by themselves, so the classes after it have other numbers there."),
      split, shown);

  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                       .outcome = GW_OUTCOME_KEPT,
                                                       .code = "folder-empty",
                                                       .label = shown,
                                                       .text = text });
}

/* Classes that a split has no folder of, though another has. */
static void
compare_parts (GwWriter *writer, GHashTable *parts)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) splits = list_keys (parts);
  g_autoptr (GPtrArray) folders = NULL;

  for (guint i = 0; i < splits->len; i++)
    {
      GHashTableIter iter;
      gpointer folder;

      g_hash_table_iter_init (&iter, g_hash_table_lookup (parts, g_ptr_array_index (splits, i)));
      while (g_hash_table_iter_next (&iter, &folder, NULL))
        g_hash_table_add (all, folder);
    }
  folders = list_keys (all);
  for (guint i = 0; i < splits->len; i++)
    for (guint k = 0; k < folders->len; k++)
      {
        const char *split = g_ptr_array_index (splits, i), *folder = g_ptr_array_index (folders, k);

        if (!g_hash_table_contains (g_hash_table_lookup (parts, split), folder))
          report_missing (writer, split, folder);
      }
}

static gboolean
finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  if (!gw_class_folders_finish (writer, cancellable, error))
    return FALSE;
  compare_parts (writer, gw_class_folders_get_parts (writer));

  return TRUE;
}

const GwFormat gw_format_yolo_classify = {
  .name = "yolo-classify",
  .title = N_ ("YOLO Classification"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_STARTS_FROM_IMAGES
           | GW_FORMAT_LABELS_BY_FOLDER | GW_FORMAT_NAMES_ARE_FILES,
  .choices = GW_READ_CHOICE_SPLITS,
  .detect = detect,
  .open = gw_class_folders_open,
  .next = gw_class_folders_next,
  .close = gw_class_folders_close,
  .measure_loss = measure_loss,
  .create = gw_class_folders_create,
  .write = gw_class_folders_write,
  .finish = finish,
  .destroy = gw_class_folders_destroy,
};
