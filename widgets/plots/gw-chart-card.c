/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-card.h"

#include "gw-swatch.h"

/* From what it is beside. */
#define DISTANCE 14.0
#define LINE_CHARS 44

struct _GwChartCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *value;
  GtkWidget *context;
};

G_DEFINE_FINAL_TYPE (GwChartCard, gw_chart_card, GTK_TYPE_WIDGET)

static void
gw_chart_card_dispose (GObject *object)
{
  GwChartCard *self = GW_CHART_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_chart_card_parent_class)->dispose (object);
}

static void
gw_chart_card_class_init (GwChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_chart_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gwchartcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static GtkWidget *
add_line (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
gw_chart_card_init (GwChartCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->swatch = gw_swatch_new (0);
  gtk_box_append (GTK_BOX (head), self->swatch);
  self->name = add_line (head, "gw-name");
  gtk_box_append (GTK_BOX (self->box), head);
  self->value = add_line (self->box, NULL);
  self->context = add_line (self->box, "gw-secondary");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gw_chart_card_new (void)
{
  return g_object_new (GW_TYPE_CHART_CARD, NULL);
}

static void
set_line (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

void
gw_chart_card_set_readout (GwChartCard *self, const GwPlotReadout *readout, const GwPlotStyle *style)
{
  g_return_if_fail (GW_IS_CHART_CARD (self));

  set_line (self->name, readout->name);
  set_line (self->value, readout->value);
  set_line (self->context, readout->context);
  gtk_widget_set_visible (self->swatch, readout->color != GW_PLOT_COLOR_NONE);
  if (readout->color != GW_PLOT_COLOR_NONE)
    gw_swatch_set_color (GW_SWATCH (self->swatch), gw_plot_style_get_rgb (style, readout->color, GW_PLOT_USE_FILL));
}

char *
gw_chart_card_get_text (GwChartCard *self)
{
  GwPlotReadout readout = { .color = GW_PLOT_COLOR_NONE };

  g_return_val_if_fail (GW_IS_CHART_CARD (self), NULL);

  readout.name = (char *) gtk_label_get_label (GTK_LABEL (self->name));
  readout.value = (char *) gtk_label_get_label (GTK_LABEL (self->value));
  readout.context = (char *) gtk_label_get_label (GTK_LABEL (self->context));
  return gw_plot_readout_to_text (&readout);
}

/* --- its place ------------------------------------------------------------------------ */

static gboolean
lies_within (const cairo_rectangle_t *outer, double x, double y, double width, double height)
{
  return x >= outer->x && y >= outer->y && x + width <= outer->x + outer->width
         && y + height <= outer->y + outer->height;
}

static double
clamp_start (double start, double length, double low, double whole)
{
  return CLAMP (start, low, MAX (low, low + whole - length));
}

/* The place at one side, moved along that side to stay within. */
static void
put_beside (const cairo_rectangle_t *what, const cairo_rectangle_t *within, guint side, double width, double height,
            double *x, double *y)
{
  const double middle_x = what->x + what->width / 2;
  const double middle_y = what->y + what->height / 2;

  if (side < 2)
    {
      *x = side == 0 ? what->x + what->width + DISTANCE : what->x - DISTANCE - width;
      *y = clamp_start (middle_y - height / 2, height, within->y, within->height);
    }
  else
    {
      *x = clamp_start (middle_x - width / 2, width, within->x, within->width);
      *y = side == 2 ? what->y + what->height + DISTANCE : what->y - DISTANCE - height;
    }
}

void
gw_chart_card_place (const cairo_rectangle_t *what, const cairo_rectangle_t *near, const cairo_rectangle_t *far,
                     double width, double height, double *x, double *y)
{
  const double free[] = { far->x + far->width - what->x - what->width, what->x - far->x,
                          far->y + far->height - what->y - what->height, what->y - far->y };
  guint most = 0;

  for (guint i = 0; i < 8; i++)
    {
      const cairo_rectangle_t *within = i < 4 ? near : far;

      put_beside (what, within, i % 4, width, height, x, y);
      if (lies_within (within, *x, *y, width, height))
        return;
    }
  for (guint i = 1; i < 4; i++)
    if (free[i] > free[most])
      most = i;
  put_beside (what, far, most, width, height, x, y);
  *x = clamp_start (*x, width, far->x, far->width);
  *y = clamp_start (*y, height, far->y, far->height);
}
