/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-bulk.h"

#include <glib/gi18n.h>

#include "gw-split-title.h"

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
  char *text; /* (nullable): name of the step, tag or split */
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
  GtkWidget *widget;
  GwProject *project;
  char *toast;
} Bulked;

static void
on_bulk_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bulked *bulked = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    gw_project_report (bulked->project, _ ("Images Were Not Changed"), error);
  else
    gtk_widget_activate_action (bulked->widget, "win.toast-undo", "s", bulked->toast);
  g_object_unref (bulked->widget);
  g_object_unref (bulked->project);
  g_free (bulked->toast);
  g_free (bulked);
}

/* Takes bulk and toast. */
static void
start (GtkWidget *widget, GwProject *project, Bulk *bulk, char *toast)
{
  Bulked *bulked = g_new0 (Bulked, 1);

  bulked->widget = g_object_ref (widget);
  bulked->project = g_object_ref (project);
  bulked->toast = toast;
  gw_store_run_async (gw_project_get_store (project), GW_STORE_URGENT, run_bulk, bulk, bulk_free, NULL, NULL,
                      on_bulk_done_cb, bulked);
}

static Bulk *
bulk_new (BulkKind kind, GArray *ids, const char *text)
{
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->kind = kind;
  bulk->ids = ids;
  bulk->text = g_strdup (text);

  return bulk;
}

/* What a bulk edit did, with the number of images in the right form. */
#define TOAST(n, singular, plural, ...) \
  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, (n)), (n), __VA_ARGS__)

void
gw_bulk_label (GtkWidget *widget, GwProject *project, GArray *ids, GwClass *klass)
{
  gboolean single = gw_project_get_info (project)->task != GW_TASK_MULTI_CLASS;
  g_autofree char *name = g_strdup_printf (_ ("Label %s"), gw_class_get_name (klass));
  Bulk *bulk = bulk_new (BULK_LABEL, ids, name);

  bulk->class_id = gw_class_get_id (klass);
  bulk->mode = single ? GW_BULK_REPLACE : GW_BULK_ADD;
  start (widget, project, bulk,
         TOAST (ids->len, "%'u image labeled %s", "%'u images labeled %s", gw_class_get_name (klass)));
}

void
gw_bulk_clear_labels (GtkWidget *widget, GwProject *project, GArray *ids)
{
  Bulk *bulk = bulk_new (BULK_LABEL, ids, _ ("Remove Labels"));

  bulk->mode = GW_BULK_REPLACE;
  start (widget, project, bulk,
         g_strdup_printf (
             g_dngettext (GETTEXT_PACKAGE, "Labels of %'u image removed", "Labels of %'u images removed", ids->len),
             ids->len));
}

void
gw_bulk_tag (GtkWidget *widget, GwProject *project, GArray *ids, const char *tag, gboolean on)
{
  start (widget, project, bulk_new (on ? BULK_TAG : BULK_UNTAG, ids, tag),
         on ? TOAST (ids->len, "%'u image tagged %s", "%'u images tagged %s", tag)
            : TOAST (ids->len, "%'u image no longer tagged %s", "%'u images no longer tagged %s", tag));
}

void
gw_bulk_split (GtkWidget *widget, GwProject *project, GArray *ids, const char *split)
{
  g_autofree char *title = gw_split_dup_title (split);

  start (widget, project, bulk_new (BULK_SPLIT, ids, *split != '\0' ? split : NULL),
         *split != '\0' ? TOAST (ids->len, "%'u image put into split %s", "%'u images put into split %s", title)
                        : g_strdup (_ ("Taken out of the split")));
}

void
gw_bulk_trash (GtkWidget *widget, GwProject *project, GArray *ids, gboolean trash)
{
  start (widget, project, bulk_new (trash ? BULK_TRASH : BULK_RESTORE, ids, NULL),
         trash ? g_strdup_printf (
             g_dngettext (GETTEXT_PACKAGE, "%'u image moved to the trash", "%'u images moved to the trash", ids->len),
             ids->len)
               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u image restored", "%'u images restored", ids->len),
                                  ids->len));
}
