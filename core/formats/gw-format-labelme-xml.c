/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-labelme-xml.h"
#include "gw-mask-picture.h"
#include "gw-mask.h"
#include "gw-path.h"
#include "gw-polygon.h"
#include "gw-reader-private.h"
#include "gw-xml-set.h"

/* The old LabelMe, of MIT (spec formats 14): an XML file for each picture, in Annotations beside
 * Images and Masks, or beside the pictures. It begins as Pascal VOC does.
 */
typedef struct
{
  GwXmlSet set;
  char *root;  /* which nothing that is read lies outside of */
  char *inner; /* the folder of the files, from the root; "" where it is that */

  /* Of the mask file that was read last: many objects may name one. */
  char *mask_file; /* (nullable) */
  int mask_width;  /* 0: it cannot be read */
  int mask_height;
  GwShape mask; /* GW_SHAPE_NONE: it is too large */
} State;

/* Parts of parts of parts. */
#define MOST_PARTS 64

static gpointer
parse (const char *text, gsize length, const char **code, GError **error)
{
  return gw_labelme_xml_parse (text, length, code, error);
}

static void
free_document (gpointer document)
{
  gw_labelme_xml_free (document);
}

static gsize
measure (gconstpointer document)
{
  return gw_labelme_xml_measure (document);
}

static const char *const tags[] = { "<annotation", "<polygon", "<pt", NULL };
static const GwXmlKind kind = { parse, free_document, measure, tags };

/* --- detection ------------------------------------------------------------------------- */

typedef struct
{
  gboolean has_boxes; /* it is Pascal VOC */
  gboolean has_outlines;
} Sample;

static void
look_at (gpointer document, const char *file, gpointer data)
{
  const GwLabelmeXml *annotation = document;
  Sample *sample = data;

  sample->has_boxes = sample->has_boxes || annotation->has_boxes;
  sample->has_outlines = sample->has_outlines || annotation->has_outlines;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  Sample sample = { 0 };
  const guint n_broken = gw_xml_set_sample (&kind, source, is_folder, look_at, &sample);

  if (!sample.has_boxes && !sample.has_outlines && n_broken > 0)
    {
      out->confidence = 60;
      g_snprintf (out->reason, sizeof out->reason, "%s",
                  _ ("It has XML files of the old LabelMe that cannot be read."));
      return;
    }
  if (sample.has_boxes || !sample.has_outlines)
    return;
  out->confidence = 88;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has XML files with outlines of the old LabelMe."));
}

/* --- opening ----------------------------------------------------------------------------- */

static void
note_classes (gpointer document, const char *file, gpointer data)
{
  const GwLabelmeXml *annotation = document;
  GwReader *reader = data;
  State *state = reader->state;

  for (guint i = 0; i < annotation->objects->len; i++)
    {
      const GwLabelmeXmlObject *object = g_ptr_array_index (annotation->objects, i);

      if (!object->deleted && object->name != NULL)
        gw_xml_set_note_class (&state->set, reader, object->name, file, object->line);
    }
}

