/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-compose.h"

#include <math.h>
#include <string.h>

#include "gw-image-attributes.h"
#include "gw-json-values.h"
#include "gw-manifest-masks.h"
#include "gw-mask-table.h"
#include "gw-number.h"
#include "gw-time.h"
#include "gw-writer-private.h"

/* What real multi-worker files never exceed. */
#define HIGHEST_CONFIDENCE 0.95

/* --- names -------------------------------------------------------------------------- */

/* Letters, digits and single dashes, as label attributes must be. */
static char *
make_attribute (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *p = name != NULL ? name : ""; *p != '\0' && text->len < 100; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (text, *p);
    else if (text->len > 0 && text->str[text->len - 1] != '-')
      g_string_append_c (text, '-');
  while (text->len > 0 && text->str[text->len - 1] == '-')
    g_string_truncate (text, text->len - 1);
  if (text->len == 0)
    g_string_assign (text, "labels");
  /* These mean something else. */
  if (g_str_has_suffix (text->str, "-ref") || g_str_has_suffix (text->str, "-metadata")
      || strcmp (text->str, "source") == 0)
    g_string_append (text, "-1");

  return g_string_free (text, FALSE);
}

static void
choose_shapes (const GwManifestKeys *keys, const GwRecordHead *head, gboolean *has_boxes, gboolean *has_masks)
{
  gboolean known = keys->classes != NULL || keys->boxes != NULL || keys->masks != NULL;

  *has_masks = keys->masks != NULL || (!known && head->has_task && head->task == GW_TASK_MASKS);
  *has_boxes = keys->boxes != NULL || (!known && !*has_masks && (!head->has_task || head->task >= GW_TASK_BOXES));
}

