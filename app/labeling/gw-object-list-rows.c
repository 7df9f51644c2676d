/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-list-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "gw-edits.h"
#include "gw-mask.h"
#include "gw-path.h"
#include "gw-swatch.h"

/* The colour of a layer is larger than that of an object, whose row has one line. */
#define LAYER_SWATCH 20
#define OBJECT_SWATCH 14

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
  GtkWidget *caption; /* the size, below the name of a layer */
  GtkWidget *size;    /* and behind that of an object */
  GtkWidget *lock;
  GtkWidget *eye;

  /* What they say: nothing is set anew that is the same. */
  GwObject *object; /* (nullable) */
  GwClass *klass;   /* (nullable) */
  GtkWidget *parent;
  guint index;
  guint form; /* of the list */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->object);
  g_clear_object (&row->klass);
  g_free (row);
}

/* Objects and classes that a document holds never change: another one takes their
 * place. FALSE when the row says all of it. GTK binds each row anew that lies
 * behind one that changed.
 */
static gboolean
row_takes (Row *row, GwObjectList *self, GwObject *object, GwClass *klass)
{
  GtkWidget *parent = gtk_widget_get_parent (row->box);
  guint index = gw_document_get_index (self->document, object);

  if (row->object == object && row->klass == klass && row->parent == parent && row->index == index
      && row->form == self->form)
    return FALSE;

  g_set_object (&row->object, object);
  g_set_object (&row->klass, klass);
  row->parent = parent;
  row->index = index;
  row->form = self->form;
  return TRUE;
}

void
_gw_object_list_set_toggle (GwObjectList *self, GtkWidget *button, const char *icon_name, const char *name,
                            const char *command_id, gboolean on)
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

/* Of a layer two lines, of an object one. */
static void
set_form (GwObjectList *self, Row *row)
{
  gw_swatch_set_size (GW_SWATCH (row->swatch), self->layers ? LAYER_SWATCH : OBJECT_SWATCH);
  gtk_widget_set_visible (row->caption, self->layers);
  gtk_widget_set_visible (row->size, !self->layers);
  if (self->layers)
    gtk_widget_add_css_class (row->box, "gw-layer-row");
  else
    gtk_widget_remove_css_class (row->box, "gw-layer-row");
}

void
_gw_object_list_show_row (GwObjectList *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "gw-row");
  GwObject *object = gtk_list_item_get_item (item);
  GwClass *klass = gw_document_get_class (self->document, gw_object_get_class_id (object));
  GwBox box = gw_object_get_bounds (object);
  gboolean locked = (gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0;
  gboolean hidden = (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0;
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_sensitive (row->lock, !gw_document_get_read_only (self->document));
  gtk_widget_set_sensitive (row->eye, !gw_document_get_read_only (self->document));
  if (!row_takes (row, self, object, klass))
    return;

  name = name_object (self->document, object);
  size = describe_size (object, &box);
  spoken = gw_object_list_describe (self->document, object);
  gw_swatch_set_color (GW_SWATCH (row->swatch), klass != NULL ? gw_class_get_color (klass) : 0xffffff);
  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->size), size);
  gtk_label_set_label (GTK_LABEL (row->caption), size);
  set_form (self, row);
  _gw_object_list_set_toggle (self, row->lock, locked ? "gw-lock-symbolic" : "gw-lock-open-symbolic",
                              locked ? _ ("Unlock") : _ ("Lock"), "lock", locked);
  _gw_object_list_set_toggle (self, row->eye, hidden ? "view-conceal-symbolic" : "view-reveal-symbolic",
                              hidden ? _ ("Show") : _ ("Hide"), "hide", hidden);
  if (hidden)
    gtk_widget_add_css_class (row->name, "gw-secondary");
  else
    gtk_widget_remove_css_class (row->name, "gw-secondary");

  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (row->parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row->parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
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

GtkWidget *
_gw_object_list_make_icon_button (const char *icon_name)
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

/* The menu is for what is selected: the row that it was opened on at least. */
static void
on_secondary_cb (GtkGesture *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GwObjectList *self = GW_OBJECT_LIST (gtk_widget_get_ancestor (row, GW_TYPE_OBJECT_LIST));
  GwObject *object = gtk_list_item_get_item (item);

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (object == NULL || self->document == NULL)
    return;
  if (!gw_document_is_selected (self->document, gw_object_get_id (object)))
    gw_document_select (self->document, gw_object_get_id (object), FALSE);
  _gw_object_list_open_menu (self, row, x, y);
}

static GtkWidget *
make_size (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "gw-secondary");
  gtk_widget_add_css_class (label, "gw-num");
  return label;
}

