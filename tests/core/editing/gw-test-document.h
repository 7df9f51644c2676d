/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-tool.h"

G_BEGIN_DECLS

/* A document of image 7, 200 x 100 pixels, with the classes 1 Car, 2 Cyclist
 * (attributes Riding, required, and Color with the default red) and 3 Bus.
 */
GwDocument *gw_test_document_new (void);

/* Puts a box into the document as if the store had held it. */
GwObject *gw_test_add_box (GwDocument *document, gint64 id, gint64 class_id, double x, double y, double width,
                           double height);
/* The same of a mask of whole pixels. */
GwObject *gw_test_add_mask (GwDocument *document, gint64 id, gint64 class_id, double x, double y, double width,
                            double height);
/* The mask of an object that has to be one. */
const GwMask *gw_test_get_mask (GwDocument *document, gint64 id);
/* As the store undoes it. */
void gw_test_undo (GwDocument *document, GwEdit *edit);
/* The same object with these flags. */
void gw_test_set_flags (GwDocument *document, gint64 id, GwObjectFlags flags);

void gw_test_assert_box (GwObject *object, double x, double y, double width, double height);
/* ids: those selected, in paint order, such as "1 3". */
void gw_test_assert_selected (GwDocument *document, const char *ids);

/* Events at a scale of one screen pixel for an image pixel. */
GwToolEvent gw_test_event (double x, double y, GwToolModifiers modifiers);
void gw_test_click (GwTool *tool, double x, double y, GwToolModifiers modifiers);
void gw_test_drag (GwTool *tool, double x0, double y0, double x1, double y1, GwToolModifiers modifiers);

/* A picture for that document: on a blue ground, with a little noise, a red disc
 * of radius 30 around (60, 50), and a yellow rectangle at 130, 35 of 40 x 30.
 * scale as in gw_picture_new().
 */
GwPicture *gw_test_picture_new (double scale);
/* Until its worker has nothing to do. */
void gw_test_wait_for_tool (GwTool *tool);
/* How well a mask meets the disc, and the rectangle. */
double gw_test_get_disc_iou (const GwMask *mask);
double gw_test_get_rectangle_iou (const GwMask *mask);

/* Remembers the edits of a document, newest last; free with g_ptr_array_unref. */
GPtrArray *gw_test_watch_edits (GwDocument *document);

G_END_DECLS
