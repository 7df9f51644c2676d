/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-number.h"
#include "gw-writer-private.h"
#include "gw-yaml.h"
#include "gw-yolo-lines.h"
#include "gw-yolo-places.h"
#include "gw-yolo-pose.h"
#include "gw-yolo-yaml.h"

typedef struct
{
  GwYoloHand hand;
  GArray *order;       /* of gint64: class ids by number */
  GHashTable *numbers; /* class id -> number + 1 */
  GHashTable *splits;  /* set of char*: folder names of splits */
  GString *unsplit;    /* pictures that are in no split, one a line */
  GHashTable *names;   /* stems of label files written, with their split */
  gboolean has_masks;  /* outlines of masks were written */
} State;

/* --- classes ---------------------------------------------------------------------------- */

typedef struct
{
  gint64 class_id;
  gint64 alias; /* G_MAXINT64: none */
  guint place;
} Numbered;

static int
compare_numbered (gconstpointer a, gconstpointer b)
{
  const Numbered *one = a, *two = b;

  if (one->alias != two->alias)
    return one->alias < two->alias ? -1 : 1;
  return one->place < two->place ? -1 : one->place > two->place;
}

static void
give_number (State *state, gint64 class_id)
{
  g_array_append_val (state->order, class_id);
  g_hash_table_insert (state->numbers, g_memdup2 (&class_id, sizeof class_id), GUINT_TO_POINTER (state->order->len));
}

/* The number that the class had in a file of this format, or else of another of YOLO's. */
static gint64
find_alias (GwClass *class, const char *format)
{
  const char *const formats[] = { format, "yolo", "yolo-segment", "yolo-obb", "yolo-pose" };
  gint64 number;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const char *alias;

      if (gw_class_get_alias (class, formats[i], &alias, NULL) && alias != NULL
          && gw_number_parse_int64 (alias, -1, &number))
        return number;
    }
  return G_MAXINT64;
}

/* Numbers of an earlier import where they leave no gap; else the order of the
 * classes.
 */
static void
number_classes (State *state, const GwRecordHead *head, const char *format)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Numbered));
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  gboolean whole = TRUE;
  gint64 expected = 0;

  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      Numbered one = { gw_class_get_id (class), G_MAXINT64, i };

      if (g_hash_table_contains (groups, class))
        continue;
      one.alias = find_alias (class, format);
      g_array_append_val (list, one);
    }
  g_array_sort (list, compare_numbered);
  for (guint i = 0; i < list->len; i++)
    {
      const Numbered *one = &g_array_index (list, Numbered, i);

      if (one->alias != G_MAXINT64 && one->alias != expected++)
        whole = FALSE;
    }
  for (guint i = 0; !whole && i < list->len; i++)
    g_array_index (list, Numbered, i).alias = 0;
  g_array_sort (list, compare_numbered);
  for (guint i = 0; i < list->len; i++)
    give_number (state, g_array_index (list, Numbered, i).class_id);
}

static guint
get_number (GwWriter *writer, gint64 class_id)
{
  State *state = writer->state;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (state->numbers, &class_id));

  if (number == 0 && gw_record_head_find_class (writer->head, class_id) != NULL)
    {
      give_number (state, class_id);
      number = state->order->len;
    }
  return number;
}

/* --- files ------------------------------------------------------------------------------------ */

gboolean
gw_yolo_writer_create (GwWriter *writer, GError **error)
{
  const GwYoloTask task = gw_yolo_get_task (writer->format);
  const guint n_points = task == GW_YOLO_POSES ? gw_yolo_pose_count_points (writer->head) : 0;
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->hand = (GwYoloHand) { task, n_points, &writer->options };
  state->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  state->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  state->splits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->unsplit = g_string_new (NULL);
  number_classes (state, writer->head, writer->format->name);
  if (task != GW_YOLO_POSES || n_points > 0)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               _ ("No class has key points, so there are no poses to write. Choose another format."));
  return FALSE;
}

static char *
make_lines (GwWriter *writer, const GwRecord *record, gsize *length)
{
  State *state = writer->state;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      guint number = get_number (writer, gw_object_get_class_id (object));

      if (number == 0)
        continue;
      gw_yolo_append_object (&state->hand, text, record, object, number - 1);
      state->has_masks = state->has_masks || gw_object_get_shape (object)->kind == GW_SHAPE_MASK;
    }

  *length = text->len;
  return g_string_free (text, FALSE);
}

/* The path below images/ and labels/, with the split. */
static char *
make_path (GwWriter *writer, const GwRecord *record)
{
  State *state = writer->state;
  char *split;
  char *path = _gw_record_make_split_path (record, &split);

  if (split != NULL)
    g_hash_table_add (state->splits, split);
  return path;
}

static gboolean
write_labels (GwWriter *writer, const GwRecord *record, const char *picture, GError **error)
{
  gsize length;
  g_autofree char *text = make_lines (writer, record, &length);
  g_autofree char *name = NULL;

  /* An image that nobody looked at has no file; a negative has an empty one. */
  if (!record->labeled && record->objects->len == 0)
    return TRUE;
  name = gw_yolo_make_label_path (picture);
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, name, text, length, error);
}

gboolean
gw_yolo_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;

  if (record->path == NULL)
    return TRUE;
  if (!_gw_writer_check_size (writer, record,
                              _ ("YOLO needs the size of the image, which is not known. Its labels were left out.")))
    return TRUE;

  wanted = make_path (writer, record);
  path = _gw_writer_claim_stem (writer, state->names, record, wanted, ".txt");
  if (path == NULL)
    return TRUE;
  picture = g_build_filename ("images", path, NULL);
  if (record->split == NULL)
    g_string_append_printf (state->unsplit, "./%s\n", picture);

  return _gw_writer_copy_picture (writer, record, picture, error) && write_labels (writer, record, picture, error);
}

/* How like the masks all outlines are: measuring the losses has told of each. */
static void
report_masks (const GwWriter *writer)
{
  const State *state = writer->state;
  g_autofree char *text = NULL;
  GwProblemKind kind;

  if (state->hand.task != GW_YOLO_POLYGONS || !state->has_masks
      || !gw_problems_get_kind (writer->problems, "loss-shape", &kind))
    return;
  text = g_strdup_printf (_ ("The least intersection over union of an outline that was written with its mask is "
                             "%.4f."),
                          1 - kind.largest);
  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                       .outcome = GW_OUTCOME_CHANGED,
                                                       .code = "mask-lossy",
                                                       .amount = kind.largest,
                                                       .text = text });
}

gboolean
gw_yolo_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  const State *state = writer->state;
  const gboolean lists = state->unsplit->len > 0 && g_hash_table_size (state->splits) > 0;
  const GwYoloYaml yaml = { .head = writer->head,
                            .format = writer->format->name,
                            .order = state->order,
                            .splits = state->splits,
                            .has_unsplit = lists,
                            .n_points = state->hand.n_points };
  g_autofree char *text = gw_yolo_yaml_make (&yaml);

  report_masks (writer);
  writer->n_files += lists ? 2 : 1;
  return (!lists
          || gw_folder_writer_write (writer->folder, "unsplit.txt", state->unsplit->str, state->unsplit->len, error))
         && gw_folder_writer_write (writer->folder, "data.yaml", text, strlen (text), error);
}

void
gw_yolo_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_array_unref (state->order);
  g_hash_table_unref (state->numbers);
  g_hash_table_unref (state->splits);
  g_hash_table_unref (state->names);
  g_string_free (state->unsplit, TRUE);
  g_free (state);
}
