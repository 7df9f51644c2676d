/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-range-bars.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-range-handle.h"

#define BARS_HEIGHT 54
#define KNOB 20
#define TROUGH 4.0
#define GAP 2.0

struct _GwRangeBars
{
  GtkWidget parent_instance;

  GArray *counts; /* of gint64 */
  GtkWidget *ends[2];
  GtkWidget *texts[2];
  int dragged; /* which end; -1: none */
};

G_DEFINE_FINAL_TYPE (GwRangeBars, gw_range_bars, GTK_TYPE_WIDGET)

enum
{
  RANGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
value_of (GwRangeBars *self, int end)
{
  return gw_range_handle_get_value (GW_RANGE_HANDLE (self->ends[end]));
}

static double
x_of (GwRangeBars *self, double value)
{
  return value * gtk_widget_get_width (GTK_WIDGET (self));
}

/* --- size and place ------------------------------------------------------------- */

static void
gw_range_bars_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  GwRangeBars *self = GW_RANGE_BARS (widget);
  int text;

  gtk_widget_measure (self->texts[0], orientation, -1, NULL, &text, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (120, 2 * text + 12);
  else
    *minimum = *natural = BARS_HEIGHT + KNOB + text;
}

static void
place (GtkWidget *widget, double x, double y, int width, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y));

  gtk_widget_allocate (widget, width, height, -1, transform);
}

