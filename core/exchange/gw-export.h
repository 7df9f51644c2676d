/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-problem.h"
#include "gw-split-plan.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

#define GW_TYPE_EXPORT (gw_export_get_type ())
G_DECLARE_FINAL_TYPE (GwExport, gw_export, GW, EXPORT, GObject)

/* One export of a project's labels: choose, measure the loss, run. As for
 * GwImport, measure and run block and are for any thread but the window's.
 */
GwExport *gw_export_new (GwStore *store, const GwFormat *format, const char *target);

void gw_export_set_format (GwExport *self, const GwFormat *format);
void gw_export_set_target (GwExport *self, const char *target);
/* NULL: every image that is not in the trash. */
void gw_export_set_filter (GwExport *self, const GwFilter *filter);
/* Which labels: the project's own at first. */
void gw_export_set_layer (GwExport *self, gint64 layer_id);
/* Answers of several people (array length=n; 1 or more). Formats that hold several of an image
 * get them all; others get for each image the first that there is, and each one more is a loss.
 */
void gw_export_set_layers (GwExport *self, const gint64 *layer_ids, gsize n);
/* Options for the writer; strings are copied. */
void gw_export_set_options (GwExport *self, const GwWriteOptions *options);
/* (nullable) (transfer full): gives each image a part of a split, in place of
 * its own.
 */
void gw_export_take_split (GwExport *self, GwSplitPlan *plan);
/* Where measure and run report; NULL: to a collection of their own. */
void gw_export_set_problems (GwExport *self, GwProblems *problems);
/* Refuse where anything would be lost. */
void gw_export_set_strict (GwExport *self, gboolean strict);

/* Counts what the format cannot hold (codes loss-*) and what would be
 * written, without writing. With a target it counts what that one cannot hold,
 * which of one table is more than of a folder of them.
 */
gboolean gw_export_measure (GwExport *self, GwWork *work, GCancellable *cancellable, GError **error);
/* Writes everything or nothing, and the loss list beside it. GW_ERROR_REFUSED
 * with strict and a loss; GW_ERROR_EXISTS for a target that is not empty.
 */
gboolean gw_export_run (GwExport *self, GwWork *work, GCancellable *cancellable, GError **error);

/* Of the last measure or run. */
GwProblems *gw_export_get_problems (GwExport *self);
guint64 gw_export_get_n_images (GwExport *self);
guint64 gw_export_get_n_objects (GwExport *self, GwShapeKind kind);
/* The same by kind, image labels included. */
const GwRecordCounts *gw_export_get_counts (GwExport *self);
guint gw_export_get_n_classes (GwExport *self);
guint64 gw_export_get_n_labels (GwExport *self);
guint64 gw_export_get_n_files (GwExport *self);
/* Bytes of label files and copied pictures, roughly. */
guint64 gw_export_get_size (GwExport *self);

G_END_DECLS
