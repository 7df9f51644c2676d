/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-list-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits.h"
#include "gw-mask.h"
#include "gw-object-selection.h"
#include "gw-path.h"
#include "gw-swatch.h"

G_DEFINE_FINAL_TYPE (GwObjectList, gw_object_list, GTK_TYPE_WIDGET)

/* In the order of GwObjectOrder. */
static const char *const order_nicks[] = { "label", "size", "front" };

enum
{
  PROP_0,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- words ------------------------------------------------------------------------ */

static char *
name_object (GwDocument *document, GwObject *object)
{
  GwClass *klass = gw_document_get_class (document, gw_object_get_class_id (object));
  g_autofree char *name = gw_path_display (klass != NULL ? gw_class_get_name (klass) : _ ("Unknown"), -1);

  return g_strdup_printf ("%s %u", name, gw_document_get_index (document, object));
}

char *
gw_object_list_describe (GwDocument *document, GwObject *object)
{
  g_autofree char *name = name_object (document, object);
  GwBox box = gw_object_get_bounds (object);
  GwObjectFlags flags = gw_object_get_flags (object);
  GString *text = g_string_new (NULL);

  /* Translators: an object with its size and place: “Cyclist 1, 136 by 156 pixels, at 352, 330” */
  g_string_append_printf (text, _ ("%s, %d by %d pixels, at %d, %d"), name, (int) round (box.width),
                          (int) round (box.height), (int) round (box.x), (int) round (box.y));
  if ((flags & GW_OBJECT_OCCLUDED) != 0)
    g_string_append_printf (text, ", %s", _ ("occluded"));
  if ((flags & GW_OBJECT_LOCKED) != 0)
    g_string_append_printf (text, ", %s", _ ("locked"));
  if ((flags & GW_OBJECT_HIDDEN) != 0)
    g_string_append_printf (text, ", %s", _ ("hidden"));

  return g_string_free (text, FALSE);
}

/* --- rows --------------------------------------------------------------------------- */

/* The widgets of a row, kept with its GtkListItem. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *size;
  GtkWidget *lock;
  GtkWidget *eye;
} Row;

static void
set_toggle (GwObjectList *self, GtkWidget *button, const char *icon_name, const char *name, const char *command_id,
            gboolean on)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gw_keymap_set_tooltip (self->keymap, button, name, command_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (on)
    gtk_widget_remove_css_class (button, "gw-quiet");
  else
    gtk_widget_add_css_class (button, "gw-quiet");
}

/* Of a mask its pixels, of others their sides. */
static char *
describe_size (GwObject *object, const GwBox *box)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (shape->kind == GW_SHAPE_MASK)
    return g_strdup_printf (_ ("%'u px"), (guint) MIN (gw_mask_area (&shape->as.mask), G_MAXUINT));
  return g_strdup_printf ("%d × %d", (int) round (box->width), (int) round (box->height));
}

static void
show_row (GwObjectList *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "gw-row");
  GwObject *object = gtk_list_item_get_item (item);
  GwClass *klass = gw_document_get_class (self->document, gw_object_get_class_id (object));
  GwBox box = gw_object_get_bounds (object);
  gboolean locked = (gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0;
  gboolean hidden = (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0;
  g_autofree char *name = name_object (self->document, object);
  g_autofree char *size = describe_size (object, &box);
  g_autofree char *spoken = gw_object_list_describe (self->document, object);
  GtkWidget *parent = gtk_widget_get_parent (row->box);

  gw_swatch_set_color (GW_SWATCH (row->swatch), klass != NULL ? gw_class_get_color (klass) : 0xffffff);
  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->size), size);
  set_toggle (self, row->lock, locked ? "gw-lock-symbolic" : "gw-lock-open-symbolic",
              locked ? _ ("Unlock") : _ ("Lock"), "lock", locked);
  set_toggle (self, row->eye, hidden ? "view-conceal-symbolic" : "view-reveal-symbolic",
              hidden ? _ ("Show") : _ ("Hide"), "hide", hidden);
  if (hidden)
    gtk_widget_add_css_class (row->name, "gw-secondary");
  else
    gtk_widget_remove_css_class (row->name, "gw-secondary");

  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
toggle_flag (GwObjectList *self, GtkListItem *item, GwObjectFlags flag)
{
  GwObject *object = gtk_list_item_get_item (item);
  g_autoptr (GwObject) changed = NULL;
  GwObjectFlags flags;
  const char *name;

  if (object == NULL || self->document == NULL)
    return;

  /* The button acts on its own row, whatever is selected. */
  flags = gw_object_get_flags (object) ^ flag;
  changed = gw_object_copy (object);
  gw_object_set_flags (changed, flags);
  if (flag == GW_OBJECT_LOCKED)
    name = (flags & flag) != 0 ? _ ("Lock") : _ ("Unlock");
  else
    name = (flags & flag) != 0 ? _ ("Hide") : _ ("Show");
  gw_document_replace (self->document, object, changed, name);
}