/* The first of “base-ending”, “base-1-ending” and so on that no attribute of the images has. (transfer full) */
static char *
make_name (const GwManifestComposer *self, const char *base, const char *ending)
{
  char *name = g_strconcat (base, ending, NULL);

  for (guint i = 1; gw_record_head_has_attribute (self->head, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", base, i, ending);
    }

  return name;
}

/* What the attributes are called that nothing was read of. Beside the one of a layer they have
 * names that no line has, so that nothing is written in place of others.
 */
static void
name_rest (GwManifestComposer *self, const char *layer)
{
  g_autofree char *base = make_attribute (layer != NULL ? layer : self->options->name);
  const gboolean is_free = layer == NULL && g_strcmp0 (base, self->keys.boxes) != 0
                           && !gw_record_head_has_attribute (self->head, base);

  if (self->keys.classes == NULL)
    self->keys.classes = is_free ? g_strdup (base) : make_name (self, base, "-class");
  if (self->keys.boxes == NULL)
    self->keys.boxes = make_name (self, base, "-box");
  if (self->keys.masks == NULL)
    self->keys.masks = make_name (self, base, "-ref");
}

static const char *
get_layer_name (const GwManifestComposer *self, guint layer)
{
  return layer > 0 ? ((const GwManifestLayer *) g_ptr_array_index (self->keys.layers, layer - 1))->attribute : NULL;
}

/* What a layer is written with. */
typedef struct
{
  GwManifestKeys keys;
  gboolean has_boxes;
  gboolean has_masks;
} Chosen;

static void
chosen_free (gpointer data)
{
  Chosen *chosen = data;

  if (chosen == NULL)
    return;
  gw_manifest_keys_clear (&chosen->keys);
  g_free (chosen);
}

static void
choose_keys (GwManifestComposer *self, guint layer)
{
  const GwRecordHead *head = self->head;
  /* What it was read with may name its metadata behind it. */
  g_autofree char *asked = self->options->attribute != NULL
                               ? g_strndup (self->options->attribute, strcspn (self->options->attribute, "="))
                               : NULL;

  gw_manifest_keys_init (&self->keys, NULL);
  gw_manifest_keys_from_head (&self->keys, head);
  gw_manifest_keys_turn (&self->keys, get_layer_name (self, layer));
  choose_shapes (&self->keys, head, &self->has_boxes, &self->has_masks);
  if (self->keys.classes == NULL && head->has_task)
    self->keys.kind = head->task == GW_TASK_SINGLE_CLASS ? GW_MANIFEST_CLASS : GW_MANIFEST_CLASSES;
  else if (self->keys.classes == NULL)
    self->keys.kind = GW_MANIFEST_CLASSES;

  if (asked != NULL && self->has_masks && !self->has_boxes)
    {
      g_autofree char *plain = g_str_has_suffix (asked, "-ref") ? g_strndup (asked, strlen (asked) - 4)
                                                                : g_strdup (asked);
      g_autofree char *name = make_attribute (plain);

      g_free (self->keys.masks);
      self->keys.masks = g_strconcat (name, "-ref", NULL);
    }
  else if (asked != NULL)
    {
      char **key = self->has_boxes ? &self->keys.boxes : &self->keys.classes;

      g_free (*key);
      *key = make_attribute (asked);
    }
  name_rest (self, get_layer_name (self, layer));
}

static void
turn_to (GwManifestComposer *self, guint layer)
{
  Chosen *chosen = layer < self->chosen->len ? g_ptr_array_index (self->chosen, layer) : NULL;

  if (chosen == NULL)
    {
      choose_keys (self, layer);
      chosen = g_memdup2 (&(Chosen) { self->keys, self->has_boxes, self->has_masks }, sizeof *chosen);
      if (layer >= self->chosen->len)
        g_ptr_array_set_size (self->chosen, (gint) layer + 1);
      g_ptr_array_index (self->chosen, layer) = chosen;
    }
  self->layer = layer;
  self->keys = chosen->keys;
  self->has_boxes = chosen->has_boxes;
  self->has_masks = chosen->has_masks;
}

/* Places of classes in masks, and their colours: each its own, white that of none. */
static void
choose_palette (GwManifestComposer *self)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    self->palette[i] = 0xffffff;
  g_hash_table_add (used, GUINT_TO_POINTER (0xffffff));
  for (guint i = 0; self->mask_shift == 0 && i < self->head->classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (self->head->classes, i));
      const gint64 *index = g_hash_table_lookup (self->indices, &id);

      if (index != NULL && *index == 0)
        self->mask_shift = 1;
    }
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 id = gw_class_get_id (class);
      const gint64 *index = g_hash_table_lookup (self->indices, &id);
      guint32 colour = gw_class_get_color (class);

      if (index == NULL || *index + self->mask_shift >= GW_MASK_COLOURS)
        continue;
      for (guint k = 1; g_hash_table_contains (used, GUINT_TO_POINTER (colour)) && k < GW_MASK_COLOURS; k++)
        colour = gw_voc_palette_get (k);
      g_hash_table_add (used, GUINT_TO_POINTER (colour));
      self->palette[*index + self->mask_shift] = colour;
    }
}

/* Numbers of an earlier import stay; the others get the next free ones. */
static void
number_classes (GwManifestComposer *self)
{
  const GwRecordHead *head = self->head;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  gint64 next = self->has_masks && !self->has_boxes ? 1 : 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < head->classes->len; i++)
      {
        GwClass *class = g_ptr_array_index (head->classes, i);
        gint64 id = gw_class_get_id (class);
        const char *alias;
        gint64 index = -1;

        if (g_hash_table_contains (self->indices, &id) || (pass == 1 && g_hash_table_contains (groups, class)))
          continue;
        if (pass == 0 && gw_class_get_alias (class, "sagemaker", &alias, NULL) && alias != NULL
            && (!gw_number_parse_int64 (alias, -1, &index) || index < 0 || g_hash_table_contains (taken, &index)))
          index = -1;
        while (pass == 1 && index < 0)
          {
            if (!g_hash_table_contains (taken, &next))
              index = next;
            next++;
          }
        if (index < 0)
          continue;
        g_hash_table_add (taken, g_memdup2 (&index, sizeof index));
        g_hash_table_insert (self->indices, g_memdup2 (&id, sizeof id), g_memdup2 (&index, sizeof index));
      }
}

