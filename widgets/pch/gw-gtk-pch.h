/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef GW_GTK_PCH_H
#define GW_GTK_PCH_H

/* As core/pch/gw-glib-pch.h, for what has a window. */
#include <adwaita.h>
#endif
