/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-edits.h"
#include "gw-palette.h"
#include "gw-path.h"

/* Classes that come up while labeling: a name that was typed becomes one. An
 * object that was drawn while there is no class waits here for its name, and
 * is in no document until it has one.
 */

/* --- the object that waits ------------------------------------------------------------ */

static void
clear_unnamed (GwLabelingPage *self)
{
  if (self->unnamed_document != NULL)
    gw_document_set_preview (self->unnamed_document, NULL);
  g_clear_object (&self->unnamed_document);
  g_clear_object (&self->unnamed);
}

void
_gw_labeling_page_drop_unnamed (GwLabelingPage *self)
{
  if (self->unnamed == NULL)
    return;

  clear_unnamed (self);
  _gw_labeling_page_toast (self, _ ("What was drawn was not kept: it has no class."));
}

/* The image may have been left meanwhile: then nobody sees what would be added. */
static void
add_unnamed (GwLabelingPage *self, gint64 class_id)
{
  g_autoptr (GwObject) object = g_steal_pointer (&self->unnamed);
  g_autoptr (GwDocument) document = g_object_ref (self->unnamed_document);
  GwShape shape = GW_SHAPE_INIT;
  GwObject *added;

  clear_unnamed (self);
  if (gw_shape_copy (gw_object_get_shape (object), &shape) != GW_STATUS_OK)
    return;
  gw_document_set_current_class (document, class_id);
  added = gw_document_add_shape_with_id (document, &shape, gw_object_get_id (object));
  if (added != NULL)
    gw_repeat_remember (self->repeat, self->unnamed_tool, added);
}

gboolean
_gw_labeling_page_name_unnamed (GwLabelingPage *self, gint64 class_id)
{
  if (self->unnamed == NULL)
    return FALSE;

  if (self->unnamed_document != self->document)
    _gw_labeling_page_drop_unnamed (self);
  else
    add_unnamed (self, class_id);

  return TRUE;
}

static void
on_class_missing_cb (GwTool *tool, GwObject *object, GwLabelingPage *self)
{
  g_autoptr (GPtrArray) preview = g_ptr_array_new ();

  clear_unnamed (self);
  self->unnamed = g_object_ref (object);
  self->unnamed_document = g_object_ref (gw_tool_get_document (tool));
  self->unnamed_tool = tool;
  g_ptr_array_add (preview, object);
  gw_document_set_preview (self->unnamed_document, preview);
  gtk_widget_activate_action (GTK_WIDGET (self), "labeling.find-label", NULL);
}

static void
on_refused_cb (GwTool *tool, const char *why, GwLabelingPage *self)
{
  _gw_labeling_page_toast (self, why);
}

void
_gw_labeling_page_watch_tool (GwLabelingPage *self, GwTool *tool)
{
  g_signal_connect_object (tool, "refused", G_CALLBACK (on_refused_cb), self, 0);
  g_signal_connect_object (tool, "class-missing", G_CALLBACK (on_class_missing_cb), self, 0);
}

/* --- a new class ------------------------------------------------------------------------ */

/* The class of that name, also one that was archived. */
static GwClass *
find_by_name (GPtrArray *classes, const char *name)
{
  for (guint i = 0; i < classes->len; i++)
    {
      if (strcmp (gw_class_get_name (g_ptr_array_index (classes, i)), name) == 0)
        return g_ptr_array_index (classes, i);
    }

  return NULL;
}

/* The first digit that chooses no class yet. */
static void
give_free_key (GPtrArray *classes, GwClass *klass)
{
  for (char digit = '1'; digit <= '9'; digit++)
    {
      const char key[2] = { digit, '\0' };
      gboolean taken = FALSE;

      for (guint i = 0; i < classes->len && !taken; i++)
        {
          g_autofree char *other = gw_label_list_dup_key (g_ptr_array_index (classes, i), i);

          taken = g_strcmp0 (other, key) == 0;
        }
      if (!taken)
        {
          gw_class_set_hotkey (klass, key);
          return;
        }
    }
}

static GwClass *
make_class (GPtrArray *classes, const char *name)
{
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));
  GwClass *klass;
  int position = 0;

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *other = g_ptr_array_index (classes, i);
      guint32 color = gw_class_get_color (other);

      g_array_append_val (used, color);
      position = MAX (position, gw_class_get_position (other) + 1);
    }
  klass = gw_class_new (name, gw_palette_next ((const guint32 *) (gpointer) used->data, used->len));
  gw_class_set_position (klass, position);
  give_free_key (classes, klass);

  return klass;
}

typedef struct
{
  gint64 id;
  gboolean made; /* else it was there before, perhaps archived */
} NewClass;

static gpointer
run_create (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, TRUE, cancellable, error);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwClass) klass = NULL;
  GwClass *there;
  NewClass *made;

  if (classes == NULL)
    return NULL;

  there = find_by_name (classes, data);
  klass = there != NULL ? g_object_ref (there) : make_class (classes, data);
  if (there == NULL || gw_class_get_archived (there))
    {
      gw_class_set_archived (klass, FALSE);
      g_ptr_array_add (changed, g_object_ref (klass));
      if (!gw_store_save_classes (store, changed, cancellable, error))
        return NULL;
    }
  made = g_new0 (NewClass, 1);
  made->id = gw_class_get_id (klass);
  made->made = there == NULL;

  return made;
}

/* What nothing was labeled with yet is a step of its own. */
static void
add_step (GwLabelingPage *self, GwDocument *document, gint64 class_id)
{
  GwClass *klass = gw_document_get_class (document, class_id);
  g_autofree char *class_name = gw_path_display (klass != NULL ? gw_class_get_name (klass) : "", -1);
  g_autofree char *name = g_strdup_printf (_ ("Add Class %s"), class_name);
  gint64 image_id = gw_document_get_image_id (document);
  g_autoptr (GwEdit) edit = gw_edit_new (image_id, name);

  gw_document_set_new_class (document, 0);
  gw_edit_add_class (edit, image_id, class_id, FALSE, TRUE);
  gw_document_apply (document, edit);
}

/* A class and what was labeled with it at once are one step: Undo takes both
 * back, the class only where nothing else uses it.
 */
void
_gw_labeling_page_use_new_class (GwLabelingPage *self)
{
  g_autoptr (GwDocument) document = self->document != NULL ? g_object_ref (self->document) : NULL;
  gint64 class_id = self->new_class_id;

  if (class_id == 0 || document == NULL || gw_project_find_class (self->project, class_id) == NULL)
    return;

  self->new_class_id = 0;
  if (self->new_class_made)
    gw_document_set_new_class (document, class_id);
  _gw_labeling_page_choose (self, class_id);
  if (gw_document_get_new_class (document) != 0)
    add_step (self, document, class_id);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree NewClass *made = gw_store_run_finish (GW_STORE (source), result, &error);

  self->creating = FALSE;
  if (self->canvas == NULL)
    return;

  if (made == NULL)
    {
      _gw_labeling_page_drop_unnamed (self);
      gw_project_report (self->project, _ ("Class Cannot Be Added"), error);
      return;
    }

  /* The project may have read it already, or does so soon. */
  self->new_class_id = made->id;
  self->new_class_made = made->made;
  _gw_labeling_page_use_new_class (self);
}

void
_gw_labeling_page_create_class (GwLabelingPage *self, const char *name)
{
  if (self->creating || gw_project_is_read_only (self->project))
    return;

  self->creating = TRUE;
  self->class_before = self->document != NULL ? gw_document_get_current_class (self->document) : 0;
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_create, g_strdup (name), g_free,
                      g_free, NULL, on_created_cb, g_object_ref (self));
}
