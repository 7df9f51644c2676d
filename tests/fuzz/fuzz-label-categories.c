/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the labels of a job, read and written again: see gw-fuzz-format.h. */

#include "gw-fuzz.h"
#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("label-categories", "a.json", data, size);

  return 0;
}
