/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-store-sqlite.h"
#include "gw-task-thread.h"

#define MEGABYTE (G_GUINT64_CONSTANT (1024) * 1024)

#define VIEW_STATE_SETTING "view-state"

struct _GwProject
{
  GObject parent_instance;

  GwStore *store;
  char *path;
  GwProjectInfo *info;
  GListStore *classes;         /* shown ones */
  GHashTable *classes_by_id;   /* gint64* -> GwClass, archived ones too */
  GHashTable *classes_by_name; /* char* -> GwClass: of those */
  GwImageLoader *loader;
  GwThumbnailer *thumbnailer;
  GwThumbnailCache *thumbnails;
  GSettings *settings;
  GListStore *works;
  char *person;
  char *pending_folder;
  char *pending_import;
  GKeyFile *view_state;
  guint save_view_id;
  gulong changed_id;
  GCancellable *cancellable;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (GwProject, gw_project, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_INFO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is read from the store in one go on its thread. */
typedef struct
{
  GwProjectInfo *info;
  GPtrArray *classes;
  char *view_state;
  char *pending_folder;
  char *pending_import;
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_clear_pointer (&facts->info, gw_project_info_free);
  g_clear_pointer (&facts->classes, g_ptr_array_unref);
  g_free (facts->view_state);
  g_free (facts->pending_folder);
  g_free (facts->pending_import);
  g_free (facts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static gpointer
read_facts (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Facts) facts = g_new0 (Facts, 1);

  facts->info = gw_store_get_info (store, cancellable, error);
  if (facts->info == NULL)
    return NULL;

  facts->classes = gw_store_list_classes (store, TRUE, cancellable, error);
  if (facts->classes == NULL)
    return NULL;

  if (GPOINTER_TO_INT (data))
    {
      /* Without these the project is as good. */
      facts->view_state = gw_store_get_setting (store, VIEW_STATE_SETTING, cancellable, NULL);
      facts->pending_folder = gw_store_get_setting (store, GW_SETTING_PENDING_FOLDER, cancellable, NULL);
      facts->pending_import = gw_store_get_setting (store, GW_SETTING_PENDING_IMPORT, cancellable, NULL);
    }

  return g_steal_pointer (&facts);
}

static gint64 *
id_key (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Whether the shown classes are the same rows in the same order, so that
 * lists need not be rebuilt when only counts changed.
 */
static gboolean
same_classes (GListModel *shown, GPtrArray *active)
{
  if (g_list_model_get_n_items (shown) != active->len)
    return FALSE;

  for (guint i = 0; i < active->len; i++)
    {
      g_autoptr (GwClass) old = g_list_model_get_item (shown, i);
      GwClass *new = g_ptr_array_index (active, i);

      if (gw_class_get_id (old) != gw_class_get_id (new) || gw_class_get_color (old) != gw_class_get_color (new)
          || g_strcmp0 (gw_class_get_name (old), gw_class_get_name (new)) != 0
          || g_strcmp0 (gw_class_get_hotkey (old), gw_class_get_hotkey (new)) != 0
          || gw_class_get_attributes (old)->len != gw_class_get_attributes (new)->len
          || !gw_skeleton_equal (gw_class_get_skeleton (old), gw_class_get_skeleton (new))
          || gw_class_get_n_objects (old) != gw_class_get_n_objects (new)
          || gw_class_get_n_images (old) != gw_class_get_n_images (new))
        return FALSE;
    }

  return TRUE;
}

static void
take_facts (GwProject *self, Facts *facts)
{
  g_autoptr (GPtrArray) active = g_ptr_array_new ();

  g_clear_pointer (&self->info, gw_project_info_free);
  self->info = g_steal_pointer (&facts->info);

  g_hash_table_remove_all (self->classes_by_name);
  g_hash_table_remove_all (self->classes_by_id);
  for (guint i = 0; i < facts->classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (facts->classes, i);

      g_hash_table_insert (self->classes_by_id, id_key (gw_class_get_id (klass)), g_object_ref (klass));
      if (!gw_class_get_archived (klass))
        g_ptr_array_add (active, klass);
      if (!gw_class_get_archived (klass) || !g_hash_table_contains (self->classes_by_name, gw_class_get_name (klass)))
        g_hash_table_replace (self->classes_by_name, g_strdup (gw_class_get_name (klass)), klass);
    }

  if (!same_classes (G_LIST_MODEL (self->classes), active))
    g_list_store_splice (self->classes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->classes)), active->pdata,
                         active->len);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INFO]);
}