static void
on_lock_cb (GtkButton *button, GtkListItem *item)
{
  toggle_flag (GW_OBJECT_LIST (gtk_widget_get_ancestor (GTK_WIDGET (button), GW_TYPE_OBJECT_LIST)), item,
               GW_OBJECT_LOCKED);
}

static void
on_eye_cb (GtkButton *button, GtkListItem *item)
{
  toggle_flag (GW_OBJECT_LIST (gtk_widget_get_ancestor (GTK_WIDGET (button), GW_TYPE_OBJECT_LIST)), item,
               GW_OBJECT_HIDDEN);
}

static GtkWidget *
make_icon_button (const char *icon_name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Keys H and L do the same; Tab goes from row to row. */
  gtk_widget_set_focus_on_click (button, FALSE);

  return button;
}

/* By attributes: a change of the font in the style, several times within
 * some frames as boxes follow each other, may leave the old one standing.
 */
static void
on_selected_cb (GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "gw-row");
  g_autoptr (PangoAttrList) attributes = NULL;

  if (gtk_list_item_get_selected (item))
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }
  gtk_label_set_attributes (GTK_LABEL (row->name), attributes);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  Row *row = g_new0 (Row, 1);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  row->swatch = gw_swatch_new (0);
  row->name = gtk_label_new (NULL);
  row->size = gtk_label_new (NULL);
  row->lock = make_icon_button ("gw-lock-open-symbolic");
  row->eye = make_icon_button ("view-reveal-symbolic");
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row->name), 0.0f);
  gtk_widget_set_hexpand (row->name, TRUE);
  gtk_widget_add_css_class (row->name, "gw-name");
  gtk_widget_add_css_class (row->size, "caption");
  gtk_widget_add_css_class (row->size, "gw-secondary");
  gtk_widget_add_css_class (row->size, "gw-num");
  g_signal_connect (row->lock, "clicked", G_CALLBACK (on_lock_cb), item);
  g_signal_connect (row->eye, "clicked", G_CALLBACK (on_eye_cb), item);

  gtk_box_append (GTK_BOX (row->box), row->swatch);
  gtk_box_append (GTK_BOX (row->box), row->name);
  gtk_box_append (GTK_BOX (row->box), row->size);
  gtk_box_append (GTK_BOX (row->box), row->lock);
  gtk_box_append (GTK_BOX (row->box), row->eye);
  g_object_set_data_full (G_OBJECT (item), "gw-row", row, g_free);
  gtk_widget_add_css_class (row->box, "gw-object-row");
  _gw_object_list_add_dragging (row->box, item);
  g_signal_connect (item, "notify::selected", G_CALLBACK (on_selected_cb), NULL);
  gtk_list_item_set_child (item, row->box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  g_hash_table_add (self->rows, item);
  show_row (self, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  g_hash_table_remove (self->rows, item);
}

/* --- the order -------------------------------------------------------------------------- */

static int
compare_ids (GwObject *a, GwObject *b)
{
  gint64 x = gw_object_get_id (a);
  gint64 y = gw_object_get_id (b);

  return (x > y) - (x < y);
}

static int
class_position (GwObjectList *self, GwObject *object)
{
  GwClass *klass = gw_document_get_class (self->document, gw_object_get_class_id (object));

  return klass != NULL ? gw_class_get_position (klass) : G_MAXINT;
}

static double
area (GwObject *object)
{
  GwBox box = gw_object_get_bounds (object);

  return box.width * box.height;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GwObjectList *self = user_data;
  GwObject *x = (gpointer) a;
  GwObject *y = (gpointer) b;
  int order = 0;

  if (self->document == NULL)
    return 0;

  switch (self->order)
    {
    case GW_OBJECT_ORDER_LABEL:
      order = class_position (self, x) - class_position (self, y);
      break;
    case GW_OBJECT_ORDER_SIZE:
      order = (area (x) < area (y)) - (area (x) > area (y));
      break;
    case GW_OBJECT_ORDER_FRONT:
    default:
      order = gw_object_get_z (y) - gw_object_get_z (x);
      if (order == 0)
        return -compare_ids (x, y);
      break;
    }

  return order != 0 ? (order > 0 ? GTK_ORDERING_LARGER : GTK_ORDERING_SMALLER) : compare_ids (x, y);
}

/* --- all of them -------------------------------------------------------------------------- */

static gboolean
all_have (GwObjectList *self, GwObjectFlags flag)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;

  for (guint i = 0; i < n; i++)
    {
      if ((gw_object_get_flags (gw_document_get_object (self->document, i)) & flag) == 0)
        return FALSE;
    }

  return n > 0;
}

