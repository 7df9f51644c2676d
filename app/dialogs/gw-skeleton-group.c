/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-skeleton-group.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gw-point-dialog.h"

struct _GwSkeletonGroup
{
  AdwPreferencesGroup parent_instance;

  GwClass *klass; /* (nullable) */
  GPtrArray *rows;
  GtkWidget *add; /* the button with the menu */
};

G_DEFINE_FINAL_TYPE (GwSkeletonGroup, gw_skeleton_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void show_points (GwSkeletonGroup *self, int focused);

/* --- changes ------------------------------------------------------------------ */

/* A change that may have to be agreed to first. */
typedef struct
{
  GwSkeletonGroup *group;
  GwClass *klass;
  GwSkeleton *skeleton; /* (nullable): what the class has then */
  int focused;          /* the row that has the focus then, -1: none */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->group);
  g_object_unref (change->klass);
  g_clear_pointer (&change->skeleton, gw_skeleton_unref);
  g_free (change);
}

/* Takes the skeleton. */
static Change *
change_new (GwSkeletonGroup *self, GwSkeleton *skeleton, int focused)
{
  Change *change = g_new0 (Change, 1);

  change->group = g_object_ref (self);
  change->klass = g_object_ref (self->klass);
  change->skeleton = skeleton;
  change->focused = focused;

  return change;
}

static void
carry_out (Change *change)
{
  GwSkeletonGroup *self = change->group;

  gw_class_set_skeleton (change->klass, change->skeleton);
  if (change->klass == self->klass)
    show_points (self, change->focused);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, Change *change)
{
  if (g_str_equal (response, "change"))
    carry_out (change);
}

/* Takes the change. Without objects it needs no words. */
static void
ask (Change *change, const char *heading, const char *consequence, const char *verb)
{
  gint64 n = gw_class_get_n_objects (change->klass);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (change->group));
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (n == 0)
    {
      carry_out (change);
      change_free (change);
      return;
    }
  body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " object has this class. %s",
                                       "%'" PRId64 " objects have this class. %s", (gulong) n),
                          n, consequence);
  dialog = adw_message_dialog_new (GTK_WINDOW (root), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "change", verb, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "change", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "gw-change", change, change_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), change);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GwSkeleton *
get_skeleton (GwSkeletonGroup *self)
{
  return self->klass != NULL ? gw_class_get_skeleton (self->klass) : NULL;
}

static void
remove_point (GwSkeletonGroup *self, guint point)
{
  GwSkeleton *skeleton = get_skeleton (self);
  gboolean is_last = point + 1 == gw_skeleton_get_n_points (skeleton);
  g_autofree char *heading = g_strdup_printf (_ ("Remove “%s”?"), gw_skeleton_get_name (skeleton, point));

  ask (change_new (self, gw_skeleton_remove_point (skeleton, point), MAX ((int) point - 1, 0)), heading,
       is_last ? _ ("Their point stays where it is, but has no name any more.")
               : _ ("Their points stay where they are: each behind this one gets the name of the next, and the last "
                    "one has no name any more."),
       _ ("_Remove"));
}

static void
move_point (GwSkeletonGroup *self, guint point, int by)
{
  GwSkeleton *skeleton = get_skeleton (self);
  guint n = gw_skeleton_get_n_points (skeleton);
  guint to = point + (guint) by;

  if (to >= n)
    return;
  ask (change_new (self, gw_skeleton_move_point (skeleton, point, to), (int) to), _ ("Change the Order?"),
       _ ("Their points stay where they are, so the two names change places on them."), _ ("C_hange"));
}

/* --- adding and editing ------------------------------------------------------------ */

static void
on_point_edited_cb (GwSkeleton *skeleton, gpointer user_data)
{
  Change *change = user_data;

  g_clear_pointer (&change->skeleton, gw_skeleton_unref);
  change->skeleton = gw_skeleton_ref (skeleton);
  if (change->focused < 0)
    change->focused = (int) gw_skeleton_get_n_points (skeleton) - 1;
  carry_out (change);
}

static void
edit_point (GwSkeletonGroup *self, int point)
{
  if (self->klass == NULL)
    return;
  gw_point_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_skeleton (self), point,
                           on_point_edited_cb, change_new (self, NULL, point), change_free);
}

static void
add_point_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  edit_point (GW_SKELETON_GROUP (widget), -1);
}

static void
use_person_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwSkeletonGroup *self = GW_SKELETON_GROUP (widget);

  if (self->klass == NULL)
    return;
  ask (change_new (self, gw_skeleton_new_person (), 0), _ ("Use the Points of a Person?"),
       _ ("Points that they have get these names in their order."), _ ("_Use Points"));
}

static void
clear_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwSkeletonGroup *self = GW_SKELETON_GROUP (widget);

  if (get_skeleton (self) == NULL)
    return;
  ask (change_new (self, NULL, -1), _ ("Remove All Points?"),
       _ ("Their points stay where they are, but have no names and lines any more."), _ ("_Remove"));
}

