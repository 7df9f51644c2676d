/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-object-index-private.h"

G_BEGIN_DECLS

/* Always true: selection holds ids of objects that are in the index. */
struct _GwDocument
{
  GObject parent_instance;

  GwImage *image;
  int width;
  int height;
  GwObjectIndex *index;
  GArray *labels; /* of GwLabel */
  GArray *absent; /* of GwLabel */
  guint labels_version;

  GHashTable *selection; /* set of gint64 in heap memory */
  GHashTable *numbers;   /* id -> number within its class; NULL: to be counted */

  gint64 current_class_id;
  gint64 new_class_id; /* that the next edit has as its own; 0: none */
  GPtrArray *classes;  /* of GwClass */
  GHashTable *classes_by_id;
  char *author;
  gboolean read_only;
  char *undo_name;
  char *redo_name;
  GPtrArray *preview;
};

/* After objects have gone, before anybody is told of that: drops them from the
 * selection. TRUE: it is another one, and that is to be told.
 */
gboolean _gw_document_unselect_gone (GwDocument *self);
/* Tells that labels or classes that are absent have changed. */
void _gw_document_labels_changed (GwDocument *self);
/* The classes that are absent, as the edit leaves them. */
void _gw_document_carry_out_absent (GwDocument *self, GwEdit *edit);
/* "selection-changed" and the count's notification. */
void _gw_document_selection_changed (GwDocument *self);

G_END_DECLS
