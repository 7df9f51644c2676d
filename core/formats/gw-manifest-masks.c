/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-masks.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-encode.h"
#include "gw-json-values.h"
#include "gw-mask-objects.h"
#include "gw-mask-paint.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-semantic-writer.h"
#include "gw-writer-private.h"

#define WHITE 0xffffff
#define MAP "internal-color-map"
/* One class of a map. */
typedef struct
{
  gint64 index;
  char *name;
  guint32 colour;
  gboolean has_colour;
  double confidence;
} Mapped;

static void
mapped_clear (gpointer data)
{
  g_free (((Mapped *) data)->name);
}

static GwJsonMembers *
open_member (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = members != NULL ? gw_json_members_get (members, key, &length) : NULL;

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

gboolean
gw_manifest_masks_read_hex (const char *text, guint32 *colour)
{
  guint64 number;

  if (text == NULL || text[0] != '#' || strlen (text) != 7 || !g_ascii_isxdigit (text[1])
      || !g_ascii_string_to_unsigned (text + 1, 16, 0, WHITE, &number, NULL))
    return FALSE;
  *colour = (guint32) number;

  return TRUE;
}

/* The classes of a line's mask; NULL where it has no map. (element-type Mapped) */
static GArray *
list_map (const GwJsonMembers *line, const char *attribute)
{
  g_autofree char *key = gw_manifest_find_metadata (line, attribute);
  g_autoptr (GwJsonMembers) metadata = key != NULL ? open_member (line, key) : NULL;
  g_autoptr (GwJsonMembers) map = open_member (metadata, MAP);
  GArray *list = map != NULL ? g_array_new (FALSE, FALSE, sizeof (Mapped)) : NULL;

  if (list != NULL)
    g_array_set_clear_func (list, mapped_clear);
  for (guint i = 0; map != NULL && i < gw_json_members_get_n (map); i++)
    {
      const char *place = gw_json_members_get_at (map, i, NULL, NULL);
      g_autoptr (GwJsonMembers) entry = open_member (map, place);
      g_autofree char *hex = entry != NULL ? gw_json_members_dup_string (entry, "hex-color") : NULL;
      Mapped mapped = { .index = -1, .confidence = NAN };
      gsize length;
      const char *raw = entry != NULL ? gw_json_members_get (entry, "confidence", &length) : NULL;

      mapped.name = entry != NULL ? gw_json_members_dup_string (entry, "class-name") : NULL;
      if (mapped.name == NULL)
        continue;
      if (!gw_number_parse_int64 (place, -1, &mapped.index) || mapped.index < 0)
        mapped.index = -1;
      mapped.has_colour = gw_manifest_masks_read_hex (hex, &mapped.colour);
      if (raw != NULL && !gw_number_parse (raw, (gssize) length, &mapped.confidence))
        mapped.confidence = NAN;
      g_array_append_val (list, mapped);
    }

  return list;
}

void
gw_manifest_masks_add_white (GwMaskTable *table)
{
  gboolean has_first = FALSE;

  for (guint i = 0; i < table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (table->entries, i);

      if (entry->has_colour && entry->colour == WHITE)
        return;
      has_first = has_first || entry->index == 0;
    }
  gw_mask_table_add (table, "BACKGROUND", has_first ? -1 : 0, WHITE);
}

static GwMaskTable *
make_table (const GArray *map)
{
  GwMaskTable *table = gw_mask_table_new ();

  for (guint i = 0; i < map->len; i++)
    {
      const Mapped *mapped = &g_array_index (map, Mapped, i);

      gw_mask_table_add (table, mapped->name, mapped->index, mapped->has_colour ? (gint64) mapped->colour : -1);
    }
  gw_manifest_masks_add_white (table);

  return table;
}

void
gw_manifest_masks_note_colours (const GwJsonMembers *line, const GwManifestKeys *keys, GHashTable *colours)
{
  g_autoptr (GArray) map = keys->masks != NULL ? list_map (line, keys->masks) : NULL;

  for (guint i = 0; map != NULL && i < map->len; i++)
    {
      const Mapped *mapped = &g_array_index (map, Mapped, i);

      if (mapped->has_colour && !g_hash_table_contains (colours, mapped->name))
        g_hash_table_insert (colours, g_strdup (mapped->name), GUINT_TO_POINTER (mapped->colour + 1));
    }
}

/* --- reading ------------------------------------------------------------------------- */

/* The file that a mask's address ends like; none that is a link out of the folder. (transfer full) (nullable) */
static char *
find_mask (const char *folder, const char *address)
{
  g_autofree char *named = gw_manifest_get_path (address);
  g_autofree char *tail = gw_path_tail (named, -1, NULL);
  g_autofree char *base = g_canonicalize_filename (folder, NULL);

  while (tail != NULL)
    {
      g_autofree char *name = g_path_get_basename (base);
      g_autofree char *above = g_path_get_dirname (base);

      for (const char *part = tail; part != NULL; part = strchr (part, '/') != NULL ? strchr (part, '/') + 1 : NULL)
        if (_gw_reader_has_file (base, part))
          return g_build_filename (base, part, NULL);
      /* In the usual tree the manifest lies in manifests/output, beside annotations. */
      if (strcmp (name, "output") != 0 && strcmp (name, "manifests") != 0)
        break;
      g_free (base);
      base = g_steal_pointer (&above);
    }

  return NULL;
}

typedef struct
{
  const GwMaskTable *table;
  GwManifestSink *sink;
} Names;

static gint64
find_class (gint64 key, gpointer data)
{
  const Names *names = data;
  const GwMaskEntry *entry = key & GW_MASK_KEY_COLOUR
                                 ? gw_mask_table_find_colour (names->table, (guint32) (key & WHITE))
                                 : gw_mask_table_find_index (names->table, key);

  return entry != NULL ? names->sink->find_class (entry->name, names->sink->data) : 0;
}

static void
say (GwManifestSink *sink, GwSeverity severity, GwOutcome outcome, const char *code, const char *text)
{
  if (outcome == GW_OUTCOME_LEFT_OUT)
    sink->n_labels++;
  if (sink->report != NULL)
    sink->report (severity, outcome, code, outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0, text, sink->data);
}

static void
say_pixels (GwManifestSink *sink, GwOutcome outcome, const char *code, guint64 n, const char *sentence)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s (%" PRIu64 " pixel)", "%s (%" PRIu64 " pixels)", (gulong) n), sentence, n);
  say (sink, GW_SEVERITY_WARNING, outcome, code, text);
}

