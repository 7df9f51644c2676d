/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-go-to-window.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-places.h"
#include "gw-store.h"
#include "gw-swatch.h"

/* Of each kind; who does not see theirs types more. */
#define N_HITS 8

/* A place to go to: an action of the parent with its target. */
typedef struct
{
  char *title;
  const char *kind;
  const char *icon_name; /* (nullable): a class, with its colour */
  guint32 color;
  const char *action;
  GVariant *target;
} Hit;

struct _GwGoToWindow
{
  AdwWindow parent_instance;

  GwProject *project;
  GCancellable *searching; /* (nullable) */
  GCancellable *listing;   /* of the people */
  GStrv people;            /* (nullable): not known yet */
  GtkEditable *entry;
  GtkListBox *list;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (GwGoToWindow, gw_go_to_window, ADW_TYPE_WINDOW)

static Hit *
hit_new (const char *title, const char *kind, const char *icon_name, const char *action, GVariant *target)
{
  Hit *hit = g_new0 (Hit, 1);

  hit->title = g_strdup (title);
  hit->kind = kind;
  hit->icon_name = icon_name;
  hit->action = action;
  hit->target = g_variant_ref_sink (target);

  return hit;
}

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->title);
  g_variant_unref (hit->target);
  g_free (hit);
}

static gboolean
holds (const char *title, const char *typed)
{
  g_autofree char *folded_title = g_utf8_casefold (title, -1);
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  return strstr (folded_title, folded) != NULL;
}

static Hit *
filter_hit (const char *title, const char *kind, const char *icon_name, GwField field)
{
  g_autoptr (GwFilter) filter = gw_filter_new ();
  g_autofree char *text = NULL;

  gw_filter_add_value (filter, field, FALSE, title);
  text = gw_filter_to_text (filter);

  return hit_new (title, kind, icon_name, "win.show-filter", g_variant_new_string (text));
}

/* --- the list ---------------------------------------------------------------- */

static void
append_hit (GwGoToWindow *self, Hit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *sign = hit->icon_name != NULL ? gtk_image_new_from_icon_name (hit->icon_name) : gw_swatch_new (hit->color);
  GtkWidget *title = gtk_label_new (hit->title);
  GtkWidget *kind = gtk_label_new (hit->kind);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *spoken = g_strdup_printf ("%s, %s", hit->title, hit->kind);

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (kind, "gw-secondary");
  gtk_widget_add_css_class (kind, "gw-small");
  gtk_widget_set_size_request (sign, 16, -1);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "gw-hit", hit, hit_free);
  gtk_list_box_append (self->list, row);
}

static void
show_first (GwGoToWindow *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "hits" : "none");
  if (first != NULL && gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, first);
}

/* What is known without the store. */
static void
show_known (GwGoToWindow *self, const char *typed)
{
  GListModel *classes = gw_project_get_classes (self->project);
  GwField field = gw_project_get_info (self->project)->task <= GW_TASK_MULTI_CLASS ? GW_FIELD_LABEL : GW_FIELD_CLASS;
  gsize n_places;
  const GwPlace *places = gw_places_list (&n_places);
  guint n = 0;

  for (gsize i = 0; i < n_places; i++)
    {
      if (holds (_ (places[i].title), typed))
        append_hit (self, hit_new (_ (places[i].title), _ ("Page"),
                                   places[i].icon_name != NULL ? places[i].icon_name : "gw-chart-bar-symbolic",
                                   "win.show-page", g_variant_new_string (places[i].nick)));
    }

  for (guint i = 0; i < g_list_model_get_n_items (classes) && n < N_HITS; i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);

      if (holds (gw_class_get_name (klass), typed))
        {
          Hit *hit = filter_hit (gw_class_get_name (klass), _ ("Class"), NULL, field);

          hit->color = gw_class_get_color (klass);
          append_hit (self, hit);
          n++;
        }
    }
}

static void
show_people (GwGoToWindow *self, const char *typed)
{
  guint n = 0;

  for (gsize i = 0; self->people != NULL && self->people[i] != NULL && n < N_HITS; i++)
    {
      if (holds (self->people[i], typed))
        {
          append_hit (self,
                      filter_hit (self->people[i], _ ("Labels of a Person"), "avatar-default-symbolic", GW_FIELD_BY));
          n++;
        }
    }
}

/* --- what the store knows: images ---------------------------------------------------- */

