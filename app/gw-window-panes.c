/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <stdio.h>

/* Narrower windows show the sidebar as a page of its own. */
#define FOLD_WIDTH 860

#define KEY_SIDEBAR "window.sidebar"
#define KEY_SIZE "window.size"

/* --- the focus goes from pane to pane --------------------------------------------- */

/* Into the sidebar, where it is in sight. */
static gboolean
focus_sidebar (GwWindow *self)
{
  return gtk_widget_get_mapped (self->sidebar) && gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
}

static gboolean
focus_header (GwWindow *self)
{
  return gtk_widget_child_focus (self->header, GTK_DIR_TAB_FORWARD);
}

/* A ring: header bar, sidebar, and the panes of the page. */
void
_gw_window_focus_pane (GwWindow *self, gboolean forward)
{
  GwPage *page = _gw_window_get_page (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (_gw_window_is_labeling (self))
    {
      gtk_widget_child_focus (self->labeling, forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
      return;
    }

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->header))
    {
      if (!(forward && focus_sidebar (self)) && page != NULL)
        gw_page_focus_pane (page, forward);
    }
  else if (focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar))
    {
      if (!forward || page == NULL || !gw_page_focus_pane (page, TRUE))
        focus_header (self);
    }
  else if (page == NULL || !gw_page_focus_pane (page, forward))
    {
      if (forward || !focus_sidebar (self))
        focus_header (self);
    }
}

/* --- what is shown of them ------------------------------------------------------------ */

/* The sidebar where the focus is in it or where it is hidden, so that it
 * can be had back; else the pane of the page, if it has one.
 */
void
_gw_window_toggle_pane (GwWindow *self)
{
  GwPage *page = _gw_window_get_page (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar);

  if (adw_leaflet_get_folded (self->split))
    {
      if (in_sidebar)
        adw_leaflet_set_visible_child (self->split, GTK_WIDGET (self->content));
      else if (page == NULL || !gw_page_toggle_pane (page))
        adw_leaflet_set_visible_child (self->split, self->sidebar);
      return;
    }

  if (!in_sidebar && gtk_widget_get_visible (self->sidebar) && page != NULL && gw_page_toggle_pane (page))
    return;

  gtk_widget_set_visible (self->sidebar, !gtk_widget_get_visible (self->sidebar));
  if (in_sidebar && page != NULL)
    gw_page_shown (page);
}

/* The natural width of pages would fold windows that have room for both; the
 * smallest, which is left to the leaflet, matters only where the text is large.
 */
void
_gw_window_fold (GwWindow *self, int width)
{
  adw_leaflet_set_can_unfold (self->split, width >= FOLD_WIDTH);
}

void
_gw_window_restore_panes (GwWindow *self)
{
  const char *sidebar = gw_project_get_view_state (self->project, KEY_SIDEBAR);
  const char *size = gw_project_get_view_state (self->project, KEY_SIZE);
  int width;
  int height;

  if (g_strcmp0 (sidebar, "0") == 0)
    gtk_widget_hide (self->sidebar);
  if (size != NULL && sscanf (size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 16384), CLAMP (height, 400, 16384));
}

void
_gw_window_keep_panes (GwWindow *self)
{
  g_autofree char *size = NULL;
  int width;
  int height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  size = g_strdup_printf ("%dx%d", width, height);
  gw_project_set_view_state (self->project, KEY_SIZE, size);
  gw_project_set_view_state (self->project, KEY_SIDEBAR, gtk_widget_get_visible (self->sidebar) ? "1" : "0");
}
