/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-window.h"

G_BEGIN_DECLS

/* The setting that names a folder whose images are still to be added; a new
 * project has it until they all are, so that closing the window in the
 * middle loses none.
 */
#define GW_SETTING_PENDING_FOLDER "pending-folder"

/* Adds folders and files to the window's project in the background, shows
 * how far it is in the sidebar, and what came of it in a toast; files that
 * cannot be read are listed with the reasons.
 */
void gw_image_adder_start (GwWindow *window, const char *const *paths);

/* Goes on with the pending folder, where there is one. */
void gw_image_adder_resume (GwWindow *window);

G_END_DECLS
