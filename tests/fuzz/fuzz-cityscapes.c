/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of outlines of Cityscapes, read and written again. */

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("cityscapes", "a_gtFine_polygons.json", data, size);

  return 0;
}
