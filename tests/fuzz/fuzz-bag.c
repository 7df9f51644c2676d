/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a round-trip bag: what one format puts there comes back, and
 * what another has put there stays.
 */

#include "gw-fuzz.h"

#include "gw-bag.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bag = g_strndup ((const char *) data, size);
  g_autofree char *theirs = gw_bag_get (bag, "coco");
  g_autofree char *with = gw_bag_set (bag, "gw-jsonl", "{\"a\":1}");
  g_autofree char *ours = gw_bag_get (with, "gw-jsonl");
  g_autofree char *theirs_with = gw_bag_get (with, "coco");
  g_autofree char *without = gw_bag_set (with, "gw-jsonl", NULL);
  g_autofree char *none = without != NULL ? gw_bag_get (without, "gw-jsonl") : NULL;
  g_autofree char *theirs_without = without != NULL ? gw_bag_get (without, "coco") : NULL;

  g_assert_cmpstr (ours, ==, "{\"a\":1}");
  g_assert_cmpstr (theirs_with, ==, theirs);
  g_assert (none == NULL);
  g_assert_cmpstr (theirs_without, ==, theirs);
  return 0;
}
