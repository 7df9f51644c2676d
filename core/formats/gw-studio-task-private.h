/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-studio-task.h"

G_BEGIN_DECLS

GwStudioResult *_gw_studio_result_new (void);
void _gw_studio_result_free (gpointer data);
/* The list of results whose bracket has been read. */
gboolean _gw_studio_read_results (GPtrArray *results, GwJsonReader *json, GError **error);
/* Keeps the value that comes next as it is, unless it is no JSON: then improper is set. */
gboolean _gw_studio_keep_member (GwJsonMembers *members, const char *key, GwJsonReader *json, gboolean *improper,
                                 GError **error);
/* The members of a value whose brace has been read. */
gboolean _gw_studio_result_read_value (GwStudioResult *self, GwJsonReader *json, GError **error);
/* Once its members are there. */
void _gw_studio_result_finish (GwStudioResult *self);

GwStudioAnnotation *_gw_studio_annotation_new (void);
void _gw_studio_annotation_free (gpointer data);

/* JSON-MIN: a flat task, whose members are those of its data, of one annotation, and results
 * by the names of their controls.
 */
void _gw_studio_task_unfold (GwStudioTask *self, const GwStudioControls *controls);

G_END_DECLS
