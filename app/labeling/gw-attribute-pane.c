/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-attribute-pane.h"

#include <glib/gi18n.h>

#include "gw-attribute-row.h"
#include "gw-edits.h"
#include "gw-path.h"
#include "gw-view-rows.h"

/* Marks that every object can have, whatever its class. */
static const struct
{
  GwObjectFlags flag;
  const char *title;
} marks[] = {
  { GW_OBJECT_OCCLUDED, N_ ("Occluded") },
  { GW_OBJECT_TRUNCATED, N_ ("Truncated") },
  { GW_OBJECT_DIFFICULT, N_ ("Difficult") },
  { GW_OBJECT_CROWD, N_ ("Crowd") },
};

struct _GwAttributePane
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  GwDocument *document;
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *list; /* rows of attributes, of “Occluded” and of the opacity */
  GtkWidget *view; /* (nullable): shown while nothing is selected */
  GtkAdjustment *opacity;
  GtkWidget *more; /* the row that shows the other marks */
  GtkWidget *mark_rows[G_N_ELEMENTS (marks)];
  gboolean show_more;
  char *shape_of_rows; /* which attributes the rows are for */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (GwAttributePane, gw_attribute_pane, GTK_TYPE_WIDGET)

static void queue_update (GwAttributePane *self);

static GwClass *
class_of (GwAttributePane *self, GwObject *object)
{
  return gw_document_get_class (self->document, gw_object_get_class_id (object));
}

/* --- what people change ------------------------------------------------------------ */

static void
on_attribute_changed_cb (GwAttributeRow *row, const char *value, GwAttributePane *self)
{
  if (self->document != NULL)
    gw_document_set_attribute_selected (self->document, gw_attribute_row_get_name (row), value);
}

static void
on_mark_changed_cb (GwAttributeRow *row, const char *value, GwAttributePane *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && self->document != NULL; i++)
    {
      if (self->mark_rows[i] == GTK_WIDGET (row))
        gw_document_set_flags_selected (self->document, marks[i].flag, g_strcmp0 (value, "true") == 0);
    }
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GwAttributePane *self)
{
  if (GTK_WIDGET (row) != self->more)
    return;

  self->show_more = !self->show_more;
  for (gsize i = 1; i < G_N_ELEMENTS (marks); i++)
    gtk_widget_set_visible (self->mark_rows[i], self->show_more);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_STATE_EXPANDED, self->show_more, -1);
}

/* --- values ---------------------------------------------------------------------------- */

static const char *
value_of (GwObject *object, const GwAttribute *attribute)
{
  const char *value = gw_object_get_attribute (object, attribute->name);

  return value != NULL ? value : attribute->default_value;
}

static void
show_attribute (GwAttributePane *self, GwAttributeRow *row, GPtrArray *selected)
{
  const char *value = NULL;
  gboolean mixed = FALSE;

  for (guint i = 0; i < selected->len && !mixed; i++)
    {
      GwObject *object = g_ptr_array_index (selected, i);
      GwClass *klass = class_of (self, object);
      const GwAttribute *attribute = klass != NULL ? gw_class_find_attribute (klass, gw_attribute_row_get_name (row))
                                                   : NULL;
      const char *here = attribute != NULL ? value_of (object, attribute) : NULL;

      if (i == 0)
        value = here;
      else
        mixed = g_strcmp0 (value, here) != 0;
    }

  gw_attribute_row_set_value (row, mixed ? NULL : value, mixed);
}

static void
show_mark (GwAttributeRow *row, GwObjectFlags flag, GPtrArray *selected)
{
  guint n = 0;

  for (guint i = 0; i < selected->len; i++)
    n += (gw_object_get_flags (g_ptr_array_index (selected, i)) & flag) != 0;

  gw_attribute_row_set_value (row, n > 0 ? "true" : "false", n > 0 && n < selected->len);
}

