/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-studio-config.h"
#include "gw-studio-task.h"
#include "gw-writer-private.h"

G_BEGIN_DECLS

/* The results of one annotation, as they are written. */
typedef struct
{
  GwWriter *writer;
  GwStudioControls *controls; /* those that are used are added */
  const GwRecord *record;
  const char *image_name; /* by which results say what they are of */
  GwJsonWriter *json;     /* stands within the list of results */
  GHashTable *kept;       /* ids that objects have kept -> the group of the object (gint64*) */
  GHashTable *used;       /* set of char*: those of them that are written */
  GHashTable *groups;     /* group (gint64*) -> id of its first region */
  GHashTable *members;    /* (nullable): of gw_studio_groups_new() */
  guint n;                /* results that have an id so far */
  gsize longest;          /* of the ids that were there before */
  gsize longest_written;  /* of those since */
  gboolean goes_on;       /* there are results before these: all ids are new, and longer than those */
} GwStudioResults;

/* longest: of ids that results of the same annotation have already; 0: there are none. */
void gw_studio_results_init (GwStudioResults *self, GwWriter *writer, GwStudioControls *controls,
                             const GwRecord *record, gsize longest);
void gw_studio_results_clear (GwStudioResults *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwStudioResults, gw_studio_results_clear)

/* An id for the next result, that which it came with (nullable) or one of its own: the same
 * for the same results. (transfer full)
 */
char *gw_studio_results_make_id (GwStudioResults *self, const char *kept);
/* The name of the control for a type: that of the file which classes came from, else a new
 * one, of which the first is “label”.
 */
const char *gw_studio_results_choose_control (GwStudioResults *self, const char *type);
/* id, type, and the names of the control and of the image. */
void gw_studio_results_write_head (GwStudioResults *self, const char *id, const char *type, const char *name);
void gw_studio_write_list (GwJsonWriter *json, const char *const *list);

/* Labels of the image, or a model's scores of it. */
void gw_studio_results_write_labels (GwStudioResults *self, const GArray *labels);

G_END_DECLS
