/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project file of somebody else's: either sound but for one value, which
 * can be anything, or with bytes of the file changed. It is opened, read,
 * checked and written to; whatever that gives: no crash, no leak, and no
 * shape that is not valid.
 *
 * First byte even: the next chooses a column, the rest is its new value, in
 * all rows. Odd: groups of four bytes, three for a place and one to put there.
 */

#include "gw-fuzz.h"

#include <stdlib.h>

#include <sqlite3.h>

#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "people-fixture.h"

typedef struct
{
  char *folder;
  char *path;
  char *data; /* the sound file */
  gsize length;
  GPtrArray *updates; /* a statement for each column */
} Template;

static void
draw (GwStore *store, gint64 image, gint64 class_id)
{
  static const double points[] = { 1, 1, 30, 2, 20, 25 };
  g_autoptr (GwObject) object = make_polygon (class_id, points, 3);
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Draw");

  gw_object_set_attribute (object, "color", "red");
  gw_object_set_bag (object, "{\"coco\":{\"id\":1}}");
  gw_edit_add_object (edit, image, NULL, object);
  g_assert (gw_store_apply_edit (store, edit, NULL, NULL));
}

#define CODE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
add_people (GwStore *store)
{
  static const char *const codes[] = { CODE, NULL };
  static const char *const groups[] = { "annotators", NULL };
  static const guint8 secret[GW_ACCOUNT_TOTP_BYTES] = { 1 };
  g_autoptr (GwAccount) ana = gw_account_new ("ana", 0);
  g_autoptr (GwAccount) ben = gw_account_new ("ben", GW_ROLE_WORKER);
  g_autoptr (GwActor) actor = NULL;
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  gint64 id = gw_store_add_account (store, ana, SOME_PASSWORD, NULL, NULL);

  g_assert (id > 0);
  actor = gw_actor_new (id, "ana", GW_ROLES_ALL);
  gw_store_set_actor (store, actor);
  g_assert (gw_store_set_second_factor (store, id, secret, codes, NULL, NULL));
  gw_store_set_actor (store, NULL);
  id = gw_store_add_account (store, ben, NULL, NULL, NULL);
  g_assert (gw_store_make_invitation (store, id, CODE, G_MAXINT64, NULL, NULL));
  g_array_append_val (team->member_ids, id);
  g_strfreev (team->groups);
  team->groups = g_strdupv ((char **) groups);
  g_assert (gw_store_add_team (store, team, NULL, NULL) > 0);
}

static void
fill (GwStore *store, const char *folder)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GwImage *image = gw_image_new (0, "a/1.jpg");
  GwClass *klass = gw_class_new ("A", 0);
  gint64 image_id, class_id;

  g_ptr_array_add (attributes, gw_attribute_new ("color", GW_ATTRIBUTE_TEXT));
  gw_class_set_attributes (klass, attributes);
  g_ptr_array_add (classes, klass);
  g_assert (gw_store_save_classes (store, classes, NULL, NULL));
  gw_image_set_root_id (image, gw_store_add_root (store, folder, NULL, NULL));
  g_ptr_array_add (images, image);
  g_assert (gw_store_add_images (store, images, NULL, NULL, NULL));
  image_id = gw_image_get_id (image);
  class_id = gw_class_get_id (klass);
  draw (store, image_id, class_id);
  draw (store, image_id, class_id);
  g_assert (gw_store_bulk_label (store, &image_id, 1, &class_id, 1, GW_BULK_ADD, "Label", NULL, NULL) > 0);
  g_assert (gw_store_bulk_tag (store, &image_id, 1, "night", TRUE, NULL, NULL) > 0);
  g_assert (gw_store_save_draft (store, image_id, "mara", "{}", NULL, NULL));
  g_assert (gw_store_set_setting (store, "a", "b", NULL, NULL));
  add_people (store);
}