void
gw_manifest_composer_init_names (GwManifestComposer *self, const GwRecordHead *head, const GwWriteOptions *options)
{
  *self = (GwManifestComposer) { .head = head, .options = options };
  self->chosen = g_ptr_array_new_with_free_func (chosen_free);
  turn_to (self, 0);
}

void
gw_manifest_composer_init (GwManifestComposer *self, const GwRecordHead *head, const GwWriteOptions *options)
{
  g_autofree char *lower = NULL;
  g_autofree char *base = make_attribute (options->name);

  gw_manifest_composer_init_names (self, head, options);
  self->indices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  number_classes (self);
  choose_palette (self);
  lower = g_ascii_strdown (base, -1);
  self->job = g_strconcat ("labeling-job/", lower, NULL);
}

void
gw_manifest_composer_turn_to_layer (GwManifestComposer *self, guint layer)
{
  if (self->layer != layer)
    turn_to (self, layer);
}

void
gw_manifest_composer_turn (GwManifestComposer *self, const char *annotator)
{
  guint layer = 0;

  if (self->options->attribute != NULL)
    return;
  for (guint i = 0; annotator != NULL && layer == 0 && i < self->keys.layers->len; i++)
    if (strcmp (get_layer_name (self, i + 1), annotator) == 0)
      layer = i + 1;
  gw_manifest_composer_turn_to_layer (self, layer);
}

gboolean
gw_manifest_composer_takes_name (const GwManifestComposer *self, const char *name)
{
  return !gw_manifest_is_free_key (name) || strcmp (name, self->keys.classes) == 0
         || strcmp (name, self->keys.boxes) == 0 || (self->has_masks && strcmp (name, self->keys.masks) == 0)
         || strcmp (name, GW_MANIFEST_SAME_MASK) == 0 || strcmp (name, GW_MANIFEST_NO_MASK) == 0;
}

const char *
gw_manifest_composer_get_attribute (const GwManifestComposer *self)
{
  return self->has_masks ? self->keys.masks : self->has_boxes ? self->keys.boxes : self->keys.classes;
}

static int
compare_numbered (gconstpointer a, gconstpointer b, gpointer data)
{
  const GwManifestComposer *self = data;
  gint64 one_id = gw_class_get_id (*(GwClass *const *) a), two_id = gw_class_get_id (*(GwClass *const *) b);
  gint64 one = *(const gint64 *) g_hash_table_lookup (self->indices, &one_id);
  gint64 two = *(const gint64 *) g_hash_table_lookup (self->indices, &two_id);

  return (one > two) - (one < two);
}

GPtrArray *
gw_manifest_composer_list_classes (const GwManifestComposer *self)
{
  GPtrArray *classes = g_ptr_array_new ();

  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      gint64 id = gw_class_get_id (class);

      if (g_hash_table_contains (self->indices, &id))
        g_ptr_array_add (classes, class);
    }
  g_ptr_array_sort_with_data (classes, compare_numbered, (gpointer) self);

  return classes;
}

void
gw_manifest_composer_clear (GwManifestComposer *self)
{
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->job, g_free);
  g_clear_pointer (&self->indices, g_hash_table_unref);
}

/* --- parts of a line --------------------------------------------------------------------- */

static gint64
get_index (const GwManifestComposer *self, gint64 class_id)
{
  const gint64 *index = g_hash_table_lookup (self->indices, &class_id);

  return index != NULL ? *index : -1;
}

static const char *
get_name (const GwManifestComposer *self, gint64 class_id)
{
  GwClass *class = gw_record_head_find_class (self->head, class_id);

  return class != NULL ? _gw_class_get_name_for (class, "sagemaker") : NULL;
}

/* Full precision, nothing where it is not known; for other tools' sake two
 * decimals, 0.95 at most and 0 for nothing.
 */
void
_gw_manifest_write_confidence (GwJsonWriter *json, const GwManifestComposer *self, const char *key, double confidence)
{
  if (self->options->compatible)
    {
      gw_json_writer_set_decimals (json, 2);
      gw_json_writer_key_double (json, key, isnan (confidence) ? 0 : MIN (confidence, HIGHEST_CONFIDENCE));
      gw_json_writer_set_decimals (json, -1);
    }
  else if (!isnan (confidence))
    gw_json_writer_key_double (json, key, confidence);
}

