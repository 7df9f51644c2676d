/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-detection-rows.h"
#include "gw-layer-info.h"
#include "gw-prediction-set.h"

G_BEGIN_DECLS

/* A project in a folder of its own, into which labels and predictions are imported
 * from texts in the form gw-jsonl.
 */
typedef struct
{
  char *folder;
  GwStore *store;
} Project;

void project_set_up (Project *self, gconstpointer data);
void project_tear_down (Project *self, gconstpointer data);

/* A file in the folder. (transfer full) */
char *project_write (Project *self, const char *name, const char *text);
/* Imports a text, as the source says. */
void project_import (Project *self, const char *text);

GwDataSet *project_load_set (Project *self);
/* name  "Name" or "Name:version"; NULL: the project's own labels */
GwPredictionSet *project_load_layer (Project *self, const GwDataSet *set, const char *name, GwOverlap overlap);

G_END_DECLS