static void
say_meaning (GwManifestSink *sink, const GwMaskMeaning *meaning)
{
  g_autofree char *unknown = g_strdup_printf (
      _ ("The mask has values that are not in the list of classes, or not in the palette: %.1f%% of it."),
      gw_mask_meaning_get_unknown (meaning));

  say_pixels (sink, GW_OUTCOME_CHANGED, "mask-antialias", meaning->n_soft,
              _ ("The mask has colors of soft edges. They were given to the nearest class."));
  say_pixels (sink, GW_OUTCOME_CHANGED, "mask-index", meaning->n_moved,
              _ ("The mask has other places in the palette than its colors have in the list of classes. The colors "
                 "were taken."));
  say_pixels (sink, GW_OUTCOME_KEPT, "mask-colour-unknown", meaning->n_unknown, unknown);
}

static void
set_scores (GwRecord *record, guint begin, const GArray *map, GwManifestSink *sink)
{
  for (guint i = begin; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      for (guint k = 0; k < map->len; k++)
        {
          const Mapped *mapped = &g_array_index (map, Mapped, k);

          if (mapped->confidence >= 0 && mapped->confidence <= 1
              && sink->find_class (mapped->name, sink->data) == gw_object_get_class_id (object))
            gw_object_set_score (object, mapped->confidence);
        }
    }
}

