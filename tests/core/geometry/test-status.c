/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "gw-status.h"

/* All there are. */
#define LAST GW_STATUS_TOO_FEW_ROWS

/* Each has a sentence of its own without an end, and so has one that is none. */
static void
test_texts (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int status = 0; status <= LAST + 1; status++)
    {
      const char *text = gw_status_text ((gw_status) status);

      g_assert_true (g_hash_table_add (seen, (gpointer) text));
      g_assert_cmpuint (strlen (text), >, 3);
      g_assert_false (g_str_has_suffix (text, "."));
    }
  g_assert_cmpstr (gw_status_text ((gw_status) (LAST + 1)), ==, "unknown status");
  g_assert_cmpstr (gw_status_text ((gw_status) -1), ==, "unknown status");
}

static void
test_values (void)
{
  static const gw_status with[] = { GW_STATUS_OK,           GW_STATUS_EMPTY,       GW_STATUS_UNDEFINED,
                                    GW_STATUS_SINGLE_CLASS, GW_STATUS_NO_POSITIVE, GW_STATUS_DEGENERATE,
                                    GW_STATUS_CAPPED };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (with); i++)
    g_assert_true (gw_status_has_values (with[i]));
  for (int status = -1; status <= LAST + 1; status++)
    n += gw_status_has_values ((gw_status) status);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (with));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/texts", test_texts);
  g_test_add_func ("/status/values", test_values);
  return g_test_run ();
}