/* Unreadable, and nobody has labeled it for all that. */
static gboolean
has_failed (const GwRecord *record)
{
  return record->image != NULL && (gw_image_get_marks (record->image) & GW_IMAGE_UNREADABLE) && !record->labeled
         && record->labels->len == 0 && record->objects->len == 0;
}

/* When it was found that a picture cannot be read: as it was added, or now. */
static char *
make_failure_date (const GwRecord *record)
{
  gint64 added = gw_image_get_added (record->image);

  return gw_time_format_us ((added > 0 ? added : gw_time_now ()) * 1000);
}

/* The time of the labels, or what was read for it. Where it is not known there is none: that of
 * the export would be a lie.
 */
static char *
make_date (const GwRecord *record, const GwJsonMembers *bag)
{
  gint64 modified = record->modified;

  for (guint i = 0; i < record->objects->len; i++)
    modified = MAX (modified, gw_object_get_modified (g_ptr_array_index (record->objects, i)));

  return modified > 0 ? gw_time_format_us (modified * 1000) : gw_json_members_dup_string (bag, "creation-date");
}

void
_gw_manifest_write_common (GwJsonWriter *json, const GwManifestComposer *self, const GwRecord *record,
                           const char *attribute, const char *type)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  g_auto (GStrv) machine = gw_json_members_dup_strings (bag, GW_MANIFEST_BY_MACHINE);
  g_autofree char *date = has_failed (record) ? make_failure_date (record) : make_date (record, bag);
  gboolean by_machine = self->head->predictions
                        || (machine != NULL && g_strv_contains ((const char *const *) machine, attribute));

  gw_json_writer_key_string (json, "type", type);
  gw_json_writer_key_string (json, "job-name", self->job);
  gw_json_writer_key_string (json, "human-annotated", by_machine ? "no" : "yes");
  if (date != NULL)
    gw_json_writer_key_string (json, "creation-date", date);
}

static void
set_member (GwJsonMembers *line, const char *attribute, gboolean metadata, GString *text)
{
  g_autofree char *key = metadata ? g_strconcat (attribute, "-metadata", NULL) : g_strdup (attribute);

  gw_json_members_set (line, key, text->str, (gssize) text->len);
  g_string_truncate (text, 0);
}

/* What people said of a verdict, as it was read. */
static void
write_feedback (GwJsonWriter *json, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  gsize length;
  const char *raw = gw_json_members_get (bag, "worker-feedback", &length);

  if (raw == NULL)
    return;
  gw_json_writer_key (json, "worker-feedback");
  gw_json_writer_raw (json, raw, (gssize) length);
}

static void
compose_class (const GwManifestComposer *self, const GwRecord *record, GwJsonMembers *line)
{
  const gboolean is_verdict = self->keys.kind == GW_MANIFEST_VERDICT;
  const GwLabel *label = &g_array_index (record->labels, GwLabel, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = NULL;
  const char *name = get_name (self, label->class_id);

  if (name == NULL || get_index (self, label->class_id) < 0)
    return;
  g_string_append_printf (text, "%" G_GINT64_FORMAT, get_index (self, label->class_id));
  set_member (line, self->keys.classes, FALSE, text);

  json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "class-name", name);
  _gw_manifest_write_confidence (json, self, "confidence", label->confidence);
  _gw_manifest_write_common (json, self, record, self->keys.classes,
                             is_verdict ? "groundtruth/label-verification" : "groundtruth/image-classification");
  if (is_verdict)
    write_feedback (json, record);
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  set_member (line, self->keys.classes, TRUE, text);
}

static gboolean
wants_label (const GwManifestComposer *self, const GwLabel *label)
{
  return get_name (self, label->class_id) != NULL && get_index (self, label->class_id) >= 0
         && (isnan (label->confidence) || label->confidence >= self->options->min_confidence);
}

static void
write_index_key (GwJsonWriter *json, const GwManifestComposer *self, gint64 class_id, char key[24])
{
  g_snprintf (key, 24, "%" G_GINT64_FORMAT, get_index (self, class_id));
}

