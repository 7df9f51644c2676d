/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "gw-canvas-navigator.h"

/* What floats above the picture: zoom controls, overview, words instead of
 * a picture.
 */
#define CONTROLS_BOTTOM 14
#define NAVIGATOR_EDGE 14

/* A picture that takes longer gets a place, a spinner, then words; milliseconds. */
#define PLACE_AFTER 150
#define SPINNER_AFTER 1000
#define WORDS_AFTER 5000

static GtkWidget *
make_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  /* The canvas keeps the focus: its keys do the same. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

/* The zoom is a button too: from all of the picture to its own size. */
static GtkWidget *
make_zoom_button (GwCanvas *self)
{
  GtkWidget *button = gtk_button_new ();

  self->zoom_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->zoom_label, "gw-num");
  gtk_label_set_width_chars (GTK_LABEL (self->zoom_label), 6);
  gtk_button_set_child (GTK_BUTTON (button), self->zoom_label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Fit or Actual Size"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Fit or Actual Size"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "canvas.toggle-fit");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static void
add_controls (GwCanvas *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->controls = box;
  self->fit_separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->fit_button = make_button ("zoom-fit-best-symbolic", _ ("Fit"), "canvas.fit");
  self->original_button = make_button ("zoom-original-symbolic", _ ("Actual Size"), "canvas.zoom-100");
  gtk_widget_add_css_class (box, "gw-canvas-controls");
  gtk_widget_set_valign (self->fit_separator, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (box), make_button ("zoom-out-symbolic", _ ("Zoom Out"), "canvas.zoom-out"));
  gtk_box_append (GTK_BOX (box), make_zoom_button (self));
  gtk_box_append (GTK_BOX (box), make_button ("zoom-in-symbolic", _ ("Zoom In"), "canvas.zoom-in"));
  gtk_box_append (GTK_BOX (box), self->fit_separator);
  gtk_box_append (GTK_BOX (box), self->fit_button);
  gtk_box_append (GTK_BOX (box), self->original_button);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

void
_gw_canvas_add_children (GwCanvas *self)
{
  add_controls (self);
  self->navigator = gw_canvas_navigator_new (self);
  gtk_widget_set_parent (self->navigator, GTK_WIDGET (self));
  _gw_canvas_update_children (self);
}

void
_gw_canvas_remove_children (GwCanvas *self)
{
  g_clear_pointer (&self->controls, gtk_widget_unparent);
  g_clear_pointer (&self->navigator, gtk_widget_unparent);
  g_clear_pointer (&self->status, gtk_widget_unparent);
  self->zoom_label = NULL;
  self->fit_separator = NULL;
  self->fit_button = NULL;
  self->original_button = NULL;
}

static void
allocate_at (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation place = { x, y, width, height };

  gtk_widget_size_allocate (child, &place, -1);
}

void
_gw_canvas_allocate_children (GwCanvas *self, int width, int height)
{
  int child_width, child_height;

  if (gtk_widget_should_layout (self->controls))
    {
      gtk_widget_measure (self->controls, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      gtk_widget_measure (self->controls, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      allocate_at (self->controls, MAX ((width - child_width) / 2, 0), height - child_height - CONTROLS_BOTTOM,
                   child_width, child_height);
    }
  if (gtk_widget_should_layout (self->navigator))
    {
      gtk_widget_measure (self->navigator, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      gtk_widget_measure (self->navigator, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      allocate_at (self->navigator, width - child_width - NAVIGATOR_EDGE, height - child_height - NAVIGATOR_EDGE,
                   child_width, child_height);
    }
  if (self->status != NULL && gtk_widget_should_layout (self->status))
    {
      int minimum;

      gtk_widget_measure (self->status, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      child_width = MAX (width, minimum);
      gtk_widget_measure (self->status, GTK_ORIENTATION_VERTICAL, child_width, &minimum, NULL, NULL, NULL);
      allocate_at (self->status, 0, 0, child_width, MAX (height, minimum));
    }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
_gw_canvas_update_children (GwCanvas *self)
{
  g_autofree char *zoom = NULL;
  double percent = self->viewport.zoom * 100;
  gboolean larger;

  if (self->controls == NULL || self->navigator == NULL)
    return;

  /* Rounded as in the spoken description. */
  if (self->viewer && self->fit)
    zoom = g_strdup (_ ("Fit"));
  else
    zoom = percent < 9.95 ? g_strdup_printf ("%.1f%%", percent) : g_strdup_printf ("%d%%", (int) round (percent));
  gtk_label_set_text (GTK_LABEL (self->zoom_label), zoom);
  set_class (self->fit_button, "gw-on", self->fit);
  gtk_widget_set_visible (self->fit_separator, !self->viewer);
  gtk_widget_set_visible (self->fit_button, !self->viewer);
  gtk_widget_set_visible (self->original_button, !self->viewer);
  set_class (self->controls, "gw-faded", self->was_drawing);
  gtk_widget_set_can_target (self->controls, !self->was_drawing);
  gtk_widget_set_visible (self->controls, self->pyramid != NULL);

  larger = self->pyramid != NULL && gw_viewport_is_larger (&self->viewport);
  set_class (self->navigator, "gw-faded", self->was_drawing);
  gtk_widget_set_can_target (self->navigator, !self->was_drawing);
  gtk_widget_set_visible (self->navigator, larger && self->viewport.view_width >= 480 * self->look.scale);
  if (larger)
    gw_canvas_navigator_update (GW_CANVAS_NAVIGATOR (self->navigator));
}

void
gw_canvas_set_control_tooltip (GwCanvas *self, const char *action_name, const char *tooltip)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  for (GtkWidget *child = gtk_widget_get_first_child (self->controls); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_ACTIONABLE (child)
        && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), action_name) == 0)
      gtk_widget_set_tooltip_text (child, tooltip);
}

void
gw_canvas_append_control (GwCanvas *self, GtkWidget *control)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (GTK_IS_WIDGET (control));

  gtk_widget_add_css_class (control, "flat");
  gtk_widget_add_css_class (control, "circular");
  gtk_box_append (GTK_BOX (self->controls), control);
}

/* --- words instead of a picture ------------------------------------------------------- */

void
_gw_canvas_hide_status (GwCanvas *self)
{
  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_pointer (&self->status, gtk_widget_unparent);
}

static void
set_status (GwCanvas *self, GtkWidget *status)
{
  g_clear_pointer (&self->status, gtk_widget_unparent);
  self->status = status;
  gtk_widget_add_css_class (status, "gw-canvas-status");
  gtk_widget_set_parent (status, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_cancel_clicked_cb (GwCanvas *self)
{
  g_signal_emit_by_name (self, "loading-cancelled");
}

static void
show_spinner (GwCanvas *self, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (box), spinner);
  if (text != NULL)
    {
      GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

      g_signal_connect_object (cancel, "clicked", G_CALLBACK (on_cancel_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cancel"), -1);
      gtk_box_append (GTK_BOX (box), gtk_label_new (text));
      gtk_box_append (GTK_BOX (box), cancel);
    }
  set_status (self, box);
}

static gboolean
on_loading_cb (gpointer data)
{
  GwCanvas *self = data;

  self->loading_id = 0;
  switch (++self->loading_stage)
    {
    case 1:
      gtk_widget_queue_draw (GTK_WIDGET (self));
      self->loading_id = g_timeout_add (SPINNER_AFTER - PLACE_AFTER, on_loading_cb, self);
      break;
    case 2:
      show_spinner (self, NULL);
      self->loading_id = g_timeout_add (WORDS_AFTER - SPINNER_AFTER, on_loading_cb, self);
      break;
    default:
      show_spinner (self, _ ("Still opening the image"));
      g_signal_emit_by_name (self, "announce", _ ("Still opening the image"));
      break;
    }
  return G_SOURCE_REMOVE;
}

/* Where the picture will be, as far as its size is known. */
void
_gw_canvas_append_place (GwCanvas *self, GtkSnapshot *snapshot)
{
  GdkRGBA shade = { 1, 1, 1, 0.06f };
  GwViewport place = self->viewport;
  int width = 0, height = 0;

  if (self->content != GW_CANVAS_LOADING || self->loading_stage == 0 || self->document == NULL)
    return;

  gw_document_get_size (self->document, &width, &height);
  if (width <= 0 || height <= 0)
    return;

  place.image_width = width;
  place.image_height = height;
  _gw_canvas_fit_viewport (self, &place);
  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (floor (place.x / self->look.scale),
                                                  floor (place.y / self->look.scale),
                                                  ceil (width * place.zoom / self->look.scale),
                                                  ceil (height * place.zoom / self->look.scale)));
}

void
_gw_canvas_show_loading (GwCanvas *self)
{
  _gw_canvas_hide_status (self);
  self->loading_stage = 0;
  self->loading_id = g_timeout_add (PLACE_AFTER, on_loading_cb, self);
}

void
_gw_canvas_show_error (GwCanvas *self, const char *title, const char *text, GtkWidget *actions)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  _gw_canvas_hide_status (self);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "gw-image-missing-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), markup);
  if (actions != NULL)
    adw_status_page_set_child (ADW_STATUS_PAGE (page), actions);
  set_status (self, page);
  g_signal_emit_by_name (self, "announce", title);
}