static void
on_facts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProject) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Facts) facts = gw_store_run_finish (GW_STORE (source), result, &error);

  if (facts != NULL)
    take_facts (self, facts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gw_project_report (self, _ ("Project Cannot Be Read"), error);
}

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwProject *self)
{
  if (self->closed)
    return;

  gw_store_read_async (store, GW_STORE_LATER, read_facts, GINT_TO_POINTER (FALSE), NULL, facts_free, self->cancellable,
                       on_facts_read_cb, g_object_ref (self));
}

static void
gw_project_dispose (GObject *object)
{
  GwProject *self = GW_PROJECT (object);

  if (self->store != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->store);
      if (!self->closed)
        gw_project_close (self);
    }

  g_clear_object (&self->store);
  g_clear_object (&self->classes);
  g_clear_object (&self->loader);
  g_clear_object (&self->thumbnailer);
  g_clear_object (&self->settings);
  g_clear_object (&self->works);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gw_project_parent_class)->dispose (object);
}

static void
gw_project_finalize (GObject *object)
{
  GwProject *self = GW_PROJECT (object);

  g_clear_pointer (&self->info, gw_project_info_free);
  g_clear_pointer (&self->classes_by_name, g_hash_table_unref);
  g_clear_pointer (&self->classes_by_id, g_hash_table_unref);
  g_clear_pointer (&self->view_state, g_key_file_unref);
  g_clear_pointer (&self->thumbnails, gw_thumbnail_cache_unref);
  g_free (self->path);
  g_free (self->person);
  g_free (self->pending_folder);
  g_free (self->pending_import);

  G_OBJECT_CLASS (gw_project_parent_class)->finalize (object);
}

static void
gw_project_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwProject *self = GW_PROJECT (object);

  switch (prop_id)
    {
    case PROP_INFO:
      g_value_set_boxed (value, self->info);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_project_class_init (GwProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_project_dispose;
  object_class->finalize = gw_project_finalize;
  object_class->get_property = gw_project_get_property;

  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, GW_TYPE_PROJECT_INFO,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
gw_project_init (GwProject *self)
{
  const char *real_name = g_get_real_name ();

  self->classes = g_list_store_new (GW_TYPE_CLASS);
  self->classes_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->classes_by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->works = g_list_store_new (GW_TYPE_WORK);
  self->view_state = g_key_file_new ();
  self->cancellable = g_cancellable_new ();
  self->loader = gw_image_loader_new ();
  /* GLib says “Unknown” where the account has no full name. */
  self->person = g_strdup (g_strcmp0 (real_name, "Unknown") == 0 || *real_name == '\0' ? g_get_user_name ()
                                                                                       : real_name);
}

/* What a person allows in memory and on the disk, also while it is open. */
static void
apply_limits (GwProject *self)
{
  guint64 memory = g_settings_get_uint (self->settings, "image-memory-megabytes");
  guint64 disk = g_settings_get_uint (self->settings, "thumbnail-cache-megabytes");

  gw_image_loader_set_memory_budget (self->loader, memory * MEGABYTE);
  gw_thumbnail_cache_set_max_bytes (self->thumbnails, disk * MEGABYTE);
}

static GwProject *
gw_project_new (GwStore *store, const char *path, Facts *facts)
{
  GwProject *self = g_object_new (GW_TYPE_PROJECT, NULL);

  self->store = g_object_ref (store);
  self->path = g_strdup (path);
  self->pending_folder = g_steal_pointer (&facts->pending_folder);
  self->pending_import = g_steal_pointer (&facts->pending_import);
  self->thumbnails = gw_thumbnail_cache_new (NULL, GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
  self->thumbnailer = gw_thumbnailer_new (self->thumbnails);
  self->settings = g_settings_new (GW_APP_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (apply_limits), self, G_CONNECT_SWAPPED);
  apply_limits (self);
  if (facts->view_state != NULL)
    g_key_file_load_from_data (self->view_state, facts->view_state, (gsize) -1, G_KEY_FILE_NONE, NULL);
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed_cb), self);
  take_facts (self, facts);

  return self;
}

static void
on_first_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (Facts) facts = gw_store_run_finish (GW_STORE (source), result, &error);

  if (facts == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, gw_project_new (GW_STORE (source), g_task_get_task_data (task), facts),
                           g_object_unref);
}

