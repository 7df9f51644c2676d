/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Looks at the pictures of a project that were not looked at yet, and keeps what
 * gw_image_measure() and both hashes say of them (GwMeasure), so that it is done
 * once for each file.
 *
 * A page starts it when it is first shown, tells how far it is, and cancels it when
 * it goes:
 *
 *   self->work = gw_image_measurer_start (store);
 *   g_signal_connect_object (self->work, "ended", G_CALLBACK (on_measured_cb), self, 0);
 *
 * where nothing is missing it ends in a moment. It is not for gw_project_add_work():
 * nobody who closes the window wants to be asked about it.
 */

/* Measures those under the filter (nullable) on this thread and one more, and saves
 * them a few hundred at a time, each time in one transaction. A file that holds no
 * picture is noted as such; one that is not there is tried again another time. Of a
 * project that cannot be written nothing is saved. func (nullable) is called on this
 * thread with all that was measured. Cancelling keeps what was saved. Blocks: some
 * 25 ms for a JPEG of 12 megapixels, by both threads.
 */
gboolean gw_image_measurer_run (GwStore *store, const GwFilter *filter, GwMeasureFunc func, gpointer data, GwWork *work,
                                GCancellable *cancellable, GError **error);

/* The hash by which near-duplicates are found (gw_image_phash()) of a picture that is
 * in memory: the one that its measure has.
 */
gboolean gw_image_measurer_find_phash (const guint8 *data, gsize size, guint64 *phash, GCancellable *cancellable,
                                       GError **error);

/* gw_image_measurer_run() of the whole project, on threads of its own. While one is under way for
 * this store it is given again. Called in the window's thread.
 * Returns: (transfer full)
 */
GwWork *gw_image_measurer_start (GwStore *store);

G_END_DECLS