/* --- what is shown --------------------------------------------------------------------- */

static guint
get_point (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "gw-point"));
}

static void
on_activated_cb (AdwActionRow *row, GwSkeletonGroup *self)
{
  edit_point (self, (int) get_point (GTK_WIDGET (row)));
}

static void
on_removed_cb (GtkButton *button, GwSkeletonGroup *self)
{
  remove_point (self, get_point (GTK_WIDGET (button)));
}

static void
on_up_cb (GtkButton *button, GwSkeletonGroup *self)
{
  move_point (self, get_point (GTK_WIDGET (button)), -1);
}

static void
on_down_cb (GtkButton *button, GwSkeletonGroup *self)
{
  move_point (self, get_point (GTK_WIDGET (button)), 1);
}

static void
add_button (GwSkeletonGroup *self, GtkWidget *row, guint point, const char *icon_name, const char *name,
            gboolean sensitive, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  /* Translators: what a button of a point does, and which point: “Move Up: left_eye”. */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), name, gw_skeleton_get_name (get_skeleton (self), point));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "gw-point", GUINT_TO_POINTER (point));
  g_signal_connect (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* “Lines to left_eye, right_eye” (nullable) */
static char *
describe_lines (GwSkeleton *skeleton, guint point)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < gw_skeleton_get_n_points (skeleton); i++)
    if (gw_skeleton_has_edge (skeleton, point, i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", gw_skeleton_get_name (skeleton, i));
  return names->len > 0 ? g_strdup_printf (_ ("Lines to %s"), names->str) : NULL;
}

static void
add_row (GwSkeletonGroup *self, guint point)
{
  GwSkeleton *skeleton = get_skeleton (self);
  g_autofree char *lines = describe_lines (skeleton, point);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_skeleton_get_name (skeleton, point));
  if (lines != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lines);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "gw-point", GUINT_TO_POINTER (point));
  g_signal_connect (row, "activated", G_CALLBACK (on_activated_cb), self);
  add_button (self, row, point, "go-up-symbolic", _ ("Move Up"), point > 0, G_CALLBACK (on_up_cb));
  add_button (self, row, point, "go-down-symbolic", _ ("Move Down"), point + 1 < gw_skeleton_get_n_points (skeleton),
              G_CALLBACK (on_down_cb));
  add_button (self, row, point, "user-trash-symbolic", _ ("Remove Point"), TRUE, G_CALLBACK (on_removed_cb));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_points (GwSkeletonGroup *self, int focused)
{
  GwSkeleton *skeleton = get_skeleton (self);
  guint n = skeleton != NULL ? gw_skeleton_get_n_points (skeleton) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    add_row (self, i);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "skeleton.add-point", n < GW_SKELETON_MAX_POINTS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "skeleton.use-person", n == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "skeleton.clear", n > 0);
  if (focused >= 0)
    gtk_widget_grab_focus ((guint) focused < self->rows->len ? g_ptr_array_index (self->rows, (guint) focused)
                                                             : self->add);
}

static GtkWidget *
make_add_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *content = adw_button_content_new ();

  g_menu_append (menu, _ ("Point…"), "skeleton.add-point");
  g_menu_append (menu, _ ("Person, 17 Points"), "skeleton.use-person");
  g_menu_append (menu, _ ("Remove All"), "skeleton.clear");
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Points"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), content);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Points of the Skeleton"),
                                  -1);

  return button;
}

/* --- the widget --------------------------------------------------------------------------- */

static void
gw_skeleton_group_dispose (GObject *object)
{
  GwSkeletonGroup *self = GW_SKELETON_GROUP (object);

  g_clear_object (&self->klass);

  G_OBJECT_CLASS (gw_skeleton_group_parent_class)->dispose (object);
}

static void
gw_skeleton_group_finalize (GObject *object)
{
  g_ptr_array_unref (GW_SKELETON_GROUP (object)->rows);

  G_OBJECT_CLASS (gw_skeleton_group_parent_class)->finalize (object);
}

static void
gw_skeleton_group_class_init (GwSkeletonGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_skeleton_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_skeleton_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "skeleton.add-point", NULL, add_point_action);
  gtk_widget_class_install_action (widget_class, "skeleton.use-person", NULL, use_person_action);
  gtk_widget_class_install_action (widget_class, "skeleton.clear", NULL, clear_action);
}

static void
gw_skeleton_group_init (GwSkeletonGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->add = make_add_button ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Skeleton"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _ ("Named points, set in this order"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add);
}

void
gw_skeleton_group_show (GwSkeletonGroup *self, GwClass *klass)
{
  g_return_if_fail (GW_IS_SKELETON_GROUP (self));

  g_set_object (&self->klass, klass);
  show_points (self, -1);
}
