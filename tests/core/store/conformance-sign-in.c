/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"
#include "gw-backoff.h"
#include "gw-time.h"
#include "people-fixture.h"

#include <string.h>

/* What is kept of codes that nobody knows. */
#define CODE_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define CODE_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const guint8 secret[GW_ACCOUNT_TOTP_BYTES] = { 1, 2, 3, 0, 5 };

static void
assert_error (GError **error, GwStoreErrorCode code)
{
  g_assert_error (*error, GW_STORE_ERROR, (int) code);
  g_clear_error (error);
}

static void
assert_password (Fixture *self, gint64 id, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCredentials) credentials = gw_store_load_credentials (self->store, id, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (credentials->password, ==, wanted);
}

/* --- passwords --- */

static void
test_passwords (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_try_to_add (self, "ben", GW_ROLE_WORKER, NULL);
  g_autoptr (GwAccount) account = NULL;

  assert_password (self, ana, SOME_PASSWORD);
  assert_password (self, ben, NULL);
  g_assert_false (gw_store_set_password (self->store, ben, "as it was typed", NULL, &error));
  g_assert_null (strstr (error->message, "typed"));
  assert_error (&error, GW_STORE_ERROR_INVALID);
  g_assert_true (gw_store_set_password (self->store, ben, OTHER_PASSWORD, NULL, &error));
  g_assert_no_error (error);
  assert_password (self, ben, OTHER_PASSWORD);
  account = people_get (self, ben);
  g_assert_cmpint (account->state, ==, GW_ACCOUNT_ACTIVE);
}

