/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-class-scores.h"
#include "gw-cli.h"
#include "gw-detection-rows.h"

G_BEGIN_DECLS

/* What commands that judge models share: a table of scores, or a project whose labels
 * are what is true and whose predictions are a model's.
 */
typedef struct
{
  GwStore *store;
  GwFilter *filter; /* (nullable) */
  GwDataSet *set;
  GPtrArray *models; /* of GwLayerInfo */
} GwCliModels;

/* Whether an argument is a project by its name. */
gboolean gw_cli_is_project (const char *argument);

/* where (nullable): only images that pass. An option that cannot be read is an error of
 * usage.
 * Returns: (transfer full) (nullable)
 */
GwCliModels *gw_cli_models_open (GwCli *cli, const char *project, const char *where, GError **error);
/* The same with its pictures measured (gw_data_set_measure_pictures()), once for each
 * where the project can be written. (transfer full) (nullable)
 */
GwCliModels *gw_cli_models_open_measured (GwCli *cli, const char *project, const char *where, GError **error);
void gw_cli_models_free (GwCliModels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCliModels, gw_cli_models_free)

/* model     (nullable): "Name" or "Name:version"; the only one by default
 * positive  (nullable): of two classes
 * Returns: (transfer full) (nullable)
 */
GwClassRows *gw_cli_models_load_classes (GwCliModels *self, GwCli *cli, const char *model, const char *positive,
                                         GError **error);
GwDetectionRows *gw_cli_models_load_detections (GwCliModels *self, GwCli *cli, const char *model, GwOverlap overlap,
                                                GError **error);

/* A table of scores, by the options --score-mode and --normalise (gw-cli-formats.h), as
 * probabilities: those of logits are what softmax makes of them. (transfer full) (nullable)
 */
GwClassScores *gw_cli_read_scores (GwCli *cli, const char *path, const char *positive, GError **error);
/* A table of scores as rows. What they hold is taken out of it. (transfer full) */
GwClassRows *gw_cli_take_class_rows (GwClassScores *scores);

G_END_DECLS
