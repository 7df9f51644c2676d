/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"

G_BEGIN_DECLS

/* Tries a remedy for imbalance on a table of features and says how many rows each
 * class would have then: n_classes counts.
 *
 * method    as balance --method names it
 * features  a table with a column of images; all its columns of numbers are taken,
 *           rows with a missing value are left out and told of
 * label     image → 1 + class; NULL: of a project, which is refused
 *
 * Returns: (transfer full) (nullable)
 */
guint64 *gw_cli_remedy_try (GwCli *cli, const char *method, const char *features, GHashTable *label, gsize n_classes,
                            guint64 seed, GError **error);

G_END_DECLS
