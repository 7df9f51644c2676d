/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-studio-task.h"

G_BEGIN_DECLS

GwStudioResult *_gw_studio_result_new (void);
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