static gboolean
has_attribute_named (GPtrArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      if (g_ascii_strcasecmp (((const GwAttribute *) g_ptr_array_index (attributes, i))->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* --- rows --------------------------------------------------------------------------------- */

/* The attributes that all classes of the selection have: (element-type GwAttribute). */
static GPtrArray *
common_attributes (GwAttributePane *self, GPtrArray *selected)
{
  GPtrArray *common = g_ptr_array_new ();
  GwClass *first = selected->len > 0 ? class_of (self, g_ptr_array_index (selected, 0)) : NULL;
  GPtrArray *candidates = first != NULL ? gw_class_get_attributes (first) : NULL;

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (candidates, i);
      gboolean in_all = TRUE;

      for (guint k = 1; k < selected->len && in_all; k++)
        {
          GwClass *klass = class_of (self, g_ptr_array_index (selected, k));
          const GwAttribute *other = klass != NULL ? gw_class_find_attribute (klass, attribute->name) : NULL;

          in_all = other != NULL && other->kind == attribute->kind;
        }
      if (in_all)
        g_ptr_array_add (common, (gpointer) attribute);
    }

  return common;
}

static char *
describe_shape (GPtrArray *attributes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *choices = attribute->choices != NULL ? g_strjoinv ("\x1f", attribute->choices) : NULL;

      g_string_append_printf (text, "%d\x1e%s\x1e%s\x1d", (int) attribute->kind, attribute->name,
                              choices != NULL ? choices : "");
    }

  return g_string_free (text, FALSE);
}

static void
clear_rows (GwAttributePane *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->more = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    self->mark_rows[i] = NULL;
}

static GtkWidget *
make_more_row (GwAttributePane *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_ ("More Marks"));

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "gw-attribute-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More Marks"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, self->show_more, -1);

  return row;
}

static void
show_key (GwAttributePane *self, GtkWidget *row)
{
  g_autofree char *key = gw_keymap_dup_label (self->keymap, "attribute-1");

  gw_attribute_row_set_key (GW_ATTRIBUTE_ROW (row), key);
}

static void
add_marks (GwAttributePane *self, gboolean with_occluded, gboolean with_key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GwAttribute) attribute = gw_attribute_new (_ (marks[i].title), GW_ATTRIBUTE_CHECKBOX);
      GtkWidget *row = gw_attribute_row_new (attribute, FALSE);

      self->mark_rows[i] = row;
      g_signal_connect (row, "changed", G_CALLBACK (on_mark_changed_cb), self);
      if (marks[i].flag == GW_OBJECT_OCCLUDED)
        {
          gtk_widget_set_visible (row, with_occluded);
          if (with_key)
            show_key (self, row);
        }
      else
        gtk_widget_set_visible (row, self->show_more);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (i == 0)
        {
          self->more = make_more_row (self);
          gtk_list_box_append (GTK_LIST_BOX (self->list), self->more);
        }
    }
}

static void
add_opacity (GwAttributePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_ ("Opacity"));
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->opacity);
  GtkWidget *row;

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_size_request (scale, 140, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Opacity"), -1);
  gw_view_rows_set_opacity_keys (scale, self->keymap);
  gtk_widget_add_css_class (box, "gw-attribute-row");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scale);
  gtk_list_box_append (GTK_LIST_BOX (self->list), box);
  row = gtk_widget_get_parent (box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Opacity"), -1);
}

static void
make_rows (GwAttributePane *self, GPtrArray *attributes)
{
  gboolean key_given = FALSE;

  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      GtkWidget *row = gw_attribute_row_new (attribute, FALSE);

      if (attribute->kind == GW_ATTRIBUTE_CHECKBOX && !key_given)
        {
          show_key (self, row);
          key_given = TRUE;
        }
      g_signal_connect (row, "changed", G_CALLBACK (on_attribute_changed_cb), self);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  add_marks (self, !has_attribute_named (attributes, "occluded"), !key_given);
  add_opacity (self);
}

static char *
title_of (GwAttributePane *self, GPtrArray *selected)
{
  GwObject *object;
  GwClass *klass;
  g_autofree char *name = NULL;

  if (selected->len == 0)
    return g_strdup (_ ("View"));
  if (selected->len > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Object", "%u Objects", selected->len), selected->len);

  object = g_ptr_array_index (selected, 0);
  klass = class_of (self, object);
  name = gw_path_display (klass != NULL ? gw_class_get_name (klass) : _ ("Unknown"), -1);

  return g_strdup_printf ("%s %u", name, gw_document_get_index (self->document, object));
}

static void
update (GwAttributePane *self)
{
  g_autoptr (GPtrArray) selected = self->document != NULL ? gw_document_get_selected (self->document)
                                                          : g_ptr_array_new ();
  g_autoptr (GPtrArray) attributes = common_attributes (self, selected);
  g_autofree char *shape = selected->len > 0 ? describe_shape (attributes) : NULL;
  g_autofree char *title = title_of (self, selected);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->list, selected->len > 0);
  if (self->view != NULL)
    gtk_widget_set_visible (self->view, selected->len == 0);
  if (g_strcmp0 (shape, self->shape_of_rows) != 0)
    {
      clear_rows (self);
      if (shape != NULL)
        make_rows (self, attributes);
      g_free (self->shape_of_rows);
      self->shape_of_rows = g_steal_pointer (&shape);
    }
  if (selected->len == 0)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gboolean is_mark = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
        {
          if (self->mark_rows[i] == row)
            {
              show_mark (GW_ATTRIBUTE_ROW (row), marks[i].flag, selected);
              is_mark = TRUE;
            }
        }
      if (!is_mark && GW_IS_ATTRIBUTE_ROW (row))
        show_attribute (self, GW_ATTRIBUTE_ROW (row), selected);
      if (GW_IS_ATTRIBUTE_ROW (row))
        gtk_widget_set_sensitive (row, !gw_document_get_read_only (self->document));
    }
}

