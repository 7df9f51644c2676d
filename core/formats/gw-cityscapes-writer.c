/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cityscapes-labels.h"
#include "gw-cityscapes-numbers.h"
#include "gw-encode.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-json-members.h"
#include "gw-mask-paint.h"
#include "gw-mask-regions.h"
#include "gw-path.h"
#include "gw-polygon.h"

#define FORMAT "cityscapes"
#define PICTURE_SUFFIX "_leftImg8bit"
#define VALUES 256

typedef struct
{
  GwCityscapesNumbers *numbers;
  GHashTable *names; /* split, city and name of the images written */
  guint32 colours[VALUES];
  guint8 train_ids[VALUES];
} State;

/* --- names --------------------------------------------------------------------------------- */

/* The city of names like “aachen_000000_000019”; NULL else. (transfer full) (nullable) */
static char *
find_city (const char *name)
{
  const char *frame = strrchr (name, '_');
  g_autofree char *before = frame != NULL ? g_strndup (name, (gsize) (frame - name)) : NULL;
  char *sequence = before != NULL ? strrchr (before, '_') : NULL;

  if (sequence == NULL || sequence == before || strlen (frame + 1) != 6 || strlen (sequence + 1) != 6
      || strspn (frame + 1, "0123456789") != 6 || strspn (sequence + 1, "0123456789") != 6)
    return NULL;
  *sequence = '\0';

  return g_steal_pointer (&before);
}

/* What stands for no split comes from an export of this kind. */
static const char *
skip_nowhere (const char *path)
{
  static const char nowhere[] = GW_CITYSCAPES_NO_FOLDER "/";

  while (g_str_has_prefix (path, nowhere))
    path += strlen (nowhere);
  return path;
}

/* split/city/name with the ending of the picture: what is looked for has two folders, no more and no
 * less. (transfer full)
 */
static char *
make_path (const GwRecord *record)
{
  g_autofree char *split = NULL;
  g_autofree char *joined = _gw_record_make_split_path (record, &split);
  const char *inner = skip_nowhere (split != NULL ? joined + strlen (split) + 1 : joined);
  g_autofree char *stem = _gw_path_get_stem (inner);
  const char *ending = inner + strlen (stem);
  g_autofree char *folder = g_path_get_dirname (stem);
  g_autofree char *name = g_path_get_basename (stem);
  g_autofree char *city = NULL;

  if (g_str_has_suffix (name, PICTURE_SUFFIX) && strlen (name) > strlen (PICTURE_SUFFIX))
    name[strlen (name) - strlen (PICTURE_SUFFIX)] = '\0';
  if (strcmp (folder, ".") != 0)
    city = g_strdelimit (g_steal_pointer (&folder), "/", '_');
  else
    city = find_city (name);

  return g_strdup_printf ("%s/%s/%s%s", split != NULL ? split : GW_CITYSCAPES_NO_FOLDER,
                          city != NULL ? city : GW_CITYSCAPES_NO_FOLDER, name, ending);
}

/* --- outlines -------------------------------------------------------------------------------- */

typedef struct
{
  GwWriter *writer;
  const GwRecord *record;
  GwJsonWriter *json;
  gint64 next_mask;
} Draft;

static void
write_points (GwJsonWriter *json, const GwRing *ring)
{
  gw_json_writer_begin_array (json);
  for (gsize i = 0; i < ring->n_points; i++)
    gw_json_writer_doubles (json, (const double[]) { ring->points[i].x, ring->points[i].y }, 2);
  gw_json_writer_end_array (json);
}

/* Of several objects the label ends in “group”, where that is no other class. (transfer full) */
static char *
make_label (const Draft *draft, GwObject *object, const char *name)
{
  const gboolean crowd = (gw_object_get_flags (object) & GW_OBJECT_CROWD) != 0
                         && !gw_cityscapes_group_is_class (draft->writer->head, name);

  return g_strconcat (name, crowd ? GW_CITYSCAPES_GROUP : "", NULL);
}

