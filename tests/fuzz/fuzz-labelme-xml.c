/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an XML file of the old LabelMe. */

#include "gw-fuzz.h"

#include "gw-fuzz-format.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gw_fuzz_format ("labelme-xml", "a.xml", data, size);

  return 0;
}
