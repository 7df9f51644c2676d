/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

#include "gw-edits-shapes.h"
#include "gw-edits-snap.h"

/* --- other kinds of shapes ------------------------------------------------------------------ */

static const struct
{
  const char *nick;
  GwShapeKind kind;
  const char *heading;
} kinds[] = {
  { "box", GW_SHAPE_BOX, N_ ("Convert to Boxes?") },
  { "rotated-box", GW_SHAPE_ROTATED_BOX, N_ ("Convert to Rotated Boxes?") },
  { "polygon", GW_SHAPE_POLYGON, N_ ("Convert to Polygons?") },
  { "mask", GW_SHAPE_MASK, N_ ("Convert to Masks?") },
  { "ellipse", GW_SHAPE_ELLIPSE, N_ ("Convert to Ellipses?") },
};

static void
on_convert_response_cb (AdwMessageDialog *dialog, const char *response, GwLabelingPage *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "gw-kind"));
  GtkCheckButton *check = GTK_CHECK_BUTTON (adw_message_dialog_get_extra_child (dialog));

  if (g_strcmp0 (response, "convert") == 0 && self->document != NULL)
    {
      gw_document_convert_selected_to (self->document, kinds[i].kind);
      if (gtk_check_button_get_active (check))
        g_settings_set_boolean (self->settings, "ask-before-converting", FALSE);
    }
  gtk_widget_grab_focus (self->canvas);
}

/* What is lost is said before, until somebody knows it. */
static void
ask_to_convert (GwLabelingPage *self, guint i, const char *loss)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ (kinds[i].heading),
                                              loss);
  GtkWidget *check = gtk_check_button_new_with_label (_ ("Do not ask again"));

  gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), check);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "convert", _ ("C_onvert"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "convert");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "gw-kind", GUINT_TO_POINTER (i));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_convert_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter answers, and does not tick. */
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

static void
convert (GwLabelingPage *self, guint i)
{
  g_autofree char *loss = NULL;

  if (g_settings_get_boolean (self->settings, "ask-before-converting"))
    loss = gw_document_describe_loss (self->document, kinds[i].kind);
  if (loss != NULL)
    ask_to_convert (self, i, loss);
  else
    gw_document_convert_selected_to (self->document, kinds[i].kind);
}

void
_gw_labeling_page_convert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GwShapeKind other;

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;

  other = gw_document_get_other_kind (self->document);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (parameter != NULL ? g_strcmp0 (kinds[i].nick, g_variant_get_string (parameter, NULL)) == 0
                            : kinds[i].kind == other)
        convert (self, i);
    }
}

/* --- onto the edges of the picture ------------------------------------------------------------ */

typedef struct
{
  GwLabelingPage *page;
  GwDocument *document; /* another may be shown by the time it is done */
} Snap;

static void
on_snapped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Snap *snap = user_data;
  g_autoptr (GError) error = NULL;

  if (!gw_document_snap_selected_finish (snap->document, result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && snap->page->document == snap->document)
    _gw_labeling_page_toast (snap->page, error->message);
  g_object_unref (snap->document);
  g_object_unref (snap->page);
  g_free (snap);
}

void
_gw_labeling_page_snap_to_edges_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (self->canvas));
  GwPicture *picture = tool != NULL ? gw_tool_get_picture (tool) : NULL;
  Snap *snap;

  if (self->document == NULL || gw_project_is_read_only (self->project))
    return;
  if (picture == NULL)
    {
      _gw_labeling_page_toast (self, _ ("The image is not there yet. Wait until it is shown."));
      return;
    }

  snap = g_new (Snap, 1);
  snap->page = g_object_ref (self);
  snap->document = g_object_ref (self->document);
  gw_document_snap_selected_async (self->document, picture,
                                   gw_tool_options_get_number (gw_tool_get_options (tool), "edge-sensitivity"), NULL,
                                   on_snapped_cb, snap);
}
