/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"
#include "people-fixture.h"

#include <string.h>

/* What is asked of the store, as one of each role. Whether what is asked for makes sense does not matter: what is
 * refused is refused before it is looked at.
 */
typedef void (*Ask) (Fixture *self, GError **error);

static void
set_info (Fixture *self, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Other", GW_TASK_BOXES);

  gw_store_set_info (self->store, info, NULL, error);
}

static void
add_root (Fixture *self, GError **error)
{
  gw_store_add_root (self->store, self->images, NULL, error);
}

static void
relocate_root (Fixture *self, GError **error)
{
  gw_store_relocate_root (self->store, self->root, self->images, NULL, error);
}

static void
add_images (Fixture *self, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gw_store_add_images (self->store, none, NULL, NULL, error);
}

static void
add_folder_images (Fixture *self, GError **error)
{
  static const char *const folders[] = { NULL };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gw_store_add_folder_images (self->store, folders, none, NULL, NULL, error);
}

static void
save_classes (Fixture *self, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gw_store_save_classes (self->store, none, NULL, error);
}

static void
remove_class (Fixture *self, GError **error)
{
  gw_store_remove_class (self->store, 99, NULL, NULL, error);
}

static void
ensure_layer (Fixture *self, GError **error)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "net", NULL);

  gw_store_ensure_layer (self->store, layer, NULL, error);
}

static void
apply_edit (Fixture *self, GError **error)
{
  g_autoptr (GwEdit) edit = gw_edit_new (0, "Nothing");

  gw_store_apply_edit (self->store, edit, NULL, error);
}

static void
undo (Fixture *self, GError **error)
{
  g_autoptr (GwEdit) edit = gw_store_undo (self->store, 0, NULL, error);
}

static void
redo (Fixture *self, GError **error)
{
  g_autoptr (GwEdit) edit = gw_store_redo (self->store, 0, NULL, error);
}

static void
undo_step (Fixture *self, GError **error)
{
  g_autoptr (GwEdit) edit = gw_store_undo_step (self->store, 99, NULL, error);
}

static void
redo_step (Fixture *self, GError **error)
{
  g_autoptr (GwEdit) edit = gw_store_redo_step (self->store, 99, NULL, error);
}

static void
bulk_label (Fixture *self, GError **error)
{
  gw_store_bulk_label (self->store, NULL, 0, NULL, 0, GW_BULK_ADD, "Label", NULL, error);
}

static void
bulk_tag (Fixture *self, GError **error)
{
  gw_store_bulk_tag (self->store, NULL, 0, "night", TRUE, NULL, error);
}

static void
bulk_split (Fixture *self, GError **error)
{
  gw_store_bulk_split (self->store, NULL, 0, "train", NULL, error);
}

static void
bulk_trash (Fixture *self, GError **error)
{
  gw_store_bulk_trash (self->store, NULL, 0, TRUE, NULL, error);
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
import (Fixture *self, GError **error)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  const GwImportSpec spec = { .name = "Import", .format = "coco", .head = head };
  GwImportCounts counts;

  gw_store_import (self->store, &spec, next_record, NULL, &counts, NULL, error);
}

static void
list_image_ids (Fixture *self, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_image_ids (self->store, NULL, GW_SORT_NAME, NULL, error);
}

static void
list_first_image_ids (Fixture *self, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_first_image_ids (self->store, NULL, GW_SORT_NAME, 1, NULL, error);
}

static void
get_images (Fixture *self, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (self->store, NULL, 0, NULL, error);
}

static void
on_measure (const GwMeasure *measure, gpointer data)
{
}

static void
foreach_measure (Fixture *self, GError **error)
{
  gw_store_foreach_measure (self->store, NULL, on_measure, NULL, NULL, error);
}

static void
foreach_row (Fixture *self, GError **error)
{
  static const GwRowFuncs funcs = { 0 };

  gw_store_foreach_row (self->store, NULL, GW_LAYER_LABELS, &funcs, NULL, NULL, error);
}

static gboolean
take_record (GwRecord *record, gpointer data, GError **error)
{
  return TRUE;
}

static void export(Fixture *self, GError **error)
{
  gw_store_export (self->store, NULL, GW_LAYER_LABELS, take_record, NULL, NULL, error);
}

static void
export_layers (Fixture *self, GError **error)
{
  const gint64 layer = GW_LAYER_LABELS;

  gw_store_export_layers (self->store, NULL, &layer, 1, take_record, NULL, NULL, error);
}

static void
back_up (Fixture *self, GError **error)
{
  g_autofree char *path = NULL;

  gw_store_back_up (self->store, &path, NULL, error);
}