static GtkWidget *
make_words (GtkWidget *name, GtkWidget *caption)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_widget_add_css_class (name, "gw-name");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), caption);
  return words;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *words;

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  row->swatch = gw_swatch_new (0);
  row->name = gtk_label_new (NULL);
  row->size = make_size ();
  row->caption = make_size ();
  row->lock = _gw_object_list_make_icon_button ("gw-lock-open-symbolic");
  row->eye = _gw_object_list_make_icon_button ("view-reveal-symbolic");
  words = make_words (row->name, row->caption);
  g_signal_connect (row->lock, "clicked", G_CALLBACK (on_lock_cb), item);
  g_signal_connect (row->eye, "clicked", G_CALLBACK (on_eye_cb), item);

  gtk_box_append (GTK_BOX (row->box), row->swatch);
  gtk_box_append (GTK_BOX (row->box), words);
  gtk_box_append (GTK_BOX (row->box), row->size);
  gtk_box_append (GTK_BOX (row->box), row->lock);
  gtk_box_append (GTK_BOX (row->box), row->eye);
  g_object_set_data_full (G_OBJECT (item), "gw-row", row, row_free);
  gtk_widget_add_css_class (row->box, "gw-object-row");
  _gw_object_list_add_dragging (row->box, item);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_cb), item);
  gtk_widget_add_controller (row->box, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (item, "notify::selected", G_CALLBACK (on_selected_cb), NULL);
  gtk_list_item_set_child (item, row->box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  g_hash_table_add (self->rows, item);
  _gw_object_list_show_row (self, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwObjectList *self)
{
  g_hash_table_remove (self->rows, item);
}

GtkListItemFactory *
_gw_object_list_make_factory (GwObjectList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  return factory;
}

/* --- the draft ------------------------------------------------------------------------------ */

/* What a smart tool found and nobody has taken yet is above all layers. */
GtkWidget *
_gw_object_list_make_draft (GwObjectList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *caption = make_size ();

  self->draft_swatch = gw_swatch_new (0);
  self->draft_name = gtk_label_new (NULL);
  gtk_label_set_label (GTK_LABEL (caption), _ ("Draft"));
  gtk_box_append (GTK_BOX (row), self->draft_swatch);
  gtk_box_append (GTK_BOX (row), make_words (self->draft_name, caption));
  gtk_widget_add_css_class (row, "gw-draft-row");
  gtk_widget_set_visible (row, FALSE);
  return row;
}

/* The class that a new object gets. */
static GwClass *
find_next_class (GwObjectList *self)
{
  GwClass *klass = gw_document_get_class (self->document, gw_document_get_current_class (self->document));
  GPtrArray *classes = gw_document_get_classes (self->document);

  return klass != NULL || classes->len == 0 ? klass : g_ptr_array_index (classes, 0);
}

static guint
count_of_class (GwObjectList *self, gint64 class_id)
{
  guint n = 0;

  for (guint i = 0; i < gw_document_get_n_objects (self->document); i++)
    n += gw_object_get_class_id (gw_document_get_object (self->document, i)) == class_id;
  return n;
}

void
_gw_object_list_show_draft (GwObjectList *self)
{
  gboolean shown = self->has_draft && self->document != NULL;
  GwClass *klass = shown ? find_next_class (self) : NULL;
  g_autofree char *class_name = NULL;
  g_autofree char *name = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (self->draft, shown);
  if (!shown)
    return;

  class_name = gw_path_display (klass != NULL ? gw_class_get_name (klass) : _ ("Unknown"), -1);
  /* Where each class has one mask, the draft goes to that. */
  if (self->semantic)
    name = g_strdup (class_name);
  else
    name = g_strdup_printf ("%s %u", class_name,
                            count_of_class (self, klass != NULL ? gw_class_get_id (klass) : 0) + 1);
  /* Translators: %s is the name that a found object will have: “White Cell 2, draft”. */
  spoken = g_strdup_printf (_ ("%s, draft"), name);
  gw_swatch_set_color (GW_SWATCH (self->draft_swatch), klass != NULL ? gw_class_get_color (klass) : 0xffffff);
  gw_swatch_set_size (GW_SWATCH (self->draft_swatch), self->layers ? LAYER_SWATCH : OBJECT_SWATCH);
  gtk_label_set_label (GTK_LABEL (self->draft_name), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->draft), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* --- one class for each pixel ----------------------------------------------------------------- */

GtkWidget *
_gw_object_list_make_mode (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ ("One class for each pixel"));
  GtkWidget *toggle = gtk_switch_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (toggle, _ ("Painting takes pixels from other labels"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (toggle), "labeling.semantic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("One class for each pixel"), -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), toggle);
  gtk_widget_add_css_class (row, "gw-mode-row");
  gtk_widget_set_visible (row, FALSE);
  return row;
}

GtkWidget *
_gw_object_list_make_background (GwObjectList *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *swatch = gw_swatch_new (0x777777);
  GtkWidget *lock = gtk_image_new_from_icon_name ("gw-lock-symbolic");

  self->background_size = make_size ();
  gw_swatch_set_size (GW_SWATCH (swatch), LAYER_SWATCH);
  gtk_widget_set_tooltip_text (lock, _ ("Nothing can be painted with it: use the eraser"));
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), make_words (gtk_label_new (_ ("Background")), self->background_size));
  gtk_box_append (GTK_BOX (row), lock);
  gtk_widget_add_css_class (row, "gw-background-row");
  gtk_widget_set_visible (row, FALSE);
  return row;
}

/* By halves, so that a run is copied but a few times. */
static gw_status
unite (GPtrArray *masks, guint first, guint n, GwMask *united)
{
  GwMask low = GW_MASK_INIT, high = GW_MASK_INIT;
  gw_status status;

  if (n == 1)
    return gw_mask_copy (g_ptr_array_index (masks, first), united);

  status = unite (masks, first, n / 2, &low);
  if (status == GW_STATUS_OK)
    status = unite (masks, first + n / 2, n - n / 2, &high);
  if (status == GW_STATUS_OK)
    status = gw_mask_union (&low, &high, united);
  gw_mask_clear (&low);
  gw_mask_clear (&high);
  return status;
}

/* Masks of before may overlap. */
static guint64
count_free (GwDocument *document)
{
  g_autoptr (GPtrArray) masks = g_ptr_array_new ();
  GwMask united = GW_MASK_INIT;
  int width, height;
  guint64 n;

  gw_document_get_size (document, &width, &height);
  n = (guint64) width * (guint64) height;
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      const GwShape *shape = gw_object_get_shape (gw_document_get_object (document, i));

      if (shape->kind == GW_SHAPE_MASK)
        g_ptr_array_add (masks, (gpointer) &shape->as.mask);
    }
  if (masks->len > 0 && unite (masks, 0, masks->len, &united) == GW_STATUS_OK)
    n -= MIN (gw_mask_area (&united), n);
  gw_mask_clear (&united);
  return n;
}

void
_gw_object_list_show_background (GwObjectList *self)
{
  gboolean shown = self->semantic && self->layers;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  int width = 0, height = 0;
  guint64 n;

  gtk_widget_set_visible (self->mode, shown);
  if (self->document != NULL)
    gw_document_get_size (self->document, &width, &height);
  gtk_widget_set_visible (self->background, shown && width > 0 && height > 0);
  if (!shown || width <= 0 || height <= 0)
    return;

  n = count_free (self->document);
  /* Translators: pixels without any label, and their share of the image. */
  text = g_strdup_printf (_ ("%'" PRIu64 " px · %d%%"), n,
                          (int) round (100.0 * (double) n / ((double) width * (double) height)));
  spoken = g_strdup_printf (_ ("Background, %s, locked"), text);
  gtk_label_set_label (GTK_LABEL (self->background_size), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->background), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
