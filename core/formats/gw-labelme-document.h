/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-json-members.h"
#include "gw-labelme-shape.h"

G_BEGIN_DECLS

/* What stands beside the shapes of a labelme file (spec formats 6). */
typedef struct
{
  char *image_path;     /* (nullable) */
  GwJsonMembers *rest;  /* what has no place of its own, the flags too */
  GwJsonMembers *flags; /* (nullable) */
  double width;         /* 0: not told */
  double height;
  gboolean has_shapes;
  gboolean has_picture;  /* the picture itself is in the file */
  GwJsonRepeats repeats; /* of keys */
} GwLabelmeDocument;

/* Called with each shape, to which it may do anything; with NULL where those before do not count,
 * as their list is given again.
 */
typedef void (*GwLabelmeShapeFunc) (GwLabelmeShape *shape, gpointer data);

/* Reads a file as a stream, the picture in it passed over. self must be empty, and is to be
 * cleared, on a failure too. failed_line: where the JSON is broken; 0: nowhere.
 */
gboolean gw_labelme_document_read (GwLabelmeDocument *self, const char *file, GwLabelmeShapeFunc func, gpointer data,
                                   guint64 *failed_line, GCancellable *cancellable, GError **error);
void gw_labelme_document_clear (GwLabelmeDocument *self);

/* The picture in a file, of any kind that can be read; NULL where there is none, or it is none.
 * Reads the file again. (transfer full) (nullable)
 */
GBytes *gw_labelme_document_load_picture (const char *file, GCancellable *cancellable);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwLabelmeDocument, gw_labelme_document_clear)

G_END_DECLS
