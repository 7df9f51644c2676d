/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the pictures of a source are: the folder beside or above it in which
 * most of the paths (normalised, n of them) lead to a file. NULL where none
 * does. Looks at a few dozen files.
 * (transfer full) (nullable)
 */
char *gw_images_dir_guess (const char *source, const char *const *paths, gsize n);

G_END_DECLS
