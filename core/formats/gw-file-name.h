/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name of a class or split as that of one file or folder: slashes,
 * backslashes, control characters, "%", a leading dot, blanks or dots at the
 * end and the names that Windows keeps for itself are written as %XX.
 * (transfer full)
 */
char *gw_file_name_escape (const char *name);

/* Whether a file system takes it as the name of one file or folder: at most 255 bytes. */
gboolean gw_file_name_fits (const char *name);

/* A relative path of which each part fits, the last one with room more bytes (below 200) that files made
 * of it have. What is longer is cut, and ends in a sum of all that it was: the same path gives the same
 * each time, and different ones differ. A short ending stays. (transfer full)
 */
char *gw_file_name_fit_path (const char *path, gsize room);

/* The name of a part of the images as that of a folder, or of a file with at most 64 bytes more: escaped,
 * and cut where it is longer. (transfer full)
 */
char *gw_file_name_make_split (const char *split);

/* The reverse; %XX that could not be from there stays as it is. (transfer full) */
char *gw_file_name_unescape (const char *name);

G_END_DECLS
