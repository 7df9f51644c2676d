/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-add-images.h"
#include "gw-cli.h"

G_BEGIN_DECLS

/* Adds the pictures of folders and files, all of which must be there, and
 * reports those that cannot be read, in whole or in part.
 * Returns: (transfer full) (nullable)
 */
GwAddImagesResult *gw_cli_add_pictures (GwCli *cli, GwStore *store, char **paths, GError **error);

/* Fails unless the folder, which may be NULL, is there. */
gboolean gw_cli_check_folder (char *folder, GError **error);
/* Fails unless each path is there. */
gboolean gw_cli_check_paths (char **paths, gboolean folders_only, GError **error);

G_END_DECLS
