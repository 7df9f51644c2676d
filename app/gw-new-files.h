/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-window.h"

G_BEGIN_DECLS

/* What is added, dropped or pasted. One project file is opened, one file of
 * labels or archive is to be imported, pictures and folders are added; a
 * folder that holds labels too is asked about first. What is at a path is
 * found out on a thread of its own.
 */
void gw_new_files_take (GwWindow *window, const char *const *paths);

/* For a folder whose pictures have been added: offers to import the labels in
 * it, where there are any.
 */
void gw_new_files_offer_labels (GwWindow *window, const char *folder);

G_END_DECLS
