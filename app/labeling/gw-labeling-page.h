/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_LABELING_PAGE (gw_labeling_page_get_type ())
G_DECLARE_FINAL_TYPE (GwLabelingPage, gw_labeling_page, GW, LABELING_PAGE, GtkWidget)

/* The labeling view: takes the whole window, with a header bar of its own.
 * Signal "closed" (gint64 image_id): Back was asked for; every edit is in
 * the store's hands by then. "settled": what gw_labeling_page_leave() had to
 * wait for is saved, or given up. Properties: "zen": full screen, only the
 * canvas; "show-strip", "show-pane", "whole-image": what there is around it;
 * "deletion" (read-only): what was deleted last and can be taken back at once,
 * in words such as “Car deleted”, or the image that was left out; NULL from the
 * next edit on.
 */
GtkWidget *gw_labeling_page_new (GwProject *project);

/* Shows image_id and walks through the list from there: a GListModel of
 * GwImage, which may have a million rows and may change meanwhile.
 */
void gw_labeling_page_open (GwLabelingPage *self, GListModel *images, gint64 image_id);
gint64 gw_labeling_page_get_image_id (GwLabelingPage *self);

/* Undo or redo in the image that is shown. */
void gw_labeling_page_undo (GwLabelingPage *self, gboolean redo);

/* Takes "deletion" back, and nothing else, and shows its image. */
void gw_labeling_page_undo_deletion (GwLabelingPage *self);

/* Whether everything is saved, so that the page may be left. FALSE while it
 * is not: "settled" tells when it is, and where saving failed the person is
 * told why and decides.
 */
gboolean gw_labeling_page_leave (GwLabelingPage *self);

G_END_DECLS
