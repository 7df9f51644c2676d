/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* tasks.json with a task for each image, in which each person has an annotation (or each
 * model a prediction), and config.xml, by which a project for them can be made.
 */
void gw_studio_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                             GwProblems *problems);
/* Whether a result that the record came with tells this of the image. */
gboolean gw_studio_tells_attribute (const GwRecord *record, const char *name, const char *value);
gboolean gw_studio_writer_create (GwWriter *writer, GError **error);
gboolean gw_studio_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_studio_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_studio_writer_destroy (GwWriter *writer);

G_END_DECLS
