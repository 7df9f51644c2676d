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

/* The reverse; %XX that could not be from there stays as it is. (transfer full) */
char *gw_file_name_unescape (const char *name);

G_END_DECLS
