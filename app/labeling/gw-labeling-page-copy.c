/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-edits.h"
#include "gw-number-question.h"

/* More following images than this are a bulk edit of another kind. */
#define MOST_COPIES 1000

static gboolean
can_edit (GwLabelingPage *self)
{
  return self->document != NULL && !self->classes && !gw_project_is_read_only (self->project);
}

/* --- all objects of the previous image --------------------------------------------- */

static gpointer
read_objects (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_load_objects (store, *(gint64 *) data, GW_LAYER_LABELS, cancellable, error);
}

typedef struct
{
  GwLabelingPage *page;
  GwDocument *document; /* the image that was shown then */
} Paste;

static void
on_previous_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paste *paste = user_data;
  g_autoptr (GwLabelingPage) self = paste->page;
  g_autoptr (GwDocument) document = paste->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = gw_store_run_finish (GW_STORE (source), result, &error);

  g_free (paste);
  if (objects == NULL)
    _gw_labeling_page_toast (self, error->message);
  else if (document != self->document || objects->len == 0
           || !gw_document_paste (document, objects, 0.0, _ ("Paste %s of Previous Image")))
    _gw_labeling_page_toast (self, _ ("The previous image has no objects that fit here"));
}

void
_gw_labeling_page_paste_previous (GwLabelingPage *self)
{
  guint position;
  gint64 id;
  Paste *paste;

  if (!can_edit (self) || _gw_labeling_page_is_loading (self))
    return;
  if (!gw_image_walk_peek (self->walk, -1, &position))
    {
      _gw_labeling_page_toast (self, _ ("This is the first image"));
      return;
    }

  id = gw_image_walk_get_id_at (self->walk, position);
  paste = g_new0 (Paste, 1);
  paste->page = g_object_ref (self);
  paste->document = g_object_ref (self->document);
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_URGENT, read_objects, g_memdup2 (&id, sizeof id),
                       g_free, (GDestroyNotify) g_ptr_array_unref, NULL, on_previous_read_cb, paste);
}

/* --- the selection into the following images ------------------------------------------- */

typedef struct
{
  GPtrArray *objects; /* of GwObject, what to copy */
  GArray *ids;        /* of gint64, the images */
  char *name;         /* of the step */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_ptr_array_unref (copy->objects);
  g_array_unref (copy->ids);
  g_free (copy->name);
  g_free (copy);
}

/* The object as another image has it; NULL where it lies outside of that. */
static GwObject *
copy_into (GwObject *object, GwImage *image)
{
  g_autoptr (GwObject) copied = gw_object_copy (object);
  GwBox bounds = gw_object_get_bounds (object);
  int width = gw_image_get_width (image);
  int height = gw_image_get_height (image);
  GwBox clipped;

  gw_object_set_id (copied, gw_object_make_id ());
  gw_object_set_flags (copied, gw_object_get_flags (object) & ~(GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN));
  gw_object_set_group (copied, 0);
  if (width <= 0 || height <= 0)
    return g_steal_pointer (&copied);
  if (!gw_box_clip (&bounds, width, height, &clipped))
    return NULL;
  if (gw_object_get_shape (object)->kind == GW_SHAPE_BOX)
    gw_object_set_box (copied, clipped.x, clipped.y, clipped.width, clipped.height);
  else if (clipped.width != bounds.width || clipped.height != bounds.height)
    return NULL;

  return g_steal_pointer (&copied);
}

/* One step of the project's history for all images. */
static gpointer
run_copy (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *copy = data;
  g_autoptr (GwEdit) edit = gw_edit_new (0, copy->name);
  g_autoptr (GPtrArray) images = gw_store_get_images (store, (const gint64 *) (gpointer) copy->ids->data,
                                                      copy->ids->len, cancellable, error);

  if (images == NULL)
    return NULL;
  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      for (guint k = 0; image != NULL && k < copy->objects->len; k++)
        {
          g_autoptr (GwObject) object = copy_into (g_ptr_array_index (copy->objects, k), image);

          if (object != NULL)
            gw_edit_add_object (edit, gw_image_get_id (image), NULL, object);
        }
    }
  if (gw_edit_get_n_changes (edit) > 0)
    gw_store_apply_edit (store, edit, cancellable, error);

  return NULL;
}

