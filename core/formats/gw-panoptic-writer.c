/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-panoptic-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-categories.h"
#include "gw-coco-image-keys.h"
#include "gw-coco-lists.h"
#include "gw-decode.h"
#include "gw-encode.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-json-members.h"
#include "gw-limits.h"
#include "gw-mask-paint.h"
#include "gw-mask-regions.h"
#include "gw-number.h"
#include "gw-semantic-writer.h"

#define FORMAT "coco-panoptic"
#define HIGHEST_ID 0xffffff

/* One output file. */
typedef struct
{
  char *split; /* NULL: images without one */
  char *name;  /* of the JSON file, without its ending */
  GwCocoLists lists;
  GHashTable *names; /* of PNG files, without their ending */
  gint64 n_images;
} Part;

typedef struct
{
  GPtrArray *parts; /* of Part */
  GwCocoCategories *categories;
  GHashTable *stuff;     /* set of class ids */
  GwJsonMembers *extras; /* class name -> other members of its category */
} State;

/* What one image's objects are written as. */
typedef struct
{
  guint32 id;
  GwObject *object; /* the first of it */
  guint64 area;
  int left, top, right, bottom; /* last pixels, all in it */
} Segment;

static void
part_free (gpointer data)
{
  Part *part = data;

  gw_coco_lists_clear (&part->lists);
  g_clear_pointer (&part->names, g_hash_table_unref);
  g_free (part->split);
  g_free (part->name);
  g_free (part);
}

/* --- classes ------------------------------------------------------------------------ */

static GwJsonMembers *
open_extras (const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  g_autofree char *raw = gw_json_members_dup (bag, "categories");
  GwJsonMembers *extras = raw != NULL ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;

  return extras != NULL ? extras : gw_json_members_new ();
}

/* (transfer full) (nullable): what is kept of a class. */
static GwJsonMembers *
open_extra (const GwJsonMembers *extras, GwClass *class)
{
  gsize length;
  const char *raw = gw_json_members_get (extras, gw_class_get_name (class), &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

/* Classes that have no single objects: as an import said. */
static GHashTable *
list_stuff (const GwRecordHead *head, const GwJsonMembers *extras)
{
  GHashTable *stuff = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; gw_json_members_get_n (extras) > 0 && i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      g_autoptr (GwJsonMembers) extra = open_extra (extras, class);
      g_autofree char *is_thing = extra != NULL ? gw_json_members_dup (extra, "isthing") : NULL;
      gint64 id = gw_class_get_id (class);

      if (g_strcmp0 (is_thing, "0") == 0)
        g_hash_table_add (stuff, g_memdup2 (&id, sizeof id));
    }

  return stuff;
}

static gboolean
is_stuff (GHashTable *stuff, GwObject *object)
{
  gint64 class_id = gw_object_get_class_id (object);

  return (gw_object_get_flags (object) & GW_OBJECT_CROWD) == 0 && g_hash_table_contains (stuff, &class_id);
}

static void
write_category (GwWriter *writer, GwClass *class, const char *id, GwJsonWriter *json)
{
  State *state = writer->state;
  g_autoptr (GwJsonMembers) extra = open_extra (state->extras, class);
  GwClass *parent = gw_record_head_find_class (writer->head, gw_class_get_parent_id (class));
  gint64 class_id = gw_class_get_id (class);
  guint32 colour = gw_class_get_color (class);

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "id");
  gw_json_writer_raw (json, id, -1);
  gw_json_writer_key_string (json, "name", _gw_class_get_name_for (class, FORMAT));
  if (parent != NULL)
    gw_json_writer_key_string (json, "supercategory", _gw_class_get_name_for (parent, FORMAT));
  gw_json_writer_key_int64 (json, "isthing", !g_hash_table_contains (state->stuff, &class_id));
  gw_json_writer_key (json, "color");
  gw_json_writer_begin_array (json);
  for (int shift = 16; shift >= 0; shift -= 8)
    gw_json_writer_int64 (json, colour >> shift & 0xff);
  gw_json_writer_end_array (json);
  if (extra != NULL)
    {
      gw_json_members_remove (extra, "isthing");
      gw_json_members_remove (extra, "color");
      if (parent != NULL)
        gw_json_members_remove (extra, "supercategory");
      gw_json_members_write (extra, json);
    }
  gw_json_writer_end_object (json);
}

