/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-recent-projects.h"

G_BEGIN_DECLS

#define GW_TYPE_PROJECT_CARD (gw_project_card_get_type ())
G_DECLARE_FINAL_TYPE (GwProjectCard, gw_project_card, GW, PROJECT_CARD, GtkFlowBoxChild)

/* A recent project as a card: cover, name, task and number of images, how
 * much is labeled, and a menu. Signals "changed" (const char *new_path) after
 * a rename or a duplicate, "removed".
 */
GtkWidget *gw_project_card_new (GwRecentProject *project);
GwRecentProject *gw_project_card_get_project (GwProjectCard *self);

G_END_DECLS
