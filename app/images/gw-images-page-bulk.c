/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-split-title.h"

GArray *
_gw_images_page_get_selected (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = gw_image_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* --- bulk edits: one run on the store's thread, one step of undo --------------- */

typedef enum
{
  BULK_LABEL,
  BULK_TAG,
  BULK_UNTAG,
  BULK_SPLIT,
  BULK_TRASH,
  BULK_RESTORE
} BulkKind;

typedef struct
{
  BulkKind kind;
  GArray *ids;
  gint64 class_id; /* 0: none, with GW_BULK_REPLACE */
  GwBulkMode mode;
  char *text; /* name of the step, tag or split */
} Bulk;

static void
bulk_free (gpointer data)
{
  Bulk *bulk = data;

  g_array_unref (bulk->ids);
  g_free (bulk->text);
  g_free (bulk);
}

static gpointer
run_bulk (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Bulk *bulk = data;
  const gint64 *ids = (const gint64 *) (gpointer) bulk->ids->data;
  gsize n = bulk->ids->len;

  switch (bulk->kind)
    {
    case BULK_LABEL:
      gw_store_bulk_label (store, ids, n, &bulk->class_id, bulk->class_id != 0 ? 1 : 0, bulk->mode, bulk->text,
                           cancellable, error);
      break;
    case BULK_TAG:
    case BULK_UNTAG:
      gw_store_bulk_tag (store, ids, n, bulk->text, bulk->kind == BULK_TAG, cancellable, error);
      break;
    case BULK_SPLIT:
      gw_store_bulk_split (store, ids, n, bulk->text, cancellable, error);
      break;
    case BULK_TRASH:
    case BULK_RESTORE:
    default:
      gw_store_bulk_trash (store, ids, n, bulk->kind == BULK_TRASH, cancellable, error);
      break;
    }

  return NULL;
}

typedef struct
{
  GwImagesPage *page;
  char *toast;
} Bulked;

static void
on_bulk_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bulked *bulked = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (bulked->page->project != NULL)
    {
      if (error != NULL)
        gw_project_report (bulked->page->project, _ ("Images Were Not Changed"), error);
      else
        gtk_widget_activate_action (GTK_WIDGET (bulked->page), "win.toast-undo", "s", bulked->toast);
    }
  g_object_unref (bulked->page);
  g_free (bulked->toast);
  g_free (bulked);
}

/* Takes toast. */
static void
start_bulk (GwImagesPage *self, Bulk *bulk, char *toast)
{
  Bulked *bulked = g_new0 (Bulked, 1);

  bulked->page = g_object_ref (self);
  bulked->toast = toast;
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_bulk, bulk, bulk_free, NULL, NULL,
                      on_bulk_done_cb, bulked);
}

static Bulk *
bulk_new (GwImagesPage *self, BulkKind kind, const char *text)
{
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->kind = kind;
  bulk->ids = _gw_images_page_get_selected (self);
  bulk->text = g_strdup (text);

  return bulk;
}

/* What a bulk edit did, with the number of images in the right form. */
#define TOAST(n, singular, plural, ...) \
  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, (n)), (n), __VA_ARGS__)

gboolean
_gw_images_page_can_edit (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return !gtk_bitset_is_empty (selected) && !gw_project_is_read_only (self->project);
}

static void
set_label (GwImagesPage *self, GwClass *klass)
{
  gboolean single = gw_project_get_info (self->project)->task != GW_TASK_MULTI_CLASS;
  g_autofree char *name = g_strdup_printf (_ ("Label %s"), gw_class_get_name (klass));
  Bulk *bulk;

  if (!_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, BULK_LABEL, name);
  bulk->class_id = gw_class_get_id (klass);
  bulk->mode = single ? GW_BULK_REPLACE : GW_BULK_ADD;
  start_bulk (self, bulk,
              TOAST (bulk->ids->len, "%'u image labeled %s", "%'u images labeled %s", gw_class_get_name (klass)));
}

static void
set_label_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  GwClass *klass = gw_project_find_class (self->project, g_variant_get_int64 (parameter));

  if (klass != NULL)
    set_label (self, klass);
}

/* A class's own key, or its place for "1" to "9". */
static void
label_by_key_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  GwClass *klass = gw_project_find_class_by_key (self->project, g_variant_get_string (parameter, NULL));

  if (klass != NULL)
    set_label (self, klass);
}

static void
clear_labels_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  Bulk *bulk;

  if (!_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, BULK_LABEL, _ ("Remove Labels"));
  bulk->mode = GW_BULK_REPLACE;
  start_bulk (self, bulk,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Labels of %'u image removed",
                                            "Labels of %'u images removed", bulk->ids->len),
                               bulk->ids->len));
}

