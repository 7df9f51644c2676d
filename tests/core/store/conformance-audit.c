/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"
#include "gw-time.h"
#include "people-fixture.h"

#include <string.h>

#define CODE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
assert_sound (Fixture *self, char **newest)
{
  g_autoptr (GError) error = NULL;
  gint64 broken = -1;

  g_assert_true (gw_store_check_audit (self->store, &broken, newest, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, 0);
}

/* Everything that is done to people, and nothing else. */
static void
test_what_is_logged (Fixture *self)
{
  static const char *const codes[] = { CODE, NULL };
  static const guint8 secret[GW_ACCOUNT_TOTP_BYTES] = { 7 };
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  g_autoptr (GwAccount) account = NULL;
  g_autofree char *text = NULL;
  g_autofree char *wanted = NULL;
  const char *holder = gw_actor_get_name (NULL);
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben;
  gboolean used;

  people_act_as (self, ana);
  gw_time_freeze (G_GINT64_CONSTANT (1800000000000));
  ben = people_try_to_add (self, "ben", GW_ROLE_WORKER, NULL);
  g_assert_true (gw_store_make_invitation (self->store, ben, CODE, gw_time_now () + 1000, NULL, NULL));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE, OTHER_PASSWORD, NULL, NULL), ==, ben);
  g_assert_true (gw_store_note_failure (self->store, ben, NULL, NULL, NULL));
  g_assert_true (gw_store_note_sign_in (self->store, ben, -1, NULL, NULL));
  g_assert_true (people_try_to_change (self, ben, GW_ROLE_WORKER | GW_ROLE_REVIEWER, GW_ACCOUNT_ACTIVE, NULL));
  account = people_get (self, ben);
  gw_account_set_text (&account->display_name, "Benjamin");
  g_assert_true (gw_store_change_account (self->store, account, NULL, NULL));
  g_array_append_val (team->member_ids, ben);
  team->id = gw_store_add_team (self->store, team, NULL, NULL);
  team->archived = TRUE;
  g_assert_true (gw_store_change_team (self->store, team, NULL, NULL));
  g_assert_true (gw_store_set_second_factor (self->store, ana, secret, codes, NULL, NULL));
  g_assert_true (gw_store_use_recovery_code (self->store, ana, CODE, &used, NULL, NULL));
  g_assert_true (gw_store_use_recovery_code (self->store, ana, CODE, &used, NULL, NULL));
  g_assert_true (gw_store_set_password (self->store, ana, OTHER_PASSWORD, NULL, NULL));
  g_assert_true (gw_store_reopen_account (self->store, ben, NULL, NULL));
  people_act_as (self, 0);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  people_set_state (self, ben, GW_ACCOUNT_ACTIVE);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  people_set_state (self, ben, GW_ACCOUNT_ERASED);
  gw_time_unfreeze ();

  text = people_audit (self);
  wanted = g_strconcat (holder, " account-added {\"account\":\"ana\",\"roles\":\"manager,owner\"}\n",
                        "ana account-added {\"account\":\"ben\",\"roles\":\"worker\"}\n"
                        "ana invitation-made {\"account\":\"ben\",\"until\":\"2027-01-15T08:00:01.000Z\"}\n"
                        "ben invitation-used {\"account\":\"ben\"}\n"
                        "ben sign-in-refused {\"account\":\"ben\",\"failures\":\"1\"}\n"
                        "ben sign-in {\"account\":\"ben\"}\n"
                        "ana roles-changed {\"account\":\"ben\",\"before\":\"worker\",\"after\":\"worker,reviewer\"}\n"
                        "ana team-added {\"team\":\"Day\",\"members\":\"2\"}\n"
                        "ana team-changed {\"team\":\"Day\",\"members\":\"2\",\"archived\":\"yes\"}\n"
                        "ana second-factor-set {\"account\":\"ana\",\"is\":\"on\"}\n"
                        "ana recovery-code-used {\"account\":\"ana\"}\n"
                        "ana password-set {\"account\":\"ana\"}\n"
                        "ana account-reopened {\"account\":\"ben\"}\n",
                        holder, " account-disabled {\"account\":\"ben\",\"id\":\"2\"}\n", holder,
                        " account-enabled {\"account\":\"ben\",\"id\":\"2\"}\n", holder,
                        " account-disabled {\"account\":\"ben\",\"id\":\"2\"}\n", holder,
                        " account-erased {\"id\":\"2\"}\n", NULL);
  g_assert_cmpstr (text, ==, wanted);
  g_assert_null (strstr (text, "argon2id"));
  g_assert_null (strstr (text, CODE));
  assert_sound (self, NULL);
}