static gpointer
find_images (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *typed = data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autoptr (GwFilter) filter = gw_filter_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) images = NULL;

  gw_filter_add_value (filter, GW_FIELD_TEXT, FALSE, typed);
  ids = gw_store_list_first_image_ids (store, filter, GW_SORT_NAME, N_HITS, cancellable, error);
  if (ids == NULL)
    return NULL;
  images = gw_store_get_images (store, (const gint64 *) (gpointer) ids->data, ids->len, cancellable, error);
  if (images == NULL)
    return NULL;

  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);
      g_autofree char *path = image != NULL ? gw_path_display (gw_image_get_path (image), -1) : NULL;

      if (path != NULL)
        g_ptr_array_add (hits, hit_new (path, _ ("Image"), "image-x-generic-symbolic", "win.show-image",
                                        g_variant_new_int64 (gw_image_get_id (image))));
    }

  return g_steal_pointer (&hits);
}

static void
on_hits_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwGoToWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = gw_store_run_finish (GW_STORE (source), result, &error);

  /* Pages and classes are shown; the list of images tells what is wrong
   * with the project. What was found for other words is of no use.
   */
  if (hits == NULL || self->searching == NULL || g_task_get_cancellable (G_TASK (result)) != self->searching)
    return;

  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    append_hit (self, g_ptr_array_index (hits, i));
  show_first (self);
}

static void
on_typed_cb (GtkEditable *entry, GwGoToWindow *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);

  show_known (self, typed);
  if (*typed != '\0')
    {
      show_people (self, typed);
      self->searching = g_cancellable_new ();
      gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, find_images, g_strdup (typed), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->searching, on_hits_cb, g_object_ref (self));
    }
  show_first (self);
}

/* --- people: read once, when the window opens ----------------------------------------- */

static gpointer
list_people (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_list_people (store, cancellable, error);
}

static void
on_people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwGoToWindow) self = user_data;
  /* Without them pages, classes and images are found all the same. */
  GStrv people = gw_store_run_finish (GW_STORE (source), result, NULL);

  if (people == NULL)
    return;
  if (self->project == NULL)
    {
      g_strfreev (people);
      return;
    }

  self->people = people;
  if (*gtk_editable_get_text (self->entry) != '\0')
    on_typed_cb (self->entry, self);
}

/* --- choosing -------------------------------------------------------------------------- */

static void
go (GwGoToWindow *self, GtkListBoxRow *row)
{
  Hit *hit = row != NULL ? g_object_get_data (G_OBJECT (row), "gw-hit") : NULL;
  g_autoptr (GtkWidget) parent = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *action;

  if (hit == NULL)
    return;

  /* The row goes with the window. */
  parent = GTK_WIDGET (g_object_ref (gtk_window_get_transient_for (GTK_WINDOW (self))));
  target = g_variant_ref (hit->target);
  action = hit->action;
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (parent, action, target);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwGoToWindow *self)
{
  go (self, row);
}

static void
on_activate_cb (GtkEntry *entry, GwGoToWindow *self)
{
  go (self, gtk_list_box_get_selected_row (self->list));
}

/* The arrows walk the list while the words stay under the hands. */
static gboolean
on_key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, GwGoToWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (step == 0)
    return GDK_EVENT_PROPAGATE;

  next = gtk_list_box_get_row_at_index (self->list, row != NULL ? gtk_list_box_row_get_index (row) + step : 0);
  if (next != NULL)
    gtk_list_box_select_row (self->list, next);

  return GDK_EVENT_STOP;
}

static void
on_stop_cb (GtkSearchEntry *entry, GwGoToWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window --------------------------------------------------------------------------- */

static void
gw_go_to_window_dispose (GObject *object)
{
  GwGoToWindow *self = GW_GO_TO_WINDOW (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->people, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_GO_TO_WINDOW);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_go_to_window_parent_class)->dispose (object);
}

static void
gw_go_to_window_class_init (GwGoToWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_go_to_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-go-to-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwGoToWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, GwGoToWindow, list);
  gtk_widget_class_bind_template_child (widget_class, GwGoToWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_cb);
}

static void
gw_go_to_window_init (GwGoToWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

GtkWidget *
gw_go_to_window_new (GtkWindow *parent, GwProject *project)
{
  GwGoToWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_GO_TO_WINDOW, "transient-for", parent, NULL);
  self->project = g_object_ref (project);
  self->listing = g_cancellable_new ();
  gw_store_read_async (gw_project_get_store (project), GW_STORE_NORMAL, list_people, NULL, NULL,
                       (GDestroyNotify) g_strfreev, self->listing, on_people_cb, g_object_ref (self));
  on_typed_cb (self->entry, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}
