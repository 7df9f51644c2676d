/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-places.h"

/* Under it the project remembers which page below a heading was shown last. */
static char *
make_last_key (const GwPlace *heading)
{
  return g_strconcat ("window.place.", heading->nick, NULL);
}

/* Where the sidebar's rows lead: the place itself, or of a heading the page below it that
 * was shown last, so that a person comes back to where a chart was opened, else the first.
 */
static const GwPlace *
get_target (GwWindow *self, const GwPlace *place)
{
  g_autofree char *key = make_last_key (place);
  const GwPlace *last;
  const GwPlace *places;
  gsize n;

  if (place->create != NULL)
    return place;
  last = gw_places_find (gw_project_get_view_state (self->project, key));
  if (last != NULL && g_strcmp0 (last->parent, place->nick) == 0)
    return last;
  places = gw_places_list (&n);
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (places[i].parent, place->nick) == 0)
      return &places[i];
  return NULL;
}

/* An empty widget keeps the place of a page that has nothing to show there. */
static void
add_to_header (GtkStack *stack, GtkWidget *widget, const char *nick)
{
  gtk_stack_add_named (stack, widget != NULL ? widget : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), nick);
}

/* Pages are made when they are first gone to, so that a window opens as fast however
 * many there are.
 */
static GwPage *
ensure_page (GwWindow *self, const GwPlace *place)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->content, place->nick);

  if (page != NULL)
    return GW_PAGE (page);

  page = place->create (self->project);
  gtk_stack_add_named (self->content, page, place->nick);
  add_to_header (self->start_stack, gw_page_get_start_widget (GW_PAGE (page)), place->nick);
  add_to_header (self->end_stack, gw_page_get_end_widget (GW_PAGE (page)), place->nick);
  return GW_PAGE (page);
}

GwPage *
_gw_window_get_page (GwWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->content);

  return child != NULL ? GW_PAGE (child) : NULL;
}

/* --- the title ---------------------------------------------------------------------- */

static char *
describe_project (const GwProjectInfo *info)
{
  g_autofree char *images = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image", "%'" PRId64 " images", (gulong) info->n_images),
      info->n_images);

  if (info->n_images == 0)
    return g_steal_pointer (&images);
  return g_strdup_printf (_ ("%s · %d%% labeled"), images,
                          (int) (100.0 * (double) info->n_labeled / (double) info->n_images));
}

void
_gw_window_update_title (GwWindow *self)
{
  const GwProjectInfo *info = gw_project_get_info (self->project);
  GwPage *page = _gw_window_get_page (self);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  gsize n_places;
  const GwPlace *places = gw_places_list (&n_places);

  if (page != NULL)
    gw_page_get_title (page, &title, &subtitle);
  if (title == NULL)
    {
      title = g_strdup (info->name);
      subtitle = describe_project (info);
    }
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), info->name);

  for (gsize i = 0; i < n_places; i++)
    {
      g_autofree char *count = places[i].count != NULL ? places[i].count (info) : NULL;
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->places, (int) i);
      GtkLabel *label = g_object_get_data (G_OBJECT (row), "gw-count");

      gtk_label_set_label (label, count != NULL ? count : "");
    }

  _gw_window_update_banner (self);
}

/* --- the sidebar ------------------------------------------------------------------------ */

static GtkWidget *
place_row (const GwPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 11);
  GtkWidget *title = gtk_label_new (_ (place->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "gw-count");
  gtk_widget_add_css_class (count, "gw-num");

  if (place->icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (place->icon_name));
  else
    gtk_widget_add_css_class (row, "gw-sub-place");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (place->title), -1);
  g_object_set_data (G_OBJECT (row), "gw-count", count);
  g_object_set_data (G_OBJECT (row), "gw-title", title);

  return row;
}

void
_gw_window_fill_places (GwWindow *self)
{
  gsize n;
  const GwPlace *places = gw_places_list (&n);

  for (gsize i = 0; i < n; i++)
    gtk_list_box_append (self->places, place_row (&places[i]));
}

/* The row of the page, and the heading that it stands under, stand out. */
static void
mark_rows (GwWindow *self, const GwPlace *shown)
{
  gsize n;
  const GwPlace *places = gw_places_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->places, (int) i);
      GtkWidget *title = g_object_get_data (G_OBJECT (row), "gw-title");

      if (&places[i] == shown)
        gtk_list_box_select_row (self->places, row);
      if (&places[i] == shown ? shown->parent != NULL : g_strcmp0 (places[i].nick, shown->parent) == 0)
        gtk_widget_add_css_class (title, "gw-here");
      else
        gtk_widget_remove_css_class (title, "gw-here");
    }
}

static void
remember_last (GwWindow *self, const GwPlace *place)
{
  const GwPlace *heading = place->parent != NULL ? gw_places_find (place->parent) : NULL;
  g_autofree char *key = heading != NULL ? make_last_key (heading) : NULL;

  if (key != NULL)
    gw_project_set_view_state (self->project, key, place->nick);
}

void
gw_window_show_place (GwWindow *self, const char *nick)
{
  const GwPlace *place = gw_places_find (nick);
  GwPage *old;
  GwPage *page;

  g_return_if_fail (GW_IS_WINDOW (self));

  if (place != NULL)
    place = get_target (self, place);
  if (place == NULL)
    return;

  self->came_from = NULL;
  old = _gw_window_get_page (self);
  page = ensure_page (self, place);
  gtk_stack_set_visible_child_name (self->content, place->nick);
  gtk_stack_set_visible_child_name (self->start_stack, place->nick);
  gtk_stack_set_visible_child_name (self->end_stack, place->nick);
  adw_leaflet_set_visible_child (self->split, GTK_WIDGET (self->content));
  mark_rows (self, place);

  if (old != NULL && old != page)
    gw_page_hidden (old);
  gw_page_shown (page);
  _gw_window_update_title (self);
  gw_project_set_view_state (self->project, "window.place", place->nick);
  remember_last (self, place);
}

static void
on_place_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  GwWindow *self = GW_WINDOW (gtk_widget_get_root (GTK_WIDGET (list)));
  gsize n;
  const GwPlace *places = gw_places_list (&n);
  int index = gtk_list_box_row_get_index (row);

  if (index >= 0 && (gsize) index < n)
    gw_window_show_place (self, places[index].nick);
}

void
_gw_window_class_init_places (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_place_activated_cb);
}
