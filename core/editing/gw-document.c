/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document-private.h"

#include "gw-box.h"

/* From here on, changes are made without keeping the order meanwhile. */
#define MANY_CHANGES 64

enum
{
  PROP_IMAGE = 1,
  PROP_N_SELECTED,
  PROP_CURRENT_CLASS_ID,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_LABELS_VERSION,
  N_PROPS
};

enum
{
  EDITED,
  UNDO_REQUESTED,
  REDO_REQUESTED,
  OBJECTS_CHANGED,
  SELECTION_CHANGED,
  PREVIEW_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwDocument, gw_document, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- the list ------------------------------------------------------------------- */

static GType
get_item_type (GListModel *list)
{
  return GW_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  return gw_document_get_n_objects (GW_DOCUMENT (list));
}

static gpointer
get_item (GListModel *list, guint position)
{
  GPtrArray *objects = _gw_object_index_get_objects (GW_DOCUMENT (list)->index);

  return position < objects->len ? g_object_ref (g_ptr_array_index (objects, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Tells what part of the list differs from what it was. */
static void
tell_items_changed (GwDocument *self, GPtrArray *before)
{
  GPtrArray *after = _gw_object_index_get_objects (self->index);
  guint shorter = MIN (before->len, after->len);
  guint start = 0, end = 0;

  while (start < shorter && g_ptr_array_index (before, start) == g_ptr_array_index (after, start))
    start++;
  while (end < shorter - start
         && g_ptr_array_index (before, before->len - 1 - end) == g_ptr_array_index (after, after->len - 1 - end))
    end++;
  if (start + end < before->len || start + end < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, after->len - start - end);
}

/* --- damage ---------------------------------------------------------------------- */

typedef struct
{
  GwBox box;
  gboolean any;
} Damage;

static void
damage_add (Damage *damage, GwObject *object)
{
  GwBox bounds;

  if (object == NULL)
    return;
  bounds = gw_object_get_bounds (object);
  damage->box = damage->any ? gw_box_union (&damage->box, &bounds) : bounds;
  damage->any = TRUE;
}

static void
damage_add_all (Damage *damage, GPtrArray *objects)
{
  for (guint i = 0; objects != NULL && i < objects->len; i++)
    damage_add (damage, g_ptr_array_index (objects, i));
}

/* --- the type --------------------------------------------------------------------- */

static void
gw_document_dispose (GObject *object)
{
  GwDocument *self = GW_DOCUMENT (object);

  g_clear_object (&self->image);
  g_clear_pointer (&self->preview, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_document_parent_class)->dispose (object);
}

static void
gw_document_finalize (GObject *object)
{
  GwDocument *self = GW_DOCUMENT (object);

  _gw_object_index_free (self->index);
  g_array_unref (self->labels);
  g_array_unref (self->absent);
  g_hash_table_unref (self->selection);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_hash_table_unref (self->classes_by_id);
  g_ptr_array_unref (self->classes);
  g_free (self->author);
  g_free (self->undo_name);
  g_free (self->redo_name);

  G_OBJECT_CLASS (gw_document_parent_class)->finalize (object);
}

static void
gw_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwDocument *self = GW_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_IMAGE:
      g_value_set_object (value, self->image);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, gw_document_get_n_selected (self));
      break;
    case PROP_CURRENT_CLASS_ID:
      g_value_set_int64 (value, self->current_class_id);
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, self->undo_name);
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, self->redo_name);
      break;
    case PROP_LABELS_VERSION:
      g_value_set_uint (value, self->labels_version);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_document_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwDocument *self = GW_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_IMAGE:
      gw_document_set_image (self, g_value_get_object (value));
      break;
    case PROP_CURRENT_CLASS_ID:
      gw_document_set_current_class (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static guint
new_signal (const char *name, GType argument)
{
  return g_signal_new (name, GW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       argument != G_TYPE_NONE ? 1 : 0, argument);
}

static void
gw_document_class_init (GwDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->dispose = gw_document_dispose;
  object_class->finalize = gw_document_finalize;
  object_class->get_property = gw_document_get_property;
  object_class->set_property = gw_document_set_property;

  props[PROP_IMAGE] = g_param_spec_object ("image", NULL, NULL, GW_TYPE_IMAGE, write);
  props[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, read);
  props[PROP_CURRENT_CLASS_ID] = g_param_spec_int64 ("current-class-id", NULL, NULL, 0, G_MAXINT64, 0, write);
  props[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, read);
  props[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, read);
  props[PROP_LABELS_VERSION] = g_param_spec_uint ("labels-version", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[EDITED] = new_signal ("edited", GW_TYPE_EDIT);
  signals[UNDO_REQUESTED] = new_signal ("undo-requested", G_TYPE_NONE);
  signals[REDO_REQUESTED] = new_signal ("redo-requested", G_TYPE_NONE);
  signals[OBJECTS_CHANGED] = new_signal ("objects-changed", G_TYPE_POINTER);
  signals[SELECTION_CHANGED] = new_signal ("selection-changed", G_TYPE_NONE);
  signals[PREVIEW_CHANGED] = new_signal ("preview-changed", G_TYPE_POINTER);
}

static void
gw_document_init (GwDocument *self)
{
  self->index = _gw_object_index_new ();
  self->labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  self->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  self->selection = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  self->classes_by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

GwDocument *
gw_document_new (GwImage *image)
{
  GwDocument *self = g_object_new (GW_TYPE_DOCUMENT, NULL);

  gw_document_set_image (self, image);
  if (image != NULL)
    gw_document_set_size (self, gw_image_get_width (image), gw_image_get_height (image));
  return self;
}

GwImage *
gw_document_get_image (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->image;
}

void
gw_document_set_image (GwDocument *self, GwImage *image)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (image == NULL || GW_IS_IMAGE (image));

  if (g_set_object (&self->image, image))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IMAGE]);
}

gint64
gw_document_get_image_id (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);

