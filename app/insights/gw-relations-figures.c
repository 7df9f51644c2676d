/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-relations-figures.h"

/* --- parts --------------------------------------------------------------------------------- */

static void
clear_part (gpointer data)
{
  GwRelationsPart *part = data;

  g_free (part->choice);
  g_clear_pointer (&part->plot, gw_plot_unref);
  g_clear_pointer (&part->images, g_array_unref);
  g_clear_pointer (&part->x, g_array_unref);
  g_clear_pointer (&part->y, g_array_unref);
  g_clear_pointer (&part->names, g_ptr_array_unref);
  g_clear_pointer (&part->begin, g_array_unref);
  gw_insights_snapshot_unref (part->snapshot);
}

static void
part_unref (GwRelationsPart *part)
{
  g_atomic_rc_box_release_full (part, clear_part);
}

/* What a part is made for, as a text. (transfer full) */
static char *
describe_choice (const GwRelationsFigures *self, const GwRelationsChoice *choice, GwRelationsPartId id)
{
  switch (id)
    {
    case GW_RELATIONS_CORRELATION:
      return g_strdup_printf ("%d %d", (int) self->rows, (int) choice->kind);
    case GW_RELATIONS_SCATTER:
      return g_strdup_printf ("%s\n%s", self->x->name, self->y->name);
    case GW_RELATIONS_GROUPS:
      return g_strdup_printf ("%d %s", choice->violins, self->column->name);
    case GW_RELATIONS_MAP:
    case GW_RELATIONS_DAYS:
    case GW_RELATIONS_N_PARTS:
    default:
      return g_strdup ("");
    }
}

gboolean
gw_relations_figures_add (GwRelationsFigures *self, GwInsightsSnapshot *snapshot, const GwDataSet *set,
                          const GwRelationsChoice *choice, GwRelationsPartId id, GCancellable *cancellable,
                          GError **error)
{
  GwRelationsPart *part;

  if (self->parts[id] != NULL)
    return TRUE;
  part = g_atomic_rc_box_new0 (GwRelationsPart);
  part->snapshot = gw_insights_snapshot_ref (snapshot);
  part->choice = describe_choice (self, choice, id);
  if (gw_relations_part_fill (part, id, self, set, choice, cancellable, error))
    {
      self->parts[id] = part;
      return TRUE;
    }
  part_unref (part);
  return FALSE;
}

/* --- all of it ------------------------------------------------------------------------------ */

static const GwDataColumn *
choose (const GwDataSet *set, GwRows rows, const char *name, const char *first)
{
  const GwDataColumn *column = name != NULL ? gw_data_set_find_column (set, name) : NULL;

  return column != NULL && column->rows == rows ? column : gw_data_set_find_column (set, first);
}

GwRelationsFigures *
gw_relations_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const GwRelationsChoice *choice,
                          const GwRelationsFigures *kept)
{
  GwRelationsFigures *self = g_new0 (GwRelationsFigures, 1);
  gboolean objects;

  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->n_images = set->n_images;
  self->choices = gw_column_choices_list (set);
  if (choice->rows >= 0)
    self->rows = (GwRows) choice->rows;
  else
    self->rows = set->n_objects > 0 ? GW_ROWS_OBJECTS : GW_ROWS_IMAGES;
  objects = self->rows == GW_ROWS_OBJECTS;
  self->x = choose (set, self->rows, choice->x, objects ? "box-width" : "image-brightness");
  self->y = choose (set, self->rows, choice->y, objects ? "box-height" : "image-contrast");
  self->column = choose (set, self->rows, choice->column, objects ? "box-area" : "image-brightness");
  for (guint i = 0; kept != NULL && i < GW_RELATIONS_N_PARTS; i++)
    {
      g_autofree char *wanted = describe_choice (self, choice, i);

      if (kept->parts[i] != NULL && kept->parts[i]->snapshot == snapshot
          && g_str_equal (kept->parts[i]->choice, wanted))
        self->parts[i] = g_atomic_rc_box_acquire (kept->parts[i]);
    }
  return self;
}

GwRelationsFigures *
gw_relations_figures_copy (const GwRelationsFigures *self)
{
  GwRelationsFigures *copy = g_new0 (GwRelationsFigures, 1);

  *copy = *self;
  g_ptr_array_ref (copy->choices);
  gw_insights_snapshot_ref (copy->snapshot);
  for (guint i = 0; i < GW_RELATIONS_N_PARTS; i++)
    if (copy->parts[i] != NULL)
      copy->parts[i] = g_atomic_rc_box_acquire (copy->parts[i]);
  return copy;
}

void
gw_relations_figures_free (GwRelationsFigures *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->choices);
  gw_insights_snapshot_unref (self->snapshot);
  for (guint i = 0; i < GW_RELATIONS_N_PARTS; i++)
    g_clear_pointer (&self->parts[i], part_unref);
  g_free (self);
}
