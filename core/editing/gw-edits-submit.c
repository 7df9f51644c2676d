/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>

void
gw_submit_problem_free (GwSubmitProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->text);
  g_free (problem);
}

/* Takes the text. */
static void
add_problem (GPtrArray *problems, gint64 object_id, char *text)
{
  GwSubmitProblem *problem = g_new0 (GwSubmitProblem, 1);

  problem->object_id = object_id;
  problem->text = text;
  g_ptr_array_add (problems, problem);
}

char *
_gw_edits_name_object (GwDocument *self, GwObject *object)
{
  GwClass *klass = gw_document_get_class (self, gw_object_get_class_id (object));

  /* Translators: a class and the number of one object of it, such as “Cyclist 2”. */
  return g_strdup_printf (_ ("%s %u"), klass != NULL ? gw_class_get_name (klass) : _ ("Object"),
                          gw_document_get_index (self, object));
}

static void
check_attribute (GPtrArray *problems, GwObject *object, const char *name, const GwAttribute *attribute)
{
  const char *value = gw_object_get_attribute (object, attribute->name);
  gint64 id = gw_object_get_id (object);

  if (value != NULL && value[0] != '\0')
    {
      if (!gw_attribute_accepts (attribute, value))
        add_problem (problems, id, g_strdup_printf (_ ("%s: %s cannot be “%s”"), name, attribute->name, value));
      return;
    }
  if (!attribute->required)
    return;
  switch (attribute->kind)
    {
    case GW_ATTRIBUTE_CHECKBOX:
    case GW_ATTRIBUTE_CHOICE:
      /* Translators: what is missing before an image can be submitted, such as “Cyclist 2: choose Riding”. */
      add_problem (problems, id, g_strdup_printf (_ ("%s: choose %s"), name, attribute->name));
      break;
    case GW_ATTRIBUTE_NUMBER:
    case GW_ATTRIBUTE_TEXT:
    default:
      /* Translators: what is missing before an image can be submitted, such as “Cyclist 2: enter Speed”. */
      add_problem (problems, id, g_strdup_printf (_ ("%s: enter %s"), name, attribute->name));
      break;
    }
}

/* Shapes without area, such as lines and points, are not too small. */
static gboolean
has_area (GwObject *object)
{
  switch (gw_object_get_shape (object)->kind)
    {
    case GW_SHAPE_BOX:
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_POLYGON:
    case GW_SHAPE_MASK:
    case GW_SHAPE_ELLIPSE:
      return TRUE;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return FALSE;
    }
}

static void
check_object (GwDocument *self, GPtrArray *problems, GwObject *object, double smallest_side)
{
  g_autofree char *name = _gw_edits_name_object (self, object);
  GwClass *klass = gw_document_get_class (self, gw_object_get_class_id (object));
  GPtrArray *attributes = klass != NULL ? gw_class_get_attributes (klass) : NULL;
  GwBox bounds = gw_object_get_bounds (object);

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    check_attribute (problems, object, name, g_ptr_array_index (attributes, i));
  if (has_area (object) && MIN (bounds.width, bounds.height) < smallest_side)
    /* Translators: such as “Car 4 is smaller than 8 px”. */
    add_problem (problems, gw_object_get_id (object),
                 g_strdup_printf (_ ("%s is smaller than %g px"), name, smallest_side));
}

GPtrArray *
gw_document_check_submit (GwDocument *self, gboolean negative_confirmed, double smallest_side)
{
  GPtrArray *problems;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_submit_problem_free);
  for (guint i = 0; i < gw_document_get_n_objects (self); i++)
    check_object (self, problems, gw_document_get_object (self, i), smallest_side);
  if (gw_document_get_n_objects (self) == 0 && gw_document_get_labels (self)->len == 0 && !negative_confirmed)
    add_problem (problems, 0, g_strdup (_ ("Nothing is labeled: confirm “Nothing to label here”")));
  return problems;
}
