/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-logits.h"

G_BEGIN_DECLS

/* What people do in a project. The numbers are stored. */
typedef enum
{
  GW_TASK_SINGLE_CLASS = 0, /* one class for each image */
  GW_TASK_MULTI_CLASS = 1,  /* any number of classes for each image */
  GW_TASK_BOXES = 2,
  GW_TASK_MASKS = 3
} GwTask;

#define GW_N_TASKS 4

const char *gw_task_get_nick (GwTask task); /* "single-class", "multi-class", "boxes", "masks" */
gboolean gw_task_from_nick (const char *nick, GwTask *task);

typedef enum
{
  GW_READ_ONLY_PLACE, /* where it lies it cannot be written, or was opened so */
  GW_READ_ONLY_NEWER, /* saved by a newer program */
  GW_READ_ONLY_DAMAGED
} GwReadOnlyCause;

/* A project's own facts and counts, as a boxed value. */
typedef struct
{
  char *name;
  GwTask task;
  char *uuid;     /* made with the project, never changes */
  gint64 created; /* ms UTC */
  int schema_version;
  gint64 n_images;  /* not in the trash */
  gint64 n_labeled; /* status labeled */
  gint64 n_objects; /* of the project's own labels */
  gboolean read_only;
  GwReadOnlyCause read_only_cause; /* of a project that is read-only */
  char *read_only_reason;          /* (nullable): a sentence */
} GwProjectInfo;

#define GW_TYPE_PROJECT_INFO (gw_project_info_get_type ())

GType gw_project_info_get_type (void);
/* With a name and a task; the store fills in the rest. */
GwProjectInfo *gw_project_info_new (const char *name, GwTask task);
GwProjectInfo *gw_project_info_copy (const GwProjectInfo *self);
void gw_project_info_free (GwProjectInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProjectInfo, gw_project_info_free)

/* Layers keep the project's own labels apart from what models predict and
 * from what single annotators answered.
 */
#define GW_LAYER_LABELS G_GINT64_CONSTANT (1)

typedef enum
{
  GW_LAYER_KIND_LABELS = 0,
  GW_LAYER_KIND_PREDICTIONS = 1, /* name: the model's */
  GW_LAYER_KIND_ANSWERS = 2      /* name: the annotator's */
} GwLayerKind;

typedef struct
{
  gint64 id; /* 0: to be made */
  GwLayerKind kind;
  char *name;
  char *version;      /* (nullable) */
  GwScoreScale scale; /* of the scores of classes in it, as the store tells it */
} GwLayer;

#define GW_TYPE_LAYER (gw_layer_get_type ())

GType gw_layer_get_type (void);
GwLayer *gw_layer_new (GwLayerKind kind, const char *name, const char *version);
GwLayer *gw_layer_copy (const GwLayer *self);
void gw_layer_free (GwLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLayer, gw_layer_free)

G_END_DECLS
