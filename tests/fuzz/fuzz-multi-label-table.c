/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a table of several classes an image: see gw-fuzz-format.h. */

#include "gw-fuzz.h"
#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("multi-label-table", "_classes.csv", data, size);

  return 0;
}