static void
test_what_fails_is_not_logged (Fixture *self)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  const gint64 nobody = 99;
  gint64 ana = people_add (self, "ana", 0);

  before = people_audit (self);
  g_assert_cmpint (people_try_to_add (self, "ANA", 0, NULL), ==, -1);
  g_assert_false (people_try_to_change (self, ana, 0, GW_ACCOUNT_DISABLED, NULL));
  g_assert_false (gw_store_make_invitation (self->store, nobody, CODE, gw_time_now () + 1000, NULL, NULL));
  g_assert_cmpint (gw_store_redeem_invitation (self->store, CODE, OTHER_PASSWORD, NULL, NULL), ==, -1);
  g_array_append_val (team->member_ids, nobody);
  g_assert_cmpint (gw_store_add_team (self->store, team, NULL, NULL), ==, -1);
  after = people_audit (self);
  g_assert_cmpstr (after, ==, before);
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
change_project (Fixture *self, gboolean dry_run)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Road", GW_TASK_MASKS);
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  const GwImportSpec spec = { .name = "Import a.json", .format = "coco", .head = head, .dry_run = dry_run };
  g_autoptr (GError) error = NULL;
  GwImportCounts counts;

  g_assert_true (gw_store_import (self->store, &spec, next_record, NULL, &counts, NULL, &error));
  g_assert_true (dry_run || gw_store_set_info (self->store, info, NULL, &error));
  g_assert_no_error (error);
}

static void
test_export (Fixture *self)
{
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_store_note_export (self->store, "coco", "/tmp/out", NULL, &error));
  without = people_audit (self);
  g_assert_cmpstr (without, ==, "");
  people_add (self, "ana", 0);
  people_act_as (self, people_add (self, "ben", GW_ROLE_VIEWER));
  g_assert_true (gw_store_note_export (self->store, "coco", "/tmp/out", NULL, &error));
  g_assert_no_error (error);
  with = people_audit (self);
  g_assert_true (g_str_has_suffix (with, "\nben export {\"format\":\"coco\",\"target\":\"/tmp/out\"}\n"));
  people_act_as (self, people_add (self, "cleo", GW_ROLE_WORKER));
  g_assert_false (gw_store_note_export (self->store, "coco", "/tmp/out", NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
}

/* Of a project that asks nobody who it is nothing is told. */
static void
test_project (Fixture *self)
{
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;
  gint64 ana;

  change_project (self, FALSE);
  without = people_audit (self);
  g_assert_cmpstr (without, ==, "");
  ana = people_add (self, "ana", 0);
  people_act_as (self, ana);
  change_project (self, TRUE);
  change_project (self, FALSE);
  with = people_audit (self);
  g_assert_true (g_str_has_suffix (with, "}\nana import {\"name\":\"Import a.json\",\"format\":\"coco\"}\n"
                                         "ana project-changed {\"name\":\"Road\",\"task\":\"masks\"}\n"));
  assert_sound (self, NULL);
}

/* As anybody can do it again by hand: the hash of 32 bytes and a text. */
static void
test_hashes (Fixture *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *none = NULL;
  g_autofree char *newest = NULL;
  guint8 hash[32] = { 0 };

  assert_sound (self, &none);
  g_assert_null (none);
  people_add (self, "ana", 0);
  people_add (self, "ben | \"ö\"", GW_ROLE_WORKER);
  people_add (self, "cleo", GW_ROLE_VIEWER);
  entries = gw_store_list_audit (self->store, NULL, 10, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 3; i > 0; i--)
    {
      const GwAuditEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s", entry->time, entry->actor,
                                               entry->action, entry->detail);
      gsize length = sizeof hash;

      g_assert_cmpint (entry->sequence, ==, 4 - i);
      g_checksum_update (checksum, hash, sizeof hash);
      g_checksum_update (checksum, (const guchar *) text, -1);
      g_assert_cmpstr (g_checksum_get_string (checksum), ==, entry->hash);
      g_checksum_free (g_steal_pointer (&checksum));
      checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_checksum_update (checksum, hash, sizeof hash);
      g_checksum_update (checksum, (const guchar *) text, -1);
      g_checksum_get_digest (checksum, hash, &length);
    }
  assert_sound (self, &newest);
  g_assert_cmpstr (newest, ==, ((GwAuditEntry *) g_ptr_array_index (entries, 0))->hash);
}

