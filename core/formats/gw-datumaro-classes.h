/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-read-place.h"

G_BEGIN_DECLS

/* The classes of one file of Datumaro, by their index: made in the head of the reader, with
 * parents, the colors of masks and skeletons.
 *
 * categories  (nullable): raw JSON, which may be anything
 * Returns: (transfer full) (element-type gint64): class ids; 0: the name cannot be one
 */
GArray *gw_datumaro_classes_read (GwReader *reader, GwClassNames *names, const char *categories, gsize length,
                                  const char *file);

G_END_DECLS
