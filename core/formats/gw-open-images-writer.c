/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-open-images-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-csv-writer.h"
#include "gw-encode.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-mask-paint.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-open-images-classes.h"
#include "gw-open-images-file.h"
#include "gw-open-images-words.h"
#include "gw-path.h"
#include "gw-raster.h"

#define FORMAT "open-images"
#define DECIMALS 6
/* Of a class's id in the name of a mask. */
#define MOST_ID_LETTERS 32

typedef enum
{
  BOXES,
  LABELS,
  SCORES,
  MASKS,
  N_TABLES
} Table;

static const char *const table_names[N_TABLES] = { "annotations-bbox.csv", "annotations-human-imagelabels.csv",
                                                   "annotations-machine-imagelabels.csv",
                                                   "annotations-object-segmentation.csv" };

/* The tables of one split. */
typedef struct
{
  char *prefix; /* “train-”, or empty */
  GOutputStream *streams[N_TABLES];
  GwCsvWriter *csv[N_TABLES];
} Part;

typedef struct
{
  GHashTable *parts; /* prefix -> Part */
  GHashTable *names; /* stems of the images written */
  GHashTable *ids;   /* gint64* class id -> char *: what tables call it */
  GOutputStream *list_stream;
  GwCsvWriter *list;
} State;

static void
part_free (gpointer data)
{
  Part *part = data;

  for (guint i = 0; i < N_TABLES; i++)
    {
      g_clear_pointer (&part->csv[i], gw_csv_writer_free);
      g_clear_object (&part->streams[i]);
    }
  g_free (part->prefix);
  g_free (part);
}

/* --- tables ------------------------------------------------------------------------------ */

static const GwOpenImagesColumn box_columns[] = {
  GW_OPEN_IMAGES_IMAGE,    GW_OPEN_IMAGES_SOURCE,    GW_OPEN_IMAGES_LABEL,    GW_OPEN_IMAGES_CONFIDENCE,
  GW_OPEN_IMAGES_XMIN,     GW_OPEN_IMAGES_XMAX,      GW_OPEN_IMAGES_YMIN,     GW_OPEN_IMAGES_YMAX,
  GW_OPEN_IMAGES_OCCLUDED, GW_OPEN_IMAGES_TRUNCATED, GW_OPEN_IMAGES_GROUP_OF, GW_OPEN_IMAGES_DEPICTION,
  GW_OPEN_IMAGES_INSIDE,   GW_OPEN_IMAGES_BOX_ID
};

/* Those that image labels have too. */
#define N_LABEL_COLUMNS 4

static void
write_header (GwCsvWriter *csv, Table table)
{
  static const char *const masks[] = { "MaskPath", "ImageID", "LabelName",    "BoxID",  "BoxXMin", "BoxXMax",
                                       "BoxYMin",  "BoxYMax", "PredictedIoU", "Clicks", NULL };
  const guint n = table == BOXES ? G_N_ELEMENTS (box_columns) : N_LABEL_COLUMNS;

  if (table == MASKS)
    {
      gw_csv_writer_row (csv, masks);
      return;
    }
  for (guint i = 0; i < n; i++)
    gw_csv_writer_text (csv, gw_open_images_column_get_name (box_columns[i]));
  gw_csv_writer_end_row (csv);
}

static GwCsvWriter *
ensure_table (GwWriter *writer, Part *part, Table table, GError **error)
{
  g_autofree char *name = NULL;

  if (part->csv[table] != NULL)
    return part->csv[table];
  name = g_strconcat (part->prefix, table_names[table], NULL);
  part->streams[table] = gw_folder_writer_open (writer->folder, name, error);
  if (part->streams[table] == NULL)
    return NULL;
  part->csv[table] = gw_csv_writer_new (part->streams[table], GW_CSV_WRITER_DATA, NULL);
  write_header (part->csv[table], table);
  writer->n_files++;

  return part->csv[table];
}

/* Each has a table of boxes, so that there is one in every export. */
static Part *
ensure_part (GwWriter *writer, const char *split, GError **error)
{
  State *state = writer->state;
  g_autofree char *escaped = split != NULL ? gw_file_name_make_split (split) : NULL;
  g_autofree char *prefix = escaped != NULL ? g_strconcat (escaped, "-", NULL) : g_strdup ("");
  Part *part = g_hash_table_lookup (state->parts, prefix);

  if (part != NULL)
    return part;
  part = g_new0 (Part, 1);
  part->prefix = g_steal_pointer (&prefix);
  g_hash_table_insert (state->parts, part->prefix, part);

  return ensure_table (writer, part, BOXES, error) != NULL ? part : NULL;
}

