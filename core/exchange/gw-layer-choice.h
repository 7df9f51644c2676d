/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project-info.h"

G_BEGIN_DECLS

/* Which labels of a project an export is of: its own, a model's predictions, or the answers
 * of one or several annotators. One row of the export window, and --annotator and --model
 * of the command line.
 */

/* The word that stands for every annotator in place of a name. */
#define GW_LAYER_CHOICE_ALL "all"

/* Ids of the layers of an export, by names.
 *
 * layers      (element-type GwLayer): of gw_store_list_layers()
 * annotators  (nullable): names, or “all”; each is taken once
 * model       (nullable): of several versions the newest
 *
 * Without names it is the project's own labels. NULL with GW_ERROR_INVALID
 * for a name that no layer has, and where both are given.
 *
 * Returns: (transfer full) (element-type gint64): in the order of the names; of all, that of layers
 */
GArray *gw_layer_choice_find (GPtrArray *layers, const char *const *annotators, const char *model, GError **error);

/* What can be chosen. */
typedef struct
{
  char *title; /* in the user's language */
  GArray *ids; /* of gint64 */
} GwLayerChoice;

/* Each layer by itself, and before the answers those of all annotators together where
 * there are several. (transfer full) (element-type GwLayerChoice)
 */
GPtrArray *gw_layer_choices_list (GPtrArray *layers);

G_END_DECLS
