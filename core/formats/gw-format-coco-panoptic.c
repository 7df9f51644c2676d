/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-files.h"
#include "gw-coco-image-keys.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-sketch.h"
#include "gw-json-values.h"
#include "gw-mask-picture.h"
#include "gw-mask-regions.h"
#include "gw-mask.h"
#include "gw-number.h"
#include "gw-panoptic-document.h"
#include "gw-panoptic-writer.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* COCO panoptic (spec formats 3): one PNG an image, whose colors are numbers of
 * segments, and a JSON file that says what the segments are.
 */

/* Of one image. */
#define MOST_SEGMENTS 65536

#define HIGHEST_ID 0xffffff

typedef struct
{
  GPtrArray *files;     /* of GwPanopticFile */
  GPtrArray *documents; /* of GwPanopticDocument, one a file */
  guint document;
  guint image; /* the next one */
} State;

/* A segment of the list; those of one class of stuff share a region. */
typedef struct
{
  guint32 id;
  guint region;
  gint64 class_id;
  gboolean crowd;
  gboolean seen; /* it has pixels */
  char *extra;   /* (nullable): a JSON object of other members */
} Segment;

typedef struct
{
  GwReader *reader;
  const GwPanopticDocument *document;
  const GwPanopticAnnotation *annotation;
  GwRecord *record;
  GArray *segments;   /* of Segment */
  GHashTable *places; /* id -> place in segments + 1 */
  GHashTable *stuff;  /* class id, of stuff -> region + 1 */
  guint n_regions;
  GwMaskPicture *picture;
  GHashTable *unknown; /* set of ids without a segment */
  guint64 n_unknown;   /* pixels */
  gboolean counted;    /* rows come twice */
} Work;

/* --- detecting ------------------------------------------------------------------- */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    {
      g_autoptr (GPtrArray) files = gw_panoptic_files_find (source);
      g_autoptr (GPtrArray) others = NULL;
      g_autofree char *name = NULL;

      if (files->len == 0)
        return;
      others = gw_coco_files_find (source);
      name = g_path_get_basename (((const GwPanopticFile *) g_ptr_array_index (files, 0))->file);
      /* Beside files of instances these are the rarer wish. */
      out->confidence = 92;
      for (guint i = 0; i < others->len; i++)
        {
          g_autofree char *other = g_path_get_basename (((const GwCocoFile *) g_ptr_array_index (others, i))->file);

          if (!g_str_has_prefix (other, "panoptic"))
            out->confidence = 60;
        }
      g_snprintf (out->reason, sizeof out->reason, _ ("It holds the COCO panoptic file %.100s."), name);
      return;
    }

  {
    g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n_start);

    if (sketch->first != '{')
      return;
    if (gw_json_sketch_has (sketch, "annotations[].segments_info"))
      out->confidence = 98;
    else if (gw_json_sketch_has (sketch, "categories[].isthing"))
      out->confidence = 96;
    else if (gw_json_sketch_has (sketch, "images[].file_name") && g_str_has_suffix (source, ".json"))
      {
        /* The lists of large files begin too late to be seen. */
        g_autofree char *name = g_path_get_basename (source);
        g_autofree char *masks = g_strndup (source, strlen (source) - strlen (".json"));

        out->confidence = g_str_has_prefix (name, "panoptic") && g_file_test (masks, G_FILE_TEST_IS_DIR) ? 97 : 0;
      }
    if (out->confidence > 0)
      g_snprintf (out->reason, sizeof out->reason, _ ("It is a JSON object whose annotations list segments."));
  }
}

/* --- opening ---------------------------------------------------------------------- */

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GHashTable) parents = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint n_classes;

  reader->state = state;
  state->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_panoptic_document_free);
  state->files = gw_panoptic_files_find (reader->source);
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there is no COCO panoptic file in this folder. Name the JSON file itself."), reader->source);
      return FALSE;
    }
  for (guint i = 0; i < state->files->len; i++)
    {
      const GwPanopticFile *file = g_ptr_array_index (state->files, i);
      GwPanopticDocument *document = gw_panoptic_document_read (reader, file->file, parents, cancellable, error);

      if (document == NULL)
        return FALSE;
      g_ptr_array_add (state->documents, document);
    }

  n_classes = reader->head->classes->len;
  for (guint i = 0; i < n_classes; i++)
    {
      GwClass *class = g_ptr_array_index (reader->head->classes, i);
      const char *parent = g_hash_table_lookup (parents, class);

      if (parent != NULL)
        _gw_reader_set_parent (reader, class, parent, reader->source, 0);
    }
  reader->head->task = GW_TASK_MASKS;
  reader->has_masks = TRUE;
  reader->head->has_task = TRUE;

  return TRUE;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->documents, g_ptr_array_unref);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_free (state);
}

