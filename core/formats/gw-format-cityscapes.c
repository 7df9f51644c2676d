/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cityscapes-document.h"
#include "gw-cityscapes-labels.h"
#include "gw-cityscapes-layout.h"
#include "gw-cityscapes-masks.h"
#include "gw-cityscapes-writer.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-json-sketch.h"
#include "gw-mask-table.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-reader-private.h"
#include "gw-shape-make.h"

/* -1 is the number of a class that is not drawn. */
#define NO_ID (-2)

/* Cityscapes (spec formats 10): for each picture a file of outlines, which cover each other in their
 * order, and pictures of numbers, which are read where there are no outlines.
 */
typedef struct
{
  GwCityscapesLayout *layout;
  GwMaskTable *table;  /* (nullable): classes that are not those of Cityscapes */
  GHashTable *classes; /* name -> class id, as pointer; 0: it cannot be one */
  GHashTable *declared;
  guint next;
} State;

/* --- detecting --------------------------------------------------------------------------- */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      out->confidence = gw_cityscapes_layout_is_likely (source) ? 93 : 0;
      g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has files called as those of Cityscapes."));
    }
  else if (gw_cityscapes_layout_is_picture (source))
    {
      out->confidence = 93;
      g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It is a picture called as those of Cityscapes."));
    }
  else
    {
      g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

      if (sketch->first != '{' || !gw_json_sketch_has (sketch, "objects")
          || !(gw_json_sketch_has (sketch, "imgHeight") || gw_json_sketch_has (sketch, "imgWidth")))
        return;
      out->confidence = 93;
      g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It is a JSON object with “imgHeight” and “objects”."));
    }
}

/* --- classes ------------------------------------------------------------------------------- */

