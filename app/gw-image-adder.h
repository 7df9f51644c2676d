/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-window.h"

G_BEGIN_DECLS

/* Adds folders and files to the window's project in the background, shows
 * how far it is in the sidebar, and what came of it in a toast; files that
 * cannot be read are listed with the reasons.
 */
void gw_image_adder_start (GwWindow *window, const char *const *paths);

/* Goes on with the pending folder, where there is one. */
void gw_image_adder_resume (GwWindow *window);

G_END_DECLS
