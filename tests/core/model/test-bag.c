/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-bag.h"

static void
test_members_are_set_and_found (void)
{
  g_autofree char *one = gw_bag_set (NULL, "coco", "{\"license\": 3}");
  g_autofree char *two = gw_bag_set (one, "labelme", "[1]");
  g_autofree char *coco = gw_bag_get (two, "coco");
  g_autofree char *changed = gw_bag_set (two, "coco", "4");

  g_assert_cmpstr (one, ==, "{\"coco\":{\"license\": 3}}");
  g_assert_cmpstr (two, ==, "{\"coco\":{\"license\": 3},\"labelme\":[1]}");
  g_assert_cmpstr (coco, ==, "{\"license\": 3}");
  g_assert_cmpstr (changed, ==, "{\"labelme\":[1],\"coco\":4}");
  g_assert_null (gw_bag_get (two, "voc"));
  g_assert_null (gw_bag_get (NULL, "voc"));
}

static void
test_last_member_leaves_no_bag (void)
{
  g_autofree char *rest = gw_bag_set ("{\"coco\":1,\"voc\":2}", "coco", NULL);

  g_assert_cmpstr (rest, ==, "{\"voc\":2}");
  g_assert_null (gw_bag_set (rest, "voc", NULL));
  g_assert_null (gw_bag_set (NULL, "voc", NULL));
}

static void
test_what_is_no_bag_counts_as_empty (void)
{
  g_autofree char *bag = gw_bag_set ("[1,2", "coco", "1");

  g_assert_cmpstr (bag, ==, "{\"coco\":1}");
  g_assert_null (gw_bag_get ("[1,2", "coco"));
  g_assert_null (gw_bag_get ("{\"coco\":", "coco"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bag/members-are-set-and-found", test_members_are_set_and_found);
  g_test_add_func ("/bag/last-member-leaves-no-bag", test_last_member_leaves_no_bag);
  g_test_add_func ("/bag/what-is-no-bag-counts-as-empty", test_what_is_no_bag_counts_as_empty);
  return g_test_run ();
}
