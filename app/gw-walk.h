/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-application.h"

G_BEGIN_DECLS

/* Walks through the program as a person would and leaves a picture of each
 * place in folder, in light and dark style; then quits. For machines without
 * a display, the README, and looking at every screen at once. Windows are
 * driven by their actions, and each picture is taken when nothing is pending
 * and a frame was painted.
 */
void gw_walk_start (GwApplication *application, const char *folder);

G_END_DECLS