  return self->image != NULL ? gw_image_get_id (self->image) : 0;
}

void
gw_document_set_size (GwDocument *self, int width, int height)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (width >= 0 && height >= 0);

  self->width = width;
  self->height = height;
  _gw_object_index_set_size (self->index, width, height);
}

void
gw_document_get_size (GwDocument *self, int *width, int *height)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  if (width != NULL)
    *width = self->width;
  if (height != NULL)
    *height = self->height;
}

/* --- contents ----------------------------------------------------------------------- */

static GPtrArray *
copy_list (GwDocument *self)
{
  GPtrArray *objects = _gw_object_index_get_objects (self->index);
  GPtrArray *copy = g_ptr_array_new_full (objects->len, g_object_unref);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));
  return copy;
}

static void
objects_changed (GwDocument *self, GPtrArray *before, const Damage *damage)
{
  gboolean unselected = _gw_document_unselect_gone (self);

  g_clear_pointer (&self->numbers, g_hash_table_unref);
  tell_items_changed (self, before);
  if (damage->any)
    g_signal_emit (self, signals[OBJECTS_CHANGED], 0, &damage->box);
  if (unselected)
    _gw_document_selection_changed (self);
}

static void
set_labels (GwDocument *self, const GArray *labels)
{
  g_array_set_size (self->labels, 0);
  if (labels != NULL && labels->len > 0)
    g_array_append_vals (self->labels, labels->data, labels->len);
  _gw_document_labels_changed (self);
}

void
gw_document_load (GwDocument *self, GPtrArray *objects, const GArray *labels)
{
  g_autoptr (GPtrArray) before = NULL;
  Damage damage = { 0 };

  g_return_if_fail (GW_IS_DOCUMENT (self));

  before = copy_list (self);
  damage_add_all (&damage, before);
  _gw_object_index_clear (self->index);
  _gw_object_index_freeze (self->index);
  for (guint i = 0; objects != NULL && i < objects->len; i++)
    _gw_object_index_put (self->index, g_ptr_array_index (objects, i));
  _gw_object_index_thaw (self->index);
  damage_add_all (&damage, objects);
  objects_changed (self, before, &damage);
  g_array_set_size (self->absent, 0);
  set_labels (self, labels);
}

