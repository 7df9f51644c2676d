/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"
#include "gw-test-wait.h"

G_BEGIN_DECLS

/* A project file `folder`/test.groundwork with three classes (Car with the
 * checkbox “Parked”, Person, Sign) and n images of 64 x 48 in
 * `folder`/images, drawn now.
 */
char *labeling_make_project (const char *folder, GwTask task, guint n_images);
char *labeling_make_project_without_classes (const char *folder, GwTask task, guint n_images);
GwStore *labeling_open_store (const char *path);

#define labeling_wait(condition, data) gw_test_wait (condition, data)

#define GW_TYPE_FLAKY_STORE (gw_flaky_store_get_type ())
G_DECLARE_FINAL_TYPE (GwFlakyStore, gw_flaky_store, GW, FLAKY_STORE, GObject)

/* A store in front of another one that refuses edits while `code` is not -1,
 * and counts those that it lets through.
 */
GwFlakyStore *gw_flaky_store_new (GwStore *real);
void gw_flaky_store_refuse (GwFlakyStore *self, int code);

G_END_DECLS
