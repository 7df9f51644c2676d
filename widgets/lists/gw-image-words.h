/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image.h"

G_BEGIN_DECLS

/* What is known of an image's file. */
typedef enum
{
  GW_PICTURE_FINE,
  GW_PICTURE_MISSING,   /* it is not where it was, nor perhaps its folder */
  GW_PICTURE_UNREADABLE /* it is there and cannot be decoded */
} GwPictureState;

/* Of what looking at the file told; NULL: GW_PICTURE_FINE. */
GwPictureState gw_picture_state_from_error (const GError *error);
/* Of what the project knows, without a look at the file. */
GwPictureState gw_picture_state_from_image (GwImage *image);
/* “Cannot be read” and so on, in the user's language; NULL: nothing to say. */
const char *gw_picture_state_get_title (GwPictureState state);

/* (transfer full): the image as a screen reader tells it, with its labels'
 * names where they are given: “a.jpg, Labeled, Car, 5 objects”. Of a picture
 * that is not to be seen it is told why in the place of the status.
 */
char *gw_image_describe (GwImage *image, const char *labels, GwPictureState picture);
/* (transfer full): an attribute of images and its value, “weather: rain”, in one line that is safe to show. Each of
 * the two is cut after 100 letters.
 */
char *gw_image_describe_attribute (const char *name, const char *value);
/* “Labeled” and so on, in the user's language. */
const char *gw_image_status_get_title (GwImageStatus status);

G_END_DECLS
