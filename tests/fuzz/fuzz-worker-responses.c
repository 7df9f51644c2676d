/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as answers of a batch, and as those of a human loop: see gw-fuzz-format.h. */

#include "gw-fuzz.h"
#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("worker-responses", "a.json", data, size);
  gw_fuzz_format ("a2i", "a.json", data, size);

  return 0;
}
