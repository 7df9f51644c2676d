/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-run.h"
#include "gw-status.h"

G_BEGIN_DECLS

/* Bits of 64 by which the codes of pictures that look alike differ at most. */
#define GW_DUPLICATES_DISTANCE 6

/* Rows that belong together: groups of two and more, in order of their first row.
 * groups: n numbers, the same for rows of one group.
 * Returns: (transfer full): GPtrArray of GArray of guint, rows that rise
 */
GPtrArray *gw_duplicates_collect (const gint32 *groups, gsize n);

/* Rows whose pictures look alike: groups that hang together by codes (gw_image_phash())
 * that differ in at most `distance` bits.
 *
 * status  (out): GW_STATUS_OK, or why there are none
 * Returns: (transfer full) (nullable): as above
 */
GPtrArray *gw_duplicates_find_near (const guint64 *codes, gsize n, guint distance, const GwRun *run, gw_status *status);

G_END_DECLS
