/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* The writing half of gw_format_cvat: annotations.xml and, where pictures are copied, images. */
gpointer gw_cvat_losses_new (const GwRecordHead *head, const GwWriteOptions *options);
void gw_cvat_losses_take (gpointer losses, const GwRecord *record, GwProblems *problems);
void gw_cvat_losses_end (gpointer losses, GwProblems *problems);
void gw_cvat_losses_free (gpointer losses);
gboolean gw_cvat_writer_create (GwWriter *writer, GError **error);
gboolean gw_cvat_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_cvat_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_cvat_writer_destroy (GwWriter *writer);

G_END_DECLS
