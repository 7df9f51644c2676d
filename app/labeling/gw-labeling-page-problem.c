/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-path.h"

/* An image whose picture cannot be shown: what is said of it, and the ways out.
 * Who leaves it out has it back by the Undo that is shown, as with what was
 * deleted; it is one of the project's own steps.
 */

/* A file that is not there, or whose folder was moved, may be found again. */
gboolean
_gw_labeling_page_is_missing (const GError *problem)
{
  return g_error_matches (problem, GW_ERROR, GW_ERROR_NOT_FOUND)
         || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action_name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);

  return button;
}

static GtkWidget *
make_buttons (const char *file)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 12);
  add_button (box, _ ("_Skip"), "labeling.skip");
  add_button (box, _ ("F_lag…"), "labeling.flag");
  add_button (box, _ ("Leave _Out"), "labeling.leave-out");
  if (file != NULL)
    {
      GtkWidget *button = add_button (box, _ ("Sho_w in Folder"), NULL);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "^ay", file);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-folder");
    }

  return box;
}

/* With the file's name, which some reasons say themselves. */
static char *
describe (const char *name, const GError *problem)
{
  if (strstr (problem->message, name) != NULL)
    return g_strdup (problem->message);

  /* Translators: a file's name, and why it cannot be read, which is a sentence. */
  return g_strdup_printf (_ ("“%s”: %s"), name, problem->message);
}

void
_gw_labeling_page_show_problem (GwLabelingPage *self)
{
  GwCanvas *canvas = GW_CANVAS (self->canvas);
  GwImage *image = gw_document_get_image (self->document);
  GtkWidget *buttons = make_buttons (gw_image_get_file (image));
  g_autofree char *name = gw_path_display (gw_image_get_name (image), -1);
  g_autofree char *reason = describe (name, self->picture_problem);
  g_autofree char *text = NULL;

  if (_gw_labeling_page_is_missing (self->picture_problem))
    {
      gw_canvas_set_error (canvas, _ ("Image Was Not Found"), reason, buttons);
      return;
    }

  /* Translators: one or two sentences on why a file cannot be read. */
  text = g_strdup_printf (_ ("%s Replace the file or leave it out."), reason);
  gw_canvas_set_error (canvas, _ ("Image Cannot Be Read"), text, buttons);
}

/* --- leaving it out --------------------------------------------------------------------- */

typedef struct
{
  GwLabelingPage *page;
  gint64 image_id;
  char *name;
  gboolean last; /* nothing is left to go to */
} LeaveOut;

static gpointer
run_leave_out (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = gw_store_bulk_trash (store, data, 1, TRUE, cancellable, error);

  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
on_left_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeaveOut *leave_out = user_data;
  g_autoptr (GwLabelingPage) self = leave_out->page;
  g_autofree char *name = leave_out->name;
  gboolean last = leave_out->last;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *edit_id = gw_store_run_finish (GW_STORE (source), result, &error);

  g_free (leave_out);
  if (self->canvas == NULL)
    return;
  if (edit_id == NULL)
    {
      gw_project_report (self->project, _ ("Image Was Not Left Out"), error);
      return;
    }

  /* Translators: a file's name. */
  _gw_labeling_page_keep_left_out (self, *edit_id, g_strdup_printf (_ ("“%s” left out"), name));
  if (last)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

void
_gw_labeling_page_leave_out (GwLabelingPage *self)
{
  LeaveOut *leave_out;
  GwImage *image;
  guint position;

  if (self->document == NULL || _gw_labeling_page_is_loading (self) || gw_project_is_read_only (self->project))
    return;

  image = gw_document_get_image (self->document);
  leave_out = g_new0 (LeaveOut, 1);
  leave_out->page = g_object_ref (self);
  leave_out->image_id = gw_image_get_id (image);
  leave_out->name = gw_path_display (gw_image_get_name (image), -1);
  if (gw_image_walk_peek (self->walk, 1, &position) || gw_image_walk_peek (self->walk, -1, &position))
    _gw_labeling_page_go (self, position);
  else
    leave_out->last = TRUE;
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_leave_out,
                      g_memdup2 (&leave_out->image_id, sizeof leave_out->image_id), g_free, g_free, NULL,
                      on_left_out_cb, leave_out);
}

/* --- and having it back ----------------------------------------------------------------- */

static gpointer
run_undo (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwEdit) edit = gw_store_undo_step (store, *(gint64 *) data, cancellable, error);

  return NULL;
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwLabelingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (self->canvas == NULL)
    return;
  if (error != NULL)
    gw_project_report (self->project, _ ("Image Is Still Left Out"), error);
  else
    _gw_labeling_page_toast (self, _ ("Undone: Leave Out"));
}

void
_gw_labeling_page_undo_left_out (GwLabelingPage *self, gint64 edit_id)
{
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_undo,
                      g_memdup2 (&edit_id, sizeof edit_id), g_free, NULL, NULL, on_undone_cb, g_object_ref (self));
}