static gboolean
open_list (GwWriter *writer, GError **error)
{
  State *state = writer->state;

  state->list_stream = gw_folder_writer_open (writer->folder, "image_ids_and_rotation.csv", error);
  if (state->list_stream == NULL)
    return FALSE;
  state->list = gw_csv_writer_new (state->list_stream, GW_CSV_WRITER_DATA, NULL);
  gw_csv_writer_text (state->list, gw_open_images_column_get_name (GW_OPEN_IMAGES_IMAGE));
  for (guint i = GW_OPEN_IMAGES_SUBSET; i <= GW_OPEN_IMAGES_LABELED; i++)
    gw_csv_writer_text (state->list, gw_open_images_column_get_name (i));
  gw_csv_writer_end_row (state->list);
  writer->n_files++;

  return TRUE;
}

/* --- classes -------------------------------------------------------------------------------- */

static void
name_classes (State *state, const GwRecordHead *head)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      gint64 class_id = gw_class_get_id (class);
      char *id = gw_open_images_make_id (class);

      for (guint n = 2; g_hash_table_contains (taken, id); n++)
        {
          g_free (id);
          id = g_strdup_printf ("%s#%u", gw_class_get_name (class), n);
        }
      g_hash_table_add (taken, id);
      g_hash_table_insert (state->ids, g_memdup2 (&class_id, sizeof class_id), id);
    }
}

static const char *
get_id (const GwWriter *writer, gint64 class_id)
{
  const State *state = writer->state;

  return g_hash_table_lookup (state->ids, &class_id);
}

static gboolean
write_classes (GwWriter *writer, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);

  gw_csv_writer_row (csv, (const char *const[]) { "LabelName", "DisplayName", NULL });
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);
      g_autofree char *display = gw_open_images_make_display (class);

      gw_csv_writer_text (csv, get_id (writer, gw_class_get_id (class)));
      gw_csv_writer_text (csv, display);
      gw_csv_writer_end_row (csv);
    }
  if (!gw_csv_writer_finish (csv, error))
    return FALSE;
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "class-descriptions.csv", text->str, text->len, error);
}

static gboolean
write_tree (GwWriter *writer, GError **error)
{
  State *state = writer->state;
  g_autofree char *tree = gw_open_images_hierarchy_make (writer->head, state->ids);
  g_autofree char *text = tree != NULL ? g_strconcat (tree, "\n", NULL) : NULL;

  if (text == NULL)
    return TRUE;
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "bbox_labels_600_hierarchy.json", text, strlen (text), error);
}

/* --- objects -------------------------------------------------------------------------------- */

typedef struct
{
  GwWriter *writer;
  Part *part;
  const GwRecord *record;
  const char *image;   /* its id */
  GHashTable *box_ids; /* set of those taken */
  guint next_box_id;
} Draft;

static void
write_side (const Draft *draft, GwCsvWriter *csv, double side)
{
  char text[GW_NUMBER_LENGTH];

  if (draft->writer->options.lossless)
    gw_number_format (side, text);
  else
    gw_number_format_decimals (side, DECIMALS, text);
  gw_csv_writer_text (csv, text);
}

/* The sides of the box, in the order of the columns: those that were read with a mask as long as
 * it is as it was.
 */
static void
get_sides (const Draft *draft, GwObject *object, const GwJsonMembers *bag, double sides[4])
{
  const GwBox box = gw_object_get_bounds (object);
  double kept[8];

  if (gw_json_members_get_numbers (bag, "box", kept, G_N_ELEMENTS (kept)) && kept[4] == box.x && kept[5] == box.y
      && kept[6] == box.width && kept[7] == box.height)
    {
      memcpy (sides, kept, 4 * sizeof *sides);
      return;
    }
  sides[0] = box.x / draft->record->width;
  sides[1] = (box.x + box.width) / draft->record->width;
  sides[2] = box.y / draft->record->height;
  sides[3] = (box.y + box.height) / draft->record->height;
}

static gboolean
is_true (GwObject *object, GwOpenImagesColumn column)
{
  return g_strcmp0 (gw_object_get_attribute (object, gw_open_images_column_get_name (column)), "true") == 0;
}