static void
tag_selected (GwImagesPage *self, gboolean on)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (self->tag_entry)));
  Bulk *bulk;

  if (*tag == '\0' || !_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, on ? BULK_TAG : BULK_UNTAG, tag);
  start_bulk (self, bulk,
              on ? TOAST (bulk->ids->len, "%'u image tagged %s", "%'u images tagged %s", tag)
                 : TOAST (bulk->ids->len, "%'u image no longer tagged %s", "%'u images no longer tagged %s", tag));
  gtk_menu_button_popdown (self->tag_button);
}

static void
tag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tag_selected (user_data, TRUE);
}

static void
untag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tag_selected (user_data, FALSE);
}

static void
split_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  const char *split = g_variant_get_string (parameter, NULL);
  g_autofree char *title = gw_split_dup_title (split);
  Bulk *bulk;

  if (!_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, BULK_SPLIT, *split != '\0' ? split : NULL);
  start_bulk (self, bulk,
              *split != '\0'
                  ? TOAST (bulk->ids->len, "%'u image put into split %s", "%'u images put into split %s", title)
                  : g_strdup (_ ("Taken out of the split")));
}

static void
trash_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  Bulk *bulk;

  if (!_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, BULK_TRASH, NULL);
  start_bulk (self, bulk,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u image moved to the trash",
                                            "%'u images moved to the trash", bulk->ids->len),
                               bulk->ids->len));
}

static void
restore_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  Bulk *bulk;

  if (!_gw_images_page_can_edit (self))
    return;

  bulk = bulk_new (self, BULK_RESTORE, NULL);
  start_bulk (
      self, bulk,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u image restored", "%'u images restored", bulk->ids->len),
                       bulk->ids->len));
}

/* --- making them ------------------------------------------------------------------ */

static const GActionEntry entries[] = {
  { "clear-labels", clear_labels_activated, NULL, NULL, NULL, { 0 } },
  { "label-by-key", label_by_key_activated, "s", NULL, NULL, { 0 } },
  { "restore", restore_activated, NULL, NULL, NULL, { 0 } },
  { "set-label", set_label_activated, "x", NULL, NULL, { 0 } },
  { "split", split_activated, "s", NULL, NULL, { 0 } },
  { "tag", tag_activated, NULL, NULL, NULL, { 0 } },
  { "trash", trash_activated, NULL, NULL, NULL, { 0 } },
  { "untag", untag_activated, NULL, NULL, NULL, { 0 } },
};

void
_gw_images_page_update_actions (GwImagesPage *self)
{
  gboolean editable = _gw_images_page_can_edit (self);
  static const char *const adding[] = { "choose-files", "choose-folder" };
  gboolean writable = !gw_project_is_read_only (self->project);
  gboolean in_trash = gw_filter_has_value (gw_image_list_get_filter (self->list), GW_FIELD_MARK, "trashed");

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name)), editable);
  for (gsize i = 0; i < G_N_ELEMENTS (adding); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), adding[i])),
                                 writable);

  gtk_widget_set_visible (self->restore_button, in_trash);
  gtk_widget_set_visible (self->trash_button, !in_trash);
}

static void
fill_label_menu (GwImagesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) labels = g_menu_new ();
  g_autoptr (GMenu) none = g_menu_new ();
  GListModel *classes = gw_project_get_classes (self->project);

  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);
      const char *hotkey = gw_class_get_hotkey (klass);
      g_auto (GStrv) parts = g_strsplit (gw_class_get_name (klass), "_", -1);
      /* An underline in a name would mark a mnemonic. */
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autofree char *text = hotkey != NULL ? g_strdup_printf ("%s    %s", escaped, hotkey) : g_strdup (escaped);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      g_menu_item_set_action_and_target (item, "images.set-label", "x", gw_class_get_id (klass));
      g_menu_append_item (labels, item);
    }
  g_menu_append (none, _ ("_Remove Labels"), "images.clear-labels");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (labels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));
  gtk_menu_button_set_menu_model (self->label_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->label_button), g_list_model_get_n_items (classes) > 0);
}

static void
on_classes_changed_cb (GListModel *classes, guint position, guint removed, guint added, GwImagesPage *self)
{
  fill_label_menu (self);
}

static void
on_tag_entry_activate_cb (GtkEntry *entry, GwImagesPage *self)
{
  tag_selected (self, TRUE);
}

void
_gw_images_page_make_bulk_actions (GwImagesPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->tag_entry, "activate", G_CALLBACK (on_tag_entry_activate_cb), self, 0);
  g_signal_connect_object (gw_project_get_classes (self->project), "items-changed", G_CALLBACK (on_classes_changed_cb),
                           self, 0);
  fill_label_menu (self);
}
