/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as tasks of Label Studio, read and written again. */

#include "gw-fuzz.h"

#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("label-studio", "tasks.json", data, size);

  return 0;
}