static void
on_store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open_finish (result, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  gw_store_read_async (store, GW_STORE_URGENT, read_facts, GINT_TO_POINTER (TRUE), NULL, facts_free,
                       g_task_get_cancellable (task), on_first_facts_cb, g_object_ref (task));
}

static void
open_store (const char *path, GwStoreOpenFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gw_project_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  gw_store_sqlite_open_async (path, flags, cancellable, on_store_opened_cb, g_object_ref (task));
}

void
gw_project_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (path != NULL);

  open_store (path, GW_STORE_OPEN_DEFAULT, cancellable, callback, user_data);
}

void
gw_project_open_read_only_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (path != NULL);

  open_store (path, GW_STORE_OPEN_READ_ONLY, cancellable, callback, user_data);
}

GwProject *
gw_project_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GwStore *
gw_project_get_store (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->store;
}

const char *
gw_project_get_path (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->path;
}

GwImageLoader *
gw_project_get_loader (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->loader;
}

GwThumbnailer *
gw_project_get_thumbnailer (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->thumbnailer;
}

const GwProjectInfo *
gw_project_get_info (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->info;
}

gboolean
gw_project_is_read_only (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), TRUE);

  return self->info->read_only;
}

GListModel *
gw_project_get_classes (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->classes);
}

GwClass *
gw_project_find_class (GwProject *self, gint64 id)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return g_hash_table_lookup (self->classes_by_id, &id);
}

GwClass *
gw_project_find_class_by_name (GwProject *self, const char *name)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return name != NULL ? g_hash_table_lookup (self->classes_by_name, name) : NULL;
}

GwClass *
gw_project_find_class_by_key (GwProject *self, const char *key)
{
  guint n;
  GwClass *by_place = NULL;

  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->classes));
  for (guint i = 0; i < n; i++)
    {
      /* The list keeps its items alive. */
      g_autoptr (GwClass) klass = g_list_model_get_item (G_LIST_MODEL (self->classes), i);
      const char *hotkey = gw_class_get_hotkey (klass);

      if (hotkey != NULL && g_ascii_strcasecmp (hotkey, key) == 0)
        return klass;
      /* A digit also means the place in the list, where no class claims it. */
      if (hotkey == NULL && strlen (key) == 1 && key[0] == (char) ('1' + i) && i < 9)
        by_place = klass;
    }

  return by_place;
}

GPtrArray *
gw_project_copy_classes (GwProject *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer klass;

  g_return_val_if_fail (GW_IS_PROJECT (self), copy);

  g_hash_table_iter_init (&iter, self->classes_by_id);
  while (g_hash_table_iter_next (&iter, NULL, &klass))
    g_ptr_array_add (copy, g_object_ref (klass));

  return copy;
}

GListModel *
gw_project_get_works (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->works);
}

static void
on_work_ended_cb (GwWork *work, GwProject *self)
{
  guint position;

  if (self->works != NULL && g_list_store_find (self->works, work, &position))
    g_list_store_remove (self->works, position);
}