static void
compose_classes (const GwManifestComposer *self, const GwRecord *record, GwJsonMembers *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GwJsonWriter *json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  char key[24];

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->labels->len; i++)
    if (wants_label (self, &g_array_index (record->labels, GwLabel, i)))
      gw_json_writer_int64 (json, get_index (self, g_array_index (record->labels, GwLabel, i).class_id));
  gw_json_writer_end_array (json);
  gw_json_writer_finish (json, NULL);
  gw_json_writer_free (json);
  set_member (line, self->keys.classes, FALSE, text);

  json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (json);
  for (guint pass = 0; pass < 2; pass++)
    {
      gw_json_writer_key (json, pass == 0 ? "class-map" : "confidence-map");
      gw_json_writer_begin_object (json);
      for (guint i = 0; i < record->labels->len; i++)
        {
          const GwLabel *label = &g_array_index (record->labels, GwLabel, i);

          if (!wants_label (self, label))
            continue;
          write_index_key (json, self, label->class_id, key);
          if (pass == 0)
            gw_json_writer_key_string (json, key, get_name (self, label->class_id));
          else
            _gw_manifest_write_confidence (json, self, key, label->confidence);
        }
      gw_json_writer_end_object (json);
    }
  _gw_manifest_write_common (json, self, record, self->keys.classes, "groundtruth/image-classification-multilabel");
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  gw_json_writer_free (json);
  set_member (line, self->keys.classes, TRUE, text);
}

/* --- boxes -------------------------------------------------------------------------------- */

gboolean
gw_manifest_get_box (GwObject *object, GwBox *box)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (shape->kind == GW_SHAPE_NONE || shape->kind == GW_SHAPE_POLYLINE || shape->kind == GW_SHAPE_POINTS)
    return FALSE;
  *box = gw_object_get_bounds (object);
  return TRUE;
}

static gboolean
wants_object (const GwManifestComposer *self, GwObject *object, GwBox *box)
{
  double score = gw_object_get_score (object);

  return gw_manifest_get_box (object, box) && !gw_manifest_masks_take (self, object)
         && get_index (self, gw_object_get_class_id (object)) >= 0
         && (isnan (score) || score >= self->options->min_confidence);
}

static void
write_annotation (GwJsonWriter *json, const GwManifestComposer *self, GwObject *object, const GwBox *box)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), "sagemaker");

  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "class_id", get_index (self, gw_object_get_class_id (object)));
  gw_json_writer_key_double (json, "left", box->x);
  gw_json_writer_key_double (json, "top", box->y);
  gw_json_writer_key_double (json, "width", box->width);
  gw_json_writer_key_double (json, "height", box->height);
  gw_json_members_write (bag, json);
  gw_json_writer_end_object (json);
}

static void
compose_boxes (const GwManifestComposer *self, const GwRecord *record, GwJsonMembers *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GwJsonWriter *json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "sagemaker");
  gsize length;
  const char *depth = gw_json_members_get (bag, "depth", &length);
  GwBox box;

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "image_size");
  gw_json_writer_begin_array (json);
  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "width", record->width);
  gw_json_writer_key_int64 (json, "height", record->height);
  gw_json_writer_key (json, "depth");
  gw_json_writer_raw (json, depth != NULL ? depth : "3", depth != NULL ? (gssize) length : -1);
  gw_json_writer_end_object (json);
  gw_json_writer_end_array (json);
  gw_json_writer_key (json, "annotations");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->objects->len; i++)
    if (wants_object (self, g_ptr_array_index (record->objects, i), &box))
      write_annotation (json, self, g_ptr_array_index (record->objects, i), &box);
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  gw_json_writer_free (json);
  set_member (line, self->keys.boxes, FALSE, text);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return one < two ? -1 : one > two;
}