/* --- losses ---------------------------------------------------------------------------- */

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_mask_paint_can (object))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Masks have no lines and points. The object is left out."));
  else if (kind != GW_SHAPE_MASK)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Masks have no outlines. The pixels of the shape are written."));
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Segments have no attributes. They are left out."));
  if (gw_object_get_flags (object) & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Segments have no marks but that of crowds. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Masks have no groups. The group is left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Masks have no confidences. They are left out."));
}

/* Which segment an object is of. */
typedef struct
{
  GHashTable *stuff;    /* (nullable): set of class ids */
  GHashTable *of_class; /* class id -> value, of stuff */
  GHashTable *values;   /* object -> value */
  guint n;
} Numbering;

static int
get_number (GwObject *object, gpointer data)
{
  const Numbering *numbering = data;

  return GPOINTER_TO_INT (g_hash_table_lookup (numbering->values, object));
}

/* FALSE: another object of its class of stuff has the segment. */
static gboolean
number_object (Numbering *self, GwObject *object)
{
  gint64 class_id = gw_object_get_class_id (object);
  const gboolean joined = self->stuff != NULL && is_stuff (self->stuff, object);
  gpointer value = joined ? g_hash_table_lookup (self->of_class, &class_id) : NULL;
  const gboolean is_first = value == NULL;

  if (is_first)
    value = GUINT_TO_POINTER (++self->n);
  if (is_first && joined)
    g_hash_table_insert (self->of_class, g_memdup2 (&class_id, sizeof class_id), value);
  g_hash_table_insert (self->values, object, value);

  return is_first;
}

/* Objects of stuff that another of their class swallows, and those of which nothing is left. */
static void
measure_segments_lost (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GwJsonMembers) extras = head->bag != NULL ? open_extras (head) : NULL;
  g_autoptr (GHashTable) stuff = extras != NULL ? list_stuff (head, extras) : NULL;
  g_autoptr (GHashTable) of_class = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new (NULL, NULL);
  Numbering numbering = { stuff, of_class, values, 0 };

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (gw_mask_paint_can (object) && !number_object (&numbering, object))
        _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                         _ ("A class of stuff has one segment in each image. The objects are joined."));
    }
  gw_semantic_measure_unseen (head, record, get_number, &numbering, problems);
}

void
gw_panoptic_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                          GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      measure_object (head, record, object, problems);
      has_author = has_author || gw_object_get_author (object) != NULL;
    }
  measure_segments_lost (head, record, problems);
  gw_semantic_measure_hidden (head, record, FALSE, problems);
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("Masks have no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Masks have no scores of images. They are left out."));
  gw_coco_image_keys_measure (head, record, problems);
  _gw_measure_common_loss (head, record, has_author, problems);
}

/* --- segments ------------------------------------------------------------------------------ */

/* 0: none was read. */
static guint32
get_kept_id (GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), FORMAT);
  gsize length;
  const char *raw = gw_json_members_get (bag, "id", &length);
  gint64 id;

  return raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &id) && id > 0 && id <= HIGHEST_ID ? (guint32) id
                                                                                                        : 0;
}

/* The segments in the order of the record; places gets the place + 1 of each
 * object that is painted.
 */
static GArray *
list_segments (GwWriter *writer, const GwRecord *record, GHashTable *places)
{
  State *state = writer->state;
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (Segment));
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) of_class = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint32 next = 1;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      gint64 class_id = gw_object_get_class_id (object);
      gboolean joined = is_stuff (state->stuff, object);
      guint place = joined ? GPOINTER_TO_UINT (g_hash_table_lookup (of_class, &class_id)) : 0;

      if (!gw_mask_paint_can (object) || gw_coco_categories_ensure (state->categories, class_id) == NULL)
        continue;
      if (place == 0)
        {
          Segment segment = { .id = get_kept_id (object), .object = object };

          if (segment.id != 0 && !g_hash_table_add (taken, GUINT_TO_POINTER (segment.id)))
            segment.id = 0;
          g_array_append_val (segments, segment);
          place = segments->len;
          if (joined)
            g_hash_table_insert (of_class, g_memdup2 (&class_id, sizeof class_id), GUINT_TO_POINTER (place));
        }
      g_hash_table_insert (places, object, GUINT_TO_POINTER (place));
    }
  for (guint i = 0; i < segments->len; i++)
    {
      Segment *segment = &g_array_index (segments, Segment, i);

      if (segment->id != 0)
        continue;
      while (g_hash_table_contains (taken, GUINT_TO_POINTER (next)))
        next++;
      segment->id = next++;
    }

  return segments;
}