static void
write_flags (GwCsvWriter *csv, GwObject *object, const GwJsonMembers *bag)
{
  const GwObjectFlags flags = gw_object_get_flags (object);
  const gboolean set[] = { (flags & GW_OBJECT_OCCLUDED) != 0, (flags & GW_OBJECT_TRUNCATED) != 0,
                           (flags & GW_OBJECT_CROWD) != 0, is_true (object, GW_OPEN_IMAGES_DEPICTION),
                           is_true (object, GW_OPEN_IMAGES_INSIDE) };
  g_auto (GStrv) unknown = gw_json_members_dup_strings (bag, "unknown");

  for (guint i = 0; i < G_N_ELEMENTS (set); i++)
    {
      const char *name = gw_open_images_column_get_name (GW_OPEN_IMAGES_FIRST_FLAG + i);

      if (set[i])
        gw_csv_writer_int64 (csv, 1);
      else
        gw_csv_writer_int64 (csv, unknown != NULL && g_strv_contains ((const char *const *) unknown, name) ? -1 : 0);
    }
}

/* A score that is sure is one of a model all the same. */
static gboolean
write_box (const Draft *draft, GwObject *object, const GwJsonMembers *bag, const char *box_id, const double sides[4],
           GError **error)
{
  GwCsvWriter *csv = ensure_table (draft->writer, draft->part, BOXES, error);
  const double score = gw_object_get_score (object);
  g_autofree char *source = gw_open_images_make_source (draft->record, object, bag);

  if (csv == NULL)
    return FALSE;
  gw_csv_writer_text (csv, draft->image);
  gw_csv_writer_text (csv, source);
  gw_csv_writer_text (csv, get_id (draft->writer, gw_object_get_class_id (object)));
  gw_csv_writer_double (csv, isnan (score) ? 1 : score);
  for (guint i = 0; i < 4; i++)
    write_side (draft, csv, sides[i]);
  write_flags (csv, object, bag);
  gw_csv_writer_text (csv, box_id);
  gw_csv_writer_end_row (csv);

  return TRUE;
}

/* The name of a mask as Open Images has it: image, class, box. (transfer full) */
static char *
make_mask_name (const Draft *draft, GwObject *object, const char *box_id)
{
  g_autoptr (GString) class = g_string_new (NULL);
  g_autofree char *box = gw_file_name_escape (box_id);
  g_autofree char *name = NULL;

  for (const char *p = get_id (draft->writer, gw_object_get_class_id (object));
       *p != '\0' && class->len < MOST_ID_LETTERS; p++)
    if (g_ascii_isalnum (*p) || *p == '_')
      g_string_append_c (class, *p);

  name = g_strdup_printf ("%s_%s_%s.png", draft->image, class->str, box);

  return gw_file_name_fit_path (name, 0);
}

static gboolean
write_picture (const Draft *draft, const GwMask *mask, const char *name, GError **error)
{
  const gsize n = (gsize) mask->image_width * (gsize) mask->image_height;
  g_autofree guint8 *rows = g_try_malloc0 (n);
  g_autofree char *path = g_strdup_printf ("%smasks/%s", draft->part->prefix, name);
  g_autoptr (GBytes) png = NULL;
  gconstpointer data;
  gsize size;

  if (rows == NULL
      || gw_mask_to_bitmap (mask, 0, 0, mask->image_width, mask->image_height, 1, rows, (gsize) mask->image_width)
             != GW_STATUS_OK)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: a mask of %d × %d pixels is too large to be written."),
                   draft->record->path, mask->image_width, mask->image_height);
      return FALSE;
    }
  png = gw_encode_png_bits (rows, mask->image_width, mask->image_height, (gsize) mask->image_width, error);
  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  draft->writer->n_files++;

  return gw_folder_writer_write (draft->writer->folder, path, data, size, error);
}

static void
write_kept (GwCsvWriter *csv, const GwJsonMembers *bag, const char *key)
{
  g_autofree char *text = gw_json_members_dup_string (bag, key);

  gw_csv_writer_text (csv, text);
}

static gboolean
write_mask (const Draft *draft, GwObject *object, const GwMask *mask, const GwJsonMembers *bag, const char *box_id,
            const double sides[4], GError **error)
{
  GwCsvWriter *csv = ensure_table (draft->writer, draft->part, MASKS, error);
  g_autofree char *name = make_mask_name (draft, object, box_id);

  if (csv == NULL || !write_picture (draft, mask, name, error))
    return FALSE;
  gw_csv_writer_text (csv, name);
  gw_csv_writer_text (csv, draft->image);
  gw_csv_writer_text (csv, get_id (draft->writer, gw_object_get_class_id (object)));
  gw_csv_writer_text (csv, box_id);
  for (guint i = 0; i < 4; i++)
    write_side (draft, csv, sides[i]);
  write_kept (csv, bag, "predicted_iou");
  write_kept (csv, bag, "clicks");
  gw_csv_writer_end_row (csv);

  return TRUE;
}