/* Whether a class of the set has the name. */
static gboolean
is_known (const State *state, const char *name)
{
  if (state->table == NULL)
    return gw_cityscapes_label_find (name) != NULL;
  for (guint i = 0; i < state->table->entries->len; i++)
    if (strcmp (((const GwMaskEntry *) g_ptr_array_index (state->table->entries, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The class of a label: one that is not known and ends in “group” is of several objects of the
 * class before it. (transfer full)
 */
static char *
get_class_name (const State *state, const char *label, gboolean *crowd)
{
  const gsize n = strlen (label), suffix = strlen (GW_CITYSCAPES_GROUP);

  *crowd = n > suffix && g_str_has_suffix (label, GW_CITYSCAPES_GROUP) && !is_known (state, label);
  return g_strndup (label, *crowd ? n - suffix : n);
}

/* The name of a number; NULL: there is none. "" means no class. */
static const char *
get_name (const State *state, gint64 number)
{
  const GwCityscapesLabel *label = gw_cityscapes_label_find_id (number);
  const GwMaskEntry *entry;

  if (state->table == NULL)
    return label == NULL ? NULL : number == 0 ? "" : label->name;
  if (number == state->table->background)
    return "";
  entry = gw_mask_table_find_index (state->table, number);
  if (entry == NULL)
    return number == 0 ? "" : NULL;
  return gw_mask_name_is_background (entry->name) || gw_mask_name_is_void (entry->name) ? "" : entry->name;
}

/* id NO_ID, colour -1: none. */
static void
note_class (GwReader *reader, const char *name, gint64 id, gint64 colour, const char *file)
{
  State *state = reader->state;
  const GwCityscapesLabel *label = state->table == NULL ? gw_cityscapes_label_find (name) : NULL;
  g_autofree char *number = NULL;
  GwClass *class;

  if (g_hash_table_contains (state->classes, name))
    return;
  if (label != NULL)
    {
      id = label->id;
      colour = label->colour;
    }
  number = id != NO_ID ? g_strdup_printf ("%" PRId64, id) : NULL;
  class = _gw_reader_ensure_class (reader, name, number, state->declared, file, 0);
  /* Black is no colour to see a class by. */
  if (class != NULL && colour > 0)
    gw_class_set_color (class, (guint32) colour);
  g_hash_table_insert (state->classes, g_strdup (name),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
}

/* Those of the table, but what means no class. */
static void
note_table (GwReader *reader)
{
  State *state = reader->state;

  for (guint i = 0; i < state->table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (state->table->entries, i);

      if (*entry->name != '\0' && (entry->index < 0 || *get_name (state, entry->index) != '\0'))
        note_class (reader, entry->name, entry->index >= 0 || entry->is_undrawn ? entry->index : NO_ID,
                    entry->has_colour ? (gint64) entry->colour : -1, state->table->file);
    }
}

/* Pictures of numbers may have any of the classes. */
static void
note_standard (GwReader *reader)
{
  gsize n;
  const GwCityscapesLabel *labels = gw_cityscapes_labels_list (&n);

  for (gsize i = 0; i < n; i++)
    if (labels[i].id > 0)
      note_class (reader, labels[i].name, labels[i].id, labels[i].colour, reader->source);
}

/* The labels of a file. What is broken is told of when it is read again. */
static void
note_labels (GwReader *reader, const char *file, GCancellable *cancellable)
{
  guint64 line;
  g_autoptr (GwCityscapesDocument) document = gw_cityscapes_document_read (file, &line, cancellable, NULL);

  for (guint i = 0; document != NULL && i < document->objects->len; i++)
    {
      const GwCityscapesObject *object = g_ptr_array_index (document->objects, i);
      gboolean crowd;
      g_autofree char *name = object->label != NULL && !object->deleted
                                  ? get_class_name (reader->state, object->label, &crowd)
                                  : NULL;

      if (name != NULL)
        note_class (reader, name, NO_ID, -1, file);
    }
}

static gboolean
load_table (GwReader *reader, GError **error)
{
  static const char *const usual[] = { "dataset_meta.json", "label_colors.txt" };
  State *state = reader->state;

  if (reader->options.classes_file != NULL)
    {
      state->table = gw_mask_table_load (reader->options.classes_file, error);
      return state->table != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *file = g_build_filename (state->layout->root, usual[i], NULL);

      if (!_gw_reader_has_file (state->layout->root, usual[i]))
        continue;
      state->table = gw_mask_table_load (file, error);
      return state->table != NULL;
    }
  return TRUE;
}

static gboolean
find_classes (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const GPtrArray *items = state->layout->items;
  gboolean has_numbers = FALSE;

  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) items->len);
  if (state->table != NULL)
    note_table (reader);
  for (guint i = 0; i < items->len; i++)
    {
      const GwCityscapesItem *item = g_ptr_array_index (items, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (item->polygons != NULL)
        note_labels (reader, item->polygons, cancellable);
      else
        has_numbers = has_numbers || item->instances != NULL || item->labels != NULL;
      _gw_reader_tell (reader, i + 1);
    }
  if (has_numbers && state->table == NULL)
    note_standard (reader);

  return TRUE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->declared = g_hash_table_new (NULL, NULL);
  state->layout = gw_cityscapes_layout_find (reader->source, reader->options.images_dir, cancellable, error);
  if (state->layout == NULL || !load_table (reader, error) || !find_classes (reader, cancellable, error))
    return FALSE;
  if (state->layout->other != NULL)
    gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                         .outcome = GW_OUTCOME_LEFT_OUT,
                                                         .code = "labels-unread",
                                                         .file = state->layout->other,
                                                         .text = _ ("There are coarse labels beside the fine ones. "
                                                                    "They were not read. Name their folder to read "
                                                                    "them.") });
  reader->head->task = GW_TASK_MASKS;
  reader->has_masks = TRUE;
  reader->head->has_task = TRUE;
  if (reader->images_dir == NULL)
    reader->images_dir = g_strdup (state->layout->images_dir);

  return TRUE;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->layout, gw_cityscapes_layout_free);
  g_clear_pointer (&state->table, gw_mask_table_free);
  g_hash_table_unref (state->classes);
  g_hash_table_unref (state->declared);
  g_free (state);
}

/* --- outlines -------------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  const GwCityscapesItem *item;
  GwRecord *record;
  const GwCityscapesDocument *document;
} Reading;

/* place: of the object, -1: of the file. One label is left out with what is left out of it. */
static void
report (const Reading *self, gint64 place, const char *code, const char *label, const char *text)
{
  g_autofree char *pointer = place >= 0 ? g_strdup_printf ("/objects/%" PRId64, place) : NULL;

  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                             .outcome = GW_OUTCOME_LEFT_OUT,
                                                             .code = code,
                                                             .file = self->item->polygons,
                                                             .pointer = pointer,
                                                             .image = self->record->path,
                                                             .label = (char *) label,
                                                             .text = (char *) text,
                                                             .n_labels = 1 });
}

