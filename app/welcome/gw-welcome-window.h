/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

#define GW_TYPE_WELCOME_WINDOW (gw_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (GwWelcomeWindow, gw_welcome_window, GW, WELCOME_WINDOW, AdwApplicationWindow)

/* The window to get back to work from: recent projects, and ways to start. */
GtkWidget *gw_welcome_window_new (GwApplication *application);

G_END_DECLS
