/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of VoTT: JSON or a table, as they begin. */

#include "gw-fuzz.h"

#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("vott", "p-export.json", data, size);

  return 0;
}
