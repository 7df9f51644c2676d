/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <adwaita.h>
#include <math.h>

#include "gw-announcer.h"

/* At 100 %: smaller is not readable; without rows of their own; and surfaces end. */
#define LEAST_WIDTH 200.0
#define LEAST_HEIGHT 150.0
#define LEAST_SQUARE 220.0 /* with a legend below */
#define NATURAL_WIDTH 480.0
#define NATURAL_HEIGHT 300.0
#define MOST_HEIGHT 12000.0
/* Rows may be so much lower than they like. */
#define SQUEEZE 0.6
#define BUSY_DELAY_MS 150
#define SPINNER_EDGE 6

G_DEFINE_FINAL_TYPE (GwChart, gw_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PLOT,
  PROP_SELECTED_KEY,
  PROP_BUSY,
  PROP_ZOOMABLE,
  PROP_ZOOMED,
  PROP_RANGE_SELECTABLE,
  PROP_MARKER_MOVABLE,
  PROP_DESCRIPTION,
  PROP_HIGH_CONTRAST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gw_chart_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwChart *self = GW_CHART (object);

  switch (prop_id)
    {
    case PROP_PLOT:
      g_value_set_boxed (value, self->plot);
      break;
    case PROP_SELECTED_KEY:
      g_value_set_string (value, self->selected_key);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ZOOMABLE:
      g_value_set_boolean (value, self->zoomable);
      break;
    case PROP_ZOOMED:
      g_value_set_boolean (value, self->zoomed);
      break;
    case PROP_RANGE_SELECTABLE:
      g_value_set_boolean (value, self->range_selectable);
      break;
    case PROP_MARKER_MOVABLE:
      g_value_set_boolean (value, self->marker_movable);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, self->style.high_contrast);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_chart_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwChart *self = GW_CHART (object);

  switch (prop_id)
    {
    case PROP_PLOT:
      gw_chart_set_plot (self, g_value_get_boxed (value));
      break;
    case PROP_SELECTED_KEY:
      gw_chart_set_selected_key (self, g_value_get_string (value));
      break;
    case PROP_BUSY:
      gw_chart_set_busy (self, g_value_get_boolean (value));
      break;
    case PROP_ZOOMABLE:
      gw_chart_set_zoomable (self, g_value_get_boolean (value));
      break;
    case PROP_RANGE_SELECTABLE:
      gw_chart_set_range_selectable (self, g_value_get_boolean (value));
      break;
    case PROP_MARKER_MOVABLE:
      gw_chart_set_marker_movable (self, g_value_get_boolean (value));
      break;
    case PROP_HIGH_CONTRAST:
      gw_chart_set_high_contrast (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* --- size ----------------------------------------------------------------------------------- */

static void
gw_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                  int *minimum_baseline, int *natural_baseline)
{
  GwChart *self = GW_CHART (widget);
  const double scale = gw_plot_style_get_text_scale (&self->style);
  double least = LEAST_HEIGHT;
  double rows = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ceil (LEAST_WIDTH * scale);
      *natural = (int) ceil (NATURAL_WIDTH * scale);
      return;
    }
  if (self->plot != NULL && gw_plot_get_message (self->plot) == NULL)
    {
      rows = MIN (gw_plot_layout_get_natural_height (self->plot, &self->style), MOST_HEIGHT);
      least = gw_plot_get_square (self->plot) > 0 ? LEAST_SQUARE : LEAST_HEIGHT;
    }
  *minimum = (int) ceil (MAX (least * scale, SQUEEZE * rows));
  *natural = MAX (*minimum, (int) ceil (rows > 0 ? rows : NATURAL_HEIGHT * scale));
}

static void
gw_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwChart *self = GW_CHART (widget);
  int size, line;

  if (width != self->width || height != self->height)
    {
      self->width = width;
      self->height = height;
      _gw_chart_drop_layout (self);
    }
  gtk_widget_measure (self->spinner, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &size, NULL, NULL);
  gtk_widget_allocate (self->spinner, size, size, -1,
                       gsk_transform_translate (
                           NULL, &GRAPHENE_POINT_INIT ((float) (width - size - SPINNER_EDGE), (float) SPINNER_EDGE)));
  gtk_widget_measure (self->announcer, GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL, NULL);
  gtk_widget_measure (self->announcer, GTK_ORIENTATION_VERTICAL, size, &line, NULL, NULL, NULL);
  gtk_widget_allocate (self->announcer, size, line, -1, NULL);
  _gw_chart_allocate_cards (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* --- the system ------------------------------------------------------------------------------ */

static void
on_style_cb (GwChart *self)
{
  _gw_chart_update_style (self);
}

static void
gw_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gw_chart_parent_class)->css_changed (widget, change);

  _gw_chart_update_style (GW_CHART (widget));
}