static void
measure_segments (const GwRecord *record, GArray *segments, const guint32 *rows)
{
  for (int y = 0; y < record->height; y++)
    for (int x = 0; x < record->width; x++)
      {
        guint32 place = rows[(gsize) y * (gsize) record->width + (gsize) x];
        Segment *segment;

        if (place == 0)
          continue;
        segment = &g_array_index (segments, Segment, place - 1);
        if (segment->area++ == 0)
          {
            segment->left = segment->right = x;
            segment->top = y;
          }
        segment->left = MIN (segment->left, x);
        segment->right = MAX (segment->right, x);
        segment->bottom = y;
      }
}

/* Places become colours: the id is R + 256 G + 65536 B. */
static void
colour_rows (const GwRecord *record, const GArray *segments, guint32 *rows)
{
  gsize n = (gsize) record->width * (gsize) record->height;

  for (gsize i = 0; i < n; i++)
    if (rows[i] > 0)
      {
        guint32 id = g_array_index (segments, Segment, rows[i] - 1).id;

        rows[i] = (id & 0xff) << 16 | (id & 0xff00) | id >> 16;
      }
}

static guint32 *
take_rows (const GwRecord *record, GError **error)
{
  gsize n = (gsize) record->width * (gsize) record->height;
  guint32 *rows = NULL;

  if (record->width <= GW_DECODE_MAX_SURFACE_SIDE && record->height <= GW_DECODE_MAX_SURFACE_SIDE
      && n <= gw_limit_get (GW_LIMIT_IMAGE_PIXELS))
    rows = g_try_new0 (guint32, n);
  if (rows == NULL)
    g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: a mask of %d × %d pixels is too large to be written."),
                 record->path, record->width, record->height);

  return rows;
}

static gboolean
write_png (GwWriter *writer, const Part *part, const GwRecord *record, guint32 *rows, const char *name, GError **error)
{
  g_autoptr (GBytes) png = gw_encode_png_colors (rows, record->width, record->height, error);
  g_autofree char *path = g_strdup_printf ("annotations/%s/%s", part->name, name);
  gconstpointer data;
  gsize size;

  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, path, data, size, error);
}

static void
write_segment (GwWriter *writer, const Segment *segment, GwJsonWriter *json)
{
  State *state = writer->state;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (segment->object), FORMAT);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "id", segment->id);
  gw_json_writer_key (json, "category_id");
  gw_json_writer_raw (json, gw_coco_categories_ensure (state->categories, gw_object_get_class_id (segment->object)),
                      -1);
  gw_json_writer_key_int64 (json, "area", (gint64) segment->area);
  gw_json_writer_key (json, "bbox");
  gw_json_writer_begin_array (json);
  gw_json_writer_int64 (json, segment->left);
  gw_json_writer_int64 (json, segment->top);
  gw_json_writer_int64 (json, segment->right - segment->left + 1);
  gw_json_writer_int64 (json, segment->bottom - segment->top + 1);
  gw_json_writer_end_array (json);
  gw_json_writer_key_int64 (json, "iscrowd", (gw_object_get_flags (segment->object) & GW_OBJECT_CROWD) != 0);
  gw_json_members_remove (bag, "id");
  gw_json_members_write (bag, json);
  gw_json_writer_end_object (json);
}

static gboolean
write_annotation (GwWriter *writer, Part *part, const GwRecord *record, GwJsonMembers *extra, const char *name,
                  GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) segments = list_segments (writer, record, places);
  g_autoptr (GPtrArray) order = gw_mask_paint_order (record);
  g_autofree guint32 *rows = take_rows (record, error);
  GwJsonWriter *json = part->lists.annotations_json;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < order->len; i++)
    {
      GwObject *object = g_ptr_array_index (order, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, object));

      if (place > 0)
        gw_mask_regions_paint_number (gw_object_get_shape (object), record->width, record->height, place, rows);
    }
  measure_segments (record, segments, rows);
  colour_rows (record, segments, rows);
  if (!write_png (writer, part, record, rows, name, error))
    return FALSE;

  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "image_id", part->n_images);
  gw_json_writer_key_string (json, "file_name", name);
  gw_json_writer_key (json, "segments_info");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < segments->len; i++)
    if (g_array_index (segments, Segment, i).area > 0)
      write_segment (writer, &g_array_index (segments, Segment, i), json);
  gw_json_writer_end_array (json);
  if (extra != NULL)
    gw_json_members_write (extra, json);
  gw_json_writer_end_object (json);

  return !gw_json_writer_has_failed (json) || gw_json_writer_finish (json, error);
}

/* --- records --------------------------------------------------------------------------------- */