/* Masks lie beside Annotations, whichever of the two was named. */
static void
find_root (State *state)
{
  g_autofree char *name = g_path_get_basename (state->set.folder);

  if (strcmp (name, "Annotations") == 0)
    {
      state->root = g_path_get_dirname (state->set.folder);
      state->inner = g_steal_pointer (&name);
    }
  else
    {
      state->root = g_strdup (state->set.folder);
      state->inner = g_strdup ("");
    }
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  static const char *const usual[] = { ".", "../Images", "../images", "Images", "images" };
  State *state = g_new0 (State, 1);
  g_autofree char *absolute = g_canonicalize_filename (reader->source, NULL);

  reader->state = state;
  reader->has_masks = TRUE;
  if (!gw_xml_set_open (&state->set, &kind, absolute, FALSE, reader->options.work, cancellable, error))
    return FALSE;
  find_root (state);
  if (!gw_xml_set_scan (&state->set, reader, note_classes, reader, cancellable, error))
    return FALSE;
  gw_xml_set_find_pictures (&state->set, reader, usual, G_N_ELEMENTS (usual), NULL, cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- shapes ------------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  GwRecord *record;
  const GwLabelmeXml *annotation;
  const char *file; /* absolute */
  const char *stem; /* of the file, from the folder */
  GHashTable *ids;  /* of objects */
} Reading;

static gboolean
reject (const Reading *reading, const GwLabelmeXmlObject *object, const char *code, const char *text)
{
  gw_problems_report (reading->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                                .outcome = GW_OUTCOME_LEFT_OUT,
                                                                .code = code,
                                                                .file = (char *) reading->file,
                                                                .line = object->line,
                                                                .image = reading->record->path,
                                                                .label = object->name,
                                                                .text = (char *) text,
                                                                .n_labels = 1 });
  return FALSE;
}

/* Whether the four points are the corners of an upright box. */
static gboolean
is_upright (const GwPoint *p)
{
  return (p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y)
         || (p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x);
}

static gboolean
make_outline (const Reading *reading, const GwLabelmeXmlObject *object, GwShape *shape)
{
  const GwPoint *points = (const GwPoint *) (gpointer) object->points->data;
  const guint n = object->points->len;

  for (guint i = 0; i < n; i++)
    if (!isfinite (points[i].x) || !isfinite (points[i].y))
      return reject (reading, object, "coord-not-finite",
                     _ ("A point of the outline has a coordinate that is missing or no number. The object was left "
                        "out."));
  if (n == 0)
    return reject (reading, object, "ring-short", _ ("The outline has no points. The object was left out."));
  if (object->is_box && n == 4 && is_upright (points))
    {
      gw_shape_init_box (shape, fmin (points[0].x, points[2].x), fmin (points[0].y, points[2].y),
                         fabs (points[2].x - points[0].x), fabs (points[2].y - points[0].y));
      return TRUE;
    }
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;

  return gw_polygon_add_ring (&shape->as.polygon, points, n) == GW_STATUS_OK
         || reject (reading, object, "limit", _ ("The outline is too large for the memory. It was left out."));
}

/* Beside the XML file, in Masks as the file is in Annotations, or in Masks itself: never outside
 * of the data. (transfer full) (nullable)
 */
static char *
find_mask (const State *state, const char *stem, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (stem);
  const char *const folders[][3] = { { state->inner, folder, "." }, { "Masks", folder, "." }, { "Masks", ".", "." } };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *joined = g_build_filename (folders[i][0], folders[i][1], folders[i][2], name, NULL);
      g_autofree char *path = gw_path_normalise (joined, -1, NULL);

      if (path != NULL && _gw_reader_has_file (state->root, path))
        return g_build_filename (state->root, path, NULL);
    }
  return NULL;
}

static gboolean
fill_mask (const GwMaskPicture *picture, GwShape *shape)
{
  const gsize width = (gsize) picture->width;
  g_autofree guint8 *rows = g_try_malloc (width * (gsize) picture->height);
  g_autofree guint32 *row = g_new (guint32, width);

  if (rows == NULL)
    return FALSE;
  for (int y = 0; y < picture->height; y++)
    {
      gw_mask_picture_get_row (picture, y, row);
      for (gsize x = 0; x < width; x++)
        rows[(gsize) y * width + x] = row[x] != 0 && row[x] != GW_MASK_TRANSPARENT;
    }
  shape->kind = GW_SHAPE_MASK;

  return gw_mask_from_bitmap (picture->width, picture->height, 0, 0, picture->width, picture->height, rows, width,
                              &shape->as.mask)
         == GW_STATUS_OK;
}

