/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-studio-task.h"

G_BEGIN_DECLS

/* Places of Label Studio are percent of the image's width and height; a turned rectangle is
 * turned about its upper left corner, in pixels.
 */

/* The attribute of an outline that stands for an ellipse. */

/* Makes the shape of a result, with its points, for an image of this size. FALSE with the
 * problem's code, a constant.
 */
gboolean gw_studio_shape_read (const GwStudioResult *result, int width, int height, GwShape *shape, const char **code);
/* A sentence for such a code. */
const char *gw_studio_shape_explain (const char *code);

/* Of a result that is an ellipse, in pixels. */
gboolean gw_studio_read_ellipse (const GwStudioResult *result, int width, int height, GwEllipse *ellipse);

/* The rectangle that a turned one is before it is turned about its upper left corner. */
GwBox gw_studio_box_from_rotated (const GwRotatedBox *rotated);

G_END_DECLS
