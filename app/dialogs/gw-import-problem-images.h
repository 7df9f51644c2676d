/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-import.h"

G_BEGIN_DECLS

/* The images of the project that the problems of a report are about, as the
 * text of a filter (“id:17,42”); NULL without an error: none of them is in
 * the project. Problems beyond GW_PROBLEMS_KEPT of a kind are not looked at.
 */
void gw_import_problem_images_async (GwStore *store, GwProblems *problems, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
char *gw_import_problem_images_finish (GAsyncResult *result, GError **error);

G_END_DECLS
