/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_WAND_PRIVATE_H
#define GW_WAND_PRIVATE_H

#include "gw-mask-private.h"
#include "gw-run.h"

/* How far each of n pixels is from a colour, in the channel that differs most. */
void _gw_wand_measure (const uint32_t *pixels, uint32_t colour, uint8_t *distances, size_t n);

/* The stretches of n bytes that are at most `most`, in ascending order: at most
 * (n + 1) / 2. Returns how many.
 */
size_t _gw_wand_find_runs (const uint8_t *bytes, uint32_t n, uint8_t most, GwSpan *runs);

/* What is at most `most` of a picture's distances, row-major, or what hangs
 * together with a pixel of it that is.
 */
gw_status _gw_wand_threshold (const uint8_t *distances, int32_t width, int32_t height, uint8_t most, GwMask *mask,
                              const GwRun *run, double from);
gw_status _gw_wand_fill (const uint8_t *distances, int32_t width, int32_t height, int32_t x, int32_t y, uint8_t most,
                         bool eight, GwMask *mask, const GwRun *run, double from);

#endif
