/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What is read when a person names a file or folder: that itself, or the one
 * folder of it that holds labels in a known layout.
 */
typedef struct
{
  char *path;
  const GwFormat *format;
  char *reason;      /* (nullable): why this format, a sentence; NULL: it was given */
  GPtrArray *others; /* of char*: folders with labels, of which none could be chosen: "labels (YOLO Boxes)"; where
                      * labels are read, others beside them (found by gw_label_source_report_unread()) */
} GwLabelSource;

/* format NULL: detected. A folder that holds no labels itself is looked into,
 * three levels deep; one that has pictures of its own is left only for labels
 * in a folder directly below it. NULL with the error of gw_format_detect(), or
 * once it is cancelled. Blocks.
 */
GwLabelSource *gw_label_source_find (const char *source, const GwFormat *format, GCancellable *cancellable,
                                     GError **error);
void gw_label_source_free (GwLabelSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelSource, gw_label_source_free)

/* Of a format that was detected: writes down ("labels-unread") what lies there
 * that it does not read. Beside labels these are others in known forms; where
 * nothing but pictures was found, what among them looks like labels all the
 * same, because it is in no layout that is known, or in several. Reads names of
 * files, some 50,000 at most, and a few pictures. Writes down nothing of labels
 * beside labels once it is cancelled. Blocks.
 */
void gw_label_source_report_unread (GwLabelSource *self, GwProblems *problems, GCancellable *cancellable);

G_END_DECLS