static void
gw_range_bars_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwRangeBars *self = GW_RANGE_BARS (widget);

  for (int i = 0; i < 2; i++)
    {
      double x = CLAMP (value_of (self, i) * width - KNOB / 2.0, 0.0, MAX (0, width - KNOB));
      int text_width;
      int text_height;

      gtk_widget_measure (self->ends[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      place (self->ends[i], x, BARS_HEIGHT - KNOB / 2.0, KNOB, KNOB);
      gtk_widget_measure (self->texts[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &text_width, NULL, NULL);
      gtk_widget_measure (self->texts[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &text_height, NULL, NULL);
      place (self->texts[i], i == 0 ? 0 : MAX (0, width - text_width), BARS_HEIGHT + KNOB / 2.0 + 2, text_width,
             text_height);
    }
}

/* --- drawing ------------------------------------------------------------------------ */

static gint64
highest (GwRangeBars *self)
{
  gint64 most = 1;

  for (guint i = 0; i < self->counts->len; i++)
    most = MAX (most, g_array_index (self->counts, gint64, i));

  return most;
}

static void
gw_range_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwRangeBars *self = GW_RANGE_BARS (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  double bar = (double) gtk_widget_get_width (widget) / MAX (self->counts->len, 1);
  double from = x_of (self, value_of (self, 0));
  double to = x_of (self, value_of (self, 1));
  double most = (double) highest (self);
  GdkRGBA inside;
  GdkRGBA outside;
  graphene_rect_t area;

  gtk_style_context_get_color (style, &outside);
  outside.alpha = 0.2f;
  if (!gtk_style_context_lookup_color (style, "gw_chosen_color", &inside))
    inside = outside;

  for (guint i = 0; i < self->counts->len; i++)
    {
      double n = (double) g_array_index (self->counts, gint64, i);
      /* A bin that holds something shows. */
      double height = n > 0 ? MAX (2.0, (BARS_HEIGHT - TROUGH) * n / most) : 0.0;
      double middle = (i + 0.5) * bar;

      area = GRAPHENE_RECT_INIT ((float) (i * bar + GAP / 2.0), (float) (BARS_HEIGHT - TROUGH / 2.0 - height),
                                 (float) MAX (1.0, bar - GAP), (float) height);
      gtk_snapshot_append_color (snapshot, middle >= from && middle <= to ? &inside : &outside, &area);
    }

  area = GRAPHENE_RECT_INIT (0.0f, (float) (BARS_HEIGHT - TROUGH / 2.0), (float) gtk_widget_get_width (widget),
                             (float) TROUGH);
  gtk_snapshot_append_color (snapshot, &outside, &area);
  area = GRAPHENE_RECT_INIT ((float) from, (float) (BARS_HEIGHT - TROUGH / 2.0), (float) MAX (0.0, to - from),
                             (float) TROUGH);
  gtk_snapshot_append_color (snapshot, &inside, &area);

  GTK_WIDGET_CLASS (gw_range_bars_parent_class)->snapshot (widget, snapshot);
}

/* --- moving the ends -------------------------------------------------------------------- */

static void
show_texts (GwRangeBars *self)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = g_strdup_printf ("%.2f", value_of (self, i));

      gtk_label_set_label (GTK_LABEL (self->texts[i]), text);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The ends may meet and not cross. */
static gboolean
move_end (GwRangeBars *self, int end, double value)
{
  value = end == 0 ? MIN (value, value_of (self, 1)) : MAX (value, value_of (self, 0));
  value = round (CLAMP (value, 0.0, 1.0) * 100.0) / 100.0;
  if (value == value_of (self, end))
    return FALSE;

  gw_range_handle_set_value (GW_RANGE_HANDLE (self->ends[end]), value);
  show_texts (self);

  return TRUE;
}

static void
on_moved_cb (GwRangeHandle *handle, double value, GwRangeBars *self)
{
  if (move_end (self, GTK_WIDGET (handle) == self->ends[0] ? 0 : 1, value))
    g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

static void
on_drag_begin_cb (GtkGestureDrag *drag, double x, double y, GwRangeBars *self)
{
  double value = x / MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  double to_lower = fabs (value - value_of (self, 0));
  double to_upper = fabs (value - value_of (self, 1));

  /* Where both lie together, the side of the pointer tells which one goes. */
  self->dragged = to_lower < to_upper || (to_lower == to_upper && value < value_of (self, 0)) ? 0 : 1;
  gtk_widget_grab_focus (self->ends[self->dragged]);
  move_end (self, self->dragged, value);
}

static void
on_drag_update_cb (GtkGestureDrag *drag, double dx, double dy, GwRangeBars *self)
{
  double x;

  if (self->dragged >= 0 && gtk_gesture_drag_get_start_point (drag, &x, NULL))
    move_end (self, self->dragged, (x + dx) / MAX (1, gtk_widget_get_width (GTK_WIDGET (self))));
}

static void
on_drag_end_cb (GtkGestureDrag *drag, double dx, double dy, GwRangeBars *self)
{
  if (self->dragged < 0)
    return;

  self->dragged = -1;
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

/* --- the widget --------------------------------------------------------------------------- */

static void
gw_range_bars_dispose (GObject *object)
{
  GwRangeBars *self = GW_RANGE_BARS (object);

  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->ends[i], gtk_widget_unparent);
      g_clear_pointer (&self->texts[i], gtk_widget_unparent);
    }

  G_OBJECT_CLASS (gw_range_bars_parent_class)->dispose (object);
}

static void
gw_range_bars_finalize (GObject *object)
{
  g_array_unref (GW_RANGE_BARS (object)->counts);

  G_OBJECT_CLASS (gw_range_bars_parent_class)->finalize (object);
}

static void
gw_range_bars_class_init (GwRangeBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_range_bars_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_range_bars_finalize;
  widget_class->measure = gw_range_bars_measure;
  widget_class->size_allocate = gw_range_bars_size_allocate;
  widget_class->snapshot = gw_range_bars_snapshot;

  signals[RANGE_CHANGED] = g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "rangebars");
}

static void
gw_range_bars_init (GwRangeBars *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  const char *const names[] = { _ ("Lowest"), _ ("Highest") };

  self->counts = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->dragged = -1;
  for (int i = 0; i < 2; i++)
    {
      self->texts[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->texts[i], "gw-secondary");
      gtk_widget_add_css_class (self->texts[i], "gw-num");
      gtk_widget_add_css_class (self->texts[i], "gw-small");
      gtk_widget_set_parent (self->texts[i], GTK_WIDGET (self));
      self->ends[i] = gw_range_handle_new (names[i]);
      gtk_widget_set_parent (self->ends[i], GTK_WIDGET (self));
      g_signal_connect (self->ends[i], "moved", G_CALLBACK (on_moved_cb), self);
    }
  gw_range_bars_set_range (self, 0.0, 1.0);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
gw_range_bars_new (void)
{
  return g_object_new (GW_TYPE_RANGE_BARS, NULL);
}

void
gw_range_bars_set_counts (GwRangeBars *self, const gint64 *counts, guint n)
{
  g_return_if_fail (GW_IS_RANGE_BARS (self));

  g_array_set_size (self->counts, 0);
  g_array_append_vals (self->counts, counts, n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_range_bars_set_range (GwRangeBars *self, double lower, double upper)
{
  g_return_if_fail (GW_IS_RANGE_BARS (self));

  /* An end under the pointer is the person's. */
  if (self->dragged >= 0)
    return;

  gw_range_handle_set_value (GW_RANGE_HANDLE (self->ends[0]), MIN (lower, upper));
  gw_range_handle_set_value (GW_RANGE_HANDLE (self->ends[1]), MAX (lower, upper));
  show_texts (self);
}

void
gw_range_bars_get_range (GwRangeBars *self, double *lower, double *upper)
{
  g_return_if_fail (GW_IS_RANGE_BARS (self));
  g_return_if_fail (lower != NULL && upper != NULL);

  *lower = value_of (self, 0);
  *upper = value_of (self, 1);
}
