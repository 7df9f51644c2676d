/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-read-place.h"

#include <glib/gi18n.h>

#include "gw-reader-private.h"

/* Finding an attribute of an object takes as long as it has others. */
#define MOST_ATTRIBUTES 1000

static void
report (const GwReadPlace *self, GwSeverity severity, GwOutcome outcome, const char *code, const char *label,
        const char *text, guint n_images, guint n_labels)
{
  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = code,
                                                             .file = (char *) self->file,
                                                             .line = self->line,
                                                             .pointer = (char *) self->pointer,
                                                             .image = self->record != NULL ? self->record->path : NULL,
                                                             .label = (char *) label,
                                                             .text = (char *) text,
                                                             .n_images = n_images,
                                                             .n_labels = n_labels });
}

void
gw_read_place_report (const GwReadPlace *self, GwSeverity severity, GwOutcome outcome, const char *code,
                      const char *label, const char *text)
{
  report (self, severity, outcome, code, label, text, 0, outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0);
}

void
gw_read_place_reject (const GwReadPlace *self, const char *code, const char *label, const char *text)
{
  gw_read_place_report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, label, text);
}

void
gw_read_place_reject_shape (const GwReadPlace *self, const char *code, const char *label)
{
  static const struct
  {
    const char *code;
    const char *text;
  } texts[] = {
    { "coord-not-finite", N_ ("A coordinate is missing or no number. The object was left out.") },
    { "limit", N_ ("The shape is larger than this program reads. The object was left out.") },
    { "ring-odd", N_ ("The shape has not as many x as y. The object was left out.") },
    { "ring-short", N_ ("The shape has too few points. The object was left out.") },
    { "rle-char", N_ ("The mask has a character that means nothing. The object was left out.") },
    { "rle-short", N_ ("The mask ends too early. The object was left out.") },
    { "rle-sum", N_ ("The mask does not fill its image. The object was left out.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].code, code))
      {
        gw_read_place_reject (self, code, label, _ (texts[i].text));
        return;
      }
  gw_read_place_reject (self, code, label, _ ("The shape is not of a known kind. The object was left out."));
}

void
gw_read_place_reject_image (const GwReadPlace *self, const char *code, const char *text)
{
  report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, NULL, text, 1, 0);
}

void
gw_read_place_set_attributes (const GwReadPlace *self, GwObject *object, const GwJsonMembers *attributes)
{
  const guint n = gw_json_members_get_n (attributes);

  for (guint i = 0; i < MIN (n, MOST_ATTRIBUTES); i++)
    {
      gsize length;
      const char *raw;
      const char *name = gw_json_members_get_at (attributes, i, &raw, &length);

      gw_object_set_attribute_json (object, name, raw, length);
    }
  if (n > MOST_ATTRIBUTES)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "limit", NULL,
            _ ("An object has more than 1000 attributes. The others were left out."), 0, 0);
}

void
gw_read_place_check_swapped (const GwReadPlace *self, gboolean swapped, const char *label)
{
  if (swapped)
    report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "rle-order-suspect", label,
            _ ("Width and height of the mask are swapped. It was read with those of the image."), 0, 0);
}

void
gw_read_place_check_keys (const GwReadPlace *self, const GwJsonRepeats *repeats)
{
  _gw_reader_tell_repeats (self->reader, repeats,
                           &(GwProblem) { .file = (char *) self->file,
                                          .pointer = (char *) self->pointer,
                                          .image = self->record != NULL ? self->record->path : NULL });
}

GwObject *
gw_read_place_add (const GwReadPlace *self, gint64 class_id, GwShape *shape)
{
  GwRecord *record = self->record;
  GwObject *object = gw_object_new (0, class_id);

  gw_object_take_shape (object, shape);
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
  if (self->line > 0)
    _gw_record_add_place (record, self->line);
  return object;
}

/* --- classes -------------------------------------------------------------------------- */

/* Making a class takes as long as there are others: 10,000 take 3 s, 30,000 take 26. */
#define MOST_CLASSES 10000

struct _GwClassNames
{
  GwReader *reader;
  GHashTable *ids;      /* name -> class id, as pointer */
  GHashTable *declared; /* set of GwClass */
  gboolean is_full;
};

GwClassNames *
gw_class_names_new (GwReader *reader)
{
  GwClassNames *self = g_new0 (GwClassNames, 1);

  self->reader = reader;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->declared = g_hash_table_new (NULL, NULL);
  return self;
}

void
gw_class_names_free (GwClassNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->declared);
  g_free (self);
}

gint64
gw_class_names_ensure (GwClassNames *self, const char *name, const char *id, const char *file, guint64 line)
{
  gpointer known;
  GwClass *class;
  gint class_id;

  if (g_hash_table_lookup_extended (self->ids, name, NULL, &known))
    return GPOINTER_TO_INT (known);
  if (g_hash_table_size (self->ids) >= MOST_CLASSES)
    {
      if (!self->is_full)
        gw_problems_add (self->reader->problems, GW_SEVERITY_ERROR, "limit", file, line, NULL,
                         _ ("There are more than %d classes. Labels of the others are left out."), MOST_CLASSES);
      self->is_full = TRUE;
      return 0;
    }
  class = _gw_reader_ensure_class (self->reader, name, id, self->declared, file, line);
  class_id = class != NULL ? (gint) gw_class_get_id (class) : 0;
  g_hash_table_insert (self->ids, g_strdup (name), GINT_TO_POINTER (class_id));
  return class_id;
}

gint64
gw_class_names_find (const GwClassNames *self, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->ids, name));
}
