/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits-private.h"

/* -1: not in the list. */
static int
find_class (const GArray *labels, gint64 class_id)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, GwLabel, i).class_id == class_id)
      return (int) i;
  return -1;
}

static void
set_absent (GwDocument *self, const GArray *absent)
{
  g_array_set_size (self->absent, 0);
  if (absent != NULL && absent->len > 0)
    g_array_append_vals (self->absent, absent->data, absent->len);
  _gw_document_labels_changed (self);
}

void
gw_document_set_absent (GwDocument *self, const GArray *absent)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  set_absent (self, absent);
}

const GArray *
gw_document_get_absent (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->absent;
}

gboolean
gw_document_has_class (GwDocument *self, gint64 class_id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  if (find_class (self->labels, class_id) >= 0)
    return TRUE;
  for (guint i = 0; i < gw_document_get_n_objects (self); i++)
    if (gw_object_get_class_id (gw_document_get_object (self, i)) == class_id)
      return TRUE;
  return FALSE;
}

gboolean
gw_document_is_absent (GwDocument *self, gint64 class_id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return find_class (self->absent, class_id) >= 0 && !gw_document_has_class (self, class_id);
}

gboolean
gw_document_verify_absent (GwDocument *self, gint64 class_id, gboolean absent)
{
  const GwLabel label = { class_id, NAN };
  g_autoptr (GwEdit) edit = NULL;
  g_autoptr (GArray) after = NULL;
  g_autofree char *name = NULL;
  int found;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  found = find_class (self->absent, class_id);
  if ((found >= 0) == !!absent || (absent && gw_document_has_class (self, class_id)))
    return FALSE;
  after = g_array_copy (self->absent);
  if (absent)
    g_array_append_val (after, label);
  else
    g_array_remove_index (after, (guint) found);
  name = _gw_edits_name_class (self, absent ? _ ("Verify %s as Absent") : _ ("Take Back That %s Is Absent"), class_id);
  edit = gw_edit_new (gw_document_get_image_id (self), name);
  gw_edit_add_absent (edit, gw_document_get_image_id (self), self->absent, after);
  gw_document_apply (self, edit);
  return TRUE;
}

void
_gw_document_carry_out_absent (GwDocument *self, GwEdit *edit)
{
  const GArray *absent = NULL;

  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);

      if (change->kind == GW_CHANGE_ABSENT && change->image_id == gw_document_get_image_id (self))
        absent = change->labels_after;
    }
  if (absent != NULL)
    set_absent (self, absent);
}