guint
gw_document_get_n_objects (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);

  return _gw_object_index_get_n (self->index);
}

GwObject *
gw_document_get_object (GwDocument *self, guint position)
{
  GPtrArray *objects;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  objects = _gw_object_index_get_objects (self->index);
  return position < objects->len ? g_ptr_array_index (objects, position) : NULL;
}

GwObject *
gw_document_find (GwDocument *self, gint64 id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return _gw_object_index_find (self->index, id);
}

const GArray *
gw_document_get_labels (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->labels;
}

/* --- edits -------------------------------------------------------------------------------- */

static guint
count_object_changes (GwDocument *self, GwEdit *edit)
{
  guint n = 0;

  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    n += gw_edit_get_change (edit, i)->kind == GW_CHANGE_OBJECT
         && gw_edit_get_change (edit, i)->image_id == gw_document_get_image_id (self);
  return n;
}

static void
carry_out_objects (GwDocument *self, GwEdit *edit)
{
  g_autoptr (GPtrArray) before = NULL;
  guint n = count_object_changes (self, edit);
  gboolean many = n > MANY_CHANGES;
  gint64 image_id = gw_document_get_image_id (self);
  Damage damage = { 0 };

  if (n == 0)
    return;
  before = copy_list (self);
  if (many)
    _gw_object_index_freeze (self->index);
  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);
      gint64 id;

      if (change->kind != GW_CHANGE_OBJECT || change->image_id != image_id)
        continue;
      id = gw_object_get_id (change->object_before != NULL ? change->object_before : change->object_after);
      damage_add (&damage, _gw_object_index_find (self->index, id));
      damage_add (&damage, change->object_after);
      if (change->object_after != NULL)
        _gw_object_index_put (self->index, change->object_after);
      else
        _gw_object_index_remove (self->index, id);
    }
  if (many)
    _gw_object_index_thaw (self->index);
  objects_changed (self, before, &damage);
}

/* The image with marks and attributes changed: a new object, for rows are
 * never changed where others hold them.
 */
static GwImage *
change_image (GwDocument *self, GwImage **changed)
{
  if (*changed == NULL)
    *changed = gw_image_copy (self->image);
  return *changed;
}

static gboolean
brings_work (const GwChange *change)
{
  if (change->kind == GW_CHANGE_OBJECT)
    return change->object_before == NULL;
  return (change->kind == GW_CHANGE_LABELS || change->kind == GW_CHANGE_ABSENT) && change->labels_before->len == 0
         && change->labels_after->len > 0;
}

/* complete: the edit says itself what its work makes of the image, as edits
 * from the store do.
 */
static void
carry_out_image (GwDocument *self, GwEdit *edit, gboolean complete)
{
  g_autoptr (GwImage) changed = NULL;
  gboolean work = FALSE, found = FALSE, marks = complete;

  if (self->image == NULL)
    return;
  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);

      if (change->image_id != gw_image_get_id (self->image))
        continue;
      work |= brings_work (change);
      found |= brings_work (change) && change->kind != GW_CHANGE_ABSENT;
      if (change->kind == GW_CHANGE_MARKS)
        {
          marks = TRUE;
          gw_image_set_status (change_image (self, &changed), change->status_after);
          gw_image_set_marks (changed, change->marks_after);
        }
      if (change->kind == GW_CHANGE_ATTRIBUTE)
        gw_image_set_attribute (change_image (self, &changed), change->name, change->value_after);
    }
  if (work && !marks && gw_image_get_status (self->image) == GW_IMAGE_UNLABELED)
    gw_image_set_status (change_image (self, &changed), GW_IMAGE_IN_PROGRESS);
  if (found && !marks && (gw_image_get_marks (self->image) & GW_IMAGE_NEGATIVE))
    gw_image_set_marks (change_image (self, &changed), gw_image_get_marks (self->image) & ~GW_IMAGE_NEGATIVE);
  if (changed != NULL)
    gw_document_set_image (self, changed);
}