/* The id that was read, else the next free one where it is needed; NULL else. (transfer full) */
static char *
make_box_id (Draft *draft, const GwJsonMembers *bag, gboolean needed)
{
  char *id = gw_json_members_dup_string (bag, "box_id");

  if (id != NULL && *id != '\0' && strlen (id) < MOST_ID_LETTERS && !g_hash_table_contains (draft->box_ids, id))
    {
      g_hash_table_add (draft->box_ids, g_strdup (id));
      return id;
    }
  g_clear_pointer (&id, g_free);
  while (needed && id == NULL)
    {
      id = g_strdup_printf ("%08x", ++draft->next_box_id);
      if (!g_hash_table_add (draft->box_ids, g_strdup (id)))
        g_clear_pointer (&id, g_free);
    }
  return id;
}

/* Outlines become masks; turned boxes the box around them. */
static gboolean
make_mask (const GwRecord *record, const GwShape *shape, GwMask *mask)
{
  if (shape->kind == GW_SHAPE_MASK)
    return shape->as.mask.n_runs > 0 && gw_mask_copy (&shape->as.mask, mask) == GW_STATUS_OK;
  if (shape->kind != GW_SHAPE_POLYGON && shape->kind != GW_SHAPE_ELLIPSE)
    return FALSE;
  if (gw_raster_shape (shape, record->width, record->height, mask) == GW_STATUS_OK && mask->n_runs > 0)
    return TRUE;
  gw_mask_clear (mask);

  return FALSE;
}

static gboolean
write_object (Draft *draft, GwObject *object, GError **error)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), FORMAT);
  GwMask mask = GW_MASK_INIT;
  g_autofree char *box_id = NULL;
  double sides[4];
  gboolean has_mask, done;

  if (!gw_mask_paint_can (object) || get_id (draft->writer, gw_object_get_class_id (object)) == NULL)
    return TRUE;
  has_mask = make_mask (draft->record, gw_object_get_shape (object), &mask);
  box_id = make_box_id (draft, bag, has_mask);
  get_sides (draft, object, bag, sides);
  done = write_box (draft, object, bag, box_id, sides, error)
         && (!has_mask || write_mask (draft, object, &mask, bag, box_id, sides, error));
  gw_mask_clear (&mask);

  return done;
}

/* --- image labels --------------------------------------------------------------------------------- */

static void
write_label (const Draft *draft, GwCsvWriter *csv, const char *id, const char *source, double confidence)
{
  gw_csv_writer_text (csv, draft->image);
  gw_csv_writer_text (csv, source);
  gw_csv_writer_text (csv, id);
  gw_csv_writer_double (csv, confidence);
  gw_csv_writer_end_row (csv);
}

/* An object of texts in the bag. (transfer full) */
static GwJsonMembers *
open_texts (const GwJsonMembers *bag, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (bag, key, &length);
  GwJsonMembers *texts = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  return texts != NULL ? texts : gw_json_members_new ();
}

/* Labels, or a model's scores. */
static gboolean
write_labels (const Draft *draft, const GArray *labels, const GwJsonMembers *bag, gboolean scores, GError **error)
{
  g_autoptr (GwJsonMembers) sources = open_texts (bag, scores ? "score_sources" : "sources");
  GwCsvWriter *csv;

  if (labels == NULL || labels->len == 0)
    return TRUE;
  csv = ensure_table (draft->writer, draft->part, scores ? SCORES : LABELS, error);
  for (guint i = 0; csv != NULL && i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      const char *id = get_id (draft->writer, label->class_id);
      g_autofree char *kept = id != NULL ? gw_json_members_dup_string (sources, id) : NULL;

      if (id != NULL && (!scores || !isnan (label->confidence)))
        write_label (draft, csv, id,
                     kept != NULL ? kept
                     : scores     ? GW_OPEN_IMAGES_BY_MODEL
                                  : GW_OPEN_IMAGES_BY_CHECK,
                     scores ? label->confidence : 1);
    }
  return csv != NULL;
}

