/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SLIC_PRIVATE_H
#define GW_SLIC_PRIVATE_H

#include "gw-pixels.h"
#include "gw-run.h"

/* The steps by which gw-superpixels makes cells. */

/* One unit of L, a or b of CIELAB is so many here. */
#define GW_LAB_UNIT 64

/* A label that no cluster took, and one of a pixel that does not count. */
#define GW_LABEL_NONE (-1)
#define GW_LABEL_OUTSIDE (-2)

/* Colours in CIELAB (D65), row-major and without gaps. */
typedef struct
{
  int32_t width;
  int32_t height;
  int16_t *l;
  int16_t *a;
  int16_t *b;
  const uint8_t *inside; /* for each pixel whether it counts; NULL: all do */
} GwLabField;

gw_status _gw_lab_field_init (GwLabField *self, const GwPixels *pixels, const GwRun *run, double from, double to);
void _gw_lab_field_clear (GwLabField *self);

/* Gives each pixel the label of a cluster, from 0 on, or one of the two above. The
 * pixels of a label need not hang together.
 */
gw_status _gw_slic (const GwLabField *field, double side, double compactness, int32_t *labels, const GwRun *run,
                    double from, double to);

/* Makes cells of clusters: each hangs together, and of fewer pixels than `smallest`
 * there is none but one alone. Labels are 0 to *n_cells - 1 in reading order then.
 */
gw_status _gw_slic_join (const GwLabField *field, uint64_t smallest, int32_t *labels, size_t *n_cells);

#endif