static Part *
ensure_part (GwWriter *writer, const char *split, GError **error)
{
  State *state = writer->state;
  g_autofree char *escaped = split != NULL ? gw_file_name_make_split (split) : NULL;
  Part *part;

  for (guint i = 0; i < state->parts->len; i++)
    {
      part = g_ptr_array_index (state->parts, i);
      if (g_strcmp0 (part->split, split) == 0)
        return part;
    }

  part = g_new0 (Part, 1);
  g_ptr_array_add (state->parts, part);
  part->split = g_strdup (split);
  part->name = escaped != NULL ? g_strdup_printf ("panoptic_%s", escaped) : g_strdup ("panoptic");
  part->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!gw_coco_lists_open (&part->lists, writer, error))
    return NULL;

  return part;
}

static void
write_image (Part *part, const GwRecord *record, GwJsonMembers *bag, const char *name)
{
  GwJsonWriter *json = part->lists.images_json;

  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "id", ++part->n_images);
  gw_json_writer_key_string (json, "file_name", name);
  if (record->width > 0 && record->height > 0)
    {
      gw_json_writer_key_int64 (json, "width", record->width);
      gw_json_writer_key_int64 (json, "height", record->height);
    }
  gw_coco_image_keys_put (record, bag);
  gw_json_members_write (bag, json);
  gw_json_writer_end_object (json);
}

gboolean
gw_panoptic_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, FORMAT);
  g_autofree char *raw = gw_json_members_dup (bag, "annotation");
  g_autoptr (GwJsonMembers) extra = raw != NULL ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;
  g_autofree char *split = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *mask = NULL;
  Part *part;

  if (record->path == NULL)
    return TRUE;
  part = ensure_part (writer, record->split, error);
  if (part == NULL)
    return FALSE;

  whole = _gw_record_make_split_path (record, &split);
  path = _gw_writer_claim_stem (writer, part->names, record, split != NULL ? whole + strlen (split) + 1 : whole,
                                ".png");
  if (path == NULL)
    return TRUE;
  picture = split != NULL ? g_build_filename ("images", split, path, NULL) : g_build_filename ("images", path, NULL);
  if (!_gw_writer_copy_picture (writer, record, picture, error))
    return FALSE;
  gw_json_members_remove (bag, "annotation");
  write_image (part, record, bag, path);

  /* An image that nobody looked at has no annotation. */
  if (!record->labeled && record->objects->len == 0)
    return TRUE;
  if (!_gw_writer_check_size (writer, record,
                              _ ("Masks need the size of the image, which is not known. Its labels were left out."))
      || record->width <= 0 || record->height <= 0)
    return TRUE;
  stem = _gw_path_get_stem (path);
  mask = g_strconcat (stem, ".png", NULL);

  return write_annotation (writer, part, record, extra, mask, error);
}

/* --- the files ------------------------------------------------------------------------------- */

gboolean
gw_panoptic_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->parts = g_ptr_array_new_with_free_func (part_free);
  state->extras = open_extras (writer->head);
  state->stuff = list_stuff (writer->head, state->extras);
  state->categories = gw_coco_categories_new (writer->head, FORMAT);

  return TRUE;
}

static void
write_categories (GwWriter *writer, GwJsonWriter *json)
{
  State *state = writer->state;

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);
      gint64 class_id = gw_class_get_id (class);
      const char *id = gw_coco_categories_find (state->categories, class_id);

      if (id != NULL)
        write_category (writer, class, id, json);
    }
  gw_json_writer_end_array (json);
}

static gboolean
write_part (GwWriter *writer, Part *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) categories = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (categories, GW_JSON_WRITER_COMPACT);
  g_autofree char *name = g_strdup_printf ("annotations/%s.json", part->name);

  write_categories (writer, json);

  return gw_json_writer_finish (json, error)
         && gw_coco_lists_write (&part->lists, writer, name, FORMAT, categories->str, NULL, NULL, cancellable, error);
}

gboolean
gw_panoptic_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  /* Nothing to write is a file too. */
  if (state->parts->len == 0 && ensure_part (writer, NULL, error) == NULL)
    return FALSE;
  for (guint i = 0; i < state->parts->len; i++)
    if (!write_part (writer, g_ptr_array_index (state->parts, i), cancellable, error))
      return FALSE;

  return TRUE;
}

void
gw_panoptic_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_ptr_array_unref (state->parts);
  gw_coco_categories_free (state->categories);
  g_hash_table_unref (state->stuff);
  gw_json_members_free (state->extras);
  g_free (state);
}
