/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a COCO panoptic file. */

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("coco-panoptic", "panoptic.json", data, size);

  return 0;
}
