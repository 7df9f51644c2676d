/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-masks.h"

#include <glib/gi18n.h>

#include "gw-bag.h"
#include "gw-box.h"
#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-number.h"
#include "gw-semantic-reader.h"

struct _GwVocMasks
{
  GwReader *reader;    /* of the XML files */
  GwReader *masks;     /* of gw_format_voc_masks */
  GHashTable *classes; /* class id of masks -> of the reader, as pointers; 0: it cannot be one */
};

/* In the order of their numbers in masks, from 1. */
static const char *const challenge[] = { "aeroplane", "bicycle",   "bird",   "boat",        "bottle",      "bus",
                                         "car",       "cat",       "chair",  "cow",         "diningtable", "dog",
                                         "horse",     "motorbike", "person", "pottedplant", "sheep",       "sofa",
                                         "train",     "tvmonitor", NULL };
static const char *const challenge_parts[] = { "head", "hand", "foot", NULL };

gboolean
gw_voc_masks_are_there (const char *root)
{
  static const char *const names[] = { "SegmentationClass", "SegmentationClassPNG" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = g_build_filename (root, names[i], NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return TRUE;
    }
  return FALSE;
}

void
gw_voc_masks_free (GwVocMasks *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->masks, gw_reader_close);
  g_hash_table_unref (self->classes);
  g_free (self);
}

/* --- classes --------------------------------------------------------------------------- */

static gboolean
is_of_challenge (const GwRecordHead *head)
{
  for (guint i = 0; i < head->classes->len; i++)
    {
      const char *name = gw_class_get_name (g_ptr_array_index (head->classes, i));

      if (!g_strv_contains (challenge, name) && !g_strv_contains (challenge_parts, name))
        return FALSE;
    }
  return head->classes->len > 0;
}

/* The name of a class of masks, which without a list is its number. */
static const char *
get_name (GwClass *class, gboolean of_challenge)
{
  const char *name = gw_class_get_name (class);
  gint64 number;

  if (of_challenge && gw_number_parse_int64 (name, -1, &number) && number >= 1
      && number < (gint64) G_N_ELEMENTS (challenge))
    return challenge[number - 1];
  return name;
}

static void
take_classes (GwVocMasks *self, GwXmlSet *set)
{
  const GPtrArray *classes = self->masks->head->classes;
  const gboolean of_challenge = is_of_challenge (self->reader->head);

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      const char *name = get_name (class, of_challenge);
      const char *id = NULL, *alias = NULL;
      gint64 class_id;
      GwClass *own;

      gw_xml_set_note_class (set, self->reader, name, self->reader->source, 0);
      class_id = gw_xml_set_find_class (set, name);
      g_hash_table_insert (self->classes, GINT_TO_POINTER ((gint) gw_class_get_id (class)),
                           GINT_TO_POINTER ((gint) class_id));
      own = class_id != 0 ? gw_record_head_find_class (self->reader->head, class_id) : NULL;
      if (own == NULL || !gw_class_get_alias (class, gw_format_voc_masks.name, &id, &alias))
        continue;
      gw_class_set_alias (own, gw_format_voc_masks.name, id, alias);
      gw_class_set_color (own, gw_class_get_color (class));
    }
}

GwVocMasks *
gw_voc_masks_open (GwReader *reader, const char *root, GwXmlSet *set, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwVocMasks) self = g_new0 (GwVocMasks, 1);
  GwReadOptions options = reader->options;
  g_autoptr (GError) failure = NULL;

  self->reader = reader;
  self->classes = g_hash_table_new (NULL, NULL);
  options.work = NULL;
  self->masks = gw_format_open (&gw_format_voc_masks, root, &options, reader->problems, cancellable, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (self->masks == NULL)
    {
      gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "labels-unread", root, 0, NULL,
                       _ ("The masks beside the boxes were not read. %s"), failure->message);
      return NULL;
    }
  take_classes (self, set);

  return g_steal_pointer (&self);
}

/* --- joining --------------------------------------------------------------------------------- */

/* The place of the object that a mask belongs to, from 1; 0: to none. */
static guint
get_number (GwObject *mask)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (mask), gw_format_voc_masks.name);
  gsize length;
  const char *raw = gw_json_members_get (bag, "number", &length);
  gint64 number;

  return raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &number) && number > 0 && number < G_MAXINT32
             ? (guint) number
             : 0;
}

static void
set_numbers (GwJsonMembers *members, const char *key, const GwBox *box)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (raw, GW_JSON_WRITER_COMPACT);

  gw_json_writer_doubles (json, (const double *) box, 4);
  if (gw_json_writer_finish (json, NULL))
    gw_json_members_set (members, key, raw->str, (gssize) raw->len);
}

