/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* The classes of the sample project with colors, keys and attributes, by
 * position; without ids.
 * Returns: (transfer full) (element-type GwClass)
 */
GPtrArray *gw_sample_classes_new (void);

G_END_DECLS
