/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_ANNOUNCER (gw_announcer_get_type ())
G_DECLARE_FINAL_TYPE (GwAnnouncer, gw_announcer, GW, ANNOUNCER, GtkWidget)

/* A status that is read aloud and not seen. At most one text a second is
 * told; the newest wins. Put it where it is mapped.
 */
GtkWidget *gw_announcer_new (void);

void gw_announcer_say (GwAnnouncer *self, const char *text);
/* What was told last. */
const char *gw_announcer_get_text (GwAnnouncer *self);

G_END_DECLS
