/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-shape.h"

/* Cuts a box or polygon at the border of the image; other shapes stay as they
 * are. false, with the shape unchanged, where nothing would be left.
 */
bool gw_shape_clip (GwShape *shape, double width, double height);
