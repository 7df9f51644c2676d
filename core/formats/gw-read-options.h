/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Read options that live longer than who gave them. */

/* Makes self what options say, with texts of its own. What belongs to one
 * reading (the known images and classes, the paths by number, the work) is not
 * taken: NULL. self must be zeroed or a copy from before.
 */
void gw_read_options_assign (GwReadOptions *self, const GwReadOptions *options);

/* Frees the texts of such a copy, and zeroes it. */
void gw_read_options_clear (GwReadOptions *self);

G_END_DECLS