static void
on_focus_cb (GwChart *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _gw_chart_update_card (self);
}

/* --- the widget --------------------------------------------------------------------------------- */

static void
gw_chart_dispose (GObject *object)
{
  GwChart *self = GW_CHART (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  if (self->exports != NULL)
    g_cancellable_cancel (self->exports);
  g_clear_object (&self->exports);
  _gw_chart_stop_waiting (self);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->range_card, gtk_widget_unparent);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);
  g_clear_pointer (&self->announcer, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->button_actions, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_chart_parent_class)->dispose (object);
}

static void
gw_chart_finalize (GObject *object)
{
  GwChart *self = GW_CHART (object);

  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      if (self->zoomed)
        gw_plot_scale_clear (&self->view[i]);
      if (self->drag_view_held)
        gw_plot_scale_clear (&self->drag_view[i]);
    }
  g_clear_pointer (&self->layout, gw_plot_layout_free);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->texts, gw_plot_texts_free);
  g_clear_pointer (&self->marker, gw_plot_layer_free);
  g_clear_pointer (&self->plot, gw_plot_unref);
  g_free (self->selected_key);
  g_free (self->description);

  G_OBJECT_CLASS (gw_chart_parent_class)->finalize (object);
}

#define RW (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)
#define RO (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PLOT] = g_param_spec_boxed ("plot", NULL, NULL, GW_TYPE_PLOT, RW);
  properties[PROP_SELECTED_KEY] = g_param_spec_string ("selected-key", NULL, NULL, NULL, RW);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, RW);
  properties[PROP_ZOOMABLE] = g_param_spec_boolean ("zoomable", NULL, NULL, FALSE, RW);
  properties[PROP_ZOOMED] = g_param_spec_boolean ("zoomed", NULL, NULL, FALSE, RO);
  properties[PROP_RANGE_SELECTABLE] = g_param_spec_boolean ("range-selectable", NULL, NULL, FALSE, RW);
  properties[PROP_MARKER_MOVABLE] = g_param_spec_boolean ("marker-movable", NULL, NULL, FALSE, RW);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, RO);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, RW);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  static const char *const of_text[] = { "mark-activated", "announce", "failed" };
  static const char *const of_values[] = { "range-selected", "range-activated", "marker-moved" };

  for (guint i = 0; i < G_N_ELEMENTS (of_text); i++)
    g_signal_new (of_text[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (of_values); i++)
    g_signal_new (of_values[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                  G_TYPE_DOUBLE);
  g_signal_new ("range-cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_chart_class_init (GwChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gw_chart_get_property;
  object_class->set_property = gw_chart_set_property;
  object_class->dispose = gw_chart_dispose;
  object_class->finalize = gw_chart_finalize;
  widget_class->measure = gw_chart_measure;
  widget_class->size_allocate = gw_chart_size_allocate;
  widget_class->snapshot = _gw_chart_snapshot;
  widget_class->css_changed = gw_chart_css_changed;

  install_properties (object_class);
  install_signals (G_TYPE_FROM_CLASS (klass));
  _gw_chart_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "gwchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_chart_init (GwChart *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *widget = GTK_WIDGET (self);

  self->pointed = self->walked = GW_PLOT_MARK_NONE;
  self->range_anchor = -1;
  self->exports = g_cancellable_new ();
  gtk_widget_set_focusable (widget, TRUE);

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_parent (self->spinner, widget);
  gtk_widget_set_child_visible (self->spinner, FALSE);
  self->announcer = gw_announcer_new ();
  gtk_widget_set_parent (self->announcer, widget);
  self->card = gw_chart_card_new ();
  gtk_widget_set_parent (self->card, widget);
  gtk_widget_set_child_visible (self->card, FALSE);

  g_signal_connect_swapped (manager, "notify::dark", G_CALLBACK (on_style_cb), self);
  g_signal_connect_swapped (manager, "notify::high-contrast", G_CALLBACK (on_style_cb), self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (on_style_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus_cb), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect (self, "state-flags-changed", G_CALLBACK (on_focus_cb), NULL);
  _gw_chart_add_controllers (self);
  _gw_chart_update_style (self);
  _gw_chart_update_description (self);
  _gw_chart_update_actions (self);
}

GtkWidget *
gw_chart_new (void)
{
  return g_object_new (GW_TYPE_CHART, NULL);
}

/* --- the plot ------------------------------------------------------------------------------------- */

static gboolean
is_same_axis (const GwPlotAxis *a, const GwPlotAxis *b)
{
  return a->scale.kind == b->scale.kind && a->scale.low == b->scale.low && a->scale.high == b->scale.high
         && a->scale.reversed == b->scale.reversed;
}

static gboolean
has_same_axes (GwPlot *a, GwPlot *b)
{
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    if (!is_same_axis (gw_plot_get_axis (a, i), gw_plot_get_axis (b, i)))
      return FALSE;
  return TRUE;
}

static void
find_selected (GwChart *self)
{
  self->key_is_here = self->plot != NULL && self->selected_key != NULL
                      && _gw_chart_has_mark (gw_plot_find_key (self->plot, self->selected_key));
}

GwPlot *
gw_chart_get_plot (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), NULL);

  return self->plot;
}

void
gw_chart_set_plot (GwChart *self, GwPlot *plot)
{
  g_autofree char *key = NULL;

  g_return_if_fail (GW_IS_CHART (self));

  if (self->plot == plot)
    return;

  if (self->plot != NULL && _gw_chart_has_mark (self->walked))
    key = g_strdup (gw_plot_get_key (self->plot, self->walked));
  self->pointed = self->walked = GW_PLOT_MARK_NONE;
  if (self->plot == NULL || plot == NULL || !has_same_axes (self->plot, plot))
    {
      _gw_chart_clear_view (self);
      gw_chart_clear_range (self);
    }
  /* The layout refers to the plot that goes. */
  _gw_chart_drop_layout (self);
  g_clear_pointer (&self->plot, gw_plot_unref);
  self->plot = plot != NULL ? gw_plot_ref (plot) : NULL;
  if (plot != NULL)
    self->walked = gw_plot_find_key (plot, key);
  find_selected (self);
  _gw_chart_point (self);
  _gw_chart_update_card (self);
  _gw_chart_update_description (self);
  _gw_chart_update_actions (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLOT]);
}

