/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "open-images-fixture.h"

void
open_images_write (Fixture *self, const char *name, const char *text)
{
  g_free (fixture_write (self, name, text));
}

void
open_images_assert_bag (Fixture *self, const char *bag, const char *expected)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_open_bag (bag, "open-images");
  g_autofree char *text = gw_json_members_to_text (members);

  g_assert_cmpstr (text, ==, expected);
}
