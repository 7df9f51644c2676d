/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object-list.h"

G_BEGIN_DECLS

typedef enum
{
  GW_OBJECT_ORDER_LABEL, /* by class, then number */
  GW_OBJECT_ORDER_SIZE,  /* largest first */
  GW_OBJECT_ORDER_FRONT  /* as painted, the front first */
} GwObjectOrder;

struct _GwObjectList
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  GwDocument *document;
  gboolean layers;
  gboolean has_draft;
  gboolean semantic;
  gboolean order_chosen; /* by somebody: else it is that of objects or of layers */
  GwObjectOrder order;
  GtkSorter *sorter;
  GHashTable *rows; /* rows that show an object: GtkListItem, a set */
  guint refresh_id;
  guint form; /* grows when all rows are to say what they say anew */

  GtkWidget *box;
  GtkWidget *mode; /* a row that says that each pixel has one class */
  GtkWidget *draft;
  GtkWidget *draft_swatch;
  GtkWidget *draft_name;
  GtkWidget *background; /* what no mask covers */
  GtkWidget *background_size;
  GtkWidget *list;
  GtkWidget *title;
  GtkWidget *empty;
  GtkWidget *hide_all;
  GtkWidget *lock_all;
  GtkWidget *order_button;
  GtkWidget *raise;
  GtkWidget *lower;
  GtkWidget *menu_button;
  GtkWidget *row_menu; /* the popover of a row */
};

gboolean _gw_object_list_all_have (GwObjectList *self, GwObjectFlags flag);

/* gw-object-list-rows.c: one row for each object, of a draft and of what is left */

GtkListItemFactory *_gw_object_list_make_factory (GwObjectList *self);
void _gw_object_list_show_row (GwObjectList *self, GtkListItem *item);
GtkWidget *_gw_object_list_make_draft (GwObjectList *self);
void _gw_object_list_show_draft (GwObjectList *self);
GtkWidget *_gw_object_list_make_mode (void);
GtkWidget *_gw_object_list_make_background (GwObjectList *self);
void _gw_object_list_show_background (GwObjectList *self);
GtkWidget *_gw_object_list_make_icon_button (const char *icon_name);
/* A button that says what pressing it does, and whether it was. */
void _gw_object_list_set_toggle (GwObjectList *self, GtkWidget *button, const char *icon_name, const char *name,
                                 const char *command_id, gboolean on);

/* gw-object-list-menu.c: what can be done with the selection and with all */

void _gw_object_list_install_actions (GtkWidgetClass *widget_class);
GtkWidget *_gw_object_list_make_header (GwObjectList *self);
void _gw_object_list_make_row_menu (GwObjectList *self);
void _gw_object_list_fill_menus (GwObjectList *self);
void _gw_object_list_update_actions (GwObjectList *self);
/* At a place of the list. */
void _gw_object_list_open_menu (GwObjectList *self, GtkWidget *row, double x, double y);

/* gw-object-list-drag.c: the order by dragging */

/* What is dragged: an object, and the document that its number is one of. */
typedef struct
{
  GwDocument *document;
  gint64 id;
} GwObjectDrag;

#define GW_TYPE_OBJECT_DRAG (gw_object_drag_get_type ())
GType gw_object_drag_get_type (void);

void _gw_object_list_add_dragging (GtkWidget *row, GtkListItem *item);
/* What dropping a GwObjectDrag above or below the row of an object does;
 * FALSE where it comes from another document.
 */
gboolean _gw_object_list_drop (GwObjectList *self, const GwObjectDrag *drag, gint64 target_id, gboolean above);

G_END_DECLS
