/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-mask-writer.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-mask-table.h"
#include "gw-number.h"
#include "gw-semantic-writer.h"

/* Numbers of objects in one image: 0 and 255 mean something else. */
#define MOST_NUMBERS (GW_MASK_VOID - 1)

struct _GwVocMaskWriter
{
  GwWriter writer; /* of gw_format_voc_masks, into the folder of the other */
};

GwVocMaskWriter *
gw_voc_mask_writer_new (const GwWriter *writer, GError **error)
{
  GwVocMaskWriter *self = g_new0 (GwVocMaskWriter, 1);

  self->writer = *writer;
  self->writer.format = &gw_format_voc_masks;
  self->writer.state = NULL;
  self->writer.n_files = 0;
  if (gw_semantic_writer_create (&self->writer, error))
    return self;
  gw_voc_mask_writer_free (self);
  return NULL;
}

void
gw_voc_mask_writer_free (GwVocMaskWriter *self)
{
  if (self == NULL)
    return;
  gw_semantic_writer_destroy (&self->writer);
  g_free (self);
}

/* --- numbers -------------------------------------------------------------------------- */

/* A copy of an object that has the number in masks. */
static void
add_object (GwRecord *painted, GwObject *object, guint number)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *bag = NULL;
  GwObject *copy = gw_object_copy (object);

  gw_json_members_set (members, "number", text, -1);
  bag = gw_json_members_put_bag (members, NULL, gw_format_voc_masks.name);
  gw_object_set_bag (copy, bag);
  g_ptr_array_add (painted->objects, copy);
}

/* The number that a region from masks had there, where it is free or of several; else the next. */
static guint
choose_number (GwObject *object, guint n_elements, gboolean taken[GW_MASK_COLOURS], guint *next)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), gw_format_voc_masks.name);
  gsize length;
  const char *raw = gw_json_members_get (bag, "number", &length);
  gint64 number;

  if (raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &number)
      && (number == 0 || number == GW_MASK_VOID || (number > n_elements && number < GW_MASK_VOID && !taken[number])))
    {
      taken[number] = TRUE;
      return (guint) number;
    }
  while (*next <= MOST_NUMBERS && taken[*next])
    (*next)++;

  return (*next)++;
}

/* What has pixels, with its number. (transfer full) (nullable): NULL with error set */
static GwRecord *
make_record (const GwRecord *record, const GPtrArray *elements, const GwVocGroups *groups, GError **error)
{
  g_autoptr (GwRecord) painted = gw_record_new (record->path);
  gboolean taken[GW_MASK_COLOURS] = { FALSE };
  guint next = elements->len + 1;
  guint highest = 0;

  painted->width = record->width;
  painted->height = record->height;
  painted->split = g_strdup (record->split);
  for (guint i = 0; i < elements->len; i++)
    if (gw_voc_groups_has_pixels (groups, g_ptr_array_index (elements, i)))
      {
        add_object (painted, g_ptr_array_index (elements, i), i + 1);
        highest = i + 1;
      }
  for (guint i = 0; i < record->objects->len; i++)
    if (gw_voc_is_region (g_ptr_array_index (record->objects, i)))
      {
        const guint number = choose_number (g_ptr_array_index (record->objects, i), elements->len, taken, &next);

        add_object (painted, g_ptr_array_index (record->objects, i), number);
        highest = MAX (highest, number == GW_MASK_VOID ? 0 : number);
      }
  if (highest <= MOST_NUMBERS)
    return g_steal_pointer (&painted);

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               _ ("%s has more than %d objects, which masks cannot hold. Export to COCO instead."), record->path,
               MOST_NUMBERS);
  return NULL;
}

/* --- files -------------------------------------------------------------------------------- */

gboolean
gw_voc_mask_writer_write (GwVocMaskWriter *self, const GwRecord *record, const char *stem, const GPtrArray *elements,
                          const GwVocGroups *groups, gboolean *written, GError **error)
{
  g_autoptr (GwRecord) painted = NULL;

  *written = FALSE;
  if (record->width <= 0 || record->height <= 0)
    return TRUE;
  painted = make_record (record, elements, groups, error);
  if (painted == NULL)
    return FALSE;
  *written = painted->objects->len > 0;

  return !*written || gw_semantic_writer_write_masks (&self->writer, painted, stem, error);
}

gboolean
gw_voc_mask_writer_finish (GwVocMaskWriter *self, GwWriter *writer, GCancellable *cancellable, GError **error)
{
  const gboolean done = gw_semantic_writer_finish (&self->writer, cancellable, error);

  writer->n_files += self->writer.n_files;
  return done;
}
