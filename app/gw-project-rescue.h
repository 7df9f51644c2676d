/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

/* Looks for the newest sound back-up of the project at path while a message
 * says that this one is damaged. Where there is one the message offers to open
 * it: a copy beside the project, which is left as it is. What can be read of
 * a file that is a project can be saved to another copy.
 */
void gw_project_rescue_offer (GwApplication *application, AdwMessageDialog *message, const char *path,
                              gboolean is_project);

G_END_DECLS
