/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tuck-layout.h"

struct _GwTuckLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (GwTuckLayout, gw_tuck_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What the three would like, or need at least. */
typedef struct
{
  GtkWidget *children[3];
  int minimum[3];
  int natural[3];
  int row; /* all of them beside each other, as wide as they like */
} Widths;

static gboolean
get_widths (GwTuckLayout *self, GtkWidget *widget, Widths *widths)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  widths->row = 2 * self->spacing;
  for (int i = 0; i < 3; i++)
    {
      if (child == NULL)
        return FALSE;
      widths->children[i] = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &widths->minimum[i], &widths->natural[i], NULL, NULL);
      widths->row += widths->natural[i];
      child = gtk_widget_get_next_sibling (child);
    }

  return TRUE;
}

static int
height_of (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static GtkSizeRequestMode
gw_tuck_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gw_tuck_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GwTuckLayout *self = GW_TUCK_LAYOUT (manager);
  Widths widths;

  *minimum = *natural = 0;
  if (!get_widths (self, widget, &widths))
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (widths.minimum[0] + self->spacing + widths.minimum[2], widths.minimum[1]);
      *natural = widths.row;
      return;
    }

  *minimum = MAX (height_of (widths.children[0]), height_of (widths.children[2]));
  if (for_size >= 0 && for_size < widths.row)
    *minimum += self->spacing + height_of (widths.children[1]);
  else
    *minimum = MAX (*minimum, height_of (widths.children[1]));
  *natural = *minimum;
}

static void
place (GtkWidget *widget, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (mirrored)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
gw_tuck_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  GwTuckLayout *self = GW_TUCK_LAYOUT (manager);
  Widths widths;
  gboolean tucked;
  int last;
  int first;
  int above;

  if (!get_widths (self, widget, &widths))
    return;

  tucked = width < widths.row;
  last = MAX (MIN (widths.natural[2], width - self->spacing - widths.minimum[0]), widths.minimum[2]);
  first = MAX (MIN (widths.natural[0], width - self->spacing - last), widths.minimum[0]);
  above = tucked ? MAX (height_of (widths.children[0]), height_of (widths.children[2])) : height;
  place (widget, widths.children[0], 0, 0, first, above);
  place (widget, widths.children[2], width - last, 0, last, above);
  if (tucked)
    place (widget, widths.children[1], 0, above + self->spacing, MAX (width, widths.minimum[1]),
           height - above - self->spacing);
  else
    place (widget, widths.children[1], first + self->spacing, 0, width - first - last - 2 * self->spacing, height);
}

static void
gw_tuck_layout_class_init (GwTuckLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = gw_tuck_layout_get_request_mode;
  layout_class->measure = gw_tuck_layout_measure;
  layout_class->allocate = gw_tuck_layout_allocate;
}

static void
gw_tuck_layout_init (GwTuckLayout *self)
{
}

GtkLayoutManager *
gw_tuck_layout_new (int spacing)
{
  GwTuckLayout *self = g_object_new (GW_TYPE_TUCK_LAYOUT, NULL);

  self->spacing = spacing;

  return GTK_LAYOUT_MANAGER (self);
}
