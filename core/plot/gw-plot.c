/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot.h"

#include "gw-boxed.h"

struct _GwPlot
{
  gatomicrefcount ref_count;
  char *kind;
  char *title;
  char *subtitle;
  char *summary;
  char *message;
  char *message_body;
  char *note;
  GwPlotAxis axes[GW_PLOT_N_AXES];
  double square;
  GPtrArray *layers;
  GArray *legend;
  char *legend_note;
  gboolean has_color_bar;
  GwPlotRamp ramp;
  char *ramp_low;
  char *ramp_high;
};

GW_DEFINE_BOXED_TYPE (GwPlot, gw_plot, gw_plot_ref, gw_plot_unref)

static void
clear_legend (gpointer data)
{
  GwPlotLegendEntry *entry = data;

  g_free (entry->name);
  g_free (entry->figure);
}

GwPlot *
gw_plot_new (const char *kind)
{
  GwPlot *self = g_new0 (GwPlot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = g_strdup (kind);
  self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_plot_layer_free);
  self->legend = g_array_new (FALSE, TRUE, sizeof (GwPlotLegendEntry));
  g_array_set_clear_func (self->legend, clear_legend);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    self->axes[i] = (GwPlotAxis) { .scale = gw_plot_scale_linear (0, 1), .flags = GW_PLOT_AXIS_HIDDEN };
  return self;
}

GwPlot *
gw_plot_ref (GwPlot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_plot_unref (GwPlot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      gw_plot_scale_clear (&self->axes[i].scale);
      g_free (self->axes[i].title);
    }
  g_ptr_array_unref (self->layers);
  g_array_unref (self->legend);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->summary);
  g_free (self->message);
  g_free (self->message_body);
  g_free (self->note);
  g_free (self->legend_note);
  g_free (self->ramp_low);
  g_free (self->ramp_high);
  g_free (self);
}

const char *
gw_plot_get_kind (const GwPlot *self)
{
  return self->kind;
}

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
gw_plot_set_title (GwPlot *self, const char *title, const char *subtitle)
{
  set_text (&self->title, title);
  set_text (&self->subtitle, subtitle);
}

const char *
gw_plot_get_title (const GwPlot *self)
{
  return self->title;
}

const char *
gw_plot_get_subtitle (const GwPlot *self)
{
  return self->subtitle;
}

void
gw_plot_set_summary (GwPlot *self, const char *summary)
{
  set_text (&self->summary, summary);
}

const char *
gw_plot_get_summary (const GwPlot *self)
{
  return self->summary != NULL ? self->summary : self->message;
}

void
gw_plot_set_message (GwPlot *self, const char *title, const char *body)
{
  set_text (&self->message, title);
  set_text (&self->message_body, body);
}

const char *
gw_plot_get_message (const GwPlot *self)
{
  return self->message;
}

const char *
gw_plot_get_message_body (const GwPlot *self)
{
  return self->message_body;
}

void
gw_plot_set_note (GwPlot *self, const char *note)
{
  set_text (&self->note, note);
}

const char *
gw_plot_get_note (const GwPlot *self)
{
  return self->note;
}

/* --- axes and layers ---------------------------------------------------------------- */

void
gw_plot_set_axis (GwPlot *self, GwPlotAxisSide side, GwPlotScale scale, const char *title, GwPlotAxisFlags flags)
{
  GwPlotAxis *axis = &self->axes[side];

  gw_plot_scale_clear (&axis->scale);
  axis->scale = scale;
  axis->flags = flags;
  set_text (&axis->title, title);
}

const GwPlotAxis *
gw_plot_get_axis (const GwPlot *self, GwPlotAxisSide side)
{
  return &self->axes[side];
}

void
gw_plot_set_square (GwPlot *self, double cost)
{
  self->square = cost;
}

double
gw_plot_get_square (const GwPlot *self)
{
  return self->square;
}

void
gw_plot_add_layer (GwPlot *self, GwPlotLayer *layer)
{
  g_ptr_array_add (self->layers, layer);
}

guint
gw_plot_get_n_layers (const GwPlot *self)
{
  return self->layers->len;
}

GwPlotLayer *
gw_plot_get_layer (const GwPlot *self, guint i)
{
  return g_ptr_array_index (self->layers, i);
}

/* --- what explains it ------------------------------------------------------------------ */

void
gw_plot_add_legend (GwPlot *self, GwPlotSample sample, GwPlotColor color, guint pattern, const char *name,
                    const char *figure)
{
  GwPlotLegendEntry entry = { sample, color, pattern, g_strdup (name), g_strdup (figure) };

  g_array_append_val (self->legend, entry);
}

guint
gw_plot_get_n_legend (const GwPlot *self)
{
  return self->legend->len;
}

const GwPlotLegendEntry *
gw_plot_get_legend (const GwPlot *self, guint i)
{
  return &g_array_index (self->legend, GwPlotLegendEntry, i);
}

void
gw_plot_set_legend_note (GwPlot *self, const char *note)
{
  set_text (&self->legend_note, note);
}

