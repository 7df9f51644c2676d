/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Classes of a source that nobody wants, and which of the others its records use. Not thread-safe. */
typedef struct _GwIgnoredClasses GwIgnoredClasses;

GwIgnoredClasses *gw_ignored_classes_new (void);
void gw_ignored_classes_free (GwIgnoredClasses *self);

/* By its id in the head of the source. */
void gw_ignored_classes_add (GwIgnoredClasses *self, gint64 class_id);

/* Takes objects, labels, scores and truths of ignored classes out of a record, and notes whose
 * are left. What is not there (GwRecord.absent) goes too, and is not counted. Linear in the record.
 * Returns: how many it took out
 */
guint gw_ignored_classes_drop (GwIgnoredClasses *self, GwRecord *record);

/* Classes of the head that are not ignored: of those that are merely above others, as classes
 * of nothing else are, the ones that records used.
 */
guint gw_ignored_classes_count_left (const GwIgnoredClasses *self, const GwRecordHead *head);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIgnoredClasses, gw_ignored_classes_free)

G_END_DECLS
