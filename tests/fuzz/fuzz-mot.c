/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of rows of MOT. */

#include "gw-fuzz.h"

#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("mot", "gt.txt", data, size);

  return 0;
}
