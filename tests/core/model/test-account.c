/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-account.h"

static void
test_new (void)
{
  g_autoptr (GwAccount) account = gw_account_new ("ana", GW_ROLE_MANAGER);

  g_assert_cmpint (account->id, ==, 0);
  g_assert_cmpint (account->state, ==, GW_ACCOUNT_INVITED);
  g_assert_cmpint (account->roles, ==, GW_ROLE_MANAGER);
  g_assert_cmpstr (account->display_name, ==, "");
  g_assert_cmpstr (gw_account_get_title (account), ==, "ana");
  gw_account_set_text (&account->display_name, "Ana B.");
  g_assert_cmpstr (gw_account_get_title (account), ==, "Ana B.");
}

static void
test_copy (void)
{
  g_autoptr (GwAccount) account = gw_account_new ("ana", GW_ROLE_MANAGER);
  g_autoptr (GwAccount) copy = NULL;

  gw_account_set_text (&account->display_name, "Ana B.");
  gw_account_set_text (&account->email, "ana@example.org");
  gw_account_set_text (&account->issuer, "https://id.example.org");
  gw_account_set_text (&account->subject, "4711");
  account->id = 3;
  account->n_failures = 2;
  copy = gw_account_copy (account);
  gw_account_set_text (&account->email, account->email);
  g_assert_cmpstr (account->email, ==, "ana@example.org");
  g_clear_pointer (&account, gw_account_free);
  g_assert_cmpint (copy->id, ==, 3);
  g_assert_cmpuint (copy->n_failures, ==, 2);
  g_assert_cmpstr (copy->name, ==, "ana");
  g_assert_cmpstr (copy->display_name, ==, "Ana B.");
  g_assert_cmpstr (copy->email, ==, "ana@example.org");
  g_assert_cmpstr (copy->issuer, ==, "https://id.example.org");
  g_assert_cmpstr (copy->subject, ==, "4711");
}

static void
test_credentials (void)
{
  g_autoptr (GwCredentials) credentials = gw_credentials_new ();

  g_assert_null (credentials->password);
  g_assert_false (credentials->has_totp);
  g_assert_cmpint (credentials->totp_step, ==, -1);
  credentials->password = g_strdup ("$argon2id$");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/new", test_new);
  g_test_add_func ("/account/copy", test_copy);
  g_test_add_func ("/account/credentials", test_credentials);
  return g_test_run ();
}
