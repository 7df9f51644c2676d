/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-texts.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Rectangles that touch by less do not overlap. */
#define HAIRLINE 0.5

struct _GwPlotTexts
{
  GwPlotStyle style;
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *font;
  GArray *placed;
  /* What was measured, by its text: an axis of 1,000 names asks for each a dozen times. */
  GHashTable *sizes[GW_PLOT_N_TEXT_ROLES];
};

typedef struct
{
  double width, height;
} Size;

static const struct
{
  double size; /* px at 100 % */
  PangoWeight weight;
  GwPlotColor color;
} roles[] = {
  [GW_PLOT_TEXT_TICK] = { 12, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_SECONDARY },
  [GW_PLOT_TEXT_TICK_BOLD] = { 12, PANGO_WEIGHT_BOLD, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_AXIS] = { 12.4, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_LEGEND] = { 12.4, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_LEGEND_BOLD] = { 12.4, PANGO_WEIGHT_BOLD, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_LABEL] = { 12.4, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_LABEL_BOLD] = { 14, PANGO_WEIGHT_BOLD, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_TITLE] = { 15, PANGO_WEIGHT_BOLD, GW_PLOT_COLOR_TEXT },
  [GW_PLOT_TEXT_SUBTITLE] = { 12.4, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_SECONDARY },
  [GW_PLOT_TEXT_MESSAGE] = { 13, PANGO_WEIGHT_NORMAL, GW_PLOT_COLOR_SECONDARY },
};

static void
clear_placed (gpointer data)
{
  g_free (((GwPlotPlacedText *) data)->text);
}

/* Shapes of letters do not depend on where they stand or on what is drawn to, so that
 * every surface shows the same.
 */
static void
fix_metrics (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

GwPlotTexts *
gw_plot_texts_new (const GwPlotStyle *style)
{
  GwPlotTexts *self = g_new0 (GwPlotTexts, 1);

  self->style = *style;
  self->style.family = g_strdup (style->family);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  fix_metrics (self->context);
  self->layout = pango_layout_new (self->context);
  self->font = pango_font_description_new ();
  pango_font_description_set_family (self->font, style->family != NULL ? style->family : "Sans");
  self->placed = g_array_new (FALSE, FALSE, sizeof (GwPlotPlacedText));
  g_array_set_clear_func (self->placed, clear_placed);
  return self;
}

void
gw_plot_texts_free (GwPlotTexts *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < GW_PLOT_N_TEXT_ROLES; i++)
    g_clear_pointer (&self->sizes[i], g_hash_table_unref);
  g_free ((char *) self->style.family);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  pango_font_description_free (self->font);
  g_array_unref (self->placed);
  g_free (self);
}

void
gw_plot_texts_clear (GwPlotTexts *self)
{
  g_array_set_size (self->placed, 0);
}

GArray *
gw_plot_texts_get_placed (GwPlotTexts *self)
{
  return self->placed;
}

static void
prepare (GwPlotTexts *self, GwPlotTextRole role, const char *text, double max_width, guint lines)
{
  const double size = roles[role].size * gw_plot_style_get_text_scale (&self->style);

  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, roles[role].weight);
  pango_layout_set_font_description (self->layout, self->font);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_single_paragraph_mode (self->layout, lines < 2);
  if (max_width > 0)
    {
      pango_layout_set_width (self->layout, (int) (max_width * PANGO_SCALE));
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (self->layout, lines > 1 ? -(int) lines : 0);
    }
  else
    {
      pango_layout_set_width (self->layout, -1);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
    }
}

static const Size *
find_size (GwPlotTexts *self, GwPlotTextRole role, const char *text)
{
  PangoRectangle extents;
  Size *size;

  if (self->sizes[role] == NULL)
    self->sizes[role] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  size = g_hash_table_lookup (self->sizes[role], text);
  if (size != NULL)
    return size;

  prepare (self, role, text, 0, 1);
  pango_layout_get_extents (self->layout, NULL, &extents);
  size = g_new (Size, 1);
  size->width = extents.width / (double) PANGO_SCALE;
  size->height = extents.height / (double) PANGO_SCALE;
  g_hash_table_insert (self->sizes[role], g_strdup (text), size);
  return size;
}