static void
show_buttons (GwObjectList *self)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;
  gboolean hidden = all_have (self, GW_OBJECT_HIDDEN);
  gboolean locked = all_have (self, GW_OBJECT_LOCKED);

  set_toggle (self, self->hide_all, hidden ? "view-conceal-symbolic" : "view-reveal-symbolic",
              hidden ? _ ("Show All") : _ ("Hide All"), "hide-all", TRUE);
  set_toggle (self, self->lock_all, locked ? "gw-lock-symbolic" : "gw-lock-open-symbolic",
              locked ? _ ("Unlock All") : _ ("Lock All"), "lock-all", TRUE);
  gtk_widget_set_sensitive (self->hide_all, n > 0);
  gtk_widget_set_sensitive (self->lock_all, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  GwObjectList *self = user_data;
  GHashTableIter iter;
  gpointer item;

  self->refresh_id = 0;
  show_buttons (self);
  g_hash_table_iter_init (&iter, self->rows);
  while (self->document != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    show_row (self, item);

  return G_SOURCE_REMOVE;
}

/* The numbers of objects shift when one of their class goes. In one go for
 * many changes, but in the frame that the canvas shows them in, however busy
 * the hand is: before the layout.
 */
static void
queue_refresh (GwObjectList *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_refresh_cb, self, NULL);
}

/* The words for an empty list never lie over rows, which come at once. */
static void
on_items_changed_cb (GwObjectList *self)
{
  gtk_widget_set_visible (self->empty, gw_document_get_n_objects (self->document) == 0);
  queue_refresh (self);
}

static void
on_hide_all_cb (GtkButton *button, GwObjectList *self)
{
  if (self->document != NULL)
    gw_document_set_flags_all (self->document, GW_OBJECT_HIDDEN, !all_have (self, GW_OBJECT_HIDDEN));
}

static void
on_lock_all_cb (GtkButton *button, GwObjectList *self)
{
  if (self->document != NULL)
    gw_document_set_flags_all (self->document, GW_OBJECT_LOCKED, !all_have (self, GW_OBJECT_LOCKED));
}

static void
on_activate_cb (GtkListView *list, guint position, GwObjectList *self)
{
  g_autoptr (GwObject) object = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  if (object != NULL)
    g_signal_emit (self, signals[SHOWN], 0, gw_object_get_id (object));
}

/* --- the widget --------------------------------------------------------------------------- */

static void
drop_document (GwObjectList *self)
{
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_object_list_set_document (GwObjectList *self, GwDocument *document)
{
  GtkSortListModel *sorted;
  g_autoptr (GwObjectSelection) selection = NULL;

  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  if (self->document == document)
    return;

  drop_document (self);
  g_set_object (&self->document, document);
  /* Not later, as changes may be: the next frame shows this document. */
  show_buttons (self);
  if (document == NULL)
    return;

  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (document)), g_object_ref (self->sorter));
  selection = gw_object_selection_new (document, G_LIST_MODEL (sorted));
  g_object_unref (sorted);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

static void
gw_object_list_dispose (GObject *object)
{
  GwObjectList *self = GW_OBJECT_LIST (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->box != NULL)
    drop_document (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sorter);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_object_list_parent_class)->dispose (object);
}

static void
gw_object_list_finalize (GObject *object)
{
  g_hash_table_unref (GW_OBJECT_LIST (object)->rows);

  G_OBJECT_CLASS (gw_object_list_parent_class)->finalize (object);
}