static void
on_copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    gw_project_report (self->project, _ ("Objects Were Not Copied"), error);
  else
    _gw_labeling_page_toast (self, _ ("Copied to the following images"));
}

static void
start_copy (GwLabelingPage *self, GPtrArray *objects, guint n_images)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->objects = g_ptr_array_ref (objects);
  copy->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 1; i <= n_images; i++)
    {
      guint position;
      gint64 id;

      if (!gw_image_walk_peek (self->walk, (int) i, &position))
        break;
      id = gw_image_walk_get_id_at (self->walk, position);
      g_array_append_val (copy->ids, id);
    }
  copy->name = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Copy Objects to %u Image", "Copy Objects to %u Images", copy->ids->len),
      copy->ids->len);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_copy, copy, copy_free, NULL, NULL,
                      on_copied_cb, g_object_ref (self));
}

/* --- how many, and which ----------------------------------------------------------------- */

static void
on_number_cb (guint number, gpointer data)
{
  GwLabelingPage *self = data;

  _gw_labeling_page_go (self, number - 1);
  gtk_widget_grab_focus (self->canvas);
}

void
_gw_labeling_page_ask_number (GwLabelingPage *self)
{
  GwNumberQuestion question = { .title = _ ("Go to Image"), .row_title = _ ("Number"), .button_label = _ ("_Go") };
  guint position = 0;

  if (self->walk == NULL || gw_image_walk_get_n_images (self->walk) == 0)
    return;

  gw_image_walk_get_position (self->walk, &position);
  question.value = position + 1;
  question.most = gw_image_walk_get_n_images (self->walk);
  gw_number_question_ask (GTK_WIDGET (self), &question, on_number_cb, g_object_ref (self), g_object_unref);
}

typedef struct
{
  GwLabelingPage *page;
  GPtrArray *objects; /* of GwObject */
} Copies;

static void
copies_free (gpointer data)
{
  Copies *copies = data;

  g_object_unref (copies->page);
  g_ptr_array_unref (copies->objects);
  g_free (copies);
}

static void
on_copies_cb (guint number, gpointer data)
{
  Copies *copies = data;

  start_copy (copies->page, copies->objects, number);
  gtk_widget_grab_focus (copies->page->canvas);
}

static GPtrArray *
copy_selected (GwDocument *document)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (document);
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < selected->len; i++)
    g_ptr_array_add (objects, g_object_ref (g_ptr_array_index (selected, i)));

  return objects;
}

void
_gw_labeling_page_copy_forward (GwLabelingPage *self)
{
  GwNumberQuestion question = { .title = _ ("Copy to Following Images"),
                                .row_title = _ ("Images"),
                                .button_label = _ ("C_opy") };
  Copies *copies;
  guint position = 0;
  guint n_after;

  if (!can_edit (self) || gw_document_get_n_selected (self->document) == 0)
    {
      _gw_labeling_page_toast (self, _ ("Select objects to copy first"));
      return;
    }
  if (!gw_image_walk_peek (self->walk, 1, &position))
    {
      _gw_labeling_page_toast (self, _ ("This is the last image"));
      return;
    }

  n_after = gw_image_walk_get_n_images (self->walk) - position;
  question.value = MIN (n_after, 10);
  question.most = MIN (n_after, MOST_COPIES);
  copies = g_new0 (Copies, 1);
  copies->page = g_object_ref (self);
  copies->objects = copy_selected (self->document);
  gw_number_question_ask (GTK_WIDGET (self), &question, on_copies_cb, copies, copies_free);
}
