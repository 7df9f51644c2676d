/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_sagemaker. Lines of an earlier import stay as
 * they were to the byte unless their labels have changed; then the label
 * attributes alone are replaced.
 */
gpointer gw_manifest_losses_new (const GwRecordHead *head, const GwWriteOptions *options);
void gw_manifest_losses_take (gpointer losses, const GwRecord *record, GwProblems *problems);
void gw_manifest_losses_free (gpointer losses);
gboolean gw_manifest_writer_create (GwWriter *writer, GError **error);
gboolean gw_manifest_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_manifest_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_manifest_writer_destroy (GwWriter *writer);

G_END_DECLS