const char *
gw_plot_get_legend_note (const GwPlot *self)
{
  return self->legend_note;
}

void
gw_plot_set_color_bar (GwPlot *self, GwPlotRamp ramp, const char *low, const char *high)
{
  self->has_color_bar = TRUE;
  self->ramp = ramp;
  set_text (&self->ramp_low, low);
  set_text (&self->ramp_high, high);
}

gboolean
gw_plot_get_color_bar (const GwPlot *self, GwPlotRamp *ramp, const char **low, const char **high)
{
  *ramp = self->ramp;
  *low = self->ramp_low;
  *high = self->ramp_high;
  return self->has_color_bar;
}

/* --- marks ------------------------------------------------------------------------------ */

static gsize
count_of (const GwPlot *self, guint layer)
{
  const GwPlotLayer *found = gw_plot_get_layer (self, layer);

  return found->klass->get_n_marks != NULL ? found->klass->get_n_marks (found) : 0;
}

static gboolean
is_mark (const GwPlot *self, GwPlotMark mark)
{
  return mark.layer < self->layers->len && mark.index < count_of (self, mark.layer);
}

gsize
gw_plot_count_marks (const GwPlot *self)
{
  gsize n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    n += count_of (self, i);
  return n;
}

GwPlotMark
gw_plot_get_first_mark (const GwPlot *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (count_of (self, i) > 0)
      return (GwPlotMark) { i, 0 };
  return GW_PLOT_MARK_NONE;
}

/* From the end of a layer into the next one that has marks. */
static GwPlotMark
step_over (const GwPlot *self, GwPlotMark mark, gboolean forward)
{
  for (guint i = mark.layer; forward ? i + 1 < self->layers->len : i > 0;)
    {
      i = forward ? i + 1 : i - 1;
      if (count_of (self, i) > 0)
        return (GwPlotMark) { i, forward ? 0 : count_of (self, i) - 1 };
    }
  return mark;
}

GwPlotMark
gw_plot_move (const GwPlot *self, GwPlotMark mark, GwPlotMove move)
{
  const GwPlotLayer *layer;
  const gboolean forward = move == GW_PLOT_MOVE_RIGHT || move == GW_PLOT_MOVE_DOWN;
  gsize n;

  if (!is_mark (self, mark))
    return gw_plot_get_first_mark (self);

  layer = gw_plot_get_layer (self, mark.layer);
  if (layer->klass->move != NULL)
    {
      const gsize next = layer->klass->move (layer, mark.index, move);

      return next != mark.index || move >= GW_PLOT_MOVE_FIRST ? (GwPlotMark) { mark.layer, next }
                                                              : step_over (self, mark, forward);
    }
  n = count_of (self, mark.layer);
  switch (move)
    {
    case GW_PLOT_MOVE_FIRST:
      return (GwPlotMark) { mark.layer, 0 };
    case GW_PLOT_MOVE_LAST:
      return (GwPlotMark) { mark.layer, n - 1 };
    case GW_PLOT_MOVE_LEFT:
    case GW_PLOT_MOVE_UP:
      return mark.index > 0 ? (GwPlotMark) { mark.layer, mark.index - 1 } : step_over (self, mark, FALSE);
    case GW_PLOT_MOVE_RIGHT:
    case GW_PLOT_MOVE_DOWN:
    default:
      return mark.index + 1 < n ? (GwPlotMark) { mark.layer, mark.index + 1 } : step_over (self, mark, TRUE);
    }
}

void
gw_plot_describe (const GwPlot *self, GwPlotMark mark, GwPlotReadout *readout)
{
  const GwPlotLayer *layer;

  *readout = (GwPlotReadout) { .color = GW_PLOT_COLOR_NONE };
  if (!is_mark (self, mark))
    return;
  layer = gw_plot_get_layer (self, mark.layer);
  layer->klass->describe (layer, mark.index, readout);
}

const char *
gw_plot_get_key (const GwPlot *self, GwPlotMark mark)
{
  const GwPlotLayer *layer;

  if (!is_mark (self, mark))
    return NULL;
  layer = gw_plot_get_layer (self, mark.layer);
  return layer->klass->get_key != NULL ? layer->klass->get_key (layer, mark.index) : NULL;
}

GwPlotMark
gw_plot_find_key (const GwPlot *self, const char *key)
{
  for (guint i = 0; key != NULL && i < self->layers->len; i++)
    {
      const GwPlotLayer *layer = gw_plot_get_layer (self, i);

      if (layer->klass->find_key != NULL)
        {
          const gsize found = layer->klass->find_key (layer, key);

          if (found != GW_PLOT_NO_MARK)
            return (GwPlotMark) { i, found };
          continue;
        }
      for (gsize j = 0; layer->klass->get_key != NULL && j < count_of (self, i); j++)
        if (g_strcmp0 (layer->klass->get_key (layer, j), key) == 0)
          return (GwPlotMark) { i, j };
    }
  return GW_PLOT_MARK_NONE;
}