static const char *
describe (const char *code)
{
  if (strcmp (code, "coord-not-finite") == 0)
    return _ ("An object has numbers that are none. It was left out.");
  if (strcmp (code, "coord-out-of-range") == 0)
    return _ ("An outline has numbers that are too large. The object was left out.");
  if (strcmp (code, "ring-odd") == 0)
    return _ ("An outline is no list of points of two numbers. The object was left out.");
  if (strcmp (code, "ring-short") == 0)
    return _ ("An outline has fewer than three points. The object was left out.");
  if (strcmp (code, "limit") == 0)
    return _ ("An outline has more points than this program reads. The object was left out.");
  return _ ("An object has no outline. It was left out.");
}

static void
add_object (const Reading *self, const GwCityscapesObject *outline, gint class_id, gboolean crowd, GwShape *shape)
{
  GwObject *object = gw_object_new (0, class_id);
  g_autofree char *bag = gw_json_members_get_n (outline->rest) > 0
                             ? gw_json_members_put_bag (outline->rest, NULL, self->reader->format->name)
                             : NULL;

  gw_object_take_shape (object, shape);
  gw_object_set_flags (object, crowd ? GW_OBJECT_CROWD : 0);
  gw_object_set_author (object, outline->user);
  gw_object_set_bag (object, bag);
  gw_object_set_z (object, (int) self->record->objects->len);
  g_ptr_array_add (self->record->objects, object);
}

/* How many outlines from place on are one mask with it. */
static guint
count_parts (const Reading *self, guint place)
{
  const GwCityscapesObject *first = g_ptr_array_index (self->document->objects, place);
  guint n = 1;

  while (first->mask >= 0 && self->record->width > 0 && place + n < self->document->objects->len)
    {
      const GwCityscapesObject *other = g_ptr_array_index (self->document->objects, place + n);

      if (other->mask != first->mask || other->code != NULL || other->deleted
          || g_strcmp0 (other->label, first->label) != 0)
        break;
      n++;
    }
  return n;
}

/* Masks of this program are written as outlines that give back their pixels. NULL, or what is wrong. */
static const char *
make_mask (const Reading *self, guint place, guint n, GwShape *shape)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  gw_status status = GW_STATUS_OK;

  for (guint i = place; i < place + n && status == GW_STATUS_OK; i++)
    {
      const GwCityscapesObject *part = g_ptr_array_index (self->document->objects, i);

      if (part->points->len >= 3)
        status = gw_polygon_add_ring (&polygon, (const GwPoint *) (gpointer) part->points->data, part->points->len);
    }
  if (status == GW_STATUS_OK)
    status = gw_raster_polygon (&polygon, self->record->width, self->record->height, &shape->as.mask);
  gw_polygon_clear (&polygon);
  if (status != GW_STATUS_OK)
    return "limit";
  shape->kind = GW_SHAPE_MASK;
  if (shape->as.mask.n_runs > 0)
    return NULL;
  gw_shape_clear (shape);

  return "ring-short";
}