static void
carry_out_labels (GwDocument *self, GwEdit *edit)
{
  const GArray *labels = NULL;

  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);

      if (change->kind == GW_CHANGE_LABELS && change->image_id == gw_document_get_image_id (self))
        labels = change->labels_after;
    }
  if (labels != NULL)
    set_labels (self, labels);
}

static void
carry_out (GwDocument *self, GwEdit *edit, gboolean complete)
{
  carry_out_image (self, edit, complete);
  carry_out_objects (self, edit);
  carry_out_labels (self, edit);
  _gw_document_carry_out_absent (self, edit);
}

void
gw_document_take (GwDocument *self, GwEdit *edit)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (edit != NULL);

  carry_out (self, edit, TRUE);
}

void
gw_document_apply (GwDocument *self, GwEdit *edit)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (edit != NULL);

  if (self->read_only || gw_edit_get_n_changes (edit) == 0)
    return;
  if (gw_edit_get_author (edit) == NULL)
    gw_edit_set_author (edit, self->author);
  if (self->new_class_id != 0)
    gw_edit_add_class (edit, gw_document_get_image_id (self), self->new_class_id, FALSE, TRUE);
  self->new_class_id = 0;
  carry_out (self, edit, FALSE);
  g_signal_emit (self, signals[EDITED], 0, edit);
}

void
gw_document_set_read_only (GwDocument *self, gboolean read_only)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  self->read_only = !!read_only;
}

gboolean
gw_document_get_read_only (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), TRUE);

  return self->read_only;
}

void
gw_document_undo (GwDocument *self)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  g_signal_emit (self, signals[UNDO_REQUESTED], 0);
}

void
gw_document_redo (GwDocument *self)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  g_signal_emit (self, signals[REDO_REQUESTED], 0);
}

static void
set_text (GwDocument *self, char **field, const char *text, GParamSpec *pspec)
{
  char *copy;

  if (g_strcmp0 (*field, text) == 0)
    return;
  copy = g_strdup (text);
  g_free (*field);
  *field = copy;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

void
gw_document_set_history (GwDocument *self, const char *undo_name, const char *redo_name)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  set_text (self, &self->undo_name, undo_name, props[PROP_UNDO_NAME]);
  set_text (self, &self->redo_name, redo_name, props[PROP_REDO_NAME]);
}

const char *
gw_document_get_undo_name (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->undo_name;
}

const char *
gw_document_get_redo_name (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->redo_name;
}

/* --- classes and persons ---------------------------------------------------------------------- */

gint64
gw_document_get_current_class (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);

  return self->current_class_id;
}

void
gw_document_set_current_class (GwDocument *self, gint64 class_id)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  if (self->current_class_id == class_id)
    return;
  self->current_class_id = class_id;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_CLASS_ID]);
}

void
gw_document_set_author (GwDocument *self, const char *author)
{
  char *copy;

  g_return_if_fail (GW_IS_DOCUMENT (self));

  copy = g_strdup (author);
  g_free (self->author);
  self->author = copy;
}

const char *
gw_document_get_author (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->author;
}

/* --- preview -------------------------------------------------------------------------------------- */

void
gw_document_set_preview (GwDocument *self, GPtrArray *objects)
{
  Damage damage = { 0 };

  g_return_if_fail (GW_IS_DOCUMENT (self));

  if (self->preview == NULL && objects == NULL)
    return;
  damage_add_all (&damage, self->preview);
  damage_add_all (&damage, objects);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  if (objects != NULL)
    {
      self->preview = g_ptr_array_new_full (objects->len, g_object_unref);
      for (guint i = 0; i < objects->len; i++)
        g_ptr_array_add (self->preview, g_object_ref (g_ptr_array_index (objects, i)));
    }
  g_signal_emit (self, signals[PREVIEW_CHANGED], 0, &damage.box);
}

GPtrArray *
gw_document_get_preview (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->preview;
}

/* --- for the other files ---------------------------------------------------------------------------- */

void
_gw_document_labels_changed (GwDocument *self)
{
  self->labels_version++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABELS_VERSION]);
}

void
_gw_document_selection_changed (GwDocument *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}
