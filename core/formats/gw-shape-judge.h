/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* Why the raw JSON of an object in the form of spec formats 13.4 cannot be
 * read: the code of the first thing that is wrong with its shape, "value-type"
 * where it is something else.
 */
const char *gw_judge_object_json (const char *raw, gsize length);

/* Turns a shape in fractions of the image into pixels. FALSE for masks, which
 * are made of pixels.
 */
gboolean gw_shape_scale (GwShape *shape, double width, double height);

G_END_DECLS
