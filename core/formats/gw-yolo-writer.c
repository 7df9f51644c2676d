/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-formats.h"
#include "gw-number.h"
#include "gw-outline.h"
#include "gw-writer-private.h"
#include "gw-yaml.h"

#define DECIMALS 6

/* Masks' outlines are simplified by so many pixels. */
#define TOLERANCE 0.5

typedef struct
{
  GArray *order;       /* of gint64: class ids by number */
  GHashTable *numbers; /* class id -> number + 1 */
  GHashTable *splits;  /* set of char*: folder names of splits */
  gboolean has_plain;  /* images without a split */
  GHashTable *names;   /* stems of label files written, with their split */
} State;

static gboolean
is_segment (const GwWriter *writer)
{
  return writer->format == &gw_format_yolo_segment;
}

/* --- losses -------------------------------------------------------------------------- */

static void
measure_common (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      if (gw_object_get_n_attributes (object) > 0)
        _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("YOLO has no attributes. They are left out."));
      if (gw_object_get_flags (object)
          & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
        _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("YOLO has no marks of objects. They are left out."));
      if (gw_object_get_group (object) != 0)
        _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                         _ ("YOLO has no groups. The group is left out."));
    }
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("YOLO's label files have no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("YOLO has no scores of images. They are left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}

static gboolean
has_area (GwShapeKind kind)
{
  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

void
gw_yolo_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                      GwProblems *problems)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      GwShapeKind kind = gw_object_get_shape (object)->kind;

      if (!has_area (kind))
        _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                         _ ("YOLO boxes have no lines and points. The object is left out."));
      else if (kind == GW_SHAPE_ROTATED_BOX)
        _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                         _ ("YOLO boxes are upright. The box around the turned one is written."));
      else if (kind != GW_SHAPE_BOX)
        _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                         _ ("YOLO boxes have no other shapes. The box around it is written."));
    }
  measure_common (head, record, problems);
}

/* The rings of a shape for segments, and how well they stand for a mask. */
static GPtrArray *
get_outlines (GwObject *object, const GwWriteOptions *options, double *worst)
{
  const GwShape *shape = gw_object_get_shape (object);
  gboolean bridge = options->holes != GW_HOLES_FILL;
  GwRing ring = GW_RING_INIT;
  GwPolygon single = { &ring, 1 };
  GPtrArray *outlines = NULL;

  *worst = 1;
  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      return gw_outlines_new (&shape->as.polygon, bridge);
    case GW_SHAPE_MASK:
      return gw_outlines_new_for_mask (&shape->as.mask, bridge, TOLERANCE, worst);
    case GW_SHAPE_BOX:
      gw_ring_from_box (&shape->as.box, &ring);
      break;
    case GW_SHAPE_ROTATED_BOX:
      gw_ring_from_rotated_box (&shape->as.rotated, &ring);
      break;
    case GW_SHAPE_ELLIPSE:
      gw_ring_from_ellipse (&shape->as.ellipse, &ring);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      break;
    }
  outlines = gw_outlines_new (&single, FALSE);
  gw_ring_clear (&ring);

  return outlines;
}

static void
measure_segment (const GwRecordHead *head, const GwRecord *record, GwObject *object, const GwWriteOptions *options,
                 GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);
  double worst;
  g_autoptr (GPtrArray) outlines = get_outlines (object, options, &worst);

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("YOLO polygons have no turned boxes. The four corners are written."));
  else if (shape->kind == GW_SHAPE_BOX || shape->kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("YOLO polygons have no other shapes. The outline is written."));
  else if (shape->kind == GW_SHAPE_MASK)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("YOLO polygons have no masks. The outline is written; it covers the mask to %.1f %%."), 100 * worst);

      _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0, text);
    }
  if (outlines->len > 1)
    _gw_report_loss (problems, "loss-parts", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("YOLO polygons have one ring. The parts are written as several objects."));
  if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > outlines->len)
    _gw_report_loss (problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     options->holes == GW_HOLES_FILL ? _ ("YOLO polygons have no holes. They are filled.")
                                                     : _ ("YOLO polygons have no holes. They are joined to the outline "
                                                          "by bridges."));
}

void
gw_yolo_segment_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                              GwProblems *problems)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (!has_area (gw_object_get_shape (object)->kind))
        _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                         _ ("YOLO polygons have no lines and points. The object is left out."));
      else
        measure_segment (head, record, object, options, problems);
    }
  measure_common (head, record, problems);
}

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

/* Numbers of an earlier import where they leave no gap; else the order of the
 * classes.
 */
static void
number_classes (State *state, const GwRecordHead *head, const char *format)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Numbered));
  gboolean whole = TRUE;
  gint64 expected = 0;

  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      Numbered one = { gw_class_get_id (class), G_MAXINT64, i };
      const char *alias;

      if (_gw_class_is_group (head, class))
        continue;
      if (gw_class_get_alias (class, format, &alias, NULL) && alias != NULL)
        gw_number_parse_int64 (alias, -1, &one.alias);
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

