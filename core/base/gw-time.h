/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are integers since 1970-01-01T00:00:00Z, leap seconds not counted:
 * milliseconds ("ms") in the store, microseconds ("us") where a file format
 * has them. How a person sees a time is the window's affair.
 */

/* The clock, in ms UTC. */
gint64 gw_time_now (void);

/* A clock that never jumps, in us from an arbitrary start; for durations. */
gint64 gw_time_monotonic (void);

/* Stops both clocks at `now` ms, for tests; gw_time_monotonic() then gives
 * 1,000 times `now`. gw_time_unfreeze() lets them run again. Safe from any
 * thread.
 */
void gw_time_freeze (gint64 now);
void gw_time_unfreeze (void);

/* "2026-03-02T09:14:11.502Z". Years 1 to 9999; times outside are clamped.
 * Returns: (transfer full)
 */
char *gw_time_format (gint64 ms);

/* "2026-03-02T09:14:11.502114", UTC without a zone, as the label files of
 * SageMaker have it. Always six places.
 * Returns: (transfer full)
 */
char *gw_time_format_us (gint64 us);

/* Reads ISO 8601 in the forms met in label files: a date alone or with a time,
 * "T" or a blank between, seconds and their fraction optional ("." or ",", any
 * number of digits, cut to us), zone "Z", "+00", "+0000", "+00:00" or none,
 * which is UTC. Also what JavaScript prints for a date:
 * "Mon Mar 02 2026 09:14:11 GMT+0100 (CET)" and "Mon, 02 Mar 2026 09:14:11 GMT".
 * FALSE, and `us` untouched, for anything else or a date that does not exist.
 */
gboolean gw_time_parse (const char *text, gint64 *us);

G_END_DECLS