static GPtrArray *
list_updates (const char *path)
{
  static const char sql[] =
      "SELECT format('UPDATE %w SET %w = ?', t.name, c.name) FROM sqlite_schema t, pragma_table_info(t.name) c "
      "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid";
  GPtrArray *updates = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert (sqlite3_open (path, &db) == SQLITE_OK);
  g_assert (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (updates, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_assert (updates->len > 0);
  return updates;
}

/* Made once; the folder is taken away when the program ends. */
static Template template;

static void
remove_template (void)
{
  g_ptr_array_unref (template.updates);
  g_free (template.data);
  g_free (template.path);
  gw_test_folder_free (template.folder);
}

static void
make_template (void)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("P", GW_TASK_BOXES);
  g_autoptr (GwStore) store = NULL;

  template.folder = gw_test_folder_new ();
  template.path = g_build_filename (template.folder, "p.groundwork", NULL);
  store = gw_store_sqlite_create (template.path, info, NULL, NULL);
  g_assert (store != NULL);
  fill (store, template.folder);
  g_clear_object (&store);
  template.updates = list_updates (template.path);
  g_assert (g_file_get_contents (template.path, &template.data, &template.length, NULL));
  atexit (remove_template);
}

static void
put_value (const uint8_t *data, size_t size)
{
  const char *update;
  sqlite3_stmt *statement;
  sqlite3 *db;

  if (size == 0)
    return;
  update = g_ptr_array_index (template.updates, data[0] % template.updates->len);
  g_assert (sqlite3_open (template.path, &db) == SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
  g_assert (sqlite3_prepare_v2 (db, update, -1, &statement, NULL) == SQLITE_OK);
  sqlite3_bind_text (statement, 1, (const char *) data + 1, (int) size - 1, SQLITE_STATIC);
  sqlite3_step (statement); /* a column of numbers takes only numbers */
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
put_bytes (char *file, gsize length, const uint8_t *data, size_t size)
{
  for (size_t i = 0; i + 4 <= size; i += 4)
    file[(data[i] | data[i + 1] << 8 | data[i + 2] << 16) % length] = (char) data[i + 3];
}

static gboolean
check_record (GwRecord *record, gpointer data, GError **error)
{
  for (guint i = 0; i < record->objects->len; i++)
    g_assert (gw_shape_validate (gw_object_get_shape (g_ptr_array_index (record->objects, i))) == GW_STATUS_OK);
  return TRUE;
}

static void
read_image (GwStore *store, gint64 id)
{
  g_autoptr (GPtrArray) objects = gw_store_load_objects (store, id, GW_LAYER_LABELS, NULL, NULL);
  g_autoptr (GArray) labels = gw_store_load_labels (store, id, GW_LAYER_LABELS, NULL, NULL);
  g_autoptr (GPtrArray) images = gw_store_get_images (store, &id, 1, NULL, NULL);
  g_autoptr (GPtrArray) history = gw_store_list_history (store, id, 10, NULL, NULL);
  g_autofree char *draft = gw_store_load_draft (store, id, "mara", NULL, NULL);
  GwEdit *undone = gw_store_undo (store, id, NULL, NULL);
  GwEdit *redone = gw_store_redo (store, id, NULL, NULL);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    g_assert (gw_shape_validate (gw_object_get_shape (g_ptr_array_index (objects, i))) == GW_STATUS_OK);
  g_clear_pointer (&undone, gw_edit_unref);
  g_clear_pointer (&redone, gw_edit_unref);
}

static void
read_people (GwStore *store)
{
  g_autoptr (GPtrArray) accounts = gw_store_list_accounts (store, NULL, NULL);
  g_autoptr (GwAccount) found = gw_store_find_account (store, "ben", NULL, NULL);
  g_autoptr (GwAccount) invited = gw_store_find_invitation (store, CODE, NULL, NULL);
  g_autoptr (GwCredentials) credentials = gw_store_load_credentials (store, 1, NULL, NULL);
  g_autoptr (GPtrArray) teams = gw_store_list_teams (store, NULL, NULL);
  g_autoptr (GPtrArray) entries = gw_store_list_audit (store, NULL, 10, NULL, NULL);
  g_autofree char *newest = NULL;
  g_autoptr (GError) error = NULL;
  gint64 broken;
  gboolean used;

  gw_store_check_audit (store, &broken, &newest, NULL, NULL);
  gw_store_note_sign_in (store, 1, -1, NULL, NULL);
  gw_store_note_failure (store, 1, NULL, NULL, NULL);
  gw_store_use_recovery_code (store, 1, CODE, &used, NULL, NULL);
  if (found != NULL)
    gw_store_change_account (store, found, NULL, NULL);
  if (teams != NULL && teams->len > 0)
    gw_store_change_team (store, g_ptr_array_index (teams, 0), NULL, NULL);
  g_assert ((gw_store_redeem_invitation (store, CODE, SOME_PASSWORD, NULL, &error) < 0) == (error != NULL));
}

static void
read_all (GwStore *store)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, NULL, NULL);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, TRUE, NULL, NULL);
  g_autoptr (GPtrArray) roots = gw_store_list_roots (store, NULL, NULL);
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, NULL, NULL);
  g_auto (GStrv) tags = gw_store_list_tags (store, NULL, NULL);
  g_autofree char *setting = gw_store_get_setting (store, "a", NULL, NULL);
  g_autoptr (GwRecordHead) head = gw_store_get_head (store, GW_LAYER_LABELS, NULL, NULL);
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  g_autoptr (GPtrArray) findings = NULL;
  gboolean sound;

  for (guint field = 0; field < GW_N_FIELDS; field++)
    if (field == GW_FIELD_CLASS || field == GW_FIELD_LABEL || field == GW_FIELD_STATUS || field == GW_FIELD_TAG
        || field == GW_FIELD_FOLDER)
      {
        g_autoptr (GPtrArray) facet = gw_store_count_facet (store, NULL, (GwField) field, NULL, NULL);
      }
  for (guint i = 0; ids != NULL && i < MIN (ids->len, 4); i++)
    read_image (store, g_array_index (ids, gint64, i));
  if (head != NULL)
    gw_store_list_attributes (store, head, NULL, NULL);
  gw_store_export (store, NULL, GW_LAYER_LABELS, check_record, NULL, NULL, NULL);
  read_people (store);
  gw_store_check (store, &sound, &findings, NULL, NULL);
  gw_store_set_setting (store, "c", "d", NULL, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autofree char *file = NULL;

  if (template.data == NULL)
    make_template ();
  if (size == 0)
    return 0;

  file = g_memdup2 (template.data, template.length);
  if (data[0] % 2 != 0)
    put_bytes (file, template.length, data + 1, size - 1);
  g_assert (g_file_set_contents (template.path, file, (gssize) template.length, NULL));
  if (data[0] % 2 == 0)
    put_value (data + 1, size - 1);

  store = gw_store_sqlite_open (template.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert ((store == NULL) == (error != NULL));
  if (store != NULL)
    read_all (store);
  g_clear_object (&store);
  /* Its notices wait for a turn of the loop. Left there they look like leaks, and each look for those
   * takes longer than the rest.
   */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return 0;
}