void
gw_project_add_work (GwProject *self, GwWork *work)
{
  g_return_if_fail (GW_IS_PROJECT (self));
  g_return_if_fail (GW_IS_WORK (work));

  g_list_store_append (self->works, work);
  g_signal_connect_object (work, "ended", G_CALLBACK (on_work_ended_cb), self, 0);
}

const char *
gw_project_get_person (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->person;
}

const char *
gw_project_get_pending_folder (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->pending_folder;
}

const char *
gw_project_get_pending_import (GwProject *self)
{
  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  return self->pending_import;
}

static gpointer
run_undo (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwEdit) edit = NULL;

  if (GPOINTER_TO_INT (data))
    edit = gw_store_redo (store, 0, cancellable, error);
  else
    edit = gw_store_undo (store, 0, cancellable, error);

  return edit != NULL ? g_strdup (gw_edit_get_name (edit)) : NULL;
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *name = gw_store_run_finish (GW_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, name, g_free);
}

void
gw_project_undo_async (GwProject *self, gboolean redo, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_PROJECT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gw_project_undo_async);
  gw_store_run_async (self->store, GW_STORE_URGENT, run_undo, GINT_TO_POINTER (redo), NULL, g_free, cancellable,
                      on_undone_cb, g_object_ref (task));
}

char *
gw_project_undo_finish (GwProject *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
gw_project_get_view_state (GwProject *self, const char *name)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (GW_IS_PROJECT (self), NULL);

  value = g_key_file_get_string (self->view_state, "view", name, NULL);

  /* Interned: view states are few and short, and callers need not free. */
  return value != NULL ? g_intern_string (value) : NULL;
}

static gpointer
write_view_state (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_setting (store, VIEW_STATE_SETTING, data, cancellable, error);

  return NULL;
}

static void
on_view_state_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Where a window stood is worth no message to the person. */
  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    g_debug ("The view state was not saved: %s", error->message);
}

static gboolean
on_save_view_state_cb (gpointer user_data)
{
  GwProject *self = user_data;

  self->save_view_id = 0;
  if (!self->info->read_only)
    gw_store_run_async (self->store, GW_STORE_LATER, write_view_state,
                        g_key_file_to_data (self->view_state, NULL, NULL), g_free, NULL, NULL, on_view_state_written_cb,
                        NULL);

  return G_SOURCE_REMOVE;
}

void
gw_project_set_view_state (GwProject *self, const char *name, const char *value)
{
  g_autofree char *old = NULL;

  g_return_if_fail (GW_IS_PROJECT (self));
  g_return_if_fail (name != NULL);

  old = g_key_file_get_string (self->view_state, "view", name, NULL);
  if (g_strcmp0 (old, value) == 0)
    return;

  if (value != NULL)
    g_key_file_set_string (self->view_state, "view", name, value);
  else
    g_key_file_remove_key (self->view_state, "view", name, NULL);

  /* Sliders move many times a second; one write a second is enough. */
  if (self->save_view_id == 0 && !self->closed)
    self->save_view_id = g_timeout_add_seconds (1, on_save_view_state_cb, self);
}

void
gw_project_report (GwProject *self, const char *title, const GError *error)
{
  g_return_if_fail (GW_IS_PROJECT (self));

  g_signal_emit (self, signals[PROBLEM], 0, title, error);
}

static void
begin_closing (GwProject *self)
{
  if (self->closed)
    return;

  if (self->save_view_id != 0)
    {
      g_clear_handle_id (&self->save_view_id, g_source_remove);
      on_save_view_state_cb (self);
    }
  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
}

void
gw_project_close (GwProject *self)
{
  g_return_if_fail (GW_IS_PROJECT (self));

  begin_closing (self);
  gw_store_close (self->store);
}

static void
close_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  gw_store_close (task_data);
  g_task_return_boolean (task, TRUE);
}

/* The project, which belongs to the window's thread, may go meanwhile. */
void
gw_project_close_async (GwProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_return_if_fail (GW_IS_PROJECT (self));

  begin_closing (self);
  g_task_set_source_tag (task, gw_project_close_async);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  gw_task_run_in_thread (task, close_thread);
}