void
gw_plot_texts_measure (GwPlotTexts *self, GwPlotTextRole role, const char *text, double *width, double *height)
{
  const Size *size = find_size (self, role, text);

  if (width != NULL)
    *width = size->width;
  if (height != NULL)
    *height = size->height;
}

/* --- overlap ------------------------------------------------------------------------ */

/* Whether a line along one of a's sides parts both: the separating axis theorem. */
static gboolean
parts (const GwPlotPlacedText *a, const GwPlotPlacedText *b, guint side)
{
  const double *from = a->corners[side];
  const double *to = a->corners[side + 1];
  const double length = hypot (to[0] - from[0], to[1] - from[1]);
  double low[2] = { INFINITY, INFINITY };
  double high[2] = { -INFINITY, -INFINITY };

  if (!(length > 0))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < 2; j++)
      {
        const double *corner = j == 0 ? a->corners[i] : b->corners[i];
        const double at = ((corner[0] - from[0]) * (to[0] - from[0]) + (corner[1] - from[1]) * (to[1] - from[1]))
                          / length;

        low[j] = MIN (low[j], at);
        high[j] = MAX (high[j], at);
      }

  return high[0] - HAIRLINE <= low[1] || high[1] - HAIRLINE <= low[0];
}

gboolean
gw_plot_placed_text_overlaps (const GwPlotPlacedText *a, const GwPlotPlacedText *b)
{
  return !parts (a, b, 0) && !parts (a, b, 1) && !parts (b, a, 0) && !parts (b, a, 1);
}

static gboolean
is_free (GwPlotTexts *self, const GwPlotPlacedText *placed)
{
  for (guint i = 0; i < self->placed->len; i++)
    if (gw_plot_placed_text_overlaps (&g_array_index (self->placed, GwPlotPlacedText, i), placed))
      return FALSE;
  return TRUE;
}

/* --- putting ------------------------------------------------------------------------- */

static void
find_corners (const GwPlotText *how, double left, double top, double width, double height, double corners[4][2])
{
  const double c = cos (-how->angle), s = sin (-how->angle);
  const double xs[] = { left, left + width, left + width, left };
  const double ys[] = { top, top, top + height, top + height };

  for (guint i = 0; i < 4; i++)
    {
      corners[i][0] = how->x + c * xs[i] - s * ys[i];
      corners[i][1] = how->y + s * xs[i] + c * ys[i];
    }
}

gboolean
gw_plot_texts_put (GwPlotTexts *self, cairo_t *cr, const char *text, const GwPlotText *how)
{
  GwPlotPlacedText placed = { .role = how->role };
  PangoRectangle extents;
  double width, height, left, top;

  if (text == NULL || *text == '\0')
    return FALSE;

  prepare (self, how->role, text, how->max_width, how->lines);
  pango_layout_set_alignment (self->layout, how->align_x == 0.5  ? PANGO_ALIGN_CENTER
                                            : how->align_x > 0.5 ? PANGO_ALIGN_RIGHT
                                                                 : PANGO_ALIGN_LEFT);
  pango_layout_get_extents (self->layout, NULL, &extents);
  width = extents.width / (double) PANGO_SCALE;
  height = extents.height / (double) PANGO_SCALE;
  left = -how->align_x * width;
  top = -how->align_y * height;
  find_corners (how, left, top, width, height, placed.corners);
  if (how->optional && !is_free (self, &placed))
    return FALSE;

  placed.text = g_strdup (text);
  placed.shortened = pango_layout_is_ellipsized (self->layout);
  if (how->unwatched)
    clear_placed (&placed);
  else
    g_array_append_val (self->placed, placed);
  if (cr == NULL)
    return TRUE;

  cairo_save (cr);
  gw_plot_style_set_source (&self->style, cr, how->color != 0 ? how->color : roles[how->role].color,
                            how->unwatched || how->on_mark ? GW_PLOT_USE_FILL : GW_PLOT_USE_LINE, 1);
  cairo_translate (cr, how->x, how->y);
  cairo_rotate (cr, -how->angle);
  cairo_move_to (cr, left - extents.x / (double) PANGO_SCALE, top - extents.y / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, self->layout);
  cairo_restore (cr);
  return TRUE;
}
