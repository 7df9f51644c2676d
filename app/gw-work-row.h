/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-work.h"

G_BEGIN_DECLS

/* One running work in the sidebar: title, progress, time left, Cancel. */
GtkWidget *gw_work_row_new (GwWork *work);

/* How far it is: “4,120 of 12,000 images · about 25 s left”. (transfer full) */
char *gw_work_describe (GwWork *work);

G_END_DECLS