/* --- lines ---------------------------------------------------------------------------------- */

static void
append_number (GwWriter *writer, GString *text, double value)
{
  char buffer[GW_NUMBER_LENGTH];

  if (writer->options.lossless)
    gw_number_format (value, buffer);
  else
    gw_number_format_decimals (value, DECIMALS, buffer);
  g_string_append_c (text, ' ');
  g_string_append (text, buffer);
}

static void
end_line (GwWriter *writer, GString *text, GwObject *object)
{
  if (!isnan (gw_object_get_score (object)))
    append_number (writer, text, gw_object_get_score (object));
  g_string_append_c (text, '\n');
}

static void
append_box (GwWriter *writer, GString *text, const GwRecord *record, GwObject *object, guint number)
{
  GwBox box = gw_object_get_bounds (object);
  double w = record->width, h = record->height;

  g_string_append_printf (text, "%u", number - 1);
  append_number (writer, text, (box.x + box.width / 2) / w);
  append_number (writer, text, (box.y + box.height / 2) / h);
  append_number (writer, text, box.width / w);
  append_number (writer, text, box.height / h);
  end_line (writer, text, object);
}

static void
append_rings (GwWriter *writer, GString *text, const GwRecord *record, GwObject *object, guint number)
{
  double worst;
  g_autoptr (GPtrArray) outlines = get_outlines (object, &writer->options, &worst);

  for (guint i = 0; i < outlines->len; i++)
    {
      const GwRing *ring = g_ptr_array_index (outlines, i);

      g_string_append_printf (text, "%u", number - 1);
      for (gsize k = 0; k < ring->n_points; k++)
        {
          append_number (writer, text, CLAMP (ring->points[k].x / record->width, 0, 1));
          append_number (writer, text, CLAMP (ring->points[k].y / record->height, 0, 1));
        }
      end_line (writer, text, object);
    }
}

static char *
make_lines (GwWriter *writer, const GwRecord *record, gsize *length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      guint number = get_number (writer, gw_object_get_class_id (object));

      if (number == 0 || !has_area (gw_object_get_shape (object)->kind))
        continue;
      if (is_segment (writer))
        append_rings (writer, text, record, object, number);
      else
        append_box (writer, text, record, object, number);
    }

  *length = text->len;
  return g_string_free (text, FALSE);
}

/* --- files ------------------------------------------------------------------------------------ */

gboolean
gw_yolo_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  state->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  state->splits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  number_classes (state, writer->head, writer->format->name);

  return TRUE;
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
  else
    state->has_plain = TRUE;

  return path;
}

static gboolean
write_labels (GwWriter *writer, const GwRecord *record, const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = make_lines (writer, record, &length);
  const char *dot = strrchr (path, '.');
  g_autofree char *name = NULL;

  /* An image that nobody looked at has no file; a negative has an empty one. */
  if (!record->labeled && record->objects->len == 0)
    return TRUE;
  if (dot == NULL || strchr (dot, '/') != NULL)
    dot = path + strlen (path);
  name = g_strdup_printf ("labels/%.*s.txt", (int) (dot - path), path);
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, name, text, length, error);
}

gboolean
gw_yolo_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autofree char *picture = NULL;

  if (record->path == NULL)
    return TRUE;
  if (!_gw_writer_check_size (writer, record,
                              _ ("YOLO needs the size of the image, which is not known. Its labels were left out.")))
    return TRUE;

  wanted = make_path (writer, record);
  path = _gw_writer_claim_stem (writer, ((State *) writer->state)->names, wanted);
  picture = g_build_filename ("images", path, NULL);

  return _gw_writer_copy_picture (writer, record, picture, error) && write_labels (writer, record, path, error);
}

static void
append_yaml_split (GString *text, State *state, const char *key)
{
  if (g_hash_table_contains (state->splits, key))
    g_string_append_printf (text, "%s: images/%s\n", key, key);
}

static char *
make_yaml (GwWriter *writer)
{
  State *state = writer->state;
  GString *text = g_string_new ("path: .\n");

  if (g_hash_table_size (state->splits) == 0)
    g_string_append (text, "train: images\nval: images\n");
  append_yaml_split (text, state, "train");
  append_yaml_split (text, state, "val");
  append_yaml_split (text, state, "test");
  g_string_append_printf (text, "nc: %u\nnames:\n", state->order->len);
  for (guint i = 0; i < state->order->len; i++)
    {
      GwClass *class = gw_record_head_find_class (writer->head, g_array_index (state->order, gint64, i));
      g_autofree char *name = gw_yaml_quote (_gw_class_get_name_for (class, writer->format->name));

      g_string_append_printf (text, "  %u: %s\n", i, name);
    }

  return g_string_free (text, FALSE);
}

gboolean
gw_yolo_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = make_yaml (writer);

  writer->n_files++;
  return gw_folder_writer_write (writer->folder, "data.yaml", text, strlen (text), error);
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
  g_free (state);
}
