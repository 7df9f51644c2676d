/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-page.h"

G_DEFINE_INTERFACE (GwPage, gw_page, GTK_TYPE_WIDGET)

static void
gw_page_default_init (GwPageInterface *iface)
{
}

void
gw_page_get_title (GwPage *self, char **title, char **subtitle)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  if (iface->get_title != NULL)
    iface->get_title (self, title, subtitle);
}

GtkWidget *
gw_page_get_start_widget (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->get_start_widget != NULL ? iface->get_start_widget (self) : NULL;
}

GtkWidget *
gw_page_get_end_widget (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->get_end_widget != NULL ? iface->get_end_widget (self) : NULL;
}

void
gw_page_shown (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  if (iface->shown != NULL)
    iface->shown (self);
}

void
gw_page_hidden (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  if (iface->hidden != NULL)
    iface->hidden (self);
}

gboolean
gw_page_undo (GwPage *self, gboolean redo)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->undo != NULL && iface->undo (self, redo);
}

gboolean
gw_page_search (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->search != NULL && iface->search (self);
}

GListModel *
gw_page_get_images (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->get_images != NULL ? iface->get_images (self) : NULL;
}

gboolean
gw_page_focus_pane (GwPage *self, gboolean forward)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->focus_pane != NULL && iface->focus_pane (self, forward);
}

gboolean
gw_page_toggle_pane (GwPage *self)
{
  GwPageInterface *iface = GW_PAGE_GET_IFACE (self);

  return iface->toggle_pane != NULL && iface->toggle_pane (self);
}