/* What was said not to be there, unless it has been labeled since. */
static gboolean
write_absent (const Draft *draft, const GwJsonMembers *bag, GError **error)
{
  const GArray *absent = draft->record->absent;
  g_autoptr (GwJsonMembers) sources = open_texts (bag, "absent_sources");
  g_auto (GwLabelIndex) labeled = { 0 };

  for (guint i = 0; absent != NULL && i < absent->len; i++)
    {
      const gint64 class_id = g_array_index (absent, GwLabel, i).class_id;
      const char *id = get_id (draft->writer, class_id);
      g_autofree char *source = id != NULL ? gw_json_members_dup_string (sources, id) : NULL;
      GwCsvWriter *csv;

      if (id == NULL || gw_label_index_find (&labeled, draft->record->labels, class_id) != NULL)
        continue;
      csv = ensure_table (draft->writer, draft->part, LABELS, error);
      if (csv == NULL)
        return FALSE;
      write_label (draft, csv, id, source != NULL ? source : GW_OPEN_IMAGES_BY_CHECK, 0);
    }
  return TRUE;
}

/* --- images ----------------------------------------------------------------------------------------- */

static void
write_listed (const Draft *draft, const GwJsonMembers *bag)
{
  const State *state = draft->writer->state;
  const GwRecord *record = draft->record;

  gw_csv_writer_text (state->list, draft->image);
  gw_csv_writer_text (state->list, record->split);
  for (guint i = GW_OPEN_IMAGES_FIRST_KEPT; i <= GW_OPEN_IMAGES_LAST_KEPT; i++)
    write_kept (state->list, bag, gw_open_images_column_get_name (i));
  if (record->width > 0 && record->height > 0)
    {
      gw_csv_writer_int64 (state->list, record->width);
      gw_csv_writer_int64 (state->list, record->height);
    }
  else
    {
      gw_csv_writer_text (state->list, NULL);
      gw_csv_writer_text (state->list, NULL);
    }
  gw_csv_writer_int64 (state->list, record->labeled ? 1 : 0);
  gw_csv_writer_end_row (state->list);
}

gboolean
gw_open_images_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->parts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, part_free);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  name_classes (state, writer->head);

  return open_list (writer, error);
}

static gboolean
write_record (Draft *draft, GError **error)
{
  const GwRecord *record = draft->record;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, FORMAT);

  write_listed (draft, bag);
  if (_gw_writer_check_size (
          draft->writer, record,
          _ ("Boxes are written as fractions of the image, whose size is not known. They were left out.")))
    for (guint i = 0; i < record->objects->len; i++)
      if (!write_object (draft, g_ptr_array_index (record->objects, i), error))
        return FALSE;

  return write_labels (draft, record->labels, bag, FALSE, error) && write_absent (draft, bag, error)
         && write_labels (draft, record->scores, bag, TRUE, error);
}

gboolean
gw_open_images_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *image = NULL;
  g_autoptr (GHashTable) box_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) failure = NULL;
  Draft draft = { .writer = writer, .record = record, .box_ids = box_ids };

  if (record->path == NULL)
    return TRUE;
  path = _gw_writer_claim_stem (writer, state->names, record, record->path, ".png");
  if (path == NULL)
    return TRUE;
  picture = g_build_filename ("images", path, NULL);
  image = _gw_path_get_stem (path);
  draft.image = image;
  draft.part = ensure_part (writer, record->split, error);
  if (draft.part == NULL || !_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  if (write_record (&draft, &failure))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* --- the end ------------------------------------------------------------------------------------------ */

static gboolean
close_table (GwCsvWriter *csv, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  return csv == NULL || (gw_csv_writer_finish (csv, error) && g_output_stream_close (stream, cancellable, error));
}

gboolean
gw_open_images_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (state->parts) == 0 && ensure_part (writer, NULL, error) == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, state->parts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Part *part = value;

      for (guint i = 0; i < N_TABLES; i++)
        if (!close_table (part->csv[i], part->streams[i], cancellable, error))
          return FALSE;
    }

  return close_table (state->list, state->list_stream, cancellable, error) && write_classes (writer, error)
         && write_tree (writer, error);
}

void
gw_open_images_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_hash_table_unref (state->parts);
  g_hash_table_unref (state->names);
  g_hash_table_unref (state->ids);
  g_clear_pointer (&state->list, gw_csv_writer_free);
  g_clear_object (&state->list_stream);
  g_free (state);
}
