/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli-table.h"
#include "gw-set-drift.h"

G_BEGIN_DECLS

/* What is known of one column that both tables have. */
typedef struct
{
  const char *name; /* of the reference */
  gboolean text;
  GwDriftFigures figures;
} GwCliDriftColumn;

/* Compares the columns that both have: GArray of GwCliDriftColumn; what cannot be
 * compared is told of. (transfer full) (nullable)
 */
GArray *gw_cli_drift_compare (GwCli *cli, GwTable *reference, GwTable *current, GError **error);

G_END_DECLS