const char *
gw_chart_get_selected_key (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), NULL);

  return self->selected_key;
}

void
gw_chart_set_selected_key (GwChart *self, const char *key)
{
  const gboolean was_here = self->key_is_here;

  g_return_if_fail (GW_IS_CHART (self));

  if (g_strcmp0 (self->selected_key, key) == 0)
    return;

  g_free (self->selected_key);
  self->selected_key = g_strdup (key);
  find_selected (self);
  if (was_here || self->key_is_here)
    _gw_chart_drop_picture (self);
  _gw_chart_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_KEY]);
}

/* --- what it is like ----------------------------------------------------------------------------- */

static void
show_busy (GwChart *self, gboolean shown)
{
  self->busy_shown = shown;
  gtk_widget_set_child_visible (self->spinner, shown);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), shown);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_busy_cb (gpointer data)
{
  GwChart *self = data;

  self->busy_id = 0;
  show_busy (self, TRUE);
  return G_SOURCE_REMOVE;
}

gboolean
gw_chart_get_busy (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->busy;
}

void
gw_chart_set_busy (GwChart *self, gboolean busy)
{
  g_return_if_fail (GW_IS_CHART (self));

  if (self->busy == !!busy)
    return;

  self->busy = !!busy;
  g_clear_handle_id (&self->busy_id, g_source_remove);
  if (busy)
    self->busy_id = g_timeout_add (BUSY_DELAY_MS, on_busy_cb, self);
  else
    show_busy (self, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, self->busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

gboolean
gw_chart_get_zoomable (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->zoomable;
}

void
gw_chart_set_zoomable (GwChart *self, gboolean zoomable)
{
  g_return_if_fail (GW_IS_CHART (self));

  if (self->zoomable == !!zoomable)
    return;

  self->zoomable = !!zoomable;
  if (!zoomable)
    gw_chart_reset_zoom (self);
  _gw_chart_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOMABLE]);
}

gboolean
gw_chart_get_zoomed (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->zoomed;
}

gboolean
gw_chart_get_high_contrast (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->style.high_contrast;
}

void
gw_chart_set_high_contrast (GwChart *self, gboolean high_contrast)
{
  g_return_if_fail (GW_IS_CHART (self));

  self->own_contrast = TRUE;
  if (self->style.high_contrast == !!high_contrast)
    return;

  self->style.high_contrast = !!high_contrast;
  g_clear_pointer (&self->texts, gw_plot_texts_free);
  _gw_chart_drop_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
}