/* mask -1: it is none. */
static void
write_outline (const Draft *draft, GwObject *object, const char *label, const GwRing *ring, gint64 mask,
               const GwJsonMembers *bag)
{
  const char *author = gw_object_get_author (object) != NULL ? gw_object_get_author (object) : draft->record->annotator;

  gw_json_writer_begin_object (draft->json);
  gw_json_writer_key_string (draft->json, "label", label);
  gw_json_writer_key (draft->json, "polygon");
  write_points (draft->json, ring);
  if (author != NULL)
    gw_json_writer_key_string (draft->json, "user", author);
  if (mask >= 0)
    gw_json_writer_key_int64 (draft->json, "mask", mask);
  gw_json_members_write (bag, draft->json);
  gw_json_writer_end_object (draft->json);
}

static void
write_object (Draft *draft, GwObject *object)
{
  const State *state = draft->writer->state;
  const GwCityscapesNumber *number = gw_cityscapes_numbers_find (state->numbers, gw_object_get_class_id (object));
  const gboolean is_mask = gw_object_get_shape (object)->kind == GW_SHAPE_MASK;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (GwJsonMembers) bag = NULL;
  g_autofree char *label = NULL;

  if (number == NULL || !gw_mask_paint_can (object))
    return;
  outlines = gw_cityscapes_make_outlines (object, draft->writer->options.holes);
  bag = gw_json_members_open_bag (gw_object_get_bag (object), FORMAT);
  if (gw_object_get_author (object) != NULL || draft->record->annotator != NULL)
    gw_json_members_remove (bag, "user");
  label = make_label (draft, object, number->name);
  for (guint i = 0; i < outlines->len; i++)
    write_outline (draft, object, label, g_ptr_array_index (outlines, i), is_mask ? draft->next_mask : -1, bag);
  if (is_mask)
    draft->next_mask++;
}

static gboolean
write_file (GwWriter *writer, const char *stem, const char *ending, gconstpointer data, gsize size, GError **error)
{
  g_autofree char *path = g_strdup_printf ("gtFine/%s_gtFine_%s", stem, ending);

  writer->n_files++;
  return gw_folder_writer_write (writer->folder, path, data, size, error);
}

static gboolean
write_polygons (GwWriter *writer, const GwRecord *record, const GPtrArray *order, const char *stem, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, FORMAT);
  Draft draft = { writer, record, json, 0 };

  gw_json_writer_begin_object (json);
  if (record->width > 0 && record->height > 0)
    {
      gw_json_writer_key_int64 (json, "imgHeight", record->height);
      gw_json_writer_key_int64 (json, "imgWidth", record->width);
    }
  gw_json_writer_key (json, "objects");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < order->len; i++)
    write_object (&draft, g_ptr_array_index (order, i));
  gw_json_writer_end_array (json);
  gw_json_members_write (bag, json);
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return gw_json_writer_finish (json, error) && write_file (writer, stem, "polygons.json", text->str, text->len, error);
}

/* --- pictures of numbers ----------------------------------------------------------------------- */

/* -1: it is not drawn. */
static int
get_id (GwObject *object, gpointer data)
{
  const State *state = data;
  const GwCityscapesNumber *number = gw_cityscapes_numbers_find (state->numbers, gw_object_get_class_id (object));

  return number != NULL ? number->id : -1;
}

/* Takes the picture. */
static gboolean
write_png (GwWriter *writer, const char *stem, const char *ending, GBytes *png, GError **error)
{
  g_autoptr (GBytes) owned = png;
  gconstpointer data;
  gsize size;

  if (owned == NULL)
    return FALSE;
  data = g_bytes_get_data (owned, &size);

  return write_file (writer, stem, ending, data, size, error);
}

static gboolean
refuse_size (const GwRecord *record, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: a mask of %d × %d pixels is too large to be written."),
               record->path, record->width, record->height);
  return FALSE;
}

/* Classes in their colours. */
static gboolean
write_colours (GwWriter *writer, const GwRecord *record, const guint8 *rows, const char *stem, GError **error)
{
  const State *state = writer->state;
  const gsize n = (gsize) record->width * (gsize) record->height;
  g_autofree guint32 *colours = g_try_new (guint32, n);

  if (colours == NULL)
    return refuse_size (record, error);
  for (gsize i = 0; i < n; i++)
    colours[i] = state->colours[rows[i]];

  return write_png (writer, stem, "color.png", gw_encode_png_colors (colours, record->width, record->height, error),
                    error);
}

