/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-claims.h"

#include <string.h>

#include "gw-error.h"

static void
test_by_kind (void)
{
  static const char text[] =
      "{\"text\":\"a\\u00e4\",\"list\":[\"b\",\"c\"],\"mixed\":[\"b\",7,[\"d\"]],\"number\":12.75,"
      "\"large\":1e300,\"none\":null,\"yes\":true,\"object\":{\"text\":\"e\"},\"empty\":[]}";
  static const char *const others[] = {
    "list", "mixed", "number", "large", "none", "yes", "object", "empty", "absent"
  };
  g_autoptr (GwClaims) claims = gw_claims_parse (text, strlen (text), NULL);
  gint64 seconds = 5;

  g_assert_nonnull (claims);
  g_assert_cmpstr (gw_claims_get_string (claims, "text"), ==, "a\xC3\xA4");
  g_assert_cmpstr (gw_claims_get_strings (claims, "text")[0], ==, "a\xC3\xA4");
  g_assert_null (gw_claims_get_strings (claims, "text")[1]);
  g_assert_cmpstr (gw_claims_get_strings (claims, "list")[1], ==, "c");
  g_assert_null (gw_claims_get_strings (claims, "empty")[0]);
  g_assert_null (gw_claims_get_strings (claims, "mixed"));
  g_assert_true (gw_claims_get_time (claims, "number", &seconds));
  g_assert_cmpint (seconds, ==, 12);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (gw_claims_get_string (claims, others[i]));
      g_assert_true (gw_claims_has (claims, others[i]) == (i + 1 < G_N_ELEMENTS (others)));
      if (strcmp (others[i], "number") != 0)
        g_assert_false (gw_claims_get_time (claims, others[i], &seconds));
    }
  g_assert_false (gw_claims_get_time (claims, "text", &seconds));
  g_assert_cmpint (seconds, ==, 12);
}

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "",
    "7",
    "[]",
    "{",
    "{\"a\":1",
    "{\"a\":1,}",
    "{\"a\":1}{}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
    "{\"b\":{\"a\":1,\"a\":2}}",
    "{\"b\":[{\"a\":1,\"a\":2}]}",
    "{\"a\\u0000\":1}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":NaN}",
    "{\"a\":\"\xFF\"}",
    "{\"a\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_claims_parse (texts[i], strlen (texts[i]), &error));
      g_assert_true (error != NULL && error->domain == GW_ERROR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claims/by-kind", test_by_kind);
  g_test_add_func ("/claims/refuses", test_refuses);

  return g_test_run ();
}
