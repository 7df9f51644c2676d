/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-layer.h"

#include <math.h>

#define DIMMED 0.55

/* --- the frame --------------------------------------------------------------------- */

double
gw_plot_frame_get_x (const GwPlotFrame *self, double value)
{
  return self->left + self->width * gw_plot_scale_get_place (self->x, value);
}

double
gw_plot_frame_get_y (const GwPlotFrame *self, double value)
{
  return self->top + self->height * (1 - gw_plot_scale_get_place (self->y, value));
}

double
gw_plot_frame_get_x_value (const GwPlotFrame *self, double x)
{
  return gw_plot_scale_get_value (self->x, (x - self->left) / self->width);
}

double
gw_plot_frame_get_y_value (const GwPlotFrame *self, double y)
{
  return gw_plot_scale_get_value (self->y, 1 - (y - self->top) / self->height);
}

double
gw_plot_frame_get_alpha (const GwPlotFrame *self, const char *key)
{
  return self->selected == NULL || g_strcmp0 (self->selected, key) == 0 ? 1 : DIMMED;
}

/* --- read-outs ------------------------------------------------------------------------ */

void
gw_plot_readout_clear (GwPlotReadout *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->context, g_free);
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (sentence == NULL || *sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  if (!g_str_has_suffix (sentence, "."))
    g_string_append_c (text, '.');
}

char *
gw_plot_readout_to_text (const GwPlotReadout *self)
{
  GString *text = g_string_new (NULL);

  add_sentence (text, self->name);
  add_sentence (text, self->value);
  add_sentence (text, self->context);
  return g_string_free (text, FALSE);
}

/* --- layers ---------------------------------------------------------------------------- */

gpointer
gw_plot_layer_new (const GwPlotLayerClass *klass)
{
  GwPlotLayer *self = g_malloc0 (klass->size);

  self->klass = klass;
  return self;
}

void
gw_plot_layer_free (GwPlotLayer *self)
{
  if (self == NULL)
    return;
  if (self->klass->finalize != NULL)
    self->klass->finalize (self);
  g_free (self->name);
  g_free (self);
}

void
gw_plot_extent_add (double extent[2], double value)
{
  if (!isfinite (value))
    return;
  extent[0] = MIN (extent[0], value);
  extent[1] = MAX (extent[1], value);
}

void
gw_plot_layer_write_value (GwCsvWriter *csv, const GwPlotScale *scale, double value)
{
  if (scale->kind == GW_PLOT_SCALE_CATEGORY && value >= 0 && value < scale->categories->len && value == floor (value))
    gw_csv_writer_text (csv, g_ptr_array_index (scale->categories, (guint) value));
  else if (scale->kind == GW_PLOT_SCALE_TIME && isfinite (value))
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) floor (value / 1000));
      g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

      gw_csv_writer_text (csv, text);
    }
  else
    gw_csv_writer_double (csv, value);
}

void
gw_plot_path_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius, guint corners)
{
  radius = MIN (radius, MIN (width, height) / 2);
  cairo_new_sub_path (cr);
  if (corners & 1)
    cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  else
    cairo_move_to (cr, x, y);
  if (corners & 2)
    cairo_arc (cr, x + width - radius, y + radius, radius, 1.5 * G_PI, 2 * G_PI);
  else
    cairo_line_to (cr, x + width, y);
  if (corners & 4)
    cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, 0.5 * G_PI);
  else
    cairo_line_to (cr, x + width, y + height);
  if (corners & 8)
    cairo_arc (cr, x + radius, y + height - radius, radius, 0.5 * G_PI, G_PI);
  else
    cairo_line_to (cr, x, y + height);
  cairo_close_path (cr);
}

void
gw_plot_path_point (cairo_t *cr, double x, double y, double radius, guint shape)
{
  /* Of about the area of the disk. */
  const double r = 0.9 * radius, t = 1.3 * radius;

  cairo_new_sub_path (cr);
  switch (shape % 5)
    {
    case 1:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      return;
    case 2:
      cairo_move_to (cr, x, y - t);
      cairo_line_to (cr, x + t, y + 0.8 * radius);
      cairo_line_to (cr, x - t, y + 0.8 * radius);
      break;
    case 3:
      cairo_move_to (cr, x, y - t);
      cairo_line_to (cr, x + t, y);
      cairo_line_to (cr, x, y + t);
      cairo_line_to (cr, x - t, y);
      break;
    case 4:
      cairo_move_to (cr, x, y + t);
      cairo_line_to (cr, x + t, y - 0.8 * radius);
      cairo_line_to (cr, x - t, y - 0.8 * radius);
      break;
    case 0:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      break;
    }
  cairo_close_path (cr);
}