static gboolean
on_idle_cb (gpointer user_data)
{
  GwAttributePane *self = user_data;

  self->idle_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (GwAttributePane *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, on_idle_cb, self, NULL);
}

static void
drop_document (GwAttributePane *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_attribute_pane_set_document (GwAttributePane *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_ATTRIBUTE_PANE (self));

  if (self->document == document)
    return;

  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (queue_update), self);
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (queue_update), self);
    }
  queue_update (self);
}

static GwAttributeRow *
first_checkbox (GwAttributePane *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (GW_IS_ATTRIBUTE_ROW (row) && gtk_widget_get_visible (row)
          && gw_attribute_row_get_kind (GW_ATTRIBUTE_ROW (row)) == GW_ATTRIBUTE_CHECKBOX)
        return GW_ATTRIBUTE_ROW (row);
    }

  return NULL;
}

gboolean
gw_attribute_pane_toggle_first (GwAttributePane *self)
{
  GwAttributeRow *row;

  g_return_val_if_fail (GW_IS_ATTRIBUTE_PANE (self), FALSE);

  if (self->idle_id != 0)
    update (self);
  row = gtk_widget_get_visible (self->list) ? first_checkbox (self) : NULL;
  if (row == NULL || gw_document_get_read_only (self->document))
    return FALSE;

  gw_attribute_row_step (row, 1);

  return TRUE;
}

static GtkWidget *
next_row (GtkWidget *row)
{
  for (row = gtk_widget_get_next_sibling (row); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (GW_IS_ATTRIBUTE_ROW (row) && gtk_widget_get_visible (row))
        return row;
    }

  return NULL;
}

gboolean
gw_attribute_pane_focus_next (GwAttributePane *self)
{
  GtkWidget *row;
  GtkWidget *target;

  g_return_val_if_fail (GW_IS_ATTRIBUTE_PANE (self), FALSE);

  if (self->idle_id != 0)
    update (self);
  if (!gtk_widget_get_visible (self->list))
    return FALSE;

  row = gtk_widget_get_focus_child (self->list);
  target = row != NULL ? next_row (row) : NULL;
  if (target == NULL)
    {
      target = gtk_widget_get_first_child (self->list);
      if (target != NULL && (!GW_IS_ATTRIBUTE_ROW (target) || !gtk_widget_get_visible (target)))
        target = next_row (target);
    }

  return target != NULL && gtk_widget_grab_focus (target);
}

static void
gw_attribute_pane_dispose (GObject *object)
{
  GwAttributePane *self = GW_ATTRIBUTE_PANE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  drop_document (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shape_of_rows, g_free);
  g_clear_object (&self->opacity);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_attribute_pane_parent_class)->dispose (object);
}

static void
gw_attribute_pane_class_init (GwAttributePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_attribute_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "attributepane");
}

static void
gw_attribute_pane_init (GwAttributePane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "gw-pane-section");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->title = gtk_label_new (_ ("View"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (self->box), self->title);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Attributes"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->list);
}

void
gw_attribute_pane_set_view (GwAttributePane *self, GtkWidget *view)
{
  g_return_if_fail (GW_IS_ATTRIBUTE_PANE (self));
  g_return_if_fail (self->view == NULL);

  self->view = view;
  gtk_box_append (GTK_BOX (self->box), view);
}

/* The rows are made again, with their keys. */
static void
on_keymap_changed_cb (GwAttributePane *self)
{
  g_clear_pointer (&self->shape_of_rows, g_free);
  queue_update (self);
}

GtkWidget *
gw_attribute_pane_new (GtkAdjustment *opacity, GwKeymap *keymap)
{
  GwAttributePane *self;

  g_return_val_if_fail (GTK_IS_ADJUSTMENT (opacity), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_ATTRIBUTE_PANE, NULL);
  self->keymap = g_object_ref (keymap);
  self->opacity = g_object_ref (opacity);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (on_keymap_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