/* The number of an object: its class, and behind it how many of them came before, where there is
 * room for that.
 */
static guint32
choose_instance (const GwCityscapesNumber *number, GwObject *object, guint next[VALUES])
{
  if (!number->has_instances || (gw_object_get_flags (object) & GW_OBJECT_CROWD) != 0
      || next[number->id] == GW_CITYSCAPES_INSTANCES)
    return (guint32) number->id;

  return (guint32) number->id * GW_CITYSCAPES_INSTANCES + next[number->id]++;
}

static gboolean
write_instances (GwWriter *writer, const GwRecord *record, const GPtrArray *order, const char *stem, GError **error)
{
  const State *state = writer->state;
  const gsize n = (gsize) record->width * (gsize) record->height;
  g_autofree guint32 *rows = g_try_new0 (guint32, n);
  g_autofree guint16 *numbers = g_try_new (guint16, n);
  guint next[VALUES] = { 0 };

  if (rows == NULL || numbers == NULL)
    return refuse_size (record, error);
  for (guint i = 0; i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);
      const GwCityscapesNumber *number = gw_cityscapes_numbers_find (state->numbers, gw_object_get_class_id (object));

      if (number != NULL && number->id >= 0 && gw_mask_paint_can (object))
        gw_mask_regions_paint_number (gw_object_get_shape (object), record->width, record->height,
                                      choose_instance (number, object, next), rows);
    }
  for (gsize i = 0; i < n; i++)
    numbers[i] = (guint16) rows[i];

  return write_png (writer, stem, "instanceIds.png",
                    gw_encode_png_gray16 (numbers, record->width, record->height, error), error);
}

static gboolean
write_pictures (GwWriter *writer, const GwRecord *record, const GPtrArray *order, const char *stem, GError **error)
{
  const State *state = writer->state;
  const gsize n = (gsize) record->width * (gsize) record->height;
  g_autofree guint8 *rows = gw_mask_paint (record, 0, get_id, writer->state, error);

  if (rows == NULL
      || !write_png (writer, stem, "labelIds.png",
                     gw_encode_png_gray (rows, record->width, record->height, (gsize) record->width, error), error)
      || !write_instances (writer, record, order, stem, error) || !write_colours (writer, record, rows, stem, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    rows[i] = state->train_ids[rows[i]];

  return write_png (writer, stem, "labelTrainIds.png",
                    gw_encode_png_gray (rows, record->width, record->height, (gsize) record->width, error), error);
}

/* --- shapes -------------------------------------------------------------------------------------- */

/* The polygon of an object's outlines. FALSE where there is no memory for it. */
static gboolean
make_polygon (GwObject *object, GwShape *shape)
{
  g_autoptr (GPtrArray) outlines = gw_cityscapes_make_outlines (object, GW_HOLES_DEFAULT);

  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  for (guint i = 0; i < outlines->len; i++)
    {
      const GwRing *ring = g_ptr_array_index (outlines, i);

      if (gw_polygon_add_ring (&shape->as.polygon, ring->points, ring->n_points) != GW_STATUS_OK)
        return FALSE;
    }
  return outlines->len > 0;
}

static gboolean
is_turned (GwObject *object)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  return kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_ELLIPSE;
}

/* The record with outlines in place of turned boxes and ellipses, so that pictures have the pixels
 * of what is written, and will be read. (transfer full) (nullable): NULL: there are none of them
 */
static GwRecord *
outline_turned (const GwRecord *record)
{
  GwRecord *outlined;
  gboolean has_turned = FALSE;

  for (guint i = 0; i < record->objects->len; i++)
    has_turned = has_turned || is_turned (g_ptr_array_index (record->objects, i));
  if (!has_turned)
    return NULL;
  outlined = gw_record_copy (record);
  for (guint i = 0; i < outlined->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (outlined->objects, i);
      GwShape shape = GW_SHAPE_INIT;
      GwObject *copy;

      if (!is_turned (object))
        continue;
      if (!make_polygon (object, &shape))
        {
          gw_shape_clear (&shape);
          continue;
        }
      copy = gw_object_copy (object);
      gw_object_take_shape (copy, &shape);
      g_object_unref (object);
      outlined->objects->pdata[i] = copy;
    }
  return outlined;
}

/* --- images -------------------------------------------------------------------------------------- */

gboolean
gw_cityscapes_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->numbers = gw_cityscapes_numbers_new (writer->head, error);
  if (state->numbers == NULL)
    return FALSE;
  memset (state->train_ids, GW_CITYSCAPES_IGNORED, sizeof state->train_ids);
  for (guint i = 0; i < state->numbers->numbers->len; i++)
    {
      const GwCityscapesNumber *number = &g_array_index (state->numbers->numbers, GwCityscapesNumber, i);

      if (number->id < 0)
        continue;
      state->colours[number->id] = number->colour;
      state->train_ids[number->id] = (guint8) number->train_id;
    }
  if (!state->numbers->standard)
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "class-unknown", NULL, 0, NULL, "%s",
                     _ ("The classes are not those of Cityscapes, so they have numbers of their own. The file "
                        "dataset_meta.json tells which."));

  return TRUE;
}

