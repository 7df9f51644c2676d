/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_SAVER (gw_class_saver_get_type ())
G_DECLARE_FINAL_TYPE (GwClassSaver, gw_class_saver, GW, CLASS_SAVER, GObject)

/* Brings the list of a project's classes to its store: one job at a time, so
 * that no save is made from a list that a job before it changes. The store
 * works on copies; the ids that it gives to new classes go to the originals.
 *
 * Signals, in the window's thread:
 *   saved (GPtrArray *classes)               a save is done, these have their ids
 *   removed (GwClass *class, gboolean archived)  a class is gone, or archived
 *   failed (GError *error, gboolean saving)  a save, or a removal; a save that
 *                                            waited behind a failed one is dropped
 *   settled                                  after those, when nothing waits
 */
GwClassSaver *gw_class_saver_new (GwProject *project);

/* Whether a job is running or waits. */
gboolean gw_class_saver_is_busy (GwClassSaver *self);

/* Saves the list in its order. While a job runs the list waits, as it will be
 * when that job is done; only the newest state is saved. (element-type GwClass)
 */
void gw_class_saver_save (GwClassSaver *self, GPtrArray *classes);
/* The class goes with the next save. */
void gw_class_saver_drop (GwClassSaver *self, gint64 id);
/* Removes a class, or archives it where it is in use; not while it is busy. */
void gw_class_saver_remove (GwClassSaver *self, GwClass *klass);

/* Nobody listens any more. What waits goes to the store's queue at once, and
 * then (nullable) a class that is to be removed; what fails is reported by the
 * project.
 */
void gw_class_saver_close (GwClassSaver *self, GwClass *remove);

G_END_DECLS
