/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project.h"

G_BEGIN_DECLS

/* Makes the picture that stands for the project on the welcome page: its
 * first labeled image, drawn with its labels (else its first image), as a
 * PNG in the user's cache; see gw_recent_project_dup_cover(). In the
 * background; what goes wrong leaves the old picture.
 */
void gw_project_cover_update (GwProject *project);

G_END_DECLS
