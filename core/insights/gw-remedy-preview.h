/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-run.h"
#include "gw-status.h"

G_BEGIN_DECLS

/* What remedies for classes of unequal size would make of rows of features: counts
 * only, nothing is changed.
 */

/* Their names, NULL-terminated: "random-over", "smote" … as balance --method has them. */
const char *const *gw_remedy_preview_get_methods (void);
/* Whether the method looks at features, or at the labels alone. FALSE for a name that
 * is none.
 */
gboolean gw_remedy_preview_wants_features (const char *method);

/* Counts the rows of each class after a remedy.
 *
 * method    one of the names above
 * values    n * columns numbers, row-major, all finite; for methods that want none NULL
 * labels    n classes below n_classes; -1: left out
 * after     takes n_classes counts
 * run       (nullable): how to work
 *
 * GW_STATUS_INVALID for another name; else what the method says (core/analytics).
 */
gw_status gw_remedy_preview_count (const char *method, const double *values, const gint32 *labels, gsize n,
                                   gsize columns, gsize n_classes, guint64 seed, guint64 *after, const GwRun *run);

G_END_DECLS