/* Returns how many outlines it has taken. */
static guint
take_object (const Reading *self, guint place)
{
  const GwCityscapesObject *outline = g_ptr_array_index (self->document->objects, place);
  const State *state = self->reader->state;
  const gboolean is_mask = outline->mask >= 0 && self->record->width > 0;
  const guint n = outline->code == NULL ? count_parts (self, place) : 1;
  GwShape shape = GW_SHAPE_INIT;
  gboolean crowd = FALSE;
  g_autofree char *name = outline->label != NULL ? get_class_name (state, outline->label, &crowd) : NULL;
  const gint class_id = name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (state->classes, name)) : 0;
  const char *code = outline->code;

  if (outline->deleted)
    return 1;
  self->reader->counts.labels++;
  if (code == NULL && class_id == 0)
    {
      report (self, place, "class-unknown", outline->label,
              _ ("An object has no label that can be a class. It was left out."));
      return n;
    }
  if (code == NULL)
    code = is_mask ? make_mask (self, place, n, &shape)
                   : gw_shape_make_polygon ((const GwPoint *) (gpointer) outline->points->data, outline->points->len,
                                            &shape);
  if (code == NULL)
    add_object (self, outline, class_id, crowd, &shape);
  else
    report (self, place, code, outline->label, describe (code));

  return n;
}

/* What is written down is the size; else that of the picture. */
static void
take_size (const GwCityscapesItem *item, const GwCityscapesDocument *document, GwRecord *record)
{
  GwImageInfo info;

  if (document->width > 0 && document->height > 0)
    {
      record->width = document->width;
      record->height = document->height;
    }
  else if (item->picture != NULL && gw_image_info_read_file (item->picture, &info, NULL))
    {
      record->width = info.width;
      record->height = info.height;
    }
}

static void
report_file (GwReader *reader, const char *file, guint64 line, const GwRecord *record, const char *code,
             const char *text)
{
  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = (char *) file,
                                                       .line = line,
                                                       .image = record->path,
                                                       .text = (char *) text,
                                                       .n_images = 1 });
}

/* FALSE where the image is left out, which has been told, or with error set. */
static gboolean
read_polygons (GwReader *reader, const GwCityscapesItem *item, GwRecord *record, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint64 line;
  g_autoptr (GwCityscapesDocument) document = gw_cityscapes_document_read (item->polygons, &line, cancellable,
                                                                           &failure);
  Reading reading = { reader, item, record, document };

  if (document == NULL && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (document == NULL)
    {
      report_file (reader, item->polygons, line, record,
                   g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file"
                   : g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT)   ? "json-depth"
                                                                           : "json-syntax",
                   failure->message);
      return FALSE;
    }
  _gw_reader_tell_repeats (reader, &document->repeats, &(GwProblem) { .file = item->polygons, .image = record->path });
  take_size (item, document, record);
  for (guint i = 0; i < document->objects->len;)
    i += take_object (&reading, i);
  if (gw_json_members_get_n (document->rest) > 0)
    record->bag = gw_json_members_put_bag (document->rest, NULL, reader->format->name);

  return TRUE;
}

/* --- pictures of numbers ------------------------------------------------------------------------ */

static gint64
find_class (gint64 number, gboolean *crowd, gpointer data)
{
  const State *state = data;
  const char *name = get_name (state, number);
  const GwCityscapesLabel *label = gw_cityscapes_label_find_id (number);

  if (name == NULL)
    return -1;
  *crowd = label != NULL && gw_cityscapes_label_is_thing (label) && strcmp (label->name, name) == 0;

  return *name != '\0' ? GPOINTER_TO_INT (g_hash_table_lookup (state->classes, name)) : 0;
}

static void
report_unknown (GwReader *reader, const char *file, const GwRecord *record, const GwCityscapesUnknown *unknown)
{
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;

  if (unknown->n_values == 0)
    return;
  detail = g_strdup_printf ("%u", unknown->first);
  text = g_strdup_printf (
      ngettext ("%u number of the picture is of no class, such as %u. Its %" PRIu64 " pixels were left out.",
                "%u numbers of the picture are of no class, such as %u. Their %" PRIu64 " pixels were left out.",
                unknown->n_values),
      unknown->n_values, unknown->first, unknown->n_pixels);
  reader->counts.labels += unknown->n_values;
  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = "class-index-range",
                                                       .file = (char *) file,
                                                       .image = record->path,
                                                       .detail = detail,
                                                       .text = text,
                                                       .n_labels = unknown->n_values });
}

