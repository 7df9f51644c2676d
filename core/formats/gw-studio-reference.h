/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How tasks of Label Studio name their images (spec formats 8). Nothing is fetched. */

/* The path that a reference leads to, not yet made safe: of a web address or a bucket what
 * follows its host, of /data/local-files/ the path asked for, of /data/upload/ the name
 * without the number that the upload put before it, unless keep_number; "%20" is a blank.
 * NULL where it names no file. (transfer full) (nullable)
 */
char *gw_studio_reference_to_path (const char *reference, gboolean keep_number);

/* A reference that Label Studio finds below the folder that it serves. (transfer full) */
char *gw_studio_reference_from_path (const char *path);

G_END_DECLS