gboolean
gw_cityscapes_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *picture = NULL;
  g_autoptr (GwRecord) outlined = NULL;
  const GwRecord *drawn;
  g_autoptr (GPtrArray) order = NULL;

  if (record->path == NULL)
    return TRUE;
  wanted = make_path (record);
  path = _gw_writer_claim_stem (writer, state->names, record, wanted, "_gtFine_labelTrainIds.png");
  if (path == NULL)
    return TRUE;
  stem = _gw_path_get_stem (path);
  picture = g_strconcat ("leftImg8bit/", stem, PICTURE_SUFFIX, path + strlen (stem), NULL);
  if (!_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  /* An image that nobody looked at has no files. */
  if ((!record->labeled && record->objects->len == 0)
      || !_gw_writer_check_size (
          writer, record,
          _ ("Pictures of classes need the size of the image, which is not known. Its labels were "
             "left out.")))
    return TRUE;
  outlined = outline_turned (record);
  drawn = outlined != NULL ? outlined : record;
  order = gw_mask_paint_order (drawn);

  return write_polygons (writer, drawn, order, stem, error)
         && (record->width <= 0 || record->height <= 0 || write_pictures (writer, drawn, order, stem, error));
}

/* --- classes ----------------------------------------------------------------------------------------- */

static void
write_class (GwJsonWriter *json, const GwCityscapesNumber *number)
{
  char key[16];

  g_snprintf (key, sizeof key, "%d", number->id);
  gw_json_writer_key_string (json, key, number->name);
}

static void
write_colour (GwJsonWriter *json, guint32 colour)
{
  gw_json_writer_begin_array (json);
  for (int shift = 16; shift >= 0; shift -= 8)
    gw_json_writer_int64 (json, colour >> shift & 0xff);
  gw_json_writer_end_array (json);
}

/* All classes in their order, whether they occur or not; a list of none would be no list. */
gboolean
gw_cityscapes_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  const State *state = writer->state;
  const GArray *numbers = state->numbers->numbers;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);

  if (numbers->len == 0)
    return TRUE;
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "label_map");
  gw_json_writer_begin_object (json);
  for (guint i = 0; i < numbers->len; i++)
    write_class (json, &g_array_index (numbers, GwCityscapesNumber, i));
  gw_json_writer_end_object (json);
  gw_json_writer_key (json, "segmentation_colors");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < numbers->len; i++)
    write_colour (json, g_array_index (numbers, GwCityscapesNumber, i).colour);
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);
  writer->n_files++;

  return gw_json_writer_finish (json, error)
         && gw_folder_writer_write (writer->folder, "dataset_meta.json", text->str, text->len, error);
}

void
gw_cityscapes_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_cityscapes_numbers_free (state->numbers);
  g_hash_table_unref (state->names);
  g_free (state);
}