static void
assert_listed (Fixture *self, const GwAuditFilter *filter, guint limit, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = gw_store_list_audit (self->store, filter, limit, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%d ", (int) ((GwAuditEntry *) g_ptr_array_index (entries, i))->sequence);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_filter (Fixture *self)
{
  const gint64 start = G_GINT64_CONSTANT (1800000000000);
  gint64 ana, ben;

  gw_time_freeze (start);
  ana = people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  for (int i = 1; i <= 3; i++)
    {
      gw_time_freeze (start + i);
      g_assert_true (gw_store_note_sign_in (self->store, ana, -1, NULL, NULL));
      g_assert_true (gw_store_note_failure (self->store, ben, NULL, NULL, NULL));
    }
  gw_time_unfreeze ();
  assert_listed (self, NULL, 100, "8 7 6 5 4 3 2 1 ");
  assert_listed (self, NULL, 2, "8 7 ");
  assert_listed (self, &(GwAuditFilter) { .before = 7 }, 2, "6 5 ");
  assert_listed (self, &(GwAuditFilter) { .before = 1 }, 2, "");
  assert_listed (self, &(GwAuditFilter) { .actor = "ana" }, 100, "7 5 3 ");
  assert_listed (self, &(GwAuditFilter) { .action = GW_AUDIT_SIGN_IN_REFUSED }, 2, "8 6 ");
  assert_listed (self, &(GwAuditFilter) { .actor = "ana", .action = GW_AUDIT_SIGN_IN_REFUSED }, 2, "");
  assert_listed (self, &(GwAuditFilter) { .since = start + 2, .until = start + 3 }, 100, "6 5 ");
  assert_listed (self, &(GwAuditFilter) { .since = start + 1, .actor = "ben", .before = 8 }, 100, "6 4 ");
}

static void
test_who_may (Fixture *self)
{
  people_add (self, "ana", 0);
  for (guint i = 0; i < 5; i++)
    {
      const gboolean may = (1u << i) == GW_ROLE_MANAGER || (1u << i) == GW_ROLE_OWNER;
      gint64 id = people_add (self, gw_role_get_name (1u << i), 1u << i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      gint64 broken;

      people_act_as (self, id);
      entries = gw_store_list_audit (self->store, NULL, 1, NULL, &error);
      g_assert_true ((entries != NULL) == may);
      if (!may)
        g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
      g_assert_true (gw_store_check_audit (self->store, &broken, NULL, NULL, NULL) == may);
    }
}

/* What another window does goes into the same chain. */
static void
test_two_windows (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) other = self->backend->open (self->folder, &error);
  gint64 ana = people_add (self, "ana", 0);

  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    g_assert_true (gw_store_note_sign_in (i % 2 == 0 ? self->store : other, ana, i, NULL, &error));
  g_assert_false (gw_store_note_sign_in (self->store, ana, 19, NULL, NULL));
  assert_sound (self, NULL);
}

void
conformance_add_audit_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/audit/what-is-logged", test_what_is_logged);
  fixture_add_test (backend, "/audit/what-fails-is-not-logged", test_what_fails_is_not_logged);
  fixture_add_test (backend, "/audit/project", test_project);
  fixture_add_test (backend, "/audit/export", test_export);
  fixture_add_test (backend, "/audit/hashes", test_hashes);
  fixture_add_test (backend, "/audit/filter", test_filter);
  fixture_add_test (backend, "/audit/who-may", test_who_may);
  fixture_add_test (backend, "/audit/two-windows", test_two_windows);
}
