/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of the audit log of a project file in the hands of others. */

#include <sqlite3.h>

#include <glib/gstdio.h>

#include "gw-store-sqlite.h"
#include "people-fixture.h"

#define N_ROWS 6

/* Another program takes the triggers away for a moment. */
#define UNLOCKED(statements) \
  "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE type = 'trigger';" \
  "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_replaced; DROP TRIGGER audit_is_not_removed;" statements

typedef struct
{
  char *folder;
  char *path;
} Project;

static void
project_init (Project *project)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Street", GW_TASK_BOXES);
  g_autoptr (GwAccount) account = gw_account_new ("ana", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  gint64 id;

  project->folder = make_folder ();
  project->path = g_build_filename (project->folder, "p.groundwork", NULL);
  store = gw_store_sqlite_create (project->path, info, NULL, &error);
  g_assert_no_error (error);
  id = gw_store_add_account (store, account, SOME_PASSWORD, NULL, &error);
  for (int i = 1; i < N_ROWS; i++)
    g_assert_true (gw_store_note_sign_in (store, id, -1, NULL, &error));
  g_assert_no_error (error);
}

static void
project_clear (Project *project)
{
  remove_tree (project->folder);
  g_free (project->folder);
  g_free (project->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Project, project_clear)

static int
run_line (void *data, int n, char **values, char **names)
{
  g_ptr_array_add (data, g_strdup (values[0]));
  return 0;
}

/* The first error, or NULL. Triggers that were dropped come back as they were. */
static char *
tamper (const char *path, const char *sql)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  char *result = NULL;
  char *message = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  sqlite3_exec (db, "SELECT sql FROM temp.kept", run_line, lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpint (sqlite3_exec (db, g_ptr_array_index (lines, i), NULL, NULL, NULL), ==, SQLITE_OK);
  result = g_strdup (message);
  sqlite3_free (message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return result;
}

static GwStore *
open_project (const Project *project)
{
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (project->path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
test_nothing_is_changed_or_removed (void)
{
  static const char *const statements[] = {
    "UPDATE audit SET actor = 'ben' WHERE sequence = 2",
    "DELETE FROM audit WHERE sequence = 6",
    "UPDATE audit SET time = time",
    "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2",
  };
  g_auto (Project) project = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 broken = -1;

  project_init (&project);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *message = tamper (project.path, statements[i]);

      g_assert_nonnull (message);
      g_assert_true (g_str_has_prefix (message, "Rows of the audit log are not "));
    }
  store = open_project (&project);
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, NULL));
  g_assert_cmpint (broken, ==, 0);
  entries = gw_store_list_audit (store, NULL, 100, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, N_ROWS);
}

static const struct
{
  const char *name;
  const char *sql;
  gint64 broken;
  gboolean sound; /* as a project */
  const char *finding;
} damages[] = {
  { "actor", "UPDATE audit SET actor = 'ben' WHERE sequence = 3", 3, FALSE, "Row 3 of the audit log is not as" },
  { "time", "UPDATE audit SET time = time - 1 WHERE sequence = 1", 1, FALSE, "Row 1 of the audit log is not as" },
  { "action", "UPDATE audit SET action = 'sign-in-refused' WHERE sequence = 6", 6, FALSE, "Row 6 of the audit log" },
  { "behind-a-zero", "UPDATE audit SET detail = detail || char (0) || 'x' WHERE sequence = 4", 4, FALSE, "Row 4 of" },
  { "short-hash", "UPDATE audit SET hash = x'00' WHERE sequence = 2", 2, FALSE, "Row 2 of the audit log is not as" },
  { "all", "UPDATE audit SET actor = 'ben'", 1, FALSE, "6 rows of the audit log are not as" },
  { "first-is-gone", "DELETE FROM audit WHERE sequence = 1", 2, TRUE, "Row 2 of the audit log does not follow" },
  { "one-is-gone", "DELETE FROM audit WHERE sequence = 4", 5, TRUE, "Row 5 of the audit log does not follow" },
  { "two-change-places",
    "UPDATE audit SET sequence = 99 WHERE"
    " sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 99",
    2, TRUE, "Row 2 of the audit log does not follow" },
  { "last-are-gone", "DELETE FROM audit WHERE sequence > 4", 5, TRUE, "ends before row 5" },
  { "all-are-gone", "DELETE FROM audit", 1, TRUE, "ends before row 1" },
};

static gboolean
has_finding (GPtrArray *findings, const char *part)
{
  for (guint i = 0; i < findings->len; i++)
    if (strstr (g_ptr_array_index (findings, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_damage (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_auto (Project) project = { 0 };
  g_autofree char *sql = g_strconcat (UNLOCKED (""), damages[i].sql, NULL);
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  gboolean sound = !damages[i].sound;
  gint64 broken = -1;

  project_init (&project);
  g_assert_null (tamper (project.path, sql));
  store = open_project (&project);
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (broken, ==, damages[i].broken);
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, &error));
  g_assert_cmpint (sound, ==, damages[i].sound);
  g_assert_true (has_finding (findings, damages[i].finding));
}

/* What comes next does not hide what was done. */
static void
test_goes_on (void)
{
  g_auto (Project) project = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 broken = -1;

  project_init (&project);
  g_assert_null (tamper (project.path, UNLOCKED ("DELETE FROM audit WHERE sequence > 4")));
  store = open_project (&project);
  g_assert_true (gw_store_note_sign_in (store, 1, -1, NULL, NULL));
  entries = gw_store_list_audit (store, NULL, 1, NULL, NULL);
  g_assert_cmpint (((GwAuditEntry *) g_ptr_array_index (entries, 0))->sequence, ==, N_ROWS + 1);
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, NULL));
  g_assert_cmpint (broken, ==, N_ROWS + 1);
}

/* A rescued project is one that is worked with: rows that are not as they were written are lost. */
static void
test_salvage (void)
{
  g_auto (Project) project = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwAccount) account = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *copy = NULL;
  GwSalvage counts;
  gboolean sound = FALSE;
  gint64 broken = -1;

  project_init (&project);
  g_assert_null (tamper (project.path, UNLOCKED ("UPDATE audit SET actor = 'ben' WHERE sequence = 3")));
  copy = gw_store_sqlite_salvage (project.path, &counts, NULL, NULL);
  g_assert_cmpint (counts.n_lost, ==, 1);
  store = gw_store_sqlite_open (copy, GW_STORE_OPEN_NO_BACKUP, NULL, NULL);
  account = gw_store_find_account (store, "ana", NULL, NULL);
  g_assert_nonnull (account);
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, NULL));
  g_assert_cmpint (broken, ==, 4);
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, NULL));
  g_assert_true (sound);
  g_assert_true (has_finding (findings, "Row 4 of the audit log does not follow"));
}

/* A project without the triggers is not one. */
static void
test_triggers_are_looked_for (void)
{
  g_auto (Project) project = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;

  project_init (&project);
  g_assert_null (tamper (project.path, "DROP TRIGGER audit_is_not_removed"));
  store = gw_store_sqlite_open (project.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-audit/nothing-is-changed-or-removed", test_nothing_is_changed_or_removed);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/store-audit/damage/", damages[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_damage);
    }
  g_test_add_func ("/store-audit/goes-on", test_goes_on);
  g_test_add_func ("/store-audit/salvage", test_salvage);
  g_test_add_func ("/store-audit/triggers-are-looked-for", test_triggers_are_looked_for);
  return g_test_run ();
}