/* NULL, told of, where the picture is none of numbers, or not of the image's size. */
static GwMaskPicture *
read_picture (GwReader *reader, const GwCityscapesItem *item, const char *file, GwRecord *record,
              GCancellable *cancellable)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (file, cancellable, &failure);
  GwImageInfo info;

  if (picture == NULL)
    report_file (reader, file, 0, record,
                 g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file" : "image-unreadable",
                 failure->message);
  else if (picture->kind == GW_MASK_COLOUR)
    report_file (reader, file, 0, record, "value-type",
                 _ ("The picture has colors instead of numbers of classes. It was left out."));
  else if (item->picture != NULL && gw_image_info_read_file (item->picture, &info, NULL)
           && (info.width != picture->width || info.height != picture->height))
    report_file (reader, file, 0, record, "mask-size",
                 _ ("The numbers have another size than their picture. They were left out."));
  else
    return g_steal_pointer (&picture);

  return NULL;
}

static gboolean
read_numbers (GwReader *reader, const GwCityscapesItem *item, GwRecord *record, GCancellable *cancellable)
{
  const char *file = item->instances != NULL ? item->instances : item->labels;
  g_autoptr (GwMaskPicture) picture = read_picture (reader, item, file, record, cancellable);
  GwCityscapesUnknown unknown;

  if (picture == NULL)
    return FALSE;
  record->width = picture->width;
  record->height = picture->height;
  if (!gw_cityscapes_masks_add (record, picture, item->instances != NULL, reader->options.regions == GW_REGIONS_SPLIT,
                                find_class, reader->state, &unknown))
    {
      g_ptr_array_set_size (record->objects, 0);
      report_file (reader, file, 0, record, "limit",
                   _ ("The picture has more parts than this program reads. It was left out."));
      return FALSE;
    }
  report_unknown (reader, file, record, &unknown);
  reader->counts.labels += record->objects->len;

  return TRUE;
}

/* --- records ---------------------------------------------------------------------------------------- */

/* NULL where the image is left out, or with error set. */
static GwRecord *
read_record (GwReader *reader, const GwCityscapesItem *item, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwRecord) record = gw_record_new (item->path);

  record->source = g_strdup (item->polygons != NULL    ? item->polygons
                             : item->instances != NULL ? item->instances
                                                       : item->labels);
  record->split = g_strdup (item->split);
  record->labeled = TRUE;
  if (item->polygons != NULL)
    return read_polygons (reader, item, record, cancellable, error) ? g_steal_pointer (&record) : NULL;
  if (item->instances != NULL || item->labels != NULL)
    return read_numbers (reader, item, record, cancellable) ? g_steal_pointer (&record) : NULL;
  record->labeled = reader->options.empty_means == GW_EMPTY_NEGATIVE;

  return g_steal_pointer (&record);
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->layout->items->len)
    {
      const GwCityscapesItem *item = g_ptr_array_index (state->layout->items, state->next++);
      g_autoptr (GError) failure = NULL;
      GwRecord *record;

      reader->counts.images++;
      record = read_record (reader, item, cancellable, &failure);
      if (failure == NULL)
        g_cancellable_set_error_if_cancelled (cancellable, &failure);
      _gw_reader_tell (reader, state->layout->items->len + state->next);
      if (failure != NULL)
        {
          gw_record_free (record);
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (record != NULL)
        return record;
    }
  return NULL;
}

const GwFormat gw_format_cityscapes = {
  .name = "cityscapes",
  .title = N_ ("Cityscapes"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_CLASSES | GW_READ_CHOICE_REGIONS,
  .write_choices = GW_WRITE_CHOICE_HOLES,
  .class_parts = GW_CLASS_PART_COLOR | GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BY_PICTURE,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_cityscapes_measure_loss,
  .create = gw_cityscapes_writer_create,
  .write = gw_cityscapes_writer_write,
  .finish = gw_cityscapes_writer_finish,
  .destroy = gw_cityscapes_writer_destroy,
};
