/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-door.h"

#include <glib/gi18n.h>

#include "gw-curves-figures.h"

typedef struct
{
  GwClassCurves *curves;
  const GwClassLine *line; /* of the curves */
  double low;              /* the threshold */
  double high;
  guint sides; /* 0: a range */
} Rows;

static void
rows_free (gpointer data)
{
  Rows *self = data;

  gw_class_curves_unref (self->curves);
  g_free (self);
}

static GArray *
list_images (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Rows *self = data;
  const GwScoreView *view = self->line->view;
  g_autoptr (GArray) rows = NULL;

  if (self->sides == 0)
    rows = gw_score_view_list_range (view, self->low, self->high, self->low <= 0);
  else
    rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint side = 0; side < GW_SIDE_N_SIDES; side++)
    if (self->sides & (1u << side))
      {
        g_autoptr (GArray) more = gw_score_view_list_side (view, self->low, side);

        g_array_append_vals (rows, more->data, more->len);
      }
  return gw_class_curves_list_images (self->curves, rows);
}

static GwInsightsDoor *
make_door (GwClassCurves *curves, const Rows *what, const char *title)
{
  Rows *rows = g_memdup2 (what, sizeof *what);

  rows->curves = gw_class_curves_ref (curves);
  return gw_insights_door_new_list (title, list_images, rows, rows_free);
}

#define BIT(side) (1u << (side))

/* Of a class and a threshold. */
static char *
make_title (guint sides, const char *name, const char *threshold)
{
  switch (sides)
    {
    case BIT (GW_SIDE_TRUE_POSITIVE):
      /* Translators: a class and a threshold, here and in what follows; titles of sets of images */
      return g_strdup_printf (_ ("%s found, threshold %s"), name, threshold);
    case BIT (GW_SIDE_FALSE_NEGATIVE):
      return g_strdup_printf (_ ("%s missed, threshold %s"), name, threshold);
    case BIT (GW_SIDE_FALSE_POSITIVE):
      return g_strdup_printf (_ ("False alarm of %s, threshold %s"), name, threshold);
    case BIT (GW_SIDE_TRUE_NEGATIVE):
      return g_strdup_printf (_ ("Rightly not %s, threshold %s"), name, threshold);
    case BIT (GW_SIDE_FALSE_NEGATIVE) | BIT (GW_SIDE_FALSE_POSITIVE):
      return g_strdup_printf (_ ("Errors of %s, threshold %s"), name, threshold);
    default:
      return g_strdup_printf (_ ("Predicted %s, threshold %s"), name, threshold);
    }
}

GwInsightsDoor *
gw_curves_door_new_sides (GwClassCurves *curves, const GwClassLine *line, double threshold, guint sides)
{
  const Rows what = { .line = line, .low = threshold, .high = threshold, .sides = sides };
  g_autofree char *number = gw_curves_format_threshold (threshold);
  g_autofree char *title = make_title (sides, g_ptr_array_index (curves->classes, line->which), number);

  return make_door (curves, &what, title);
}

GwInsightsDoor *
gw_curves_door_new_range (GwClassCurves *curves, const GwClassLine *line, double low, double high)
{
  const Rows what = { .line = line, .low = low, .high = high, .sides = 0 };
  g_autofree char *first = gw_curves_format_threshold (low);
  g_autofree char *last = gw_curves_format_threshold (high);
  /* Translators: a class and two scores; title of a set of images */
  g_autofree char *title = g_strdup_printf (_ ("%s, score %s to %s"),
                                            (char *) g_ptr_array_index (curves->classes, line->which), first, last);

  return make_door (curves, &what, title);
}
