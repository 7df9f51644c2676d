/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Whether the project file is the sample that this program made. */
gboolean gw_sample_project_is_sample (const char *path);

/* Opens the sample project; draws and makes it in the user's data folder
 * first where it is not there, with a window that shows how far it is.
 * start_over makes it anew: what was done in it goes. Does nothing while it is
 * being looked for or made already.
 */
void gw_sample_project_open (GwApplication *application, gboolean start_over);

G_END_DECLS
