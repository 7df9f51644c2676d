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
  GwObjectOrder order;
  GtkSorter *sorter;
  GHashTable *rows; /* rows that show an object: GtkListItem, a set */
  guint refresh_id;

  GtkWidget *box;
  GtkWidget *list;
  GtkWidget *title;
  GtkWidget *empty;
  GtkWidget *hide_all;
  GtkWidget *lock_all;
};

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