/* Whoever could set a password could act as its person. */
static void
test_whose_passwords (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);
  gint64 max = people_add (self, "max", GW_ROLE_MANAGER);

  people_act_as (self, ben);
  g_assert_true (gw_store_set_password (self->store, ben, OTHER_PASSWORD, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (gw_store_set_password (self->store, ana, OTHER_PASSWORD, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  people_act_as (self, max);
  g_assert_true (gw_store_set_password (self->store, ben, SOME_PASSWORD, NULL, &error));
  g_assert_false (gw_store_set_password (self->store, ana, OTHER_PASSWORD, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  people_act_as (self, ana);
  g_assert_true (gw_store_set_password (self->store, max, OTHER_PASSWORD, NULL, &error));
  assert_password (self, ana, SOME_PASSWORD);
}

/* A password does not enable an account. */
static void
test_password_of_a_disabled_account (Fixture *self)
{
  g_autoptr (GwAccount) account = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  g_assert_true (gw_store_set_password (self->store, ben, OTHER_PASSWORD, NULL, NULL));
  account = people_get (self, ben);
  g_assert_cmpint (account->state, ==, GW_ACCOUNT_DISABLED);
}

/* --- signing in --- */

static void
test_sign_in (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();
  gint64 ana = people_add (self, "ana", 0);
  g_autoptr (GwAccount) before = NULL;
  g_autoptr (GwAccount) after = NULL;
  guint n = 0;

  gw_store_set_actor (self->store, nobody);
  gw_time_freeze (G_GINT64_CONSTANT (1800000000000));
  g_assert_true (gw_store_note_failure (self->store, ana, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (gw_store_note_failure (self->store, ana, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
  before = people_get (self, ana);
  g_assert_cmpuint (before->n_failures, ==, 2);
  g_assert_cmpint (before->failed_at, ==, G_GINT64_CONSTANT (1800000000000));
  g_assert_cmpint (before->last_seen, ==, 0);
  gw_time_freeze (G_GINT64_CONSTANT (1800000005000));
  g_assert_true (gw_store_note_sign_in (self->store, ana, -1, NULL, &error));
  g_assert_no_error (error);
  gw_time_unfreeze ();
  after = people_get (self, ana);
  g_assert_cmpuint (after->n_failures, ==, 0);
  g_assert_cmpint (after->failed_at, ==, 0);
  g_assert_cmpint (after->last_seen, ==, G_GINT64_CONSTANT (1800000005000));
}

static void
test_closed_account (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben;
  guint n = 0;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  while (n < GW_BACKOFF_CLOSES - 1)
    g_assert_true (gw_store_note_failure (self->store, ben, &n, NULL, &error));
  g_assert_true (gw_store_note_sign_in (self->store, ben, -1, NULL, &error));
  for (n = 0; n < GW_BACKOFF_CLOSES;)
    g_assert_true (gw_store_note_failure (self->store, ben, &n, NULL, &error));
  g_assert_false (gw_store_note_sign_in (self->store, ben, -1, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_true (gw_store_reopen_account (self->store, ben, NULL, &error));
  g_assert_true (gw_store_note_sign_in (self->store, ben, -1, NULL, &error));
  g_assert_no_error (error);
}

static void
test_who_cannot_sign_in (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben, cleo;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  cleo = people_try_to_add (self, "cleo", GW_ROLE_WORKER, NULL);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  g_assert_false (gw_store_note_sign_in (self->store, ben, -1, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_false (gw_store_note_sign_in (self->store, cleo, -1, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_false (gw_store_note_sign_in (self->store, 99, -1, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_CONFLICT);
  g_assert_false (gw_store_note_failure (self->store, 99, NULL, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_CONFLICT);
}

/* --- the second factor --- */

static void
test_second_factor (Fixture *self)
{
  static const char *const codes[] = { CODE_A, CODE_B, NULL };
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  g_autoptr (GwCredentials) before = gw_store_load_credentials (self->store, ana, NULL, NULL);
  g_autoptr (GwCredentials) on = NULL;
  g_autoptr (GwCredentials) off = NULL;
  g_autoptr (GwAccount) account = NULL;

  g_assert_false (before->has_totp);
  g_assert_cmpint (before->totp_step, ==, -1);
  people_act_as (self, ana);
  g_assert_true (gw_store_set_second_factor (self->store, ana, secret, codes, NULL, &error));
  g_assert_no_error (error);
  fixture_reopen (self);
  on = gw_store_load_credentials (self->store, ana, NULL, NULL);
  g_assert_true (on->has_totp);
  g_assert_cmpmem (on->totp_secret, sizeof on->totp_secret, secret, sizeof secret);
  g_assert_cmpuint (on->n_recovery_codes, ==, 2);
  account = people_get (self, ana);
  g_assert_true (account->has_totp);

  g_assert_true (gw_store_set_second_factor (self->store, ana, NULL, NULL, NULL, &error));
  off = gw_store_load_credentials (self->store, ana, NULL, NULL);
  g_assert_false (off->has_totp);
  g_assert_cmpuint (off->n_recovery_codes, ==, 0);
}

/* A manager helps somebody who has lost it, and never knows it. */
static void
test_second_factor_of_others (Fixture *self)
{
  static const char *const codes[] = { CODE_A, NULL };
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);

  people_act_as (self, ana);
  g_assert_false (gw_store_set_second_factor (self->store, ben, secret, codes, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_true (gw_store_set_second_factor (self->store, ben, NULL, NULL, NULL, &error));
  people_act_as (self, ben);
  g_assert_true (gw_store_set_second_factor (self->store, ben, secret, codes, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (gw_store_set_second_factor (self->store, ana, NULL, NULL, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
}

static void
test_code_is_good_once (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  g_autoptr (GwCredentials) credentials = NULL;

  g_assert_true (gw_store_note_sign_in (self->store, ana, 1000, NULL, &error));
  g_assert_false (gw_store_note_sign_in (self->store, ana, 1000, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_false (gw_store_note_sign_in (self->store, ana, 999, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_true (gw_store_note_sign_in (self->store, ana, 1001, NULL, &error));
  credentials = gw_store_load_credentials (self->store, ana, NULL, NULL);
  g_assert_cmpint (credentials->totp_step, ==, 1001);
}

static void
test_recovery_codes (Fixture *self)
{
  static const char *const codes[] = { CODE_A, CODE_B, NULL };
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);
  g_autoptr (GwCredentials) credentials = NULL;
  gboolean used = FALSE;

  people_act_as (self, ana);
  g_assert_true (gw_store_set_second_factor (self->store, ana, secret, codes, NULL, &error));
  g_assert_true (gw_store_use_recovery_code (self->store, ben, CODE_A, &used, NULL, &error));
  g_assert_false (used);
  g_assert_true (gw_store_use_recovery_code (self->store, ana, CODE_A, &used, NULL, &error));
  g_assert_true (used);
  g_assert_true (gw_store_use_recovery_code (self->store, ana, CODE_A, &used, NULL, &error));
  g_assert_false (used);
  g_assert_no_error (error);
  g_assert_false (gw_store_use_recovery_code (self->store, ana, "a code", &used, NULL, &error));
  assert_error (&error, GW_STORE_ERROR_INVALID);
  credentials = gw_store_load_credentials (self->store, ana, NULL, NULL);
  g_assert_cmpuint (credentials->n_recovery_codes, ==, 1);
}

/* --- invitations --- */

static gboolean
invite (Fixture *self, gint64 id, const char *code, GError **error)
{
  return gw_store_make_invitation (self->store, id, code, gw_time_now () + 1000, NULL, error);
}

static void
test_invitation (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();
  g_autoptr (GwAccount) found = NULL;
  g_autoptr (GwAccount) after = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_try_to_add (self, "ben", GW_ROLE_WORKER, NULL);
  gw_time_freeze (G_GINT64_CONSTANT (1800000000000));
  g_assert_true (invite (self, ben, CODE_A, &error));
  g_assert_no_error (error);

  gw_store_set_actor (self->store, nobody);
  g_assert_null (gw_store_find_invitation (self->store, CODE_B, NULL, &error));
  g_assert_no_error (error);
  found = gw_store_find_invitation (self->store, CODE_A, NULL, &error);
  g_assert_cmpint (found->id, ==, ben);
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_B, OTHER_PASSWORD, NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_DENIED);
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_A, OTHER_PASSWORD, NULL, &error), ==, ben);
  g_assert_no_error (error);
  after = people_get (self, ben);
  g_assert_cmpint (after->state, ==, GW_ACCOUNT_ACTIVE);
  assert_password (self, ben, OTHER_PASSWORD);

  /* Once. */
  g_assert_null (gw_store_find_invitation (self->store, CODE_A, NULL, NULL));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_A, SOME_PASSWORD, NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_DENIED);
  assert_password (self, ben, OTHER_PASSWORD);
  gw_time_unfreeze ();
}

static void
test_invitation_ends (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_try_to_add (self, "ben", GW_ROLE_WORKER, NULL);
  gw_time_freeze (G_GINT64_CONSTANT (1800000000000));
  g_assert_true (invite (self, ben, CODE_A, &error));
  gw_time_freeze (G_GINT64_CONSTANT (1800000001000));
  g_assert_null (gw_store_find_invitation (self->store, CODE_A, NULL, NULL));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_A, OTHER_PASSWORD, NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_DENIED);

  /* A later one takes the place of what was there. */
  g_assert_true (invite (self, ben, CODE_A, &error));
  g_assert_no_error (error);
  g_assert_true (invite (self, ben, CODE_B, &error));
  g_assert_null (gw_store_find_invitation (self->store, CODE_A, NULL, NULL));
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  g_assert_false (invite (self, ben, CODE_A, &error));
  assert_error (&error, GW_STORE_ERROR_INVALID);
  people_set_state (self, ben, GW_ACCOUNT_ACTIVE);
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_B, OTHER_PASSWORD, NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_DENIED);

  /* Nor is it good beside a password that was given otherwise. */
  g_assert_true (invite (self, ben, CODE_A, &error));
  g_assert_true (gw_store_set_password (self->store, ben, SOME_PASSWORD, NULL, &error));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_A, OTHER_PASSWORD, NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_DENIED);
  gw_time_unfreeze ();
}

static void
test_who_invites (Fixture *self)
{
  gint64 actors[5], others[5];

  people_add (self, "ana", 0);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autofree char *name = g_strdup_printf ("other-%u", i);

      actors[i] = people_add (self, gw_role_get_name (1u << i), 1u << i);
      others[i] = people_try_to_add (self, name, 1u << i, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    for (guint k = 0; k < G_N_ELEMENTS (others); k++)
      {
        const gboolean may = (1u << i) == GW_ROLE_OWNER
                             || ((1u << i) == GW_ROLE_MANAGER && (1u << k) < GW_ROLE_MANAGER);
        g_autoptr (GError) error = NULL;

        people_act_as (self, actors[i]);
        g_assert_true (invite (self, others[k], CODE_A, &error) == may);
        if (!may)
          assert_error (&error, GW_STORE_ERROR_DENIED);
        if (may)
          {
            people_set_state (self, others[k], GW_ACCOUNT_DISABLED);
            people_set_state (self, others[k], GW_ACCOUNT_ACTIVE);
          }
      }
}

static void
test_bad_codes (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_try_to_add (self, "ben", GW_ROLE_WORKER, NULL);
  g_assert_false (invite (self, ben, "ABCD-EFGH", &error));
  assert_error (&error, GW_STORE_ERROR_INVALID);
  g_assert_null (gw_store_find_invitation (self->store, "ABCD-EFGH", NULL, &error));
  assert_error (&error, GW_STORE_ERROR_INVALID);
  g_assert_true (invite (self, ben, CODE_A, &error));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE_A, "as it was typed", NULL, &error), ==, -1);
  assert_error (&error, GW_STORE_ERROR_INVALID);
  g_assert_false (invite (self, 99, CODE_B, &error));
  assert_error (&error, GW_STORE_ERROR_CONFLICT);
}

void
conformance_add_sign_in_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/sign-in/passwords", test_passwords);
  fixture_add_test (backend, "/sign-in/whose-passwords", test_whose_passwords);
  fixture_add_test (backend, "/sign-in/password-of-a-disabled-account", test_password_of_a_disabled_account);
  fixture_add_test (backend, "/sign-in/sign-in", test_sign_in);
  fixture_add_test (backend, "/sign-in/closed-account", test_closed_account);
  fixture_add_test (backend, "/sign-in/who-cannot-sign-in", test_who_cannot_sign_in);
  fixture_add_test (backend, "/sign-in/second-factor", test_second_factor);
  fixture_add_test (backend, "/sign-in/second-factor-of-others", test_second_factor_of_others);
  fixture_add_test (backend, "/sign-in/code-is-good-once", test_code_is_good_once);
  fixture_add_test (backend, "/sign-in/recovery-codes", test_recovery_codes);
  fixture_add_test (backend, "/sign-in/invitation", test_invitation);
  fixture_add_test (backend, "/sign-in/invitation-ends", test_invitation_ends);
  fixture_add_test (backend, "/sign-in/who-invites", test_who_invites);
  fixture_add_test (backend, "/sign-in/bad-codes", test_bad_codes);
}