/* Into the state, unless it is there. */
static void
load_mask (State *state, const char *path)
{
  g_autoptr (GwMaskPicture) picture = NULL;

  if (g_strcmp0 (state->mask_file, path) == 0)
    return;
  g_free (state->mask_file);
  state->mask_file = g_strdup (path);
  gw_shape_clear (&state->mask);
  picture = gw_mask_picture_read_file (path, NULL, NULL);
  state->mask_width = picture != NULL ? picture->width : 0;
  state->mask_height = picture != NULL ? picture->height : 0;
  if (picture != NULL && !fill_mask (picture, &state->mask))
    state->mask = (GwShape) GW_SHAPE_INIT;
}

static gboolean
make_mask (const Reading *reading, const GwLabelmeXmlObject *object, GwShape *shape)
{
  State *state = reading->reader->state;
  GwRecord *record = reading->record;
  g_autofree char *name = object->mask != NULL ? gw_path_normalise (object->mask, -1, NULL) : NULL;
  g_autofree char *path = name != NULL ? find_mask (state, reading->stem, name) : NULL;

  if (object->mask != NULL && name == NULL)
    return reject (reading, object, "path-escape",
                   _ ("The path of a mask is absolute or leads out of its folder. The mask was left out."));
  if (path == NULL)
    return reject (reading, object, "path-missing", _ ("The picture of a mask was not found. The mask was left out."));
  load_mask (state, path);
  if (state->mask_width == 0)
    return reject (reading, object, "image-unreadable",
                   _ ("The picture of a mask cannot be read. The mask was left out."));
  if (record->width <= 0 || record->height <= 0)
    {
      record->width = state->mask_width;
      record->height = state->mask_height;
    }
  if (state->mask_width != record->width || state->mask_height != record->height)
    return reject (reading, object, "mask-size", _ ("A mask differs in size from its image. It was left out."));

  return (state->mask.kind == GW_SHAPE_MASK && gw_shape_copy (&state->mask, shape) == GW_STATUS_OK)
         || reject (reading, object, "limit", _ ("A mask is too large for the memory. It was left out."));
}

static gboolean
make_shape (const Reading *reading, const GwLabelmeXmlObject *object, GwShape *shape)
{
  if (object->points != NULL)
    return make_outline (reading, object, shape);
  if (object->has_segment)
    return make_mask (reading, object, shape);
  return reject (reading, object, "value-type", _ ("The object has neither an outline nor a mask. It was left out."));
}

/* --- objects --------------------------------------------------------------------------------- */

/* Ids of objects that are there -> their places, plus 1. (transfer full) */
static GHashTable *
list_ids (const GwLabelmeXml *annotation)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < annotation->objects->len; i++)
    {
      const GwLabelmeXmlObject *object = g_ptr_array_index (annotation->objects, i);

      if (!object->deleted && object->id != NULL && !g_hash_table_contains (ids, object->id))
        g_hash_table_insert (ids, object->id, GUINT_TO_POINTER (i + 1));
    }
  return ids;
}

/* What the object belongs to in the end; itself where to nothing. */
static guint
find_whole (const Reading *reading, guint index)
{
  for (guint i = 0; i < MOST_PARTS; i++)
    {
      const GwLabelmeXmlObject *object = g_ptr_array_index (reading->annotation->objects, index);
      const guint whole = object->whole != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (reading->ids, object->whole))
                                                : 0;

      if (whole == 0 || whole - 1 == index)
        break;
      index = whole - 1;
    }
  return index;
}

/* Parts and what they belong to are a group. */
static void
set_group (const Reading *reading, GHashTable *wholes, GwObject *object, guint index)
{
  const guint whole = find_whole (reading, index);

  if (whole != index || g_hash_table_contains (wholes, GUINT_TO_POINTER (index)))
    gw_object_set_group (object, (gint64) whole + 1);
}

