/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image.h"

G_BEGIN_DECLS

/* (transfer full): the image as a screen reader tells it, with its labels'
 * names where they are given: “a.jpg, Labeled, Car, 5 objects”. unreadable:
 * decoding just failed, though the project does not know yet.
 */
char *gw_image_describe (GwImage *image, const char *labels, gboolean unreadable);
/* “Labeled” and so on, in the user's language. */
const char *gw_image_status_get_title (GwImageStatus status);

G_END_DECLS
