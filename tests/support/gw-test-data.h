/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the data of tests are. None of them belong to the project, so every
 * test that uses them skips when they are absent, with a reason:
 *
 *   g_autofree char *path = gw_test_data_path ("det-bccd");
 *   if (path == NULL)
 *     {
 *       g_test_skip (GW_TEST_NO_DATA);
 *       return;
 *     }
 */
#define GW_TEST_NO_DATA "the data sets are not here; set GW_TEST_DATA_DIR"
#define GW_TEST_NO_GOLDEN "the reference values are not here; set GW_TEST_GOLDEN_DIR"

/* `relative` below $GW_TEST_DATA_DIR, else below ../shared/data beside the
 * source directory. NULL when there is no such file or folder.
 * Returns: (transfer full) (nullable)
 */
char *gw_test_data_path (const char *relative);

/* The same for reference values: $GW_TEST_GOLDEN_DIR, else ../shared/golden. */
char *gw_test_golden_path (const char *relative);

/* A file or folder of the source tree, from $GW_TEST_SOURCE_DIR; NULL when
 * there is none.
 * Returns: (transfer full) (nullable)
 */
char *gw_test_source_path (const char *relative);

/* A new empty folder for one test.
 * Returns: (transfer full)
 */
char *gw_test_folder_new (void);

/* Removes the folder and all that is in it, following no link, and frees the
 * name.
 */
void gw_test_folder_free (char *folder);

G_END_DECLS