/* --- segments --------------------------------------------------------------------- */

static void
segment_clear (gpointer data)
{
  g_free (((Segment *) data)->extra);
}

/* place: of the segment, -1: of the annotation. n_labels are counted as read. */
static void
report (Work *work, GwSeverity severity, GwOutcome outcome, const char *code, gint64 place, guint n_labels,
        const char *detail, const char *text)
{
  g_autofree char *pointer = NULL;

  if (place >= 0)
    pointer = g_strdup_printf ("/annotations/%" G_GUINT64_FORMAT "/segments_info/%" G_GINT64_FORMAT,
                               work->annotation->index, place);
  else
    pointer = g_strdup_printf ("/annotations/%" G_GUINT64_FORMAT, work->annotation->index);
  gw_problems_report (work->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = code,
                                                             .file = work->document->file,
                                                             .line = work->annotation->line,
                                                             .pointer = pointer,
                                                             .image = work->record->path,
                                                             .detail = (char *) detail,
                                                             .text = (char *) text,
                                                             .n_labels = n_labels });
  work->reader->counts.labels += n_labels;
}

/* The region of a segment: those of one class of stuff are one. */
static guint
choose_region (Work *work, const GwPanopticCategory *category, gboolean crowd)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) category->class_id);
  guint region;

  if (!category->stuff || crowd)
    return work->n_regions++;
  region = GPOINTER_TO_UINT (g_hash_table_lookup (work->stuff, key));
  if (region == 0)
    {
      region = ++work->n_regions;
      g_hash_table_insert (work->stuff, key, GUINT_TO_POINTER (region));
    }

  return region - 1;
}

static void
add_segment (Work *work, GwJsonMembers *members, gint64 place)
{
  static const char *const known[] = { "id", "category_id", "area", "bbox", "iscrowd" };
  g_autofree char *category_id = gw_panoptic_dup_id (members, "category_id");
  g_autofree char *crowd = gw_json_members_dup (members, "iscrowd");
  const GwPanopticCategory *category = category_id != NULL
                                           ? g_hash_table_lookup (work->document->categories, category_id)
                                           : NULL;
  gsize length;
  const char *raw = gw_json_members_get (members, "id", &length);
  gint64 id;
  Segment segment = { 0 };

  if (raw == NULL || !gw_number_parse_int64 (raw, (gssize) length, &id) || id < 1 || id > HIGHEST_ID)
    {
      report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "id-type", place, 1, NULL,
              _ ("The id of a segment is not a number from 1 to 16777215. It was left out."));
      return;
    }
  if (category == NULL || category->class_id == 0)
    {
      report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "id-dangling", place, 1, category_id,
              _ ("The category of a segment is not in the file. It was left out."));
      return;
    }
  if (g_hash_table_contains (work->places, GUINT_TO_POINTER ((guint) id)))
    {
      report (work, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "id-duplicate", place, 1, NULL,
              _ ("Another segment of the image has the same id. This one was left out."));
      return;
    }

  segment.id = (guint32) id;
  segment.crowd = g_strcmp0 (crowd, "1") == 0 || g_strcmp0 (crowd, "true") == 0;
  segment.class_id = category->class_id;
  segment.region = choose_region (work, category, segment.crowd);
  for (gsize i = 1; i < G_N_ELEMENTS (known); i++)
    gw_json_members_remove (members, known[i]);
  segment.extra = gw_json_members_to_text (members);
  g_array_append_val (work->segments, segment);
  g_hash_table_insert (work->places, GUINT_TO_POINTER (segment.id), GUINT_TO_POINTER (work->segments->len));
}