/* "class-map": the classes that occur, by their numbers. */
static void
write_class_map (GwJsonWriter *json, const GwManifestComposer *self, const GwRecord *record)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  GwBox box;
  char key[24];

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      gint64 pair[2];

      if (!wants_object (self, object, &box))
        continue;
      pair[1] = gw_object_get_class_id (object);
      pair[0] = get_index (self, pair[1]);
      g_array_append_vals (pairs, pair, 1);
    }
  g_array_sort (pairs, compare_ids);

  gw_json_writer_key (json, "class-map");
  gw_json_writer_begin_object (json);
  for (guint i = 0; i < pairs->len; i++)
    {
      const gint64 *pair = (const gint64 *) (gpointer) pairs->data + 2 * i;

      if (i > 0 && pair[0] == pair[-2])
        continue;
      write_index_key (json, self, pair[1], key);
      gw_json_writer_key_string (json, key, get_name (self, pair[1]));
    }
  gw_json_writer_end_object (json);
}

static void
compose_boxes_metadata (const GwManifestComposer *self, const GwRecord *record, GwJsonMembers *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  GwBox box;

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "objects");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (!wants_object (self, object, &box))
        continue;
      gw_json_writer_begin_object (json);
      _gw_manifest_write_confidence (json, self, "confidence", gw_object_get_score (object));
      gw_json_writer_end_object (json);
    }
  gw_json_writer_end_array (json);
  write_class_map (json, self, record);
  _gw_manifest_write_common (json, self, record, self->keys.boxes, "groundtruth/object-detection");
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  set_member (line, self->keys.boxes, TRUE, text);
}

/* --- the line ------------------------------------------------------------------------------- */

/* Objects for boxes; those that cannot be any count too, for an empty list tells
 * that the image was looked at.
 */
static gboolean
has_box_objects (const GwManifestComposer *self, const GwRecord *record)
{
  for (guint i = 0; i < record->objects->len; i++)
    if (!gw_manifest_masks_take (self, g_ptr_array_index (record->objects, i)))
      return TRUE;
  return FALSE;
}

/* Why an image whose picture cannot be read has no label: metadata alone, without one. */
static void
compose_failure (const GwManifestComposer *self, const GwRecord *record, GwJsonMembers *line)
{
  const char *attribute = gw_manifest_composer_get_attribute (self);
  const char *problem = gw_image_get_problem (record->image);
  g_autofree char *reason = g_strconcat (
      "ImageUnreadable: ", problem != NULL ? problem : "The picture cannot be decoded.", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "failure-reason", reason);
  _gw_manifest_write_common (json, self, record, attribute,
                             self->has_masks                          ? "groundtruth/semantic-segmentation"
                             : self->has_boxes                        ? "groundtruth/object-detection"
                             : self->keys.kind == GW_MANIFEST_CLASSES ? "groundtruth/image-classification-multilabel"
                             : self->keys.kind == GW_MANIFEST_VERDICT ? "groundtruth/label-verification"
                                                                      : "groundtruth/image-classification");
  gw_json_writer_end_object (json);
  gw_json_writer_finish (json, NULL);
  set_member (line, attribute, TRUE, text);
}

gboolean
gw_manifest_composer_is_negative (const GwManifestComposer *self, const GwRecord *record)
{
  return record->labeled && record->labels->len == 0 && record->objects->len == 0 && !self->has_boxes
         && !self->has_masks;
}

GwJsonMembers *
gw_manifest_compose (const GwManifestComposer *self, const GwRecord *record)
{
  GwJsonMembers *line = gw_json_members_new ();

  gw_json_members_set_string (line, "source-ref", record->path);
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    if (!gw_manifest_composer_takes_name (self, record->attributes[i]))
      gw_image_attributes_put (line, record->attributes[i], record->attributes[i + 1]);
  if (has_failed (record))
    {
      compose_failure (self, record, line);
      return line;
    }
  if (self->keys.kind == GW_MANIFEST_CLASSES
      && (record->labels->len > 0 || gw_manifest_composer_is_negative (self, record)))
    compose_classes (self, record, line);
  else if (record->labels->len > 0)
    compose_class (self, record, line);
  if (has_box_objects (self, record) || (record->labeled && record->labels->len == 0 && self->has_boxes))
    {
      compose_boxes (self, record, line);
      compose_boxes_metadata (self, record, line);
    }

  return line;
}