/* A number for what the mask holds: classes by name, pixels, confidences. */
static char *
make_sum (GPtrArray *objects, const char *(*get_name) (gint64 class_id, gpointer data), gpointer data)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      const GwShape *shape = gw_object_get_shape (object);
      const char *name = get_name (gw_object_get_class_id (object), data);
      double score = gw_object_get_score (object);
      char number[GW_NUMBER_LENGTH] = "";

      if (!isnan (score))
        gw_number_format (score, number);
      g_checksum_update (sum, (const guchar *) (name != NULL ? name : ""), -1);
      g_checksum_update (sum, (const guchar *) "\n", 1);
      g_checksum_update (sum, (const guchar *) number, -1);
      g_checksum_update (sum, (const guchar *) &shape->kind, sizeof shape->kind);
      if (shape->kind != GW_SHAPE_MASK)
        continue;
      g_checksum_update (sum, (const guchar *) &shape->as.mask.x, sizeof shape->as.mask.x);
      g_checksum_update (sum, (const guchar *) &shape->as.mask.y, sizeof shape->as.mask.y);
      g_checksum_update (sum, (const guchar *) &shape->as.mask.width, sizeof shape->as.mask.width);
      g_checksum_update (sum, (const guchar *) shape->as.mask.runs,
                         (gssize) (shape->as.mask.n_runs * sizeof *shape->as.mask.runs));
    }

  return g_strdup (g_checksum_get_string (sum));
}

typedef struct
{
  const GArray *map;
  GwManifestSink *sink;
} MapNames;

static const char *
get_map_name (gint64 class_id, gpointer data)
{
  const MapNames *names = data;

  for (guint i = 0; i < names->map->len; i++)
    {
      const char *name = g_array_index (names->map, Mapped, i).name;

      if (names->sink->find_class (name, names->sink->data) == class_id)
        return name;
    }
  return NULL;
}

/* What the writer needs to know whether anything has changed. */
static void
keep_origin (GwRecord *record, guint begin, const char *address, const GArray *map, GwManifestSink *sink)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  MapNames names = { map, sink };
  g_autofree char *sum = NULL;
  char *text;

  for (guint i = begin; i < record->objects->len; i++)
    g_ptr_array_add (added, g_ptr_array_index (record->objects, i));
  sum = make_sum (added, get_map_name, &names);
  gw_json_members_set_string (bag, "mask", address);
  gw_json_members_set_string (bag, "sum", sum);
  text = gw_json_members_put_bag (bag, record->bag, "sagemaker");
  g_free (record->bag);
  record->bag = text;
}

gboolean
gw_manifest_masks_add (const GwMaskPicture *picture, const GwMaskTable *table, GwManifestSink *sink, GwRecord *record)
{
  g_auto (GwMaskMeaning) meaning = { 0 };
  GwMaskRules rules = { .table = table };
  Names names = { table, sink };
  guint begin = record->objects->len;

  gw_mask_meaning_init (&meaning, picture);
  gw_mask_meaning_find (&meaning, picture, &rules);
  if (meaning.too_many || !gw_mask_objects_add (record, picture, &meaning, GW_MASK_IDS_NONE, find_class, &names))
    {
      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "mask-antialias",
           _ ("The mask has so many colors that it is a photograph, or a drawing. It was left out."));
      return FALSE;
    }
  say_meaning (sink, &meaning);
  if (record->width <= 0 || record->height <= 0)
    {
      record->width = picture->width;
      record->height = picture->height;
    }
  sink->n_labels += record->objects->len - begin;

  return TRUE;
}

void
gw_manifest_masks_read (const GwJsonMembers *line, const GwManifestKeys *keys, const char *folder, GwManifestSink *sink,
                        GwRecord *record, GCancellable *cancellable)
{
  g_autofree char *address = keys->masks != NULL ? gw_json_members_dup_string (line, keys->masks) : NULL;
  g_autoptr (GArray) map = address != NULL ? list_map (line, keys->masks) : NULL;
  g_autofree char *file = map != NULL ? find_mask (folder, address) : NULL;
  g_autoptr (GwMaskTable) table = map != NULL ? make_table (map) : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwMaskPicture) picture = NULL;
  guint begin = record->objects->len;

  if (map == NULL)
    return;
  if (file == NULL)
    {
      say (sink, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "path-missing",
           _ ("The mask that the line names was not found beside the manifest. It was left out."));
      return;
    }
  picture = gw_mask_picture_read_file (file, cancellable, &failure);
  if (picture == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s The mask was left out."), failure->message);

      say (sink, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "image-unreadable", text);
      return;
    }

  if (!gw_manifest_masks_add (picture, table, sink, record))
    return;
  set_scores (record, begin, map, sink);
  keep_origin (record, begin, address, map, sink);
  gw_manifest_mark_machine (record, keys->masks, begin);
  record->labeled = TRUE;
}