/* FALSE, reported, where the list is none. */
static gboolean
list_segments (Work *work)
{
  g_autoptr (GwJsonReader) json = NULL;
  GwJsonToken token;

  if (work->annotation->segments == NULL || *work->annotation->segments != '[')
    {
      report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", -1, 0, NULL,
              _ ("The annotation has no list of segments. It was left out."));
      return FALSE;
    }
  json = gw_json_reader_new_for_memory (work->annotation->segments, -1);
  gw_json_reader_next (json, NULL);
  for (gint64 place = 0; (token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END; place++)
    {
      g_autoptr (GwJsonMembers) members = NULL;
      gsize length;
      const char *raw;

      if (token == GW_JSON_ERROR || (raw = gw_json_reader_take_raw (json, &length, NULL)) == NULL)
        return FALSE;
      if (work->segments->len == MOST_SEGMENTS)
        {
          report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "limit", place, 1, NULL,
                  _ ("The image has more segments than this program reads. The rest was left out."));
          continue;
        }
      if (token == GW_JSON_OBJECT_BEGIN)
        members = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
      if (members != NULL)
        add_segment (work, members, place);
      else
        report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", place, 1, NULL,
                _ ("An entry is not an object. It was left out."));
    }

  return TRUE;
}

/* --- the PNG ---------------------------------------------------------------------- */

/* Where it lies: in the folder called as the JSON file, or beside that. */
static char *
find_mask (Work *work)
{
  const char *file = work->document->file;
  g_autofree char *stem = g_str_has_suffix (file, ".json") ? g_strndup (file, strlen (file) - strlen (".json"))
                                                           : g_strdup (file);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *path = NULL;
  const char *const inner[] = { gw_path_basename (stem), "" };

  if (work->annotation->mask == NULL)
    return NULL;
  path = gw_path_normalise (work->annotation->mask, -1, NULL);
  if (path == NULL)
    {
      report (work, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "path-escape", -1, 0, work->annotation->mask,
              _ ("The path of the PNG file leads outside the folder. Its last part was taken."));
      path = g_path_get_basename (work->annotation->mask);
      if (strcmp (path, "..") == 0)
        return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autofree char *relative = *inner[i] != '\0' ? g_build_filename (inner[i], path, NULL) : g_strdup (path);

      if (_gw_reader_has_file (folder, relative))
        return g_build_filename (folder, relative, NULL);
    }

  return NULL;
}

static guint32
get_id (const GwMaskPicture *picture, guint32 value)
{
  guint32 colour = value;

  if (picture->kind == GW_MASK_PALETTE)
    colour = value < picture->n_palette ? picture->palette[value] : 0;
  else if (picture->kind == GW_MASK_GREY)
    colour = (picture->n_bytes == 2 ? value >> 8 : value) * 0x010101;

  return (colour >> 16 & 0xff) | (colour & 0xff00) | (colour & 0xff) << 16;
}

static void
get_regions_cb (int y, guint32 *out, gpointer data)
{
  Work *work = data;
  guint32 last = 0, region = GW_REGION_NONE;
  gboolean unknown = FALSE;

  /* The second time around all have been told of. */
  if (y == 0 && work->unknown == NULL)
    work->unknown = g_hash_table_new (NULL, NULL);
  else if (y == 0)
    work->counted = TRUE;
  gw_mask_picture_get_row (work->picture, y, out);
  for (int x = 0; x < work->picture->width; x++)
    {
      guint32 id = get_id (work->picture, out[x]);

      if (id != last)
        {
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (work->places, GUINT_TO_POINTER (id)));
          Segment *segment = place > 0 ? &g_array_index (work->segments, Segment, place - 1) : NULL;

          last = id;
          region = segment != NULL ? segment->region : GW_REGION_NONE;
          unknown = segment == NULL && id != 0;
          if (segment != NULL)
            segment->seen = TRUE;
          if (unknown && !work->counted && g_hash_table_size (work->unknown) < MOST_SEGMENTS)
            g_hash_table_add (work->unknown, GUINT_TO_POINTER (id));
        }
      work->n_unknown += unknown && !work->counted;
      out[x] = region;
    }
}

