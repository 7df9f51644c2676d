/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-edits.h"

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
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_URGENT, read_objects,
                       g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                       on_previous_read_cb, paste);
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
  g_autoptr (GPtrArray) images
      = gw_store_get_images (store, (const gint64 *) (gpointer) copy->ids->data, copy->ids->len, cancellable, error);

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
  copy->name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Copy Objects to %u Image", "Copy Objects to %u Images",
                                             copy->ids->len),
                                copy->ids->len);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_copy, copy, copy_free, NULL, NULL,
                      on_copied_cb, g_object_ref (self));
}

/* --- a small window that asks for a number ------------------------------------------------ */

typedef void (*NumberFunc) (GwLabelingPage *self, guint number, gpointer data);

typedef struct
{
  GwLabelingPage *page;
  GtkWindow *window;
  GtkSpinButton *spin;
  NumberFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->data);
  g_object_unref (question->page);
  g_free (question);
}

static void
on_answered_cb (Question *question)
{
  g_autoptr (GwLabelingPage) self = g_object_ref (question->page);
  guint number;

  gtk_spin_button_update (question->spin);
  number = (guint) gtk_spin_button_get_value_as_int (question->spin);
  question->func (self, number, question->data);
  gtk_window_destroy (question->window);
  gtk_widget_grab_focus (self->canvas);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static gboolean
on_enter_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_answered_cb (user_data);

  return TRUE;
}

/* Enter answers from within the entry too, which would keep it for itself. */
static void
add_keys (GtkWidget *window, Question *question)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (keys);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (controller,
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      controller, gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, 0),
                                                                 gtk_keyval_trigger_new (GDK_KEY_KP_Enter, 0)),
                                    gtk_callback_action_new (on_enter_cb, question, NULL)));
  gtk_widget_add_controller (window, keys);
}

static void
ask (GwLabelingPage *self,
     const char *title,
     const char *row_title,
     const char *button_label,
     guint value,
     guint most,
     NumberFunc func,
     gpointer data,
     GDestroyNotify destroy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  Question *question = g_new0 (Question, 1);
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (button_label);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (1, MAX (most, 1), 1);

  question->page = g_object_ref (self);
  question->window = GTK_WINDOW (window);
  question->spin = GTK_SPIN_BUTTON (spin);
  question->func = func;
  question->data = data;
  question->destroy = destroy;

  gtk_spin_button_set_value (question->spin, value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, row_title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), row_title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "gw-question");

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_answered_cb), question);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), list);

  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys (window, question);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, -1);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_default_widget (GTK_WINDOW (window), button);
  g_object_set_data_full (G_OBJECT (window), "gw-question", question, question_free);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (spin);
}

static void
on_number_cb (GwLabelingPage *self, guint number, gpointer data)
{
  _gw_labeling_page_go (self, number - 1);
}

void
_gw_labeling_page_ask_number (GwLabelingPage *self)
{
  guint position = 0;

  if (self->walk == NULL || gw_image_walk_get_n_images (self->walk) == 0)
    return;

  gw_image_walk_get_position (self->walk, &position);
  ask (self, _ ("Go to Image"), _ ("Number"), _ ("_Go"), position + 1, gw_image_walk_get_n_images (self->walk),
       on_number_cb, NULL, NULL);
}

static void
on_copies_cb (GwLabelingPage *self, guint number, gpointer data)
{
  start_copy (self, data, number);
}

void
_gw_labeling_page_copy_forward (GwLabelingPage *self)
{
  GPtrArray *selected;
  GPtrArray *objects;
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
  selected = gw_document_get_selected (self->document);
  objects = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < selected->len; i++)
    g_ptr_array_add (objects, g_object_ref (g_ptr_array_index (selected, i)));
  g_ptr_array_unref (selected);
  ask (self, _ ("Copy to Following Images"), _ ("Images"), _ ("C_opy"), MIN (n_after, 10), MIN (n_after, MOST_COPIES),
       on_copies_cb, objects, (GDestroyNotify) g_ptr_array_unref);
}
