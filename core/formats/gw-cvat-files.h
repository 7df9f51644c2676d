/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How sure one can be that a text, of which that is the beginning, is one of CVAT: 0 to 100. */
int gw_cvat_judge (const char *start, gsize n_start);

/* The files of CVAT of a source: itself, or those of a folder, annotations.xml alone where it
 * is there. (element-type filename) (transfer full)
 */
GPtrArray *gw_cvat_find_files (const char *source);

G_END_DECLS