static void
add_object (Work *work, const Segment *segment, GwMask *mask)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (segment->extra, -1, NULL, NULL);
  g_autofree char *bag = gw_json_members_put_bag (members, NULL, work->reader->format->name);
  GwShape shape = { .kind = GW_SHAPE_MASK, .as = { .mask = *mask } };
  GwObject *object = gw_object_new (0, segment->class_id);

  memset (mask, 0, sizeof *mask);
  gw_object_take_shape (object, &shape);
  gw_object_set_z (object, (int) work->record->objects->len);
  if (segment->crowd)
    gw_object_set_flags (object, GW_OBJECT_CROWD);
  gw_object_set_bag (object, bag);
  g_ptr_array_add (work->record->objects, object);
}

static void
report_segments (Work *work)
{
  guint n = work->unknown != NULL ? g_hash_table_size (work->unknown) : 0;

  if (n > 0)
    {
      g_autofree char *detail = g_strdup_printf ("%u, %" PRIu64, n, work->n_unknown);
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u color of the PNG file is not among the segments. Its pixels are not labeled.",
                    "%u colors of the PNG file are not among the segments. Their pixels are not labeled.", n),
          n);

      report (work, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "segment-unknown", -1, 0, detail, text);
    }
  for (guint i = 0; i < work->segments->len; i++)
    {
      const Segment *segment = &g_array_index (work->segments, Segment, i);
      g_autofree char *detail = segment->seen ? NULL : g_strdup_printf ("%u", segment->id);

      if (!segment->seen)
        report (work, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "segment-empty", -1, 1, detail,
                _ ("A segment has no pixels in the PNG file. It was left out."));
    }
}

static gboolean
add_objects (Work *work)
{
  g_autofree GwMask *masks = g_new0 (GwMask, MAX (work->n_regions, 1));
  gboolean done = gw_mask_regions_find (work->picture->width, work->picture->height, work->n_regions, get_regions_cb,
                                        work, masks)
                  == GW_STATUS_OK;

  for (guint i = 0; done && i < work->segments->len; i++)
    {
      const Segment *segment = &g_array_index (work->segments, Segment, i);

      if (segment->seen && masks[segment->region].n_runs > 0)
        add_object (work, segment, &masks[segment->region]);
    }
  for (guint i = 0; i < work->n_regions; i++)
    gw_mask_clear (&masks[i]);

  return done;
}

/* Everything of the annotation is left out. */
static void
reject (Work *work, const char *code, const char *detail, const char *text)
{
  report (work, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, -1, work->segments->len, detail, text);
}

static void
read_mask (Work *work, GCancellable *cancellable)
{
  GwRecord *record = work->record;
  g_autofree char *file = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *detail = NULL;

  if (!list_segments (work))
    return;
  file = find_mask (work);
  if (file == NULL)
    {
      reject (work, "path-missing", work->annotation->mask,
              _ ("The PNG file of the image was not found. Its segments were left out."));
      return;
    }
  work->picture = gw_mask_picture_read_file_opaque (file, cancellable, &failure);
  if (work->picture == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s The mask was left out."), failure->message);

      reject (work, g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED) ? "truncated-file" : "image-unreadable",
              work->annotation->mask, text);
      return;
    }
  detail = g_strdup_printf ("%d × %d, %d × %d", work->picture->width, work->picture->height, record->width,
                            record->height);
  if (record->width > 0 && record->height > 0
      && (record->width != work->picture->width || record->height != work->picture->height))
    {
      reject (work, "mask-size", detail, _ ("The mask has another size than its picture. It was left out."));
      return;
    }
  record->width = work->picture->width;
  record->height = work->picture->height;
  if (work->picture->lossy)
    report (work, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "mask-lossy", -1, 0, work->annotation->mask,
            _ ("The mask is a JPEG file, which does not keep values exactly. Use PNG for masks."));
  if (!add_objects (work))
    {
      reject (work, "limit", NULL, _ ("The mask has more parts than this program reads. It was left out."));
      return;
    }
  report_segments (work);
  work->reader->counts.labels += record->objects->len;
  record->labeled = TRUE;
}

/* --- records ----------------------------------------------------------------------- */

