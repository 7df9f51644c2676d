/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-totp.h"

#include <string.h>

/* The secret of RFC 4226, appendix D, and of RFC 6238, appendix B. */
static GwTotpSecret
get_secret (void)
{
  GwTotpSecret secret;

  memcpy (secret.bytes, "12345678901234567890", sizeof secret.bytes);
  return secret;
}

static void
test_codes_of_steps (void)
{
  static const guint32 codes[] = { 755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489 };
  const GwTotpSecret secret = get_secret ();

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpuint (gw_totp_get_code (&secret, i), ==, codes[i]);
}

/* Those of the appendix have eight digits, of which ours are the last six. */
static void
test_codes_of_times (void)
{
  static const struct
  {
    gint64 seconds;
    guint32 code;
  } cases[] = {
    { 59, 94287082 },         { 1111111109, 7081804 },  { 1111111111, 14050471 },
    { 1234567890, 89005924 }, { 2000000000, 69279037 }, { G_GINT64_CONSTANT (20000000000), 65353130 },
  };
  const GwTotpSecret secret = get_secret ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint32 code = cases[i].code % 1000000;
      g_autofree char *text = g_strdup_printf ("%06u", code);
      gint64 used = -1;

      g_assert_cmpuint (gw_totp_get_code (&secret, (guint64) cases[i].seconds / 30), ==, code);
      g_assert_true (gw_totp_check (&secret, text, cases[i].seconds, &used));
      g_assert_cmpint (used, ==, cases[i].seconds / 30);
    }
}

static void
test_one_step_aside_and_once (void)
{
  const GwTotpSecret secret = get_secret ();
  const gint64 at = 1000000000, step = at / 30;

  for (gint64 aside = -3; aside <= 3; aside++)
    {
      g_autofree char *code = g_strdup_printf ("%06u", gw_totp_get_code (&secret, (guint64) (step + aside)));
      gint64 used = -1;

      g_assert_cmpint (gw_totp_check (&secret, code, at, &used), ==, ABS (aside) <= 1);
      g_assert_cmpint (used, ==, ABS (aside) <= 1 ? step + aside : -1);
      /* Once, and none of before it. */
      g_assert_false (gw_totp_check (&secret, code, at, &used));
      used = step + 1;
      g_assert_false (gw_totp_check (&secret, code, at, &used));
      g_assert_cmpint (used, ==, step + 1);
    }
}

static void
test_what_is_typed (void)
{
  static const char *const wrong[] = { "",       "94287",  "9428708",   "0287082",
                                       "28708a", "-87082", "287 082 1", "\xD9\xA2 87082" };
  const GwTotpSecret secret = get_secret ();
  gint64 used = -1;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gw_totp_check (&secret, wrong[i], 59, &used));
  g_assert_false (gw_totp_check (&secret, "287082", -59, &used));
  g_assert_cmpint (used, ==, -1);
  g_assert_true (gw_totp_check (&secret, " 287 082\n", 59, &used));
  used = -1;
  g_assert_true (gw_totp_check (&secret, "755224", 0, &used));
  g_assert_cmpint (used, ==, 0);
}

static void
test_how_apps_are_told (void)
{
  const GwTotpSecret secret = get_secret ();
  g_autofree char *text = gw_totp_secret_to_text (&secret);
  g_autofree char *uri = gw_totp_secret_to_uri (&secret, "Bees & Co", "kim@example.org");
  GwTotpSecret one, other;

  g_assert_cmpstr (text, ==, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  g_assert_cmpstr (uri, ==,
                   "otpauth://totp/Bees%20%26%20Co:kim%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                   "&issuer=Bees%20%26%20Co&algorithm=SHA1&digits=6&period=30");
  g_assert_true (gw_totp_secret_make (&one, NULL));
  g_assert_true (gw_totp_secret_make (&other, NULL));
  g_assert_true (memcmp (&one, &other, sizeof one) != 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/totp/codes-of-steps", test_codes_of_steps);
  g_test_add_func ("/totp/codes-of-times", test_codes_of_times);
  g_test_add_func ("/totp/one-step-aside-and-once", test_one_step_aside_and_once);
  g_test_add_func ("/totp/what-is-typed", test_what_is_typed);
  g_test_add_func ("/totp/how-apps-are-told", test_how_apps_are_told);

  return g_test_run ();
}