/* --- writing --------------------------------------------------------------------------- */

gboolean
gw_manifest_masks_take (const GwManifestComposer *self, GwObject *object)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!self->has_masks || !gw_mask_paint_can (object))
    return FALSE;
  return !self->has_boxes || (kind != GW_SHAPE_BOX && kind != GW_SHAPE_ROTATED_BOX);
}

static gboolean
wants_object (const GwManifestComposer *self, GwObject *object)
{
  double score = gw_object_get_score (object);

  return gw_manifest_masks_take (self, object)
         && (self->indices == NULL || gw_manifest_masks_index (self, gw_object_get_class_id (object)) >= 0)
         && (isnan (score) || self->options == NULL || score >= self->options->min_confidence);
}

static gboolean
has_size (const GwRecord *record)
{
  return record->width > 0 && record->height > 0;
}

/* Whether there is something that a mask is written of, be it that there is nothing in the image. */
static gboolean
needs_mask (const GwManifestComposer *self, const GwRecord *record)
{
  if (!self->has_masks)
    return FALSE;
  for (guint i = 0; i < record->objects->len; i++)
    if (wants_object (self, g_ptr_array_index (record->objects, i)))
      return TRUE;

  return record->labeled && record->labels->len == 0 && !self->has_boxes;
}

static void
measure_size (const GwManifestComposer *self, const GwRecord *record, guint n_labels, GwProblems *problems)
{
  if (!has_size (record) && needs_mask (self, record))
    _gw_report_loss (problems, "size-missing", GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, self->head, record, NULL,
                     n_labels, _ ("The size of the image is not known, which a mask needs. The mask is left out."));
}

void
gw_manifest_masks_measure (const GwManifestComposer *self, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  GwRecord part = *record;

  for (guint i = 0; i < record->objects->len; i++)
    if (gw_manifest_masks_take (self, g_ptr_array_index (record->objects, i)))
      g_ptr_array_add (taken, g_ptr_array_index (record->objects, i));
  part.objects = taken;
  measure_size (self, record, taken->len, problems);
  gw_semantic_measure_objects (self->head, &part, TRUE, problems);
}

gboolean
gw_manifest_masks_has (const GwManifestComposer *self, const GwRecord *record)
{
  return has_size (record) && needs_mask (self, record);
}

void
gw_manifest_masks_tell_unplaced (const GwManifestComposer *self, const GwRecord *record, GwProblems *problems)
{
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (gw_manifest_masks_take (self, object) && gw_manifest_masks_index (self, gw_object_get_class_id (object)) < 0)
        _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, self->head, record, object,
                         1, _ ("A mask has 255 classes at most. Objects of others are left out."));
    }
}

int
gw_manifest_masks_index (const GwManifestComposer *self, gint64 class_id)
{
  const gint64 *index = g_hash_table_lookup (self->indices, &class_id);
  gint64 place = index != NULL ? *index + self->mask_shift : -1;

  return place > 0 && place < GW_MASK_COLOURS ? (int) place : -1;
}

static int
get_place (GwObject *object, gpointer data)
{
  const GwManifestComposer *self = data;

  return wants_object (self, object) ? gw_manifest_masks_index (self, gw_object_get_class_id (object)) : -1;
}

static const char *
get_class_name (gint64 class_id, gpointer data)
{
  const GwManifestComposer *self = data;
  GwClass *class = gw_record_head_find_class (self->head, class_id);

  return class != NULL ? _gw_class_get_name_for (class, "sagemaker") : NULL;
}

char *
gw_manifest_masks_name (const GwManifestComposer *self, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  char *kept = gw_json_members_dup_string (bag, "mask");
  g_autofree char *stem = _gw_path_get_stem (record->path);
  g_autofree char *folder = g_strndup (self->keys.masks, strlen (self->keys.masks) - strlen ("-ref"));

  return kept != NULL ? kept : g_strdup_printf ("%s/%s.png", folder, stem);
}