/* Where the picture is, for layouts that say it: path and file of the record. */
static void
place_picture (GwReader *reader, const GwPanopticFile *file, GwRecord *record)
{
  g_autofree char *clean = NULL;
  g_autofree char *picture = NULL;

  if (file->images_dir == NULL || reader->options.images_dir != NULL)
    return;
  clean = gw_path_normalise (record->path, -1, NULL);
  if (clean == NULL)
    return;
  picture = g_build_filename (file->images_dir, clean, NULL);
  if (!g_file_test (picture, G_FILE_TEST_IS_REGULAR))
    return;
  g_free (record->path);
  record->path = g_build_filename (file->split, clean, NULL);
  record->file = g_steal_pointer (&picture);
}

static char *
make_bag (GwReader *reader, const GwPanopticImage *image, const GwPanopticAnnotation *annotation)
{
  g_autoptr (GwJsonMembers) members = image->extra != NULL ? gw_json_members_parse (image->extra, -1, NULL, NULL)
                                                           : gw_json_members_new ();

  if (annotation != NULL && annotation->extra != NULL)
    gw_json_members_set (members, "annotation", annotation->extra, -1);

  return gw_json_members_get_n (members) > 0 ? gw_json_members_put_bag (members, NULL, reader->format->name) : NULL;
}

static GwRecord *
make_record (GwReader *reader, const GwPanopticDocument *document, const GwPanopticImage *image,
             GCancellable *cancellable)
{
  State *state = reader->state;
  const GwPanopticFile *file = g_ptr_array_index (state->files, state->document);
  const GwPanopticAnnotation *annotation = g_hash_table_lookup (document->annotations, image->id);
  GwRecord *record = gw_record_new (image->path);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) stuff = g_hash_table_new (NULL, NULL);
  Work work = { .reader = reader,
                .document = document,
                .annotation = annotation,
                .record = record,
                .segments = segments,
                .places = places,
                .stuff = stuff };

  g_array_set_clear_func (segments, segment_clear);
  record->width = image->width;
  record->height = image->height;
  record->line = image->line;
  record->split = g_strdup (file->split);
  record->bag = make_bag (reader, image, annotation);
  if (image->has_attributes)
    gw_coco_image_keys_take (reader, record, image->extra, document->file, image->line);
  place_picture (reader, file, record);
  if (annotation != NULL)
    read_mask (&work, cancellable);
  g_clear_pointer (&work.picture, gw_mask_picture_free);
  g_clear_pointer (&work.unknown, g_hash_table_unref);

  return record;
}

/* Annotations of images that the file does not list. */
static void
report_dangling (GwReader *reader, const GwPanopticDocument *document)
{
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (document->annotations), (GCompareFunc) strcmp);

  for (guint i = 0; i < document->images->len; i++)
    g_hash_table_add (images, ((GwPanopticImage *) g_ptr_array_index (document->images, i))->id);
  for (GList *at = ids; at != NULL; at = at->next)
    {
      const GwPanopticAnnotation *annotation = g_hash_table_lookup (document->annotations, at->data);

      if (!g_hash_table_contains (images, at->data))
        gw_problems_add (reader->problems, GW_SEVERITY_ERROR, "id-dangling", document->file, annotation->line, NULL,
                         _ ("The annotation names image %s, which is not in the file. It was left out."),
                         (const char *) at->data);
    }
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->document < state->documents->len)
    {
      const GwPanopticDocument *document = g_ptr_array_index (state->documents, state->document);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (state->image < document->images->len)
        {
          g_autoptr (GwRecord) record = NULL;

          if (reader->options.work != NULL && state->image == 0)
            gw_work_set_total (reader->options.work, document->images->len);
          record = make_record (reader, document, g_ptr_array_index (document->images, state->image++), cancellable);
          _gw_reader_tell (reader, state->image);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          return g_steal_pointer (&record);
        }
      report_dangling (reader, document);
      state->document++;
      state->image = 0;
    }

  return NULL;
}

const GwFormat gw_format_coco_panoptic = {
  .name = "coco-panoptic",
  .title = N_ ("COCO Panoptic"),
  .file_name = "annotations/panoptic.json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_HOLDS_ATTRIBUTES,
  .class_parts = GW_CLASS_PART_COLOR | GW_CLASS_PART_PARENT | GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_panoptic_measure_loss,
  .create = gw_panoptic_writer_create,
  .write = gw_panoptic_writer_write,
  .finish = gw_panoptic_writer_finish,
  .destroy = gw_panoptic_writer_destroy,
};