static void
take_object (const Reading *reading, GHashTable *wholes, guint index)
{
  const State *state = reading->reader->state;
  const GwLabelmeXmlObject *labelme = g_ptr_array_index (reading->annotation->objects, index);
  GwRecord *record = reading->record;
  const gint64 class_id = gw_xml_set_find_class (&state->set, labelme->name);
  GwShape shape = GW_SHAPE_INIT;
  GwObject *object;

  reading->reader->counts.labels++;
  if (class_id == 0)
    {
      reject (reading, labelme, "class-unknown",
              _ ("The object has no class, or one whose name cannot be one. It was left out."));
      return;
    }
  if (!make_shape (reading, labelme, &shape))
    {
      gw_shape_clear (&shape);
      return;
    }
  object = gw_object_new (0, class_id);
  gw_object_take_shape (object, &shape);
  gw_object_set_flags (object, labelme->occluded ? GW_OBJECT_OCCLUDED : 0);
  if (labelme->attributes != NULL)
    gw_labelme_xml_set_attributes (object, labelme->attributes);
  if (labelme->author != NULL)
    gw_object_set_author (object, labelme->author);
  if (labelme->verified)
    gw_object_set_bag (object, "{\"labelme-xml\":{\"verified\":true}}");
  set_group (reading, wholes, object, index);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  _gw_record_add_place (record, labelme->line);
}

static void
take_objects (const Reading *reading)
{
  const GPtrArray *objects = reading->annotation->objects;
  g_autoptr (GHashTable) wholes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < objects->len; i++)
    {
      const GwLabelmeXmlObject *object = g_ptr_array_index (objects, i);
      const guint whole = !object->deleted ? find_whole (reading, i) : i;

      if (whole != i)
        g_hash_table_add (wholes, GUINT_TO_POINTER (whole));
    }
  /* What was deleted in LabelMe is no label any more. */
  for (guint i = 0; i < objects->len; i++)
    if (!((const GwLabelmeXmlObject *) g_ptr_array_index (objects, i))->deleted)
      take_object (reading, wholes, i);
}

/* --- records ---------------------------------------------------------------------------------- */

/* The picture that is called like the XML file; else as the file names it, in the folder that the
 * XML file is in below the others. (transfer full)
 */
static char *
choose_path (const State *state, const GwLabelmeXml *annotation, const char *stem)
{
  const char *by_stem = state->set.pictures != NULL ? gw_picture_stems_get (state->set.pictures, stem) : NULL;
  g_autofree char *told = annotation->filename != NULL ? gw_path_tail (annotation->filename, -1, NULL) : NULL;
  g_autofree char *folder = g_path_get_dirname (stem);

  if (by_stem != NULL || told == NULL)
    return g_strdup (by_stem != NULL ? by_stem : stem);
  return strcmp (folder, ".") != 0 ? g_build_filename (folder, gw_path_basename (told), NULL) : g_steal_pointer (&told);
}

static GwRecord *
make_record (GwReader *reader, const GwLabelmeXml *annotation, const char *file, const char *stem)
{
  g_autofree char *path = choose_path (reader->state, annotation, stem);
  g_autoptr (GHashTable) ids = list_ids (annotation);
  GwRecord *record = gw_record_new (path);

  record->source = g_strdup (file);
  record->width = annotation->width;
  record->height = annotation->height;
  record->labeled = TRUE;
  take_objects (&(const Reading) { reader, record, annotation, file, stem, ids });

  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *file = NULL;
  g_autofree char *stem = NULL;
  g_autoptr (GwLabelmeXml) annotation = gw_xml_set_next (&state->set, reader, &file, &stem, cancellable, error);

  return annotation != NULL ? make_record (reader, annotation, file, stem) : NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  gw_xml_set_clear (&state->set);
  gw_shape_clear (&state->mask);
  g_free (state->mask_file);
  g_free (state->root);
  g_free (state->inner);
  g_free (state);
}

const GwFormat gw_format_labelme_xml = {
  .name = "labelme-xml",
  .title = N_ ("LabelMe XML (MIT)"),
  .flags = GW_FORMAT_READS | GW_FORMAT_NAMES_BY_STEM,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