static void
gw_object_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_string (value, order_nicks[GW_OBJECT_LIST (object)->order]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_object_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwObjectList *self = GW_OBJECT_LIST (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      for (gsize i = 0; i < G_N_ELEMENTS (order_nicks); i++)
        {
          if (g_strcmp0 (g_value_get_string (value), order_nicks[i]) == 0 && self->order != (GwObjectOrder) i)
            {
              self->order = (GwObjectOrder) i;
              gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
              g_object_notify_by_pspec (object, pspec);
            }
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_object_list_class_init (GwObjectListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_object_list_dispose;
  object_class->finalize = gw_object_list_finalize;
  object_class->get_property = gw_object_list_get_property;
  object_class->set_property = gw_object_list_set_property;

  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, order_nicks[0],
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_install_property_action (widget_class, "objects.order", "order");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "objectlist");
}

/* What can be done with the selection. The page carries it out. */
static GtkWidget *
make_menu_button (void)
{
  static const struct
  {
    const char *label;
    const char *action;
    guint section;
  } items[] = {
    { N_ ("_Duplicate"), "labeling.on-canvas::canvas.duplicate", 0 },
    { N_ ("_Change Label"), "labeling.find-label", 0 },
    { N_ ("_Merge"), "labeling.on-canvas::canvas.merge", 1 },
    { N_ ("_Split Parts"), "labeling.on-canvas::canvas.split", 1 },
    { N_ ("_Fill Holes"), "labeling.on-canvas::canvas.fill-holes", 1 },
    { N_ ("S_nap to Edges"), "labeling.snap-to-edges", 1 },
    { N_ ("_Box"), "labeling.convert-to::box", 2 },
    { N_ ("_Rotated Box"), "labeling.convert-to::rotated-box", 2 },
    { N_ ("_Polygon"), "labeling.convert-to::polygon", 2 },
    { N_ ("_Mask"), "labeling.convert-to::mask", 2 },
    { N_ ("_Ellipse"), "labeling.convert-to::ellipse", 2 },
    { N_ ("_Raise"), "labeling.on-canvas::canvas.raise", 3 },
    { N_ ("_Lower"), "labeling.on-canvas::canvas.lower", 3 },
    { N_ ("_Zoom to Selection"), "labeling.on-canvas::canvas.zoom-selection", 4 },
    { N_ ("_Isolate"), "labeling.on-canvas::canvas.isolate", 4 },
    { N_ ("D_elete"), "labeling.on-canvas::canvas.delete", 5 },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint section = 0, i = 0; i < G_N_ELEMENTS (items); section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (; i < G_N_ELEMENTS (items) && items[i].section == section; i++)
        g_menu_append (part, _ (items[i].label), items[i].action);
      if (section == 2)
        {
          g_autoptr (GMenu) convert = g_menu_new ();

          g_menu_append_submenu (convert, _ ("C_onvert To"), G_MENU_MODEL (part));
          g_menu_append_section (menu, NULL, G_MENU_MODEL (convert));
        }
      else
        g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Selection"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "gw-row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Selection"), -1);
  return button;
}

void
gw_object_list_set_layers (GwObjectList *self, gboolean layers)
{
  const char *title = layers ? _ ("Layers") : _ ("Objects");

  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_label (GTK_LABEL (self->empty), layers ? _ ("Nothing is marked yet. Choose a label and paint it.")
                                                       : _ ("Nothing is marked yet. Choose a label and draw."));
}

static GtkWidget *
make_header (GwObjectList *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (_ ("Objects"));
  GtkWidget *order = gtk_menu_button_new ();

  self->title = title;
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (header, "gw-pane-header");

  self->hide_all = make_icon_button ("view-reveal-symbolic");
  self->lock_all = make_icon_button ("gw-lock-open-symbolic");
  g_signal_connect (self->hide_all, "clicked", G_CALLBACK (on_hide_all_cb), self);
  g_signal_connect (self->lock_all, "clicked", G_CALLBACK (on_lock_all_cb), self);

  g_menu_append (menu, _ ("By _Label"), "objects.order::label");
  g_menu_append (menu, _ ("_Largest First"), "objects.order::size");
  g_menu_append (menu, _ ("_Front to Back"), "objects.order::front");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (order), "gw-order-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (order), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (order, _ ("Order"));
  gtk_widget_add_css_class (order, "flat");
  gtk_widget_add_css_class (order, "gw-row-button");
  gtk_widget_set_valign (order, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (order), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Order"), -1);

  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), self->hide_all);
  gtk_box_append (GTK_BOX (header), self->lock_all);
  gtk_box_append (GTK_BOX (header), order);
  gtk_box_append (GTK_BOX (header), make_menu_button ());

  return header;
}

static void
gw_object_list_init (GwObjectList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->rows = g_hash_table_new (NULL, NULL);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);

  self->list = gtk_list_view_new (NULL, g_object_ref (factory));
  gtk_widget_add_css_class (self->list, "gw-pane-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Objects"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->empty = gtk_label_new (_ ("Nothing is marked yet. Choose a label and draw."));
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (self->empty, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->empty, "gw-secondary");
  gtk_widget_add_css_class (self->empty, "gw-pane-empty");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->empty);
  gtk_widget_set_can_target (self->empty, FALSE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_object_list_new (GwKeymap *keymap)
{
  GwObjectList *self;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_OBJECT_LIST, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  show_buttons (self);

  return GTK_WIDGET (self);
}