/* The mask becomes the object's shape; a box that is not that around it stays beside it. */
static void
give_mask (GwObject *object, GwObject *mask)
{
  const GwBox box = gw_object_get_bounds (object);
  const GwBox bounds = gw_object_get_bounds (mask);
  GwShape shape = GW_SHAPE_INIT;
  g_autofree char *number = NULL;
  g_autofree char *numbered = NULL;

  if (gw_shape_copy (gw_object_get_shape (mask), &shape) != GW_STATUS_OK)
    return;
  gw_object_take_shape (object, &shape);
  number = gw_bag_get (gw_object_get_bag (mask), gw_format_voc_masks.name);
  numbered = gw_bag_set (gw_object_get_bag (object), gw_format_voc_masks.name, number);
  gw_object_set_bag (object, numbered);
  if (box.x != bounds.x || box.y != bounds.y || box.width != bounds.width || box.height != bounds.height)
    {
      g_autoptr (GwJsonMembers) members = gw_json_members_open_bag (gw_object_get_bag (object), "voc");
      g_autofree char *bag = NULL;

      set_numbers (members, "bndbox", &box);
      set_numbers (members, "bndbox_of", &bounds);
      bag = gw_json_members_put_bag (members, gw_object_get_bag (object), "voc");
      gw_object_set_bag (object, bag);
    }
}

static void
add_region (GwRecord *record, GwObject *mask)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autofree char *bag = NULL;

  gw_json_members_set (members, "region", "true", -1);
  bag = gw_json_members_put_bag (members, gw_object_get_bag (mask), "voc");
  gw_object_set_bag (mask, bag);
  gw_object_set_z (mask, (int) record->objects->len);
  g_ptr_array_add (record->objects, g_object_ref (mask));
}

/* Whether a mask lies where the box is: files of two sources may count their objects in two ways. */
static gboolean
fits (GwObject *object, GwObject *mask)
{
  const GwBox box = gw_object_get_bounds (object);
  const GwBox bounds = gw_object_get_bounds (mask);
  GwBox both;

  return gw_box_intersection (&box, &bounds, &both) && both.width * both.height >= bounds.width * bounds.height / 2;
}

static void
report_other (const GwVocMasks *self, const GwRecord *record, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (self->reader->head, gw_object_get_class_id (object));

  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .outcome = GW_OUTCOME_KEPT,
                                     .code = "segment-unknown",
                                     .file = record->source,
                                     .image = record->path,
                                     .label = (char *) (class != NULL ? gw_class_get_name (class) : NULL),
                                     .text = _ ("The mask of an object is of another class than its box, or lies "
                                                "elsewhere. It was taken as a region of its own.") });
}

/* A class of masks whose name cannot be one. */
static void
report_unknown (const GwVocMasks *self, const GwRecord *record, gint64 class_id)
{
  GwClass *class = gw_record_head_find_class (self->masks->head, class_id);

  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = "class-unknown",
                                     .file = record->source,
                                     .image = record->path,
                                     .label = (char *) (class != NULL ? gw_class_get_name (class) : NULL),
                                     .n_labels = 1,
                                     .text = _ ("The mask is of a class whose name cannot be one. It was left out.") });
}

static void
take_masks (GwVocMasks *self, GwRecord *record, const GwRecord *masks, const GPtrArray *objects)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < masks->objects->len; i++)
    {
      GwObject *mask = g_ptr_array_index (masks->objects, i);
      const guint number = get_number (mask);
      GwObject *object = number > 0 && number <= objects->len ? g_ptr_array_index (objects, number - 1) : NULL;
      const gint64 class_id = GPOINTER_TO_INT (
          g_hash_table_lookup (self->classes, GINT_TO_POINTER ((gint) gw_object_get_class_id (mask))));

      if (class_id == 0)
        {
          self->reader->counts.labels++;
          report_unknown (self, record, gw_object_get_class_id (mask));
          continue;
        }
      gw_object_set_class_id (mask, class_id);
      if (object != NULL && class_id == gw_object_get_class_id (object) && fits (object, mask)
          && g_hash_table_add (done, object))
        {
          give_mask (object, mask);
          continue;
        }
      if (object != NULL)
        report_other (self, record, object);
      add_region (record, mask);
      self->reader->counts.labels++;
    }
}

gboolean
gw_voc_masks_join (GwVocMasks *self, GwRecord *record, const char *stem, const GPtrArray *objects,
                   GCancellable *cancellable, GError **error)
{
  const guint64 before = self->masks->counts.labels;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwRecord) masks = gw_semantic_reader_take (self->masks, stem, cancellable, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (masks == NULL)
    return TRUE;
  /* Masks that were left out have been told of, and count. */
  self->reader->counts.labels += self->masks->counts.labels - before - masks->objects->len;
  if (record->width <= 0 || record->height <= 0)
    {
      record->width = masks->width;
      record->height = masks->height;
    }
  if (record->split == NULL)
    record->split = g_strdup (masks->split);
  take_masks (self, record, masks, objects);

  return TRUE;
}

GwRecord *
gw_voc_masks_next (GwVocMasks *self, GCancellable *cancellable, GError **error)
{
  static const GPtrArray none = { NULL, 0 };

  for (;;)
    {
      const guint64 before = self->masks->counts.labels;
      g_autoptr (GwRecord) masks = gw_reader_next (self->masks, cancellable, error);
      g_autoptr (GwRecord) record = NULL;

      if (masks == NULL)
        return NULL;
      self->reader->counts.labels += self->masks->counts.labels - before - masks->objects->len;
      /* A picture of which there is nothing is none of this set. */
      if (!masks->labeled)
        continue;
      record = gw_record_new (masks->path);
      record->width = masks->width;
      record->height = masks->height;
      record->split = g_strdup (masks->split);
      record->labeled = TRUE;
      self->reader->counts.images++;
      take_masks (self, record, masks, &none);
      return g_steal_pointer (&record);
    }
}
