/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GW_TYPE_FILE_PRESENCE (gw_file_presence_get_type ())
G_DECLARE_FINAL_TYPE (GwFilePresence, gw_file_presence, GW, FILE_PRESENCE, GObject)

/* Which of the files that a list shows are there, for lists that do not open
 * them. The disk is asked on a thread of its own: a folder of the network that
 * does not answer holds up nothing. Lives on the window's thread.
 *
 * Signal "changed": gw_file_presence_is_missing() may say something else.
 */
GwFilePresence *gw_file_presence_new (void);

/* (element-type filename): the files that matter now. What was being asked
 * before is dropped.
 */
void gw_file_presence_check (GwFilePresence *self, GPtrArray *files);

/* As far as it is known: a file that nobody has looked at is there. */
gboolean gw_file_presence_is_missing (GwFilePresence *self, const char *file);

G_END_DECLS
