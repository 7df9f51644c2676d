/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_PAGE (gw_page_get_type ())
G_DECLARE_INTERFACE (GwPage, gw_page, GW, PAGE, GtkWidget)

/* A page of the window: one place of the interface. The window asks it for
 * what belongs into the header bar and tells it when it is seen. Pages do
 * not know each other: they ask the window through actions
 * (gtk_widget_activate_action()):
 *
 *   win.open-image (x)      label this image; the page that asks is the list to walk through
 *   win.show-page (s)       go to a place by its nick
 *   win.show-filter (s)     the Images page with a filter in its text form
 *   win.show-image (x)      the Images page with this image selected
 *   win.toast (s)           a short message
 *   win.toast-undo (s)      the same with Undo for the project's last step
 *   win.update-title        the page has another title or subtitle
 *   win.add-images (as)     add folders and files
 *   win.import, win.export, win.project-settings
 */
struct _GwPageInterface
{
  GTypeInterface parent;

  /* What the header bar shows in place of the project's name; both stay NULL
   * where it shall stand there. The page asks for it anew by win.update-title.
   */
  void (*get_title) (GwPage *self, char **title, char **subtitle);
  /* (nullable) (transfer none): widgets for the ends of the header bar */
  GtkWidget *(*get_start_widget) (GwPage *self);
  GtkWidget *(*get_end_widget) (GwPage *self);
  void (*shown) (GwPage *self);
  void (*hidden) (GwPage *self);
  /* FALSE: the window undoes the project's last step itself */
  gboolean (*undo) (GwPage *self, gboolean redo);
  /* Ctrl+F, Ctrl+A, …: FALSE where the page has nothing to search */
  gboolean (*search) (GwPage *self);
  /* The images that the page shows, in its order: labeling walks through
   * them. A GListModel of GwImage (transfer none) (nullable).
   */
  GListModel *(*get_images) (GwPage *self);
  /* F6: the next pane of the page gets the focus, or the first or last one
   * from outside; FALSE where there is none left in that direction.
   */
  gboolean (*focus_pane) (GwPage *self, gboolean forward);
  /* F9: shows or hides the page's own pane at the side; FALSE: has none */
  gboolean (*toggle_pane) (GwPage *self);
};

void gw_page_get_title (GwPage *self, char **title, char **subtitle);
GtkWidget *gw_page_get_start_widget (GwPage *self);
GtkWidget *gw_page_get_end_widget (GwPage *self);
void gw_page_shown (GwPage *self);
void gw_page_hidden (GwPage *self);
gboolean gw_page_undo (GwPage *self, gboolean redo);
gboolean gw_page_search (GwPage *self);
GListModel *gw_page_get_images (GwPage *self);
gboolean gw_page_focus_pane (GwPage *self, gboolean forward);
gboolean gw_page_toggle_pane (GwPage *self);

G_END_DECLS
