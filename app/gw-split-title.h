/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people read for a split: “Validation” for "val", “No Split” for
 * "none", their own names as they are. NULL for NULL. (transfer full)
 */
char *gw_split_dup_title (const char *split);

G_END_DECLS
