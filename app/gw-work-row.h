/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-work.h"

G_BEGIN_DECLS

/* One running work in the sidebar: title, progress, time left, Cancel. */
GtkWidget *gw_work_row_new (GwWork *work);

G_END_DECLS