/* Whether the objects are those of the mask that was read. */
static gboolean
is_same (const GwManifestComposer *self, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  g_autofree char *kept = gw_json_members_dup_string (bag, "sum");
  g_autoptr (GPtrArray) order = kept != NULL ? gw_mask_paint_order (record) : NULL;
  g_autoptr (GPtrArray) masks = g_ptr_array_new ();
  g_autofree char *sum = NULL;

  for (guint i = 0; order != NULL && i < order->len; i++)
    if (wants_object (self, g_ptr_array_index (order, i)))
      g_ptr_array_add (masks, g_ptr_array_index (order, i));
  sum = make_sum (masks, get_class_name, (gpointer) self);

  return g_strcmp0 (kept, sum) == 0;
}

gboolean
gw_manifest_masks_removed (const GwManifestComposer *self, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");

  return self->has_masks && (record->raw != NULL || self->options->lines != NULL)
         && gw_json_members_get (bag, "sum", NULL) != NULL && !gw_manifest_masks_has (self, record)
         && !is_same (self, record);
}

static void
write_entry (GwJsonWriter *json, const GwManifestComposer *self, guint place, const char *name, double confidence)
{
  char key[8], hex[8];

  g_snprintf (key, sizeof key, "%u", place);
  g_snprintf (hex, sizeof hex, "#%06x", self->palette[place]);
  gw_json_writer_key (json, key);
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "class-name", name);
  gw_json_writer_key_string (json, "hex-color", hex);
  _gw_manifest_write_confidence (json, self, "confidence", confidence);
  gw_json_writer_end_object (json);
}

/* One confidence an image: the least of its objects, where all have one. */
static double
get_confidence (const GwManifestComposer *self, const GwRecord *record)
{
  double least = NAN;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      double score = gw_object_get_score (object);

      if (!wants_object (self, object))
        continue;
      if (isnan (score))
        return NAN;
      least = isnan (least) ? score : MIN (least, score);
    }

  return least;
}

static void
write_map (GwJsonWriter *json, const GwManifestComposer *self, const GwRecord *record)
{
  double confidence = get_confidence (self, record);
  const char *names[GW_MASK_COLOURS] = { NULL };

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      gint64 class_id = gw_object_get_class_id (object);

      if (wants_object (self, object))
        names[gw_manifest_masks_index (self, class_id)] = get_class_name (class_id, (gpointer) self);
    }
  gw_json_writer_key (json, MAP);
  gw_json_writer_begin_object (json);
  write_entry (json, self, 0, "BACKGROUND", confidence);
  for (guint i = 1; i < GW_MASK_COLOURS; i++)
    if (names[i] != NULL)
      write_entry (json, self, i, names[i], confidence);
  gw_json_writer_end_object (json);
}

void
gw_manifest_masks_compose (const GwManifestComposer *self, const GwRecord *record, const char *name,
                           GwJsonMembers *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  g_autofree char *metadata = g_strconcat (self->keys.masks, "-metadata", NULL);

  gw_json_writer_begin_object (json);
  write_map (json, self, record);
  _gw_manifest_write_common (json, self, record, self->keys.masks, "groundtruth/semantic-segmentation");
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  gw_json_members_set_string (line, self->keys.masks, name);
  gw_json_members_set (line, metadata, text->str, (gssize) text->len);
  if ((record->raw != NULL || self->options->lines != NULL) && is_same (self, record))
    gw_json_members_set (line, GW_MANIFEST_SAME_MASK, "true", -1);
}

gboolean
gw_manifest_masks_write (GwWriter *writer, const GwManifestComposer *self, const GwRecord *record, const char *name,
                         GHashTable *names, GError **error)
{
  g_autofree char *named = gw_manifest_get_path (name);
  g_autofree char *path = gw_path_tail (named, -1, error);
  g_autofree guint8 *rows = path != NULL ? gw_mask_paint (record, 0, get_place, (gpointer) self, error) : NULL;
  g_autoptr (GBytes) png = NULL;
  gconstpointer data;
  gsize size;

  if (rows == NULL)
    return FALSE;
  /* Two lines of one mask write it once. */
  if (!g_hash_table_add (names, g_strdup (path)))
    return TRUE;
  png = gw_encode_png_indexed (rows, record->width, record->height, (gsize) record->width, self->palette, error);
  if (png == NULL)
    return FALSE;
  data = g_bytes_get_data (png, &size);
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, path, data, size, error);
}
