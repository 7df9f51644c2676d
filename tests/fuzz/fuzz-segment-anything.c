/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a JSON file of Segment Anything. */

#include "gw-fuzz.h"

#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("segment-anything", "sa_1.json", data, size);

  return 0;
}