/* A letter for each role that may. */
static const struct
{
  const char *name;
  Ask ask;
  const char *who;
} verbs[] = {
  { "set-info", set_info, "M" },
  { "add-root", add_root, "M" },
  { "relocate-root", relocate_root, "M" },
  { "add-images", add_images, "M" },
  { "add-folder-images", add_folder_images, "M" },
  { "save-classes", save_classes, "M" },
  { "remove-class", remove_class, "M" },
  { "ensure-layer", ensure_layer, "M" },
  { "apply-edit", apply_edit, "M" },
  { "undo", undo, "M" },
  { "redo", redo, "M" },
  { "undo-step", undo_step, "M" },
  { "redo-step", redo_step, "M" },
  { "bulk-label", bulk_label, "M" },
  { "bulk-tag", bulk_tag, "M" },
  { "bulk-split", bulk_split, "M" },
  { "bulk-trash", bulk_trash, "M" },
  { "import", import, "M" },
  { "list-image-ids", list_image_ids, "VWRM" },
  { "list-first-image-ids", list_first_image_ids, "VWRM" },
  { "get-images", get_images, "VWRM" },
  { "foreach-measure", foreach_measure, "VWRM" },
  { "foreach-row", foreach_row, "VRM" },
  { "export", export, "VRM" },
  { "export-layers", export_layers, "VRM" },
  { "back-up", back_up, "O" },
};

static void
test_each_role (Fixture *self)
{
  static const char letters[] = "VWRMO";

  people_add (self, "ana", 0);
  for (guint role = 0; role < 5; role++)
    {
      people_act_as (self, people_add (self, gw_role_get_name (1u << role), 1u << role));
      for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
        {
          g_autoptr (GError) error = NULL;

          verbs[i].ask (self, &error);
          if ((strchr (verbs[i].who, letters[role]) == NULL)
              != g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED))
            g_error ("%s as %c: %s", verbs[i].name, letters[role], error != NULL ? error->message : "may");
        }
    }
}

/* Nobody has signed in yet; and who holds the file. */
static void
test_nobody_and_holder (Fixture *self)
{
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();

  people_add (self, "ana", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GError) refusal = NULL;
      g_autoptr (GError) error = NULL;

      gw_store_set_actor (self->store, nobody);
      verbs[i].ask (self, &refusal);
      g_assert_error (refusal, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
      gw_store_set_actor (self->store, NULL);
      verbs[i].ask (self, &error);
      g_assert_false (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED));
    }
}

/* --- what is queued --- */

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean may_end;
  guint n_left;
  GError *errors[2];
} Queued;

static gpointer
hold_thread (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Queued *queued = data;

  g_mutex_lock (&queued->lock);
  while (!queued->may_end)
    g_cond_wait (&queued->changed, &queued->lock);
  g_mutex_unlock (&queued->lock);
  return NULL;
}

static gpointer
set_name (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new (data, GW_TASK_BOXES);

  gw_store_set_info (store, info, NULL, error);
  return NULL;
}

static void
on_held_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Queued *queued = data;

  gw_store_run_finish (GW_STORE (source), result, NULL);
  queued->n_left--;
}

static void
on_first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Queued *queued = data;

  gw_store_run_finish (GW_STORE (source), result, &queued->errors[0]);
  queued->n_left--;
}

static void
on_second_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Queued *queued = data;

  gw_store_run_finish (GW_STORE (source), result, &queued->errors[1]);
  queued->n_left--;
}

/* Whoever signs out loses nothing that was on its way, and whoever comes after gives nothing to it. */
static void
test_queued_as_who_queued_it (Fixture *self)
{
  Queued queued = { .n_left = 3 };
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GwActor) actor = NULL;

  g_mutex_init (&queued.lock);
  g_cond_init (&queued.changed);
  gw_store_run_async (self->store, GW_STORE_NORMAL, hold_thread, &queued, NULL, NULL, NULL, on_held_cb, &queued);
  people_act_as (self, ana);
  gw_store_run_async (self->store, GW_STORE_NORMAL, set_name, g_strdup ("By Ana"), g_free, NULL, NULL, on_first_cb,
                      &queued);
  people_act_as (self, ben);
  gw_store_run_async (self->store, GW_STORE_NORMAL, set_name, g_strdup ("By Ben"), g_free, NULL, NULL, on_second_cb,
                      &queued);
  people_act_as (self, ana);
  g_mutex_lock (&queued.lock);
  queued.may_end = TRUE;
  g_cond_broadcast (&queued.changed);
  g_mutex_unlock (&queued.lock);
  gw_store_set_actor (self->store, NULL);
  while (queued.n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (queued.errors[0]);
  g_assert_error (queued.errors[1], GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
  info = gw_store_get_info (self->store, NULL, NULL);
  g_assert_cmpstr (info->name, ==, "By Ana");
  actor = gw_store_ref_actor (self->store);
  g_assert_null (actor);
  g_error_free (queued.errors[1]);
  g_mutex_clear (&queued.lock);
  g_cond_clear (&queued.changed);
}

static void
test_refusal_says_who_may (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  people_add (self, "ana", 0);
  people_act_as (self, people_add (self, "ben", GW_ROLE_WORKER));
  set_info (self, &error);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "Only managers can change the project.");
}

void
conformance_add_permission_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/permissions/each-role", test_each_role);
  fixture_add_test (backend, "/permissions/nobody-and-holder", test_nobody_and_holder);
  fixture_add_test (backend, "/permissions/queued-as-who-queued-it", test_queued_as_who_queued_it);
  fixture_add_test (backend, "/permissions/refusal-says-who-may", test_refusal_says_who_may);
}
