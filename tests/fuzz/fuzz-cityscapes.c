/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of outlines of Cityscapes, and what begins as a PNG as a picture of numbers. */

#include <string.h>

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const int is_png = size >= 4 && memcmp (data, "\x89PNG", 4) == 0;

  gw_fuzz_format ("cityscapes", is_png ? "a_gtFine_instanceIds.png" : "a_gtFine_polygons.json", data, size);

  return 0;
}
