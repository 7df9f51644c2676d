/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class.h"

typedef struct
{
  char *source;
  char *external_id;
  char *external_name;
} Alias;

struct _GwClass
{
  GObject parent_instance;

  gint64 id;
  char *name;
  guint32 color;
  char *hotkey;
  gint64 parent_id;
  int position;
  gboolean archived;
  GwSkeleton *skeleton; /* (nullable) */
  gint64 n_images;
  gint64 n_objects;
  GPtrArray *attributes; /* of GwAttribute */
  GPtrArray *aliases;    /* of Alias, one for each source */
};

G_DEFINE_FINAL_TYPE (GwClass, gw_class, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_COLOR,
  PROP_HOTKEY,
  PROP_PARENT_ID,
  PROP_POSITION,
  PROP_ARCHIVED,
  PROP_SKELETON,
  PROP_N_IMAGES,
  PROP_N_OBJECTS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
alias_free (gpointer data)
{
  Alias *alias = data;

  g_free (alias->source);
  g_free (alias->external_id);
  g_free (alias->external_name);
  g_free (alias);
}

/* Most classes have neither attributes nor aliases, and a source may have very many of them. (transfer full) */
static GPtrArray *
ref_empty (void)
{
  static GPtrArray *empty;

  if (g_once_init_enter (&empty))
    g_once_init_leave (&empty, g_ptr_array_new ());
  return g_ptr_array_ref (empty);
}

static void
set_text (GwClass *self, char **field, const char *text, GParamSpec *pspec)
{
  char *copy;

  if (g_strcmp0 (*field, text) == 0)
    return;
  copy = g_strdup (text);
  g_free (*field);
  *field = copy;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_count (GwClass *self, gint64 *field, gint64 value, GParamSpec *pspec)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
gw_class_finalize (GObject *object)
{
  GwClass *self = GW_CLASS (object);

  g_free (self->name);
  g_free (self->hotkey);
  g_clear_pointer (&self->skeleton, gw_skeleton_unref);
  g_ptr_array_unref (self->attributes);
  g_ptr_array_unref (self->aliases);

  G_OBJECT_CLASS (gw_class_parent_class)->finalize (object);
}

static void
gw_class_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwClass *self = GW_CLASS (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_COLOR:
      g_value_set_uint (value, self->color);
      break;
    case PROP_HOTKEY:
      g_value_set_string (value, self->hotkey);
      break;
    case PROP_PARENT_ID:
      g_value_set_int64 (value, self->parent_id);
      break;
    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived);
      break;
    case PROP_SKELETON:
      g_value_set_boxed (value, self->skeleton);
      break;
    case PROP_N_IMAGES:
      g_value_set_int64 (value, self->n_images);
      break;
    case PROP_N_OBJECTS:
      g_value_set_int64 (value, self->n_objects);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_class_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwClass *self = GW_CLASS (object);

  switch (prop_id)
    {
    case PROP_ID:
      gw_class_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_NAME:
      gw_class_set_name (self, g_value_get_string (value));
      break;
    case PROP_COLOR:
      gw_class_set_color (self, g_value_get_uint (value));
      break;
    case PROP_HOTKEY:
      gw_class_set_hotkey (self, g_value_get_string (value));
      break;
    case PROP_PARENT_ID:
      gw_class_set_parent_id (self, g_value_get_int64 (value));
      break;
    case PROP_POSITION:
      gw_class_set_position (self, g_value_get_int (value));
      break;
    case PROP_ARCHIVED:
      gw_class_set_archived (self, g_value_get_boolean (value));
      break;
    case PROP_SKELETON:
      gw_class_set_skeleton (self, g_value_get_boxed (value));
      break;
    case PROP_N_IMAGES:
      gw_class_set_counts (self, g_value_get_int64 (value), self->n_objects);
      break;
    case PROP_N_OBJECTS:
      gw_class_set_counts (self, self->n_images, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_class_class_init (GwClassClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = gw_class_finalize;
  object_class->get_property = gw_class_get_property;
  object_class->set_property = gw_class_set_property;

  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, 0xffffff, 0, flags);
  props[PROP_HOTKEY] = g_param_spec_string ("hotkey", NULL, NULL, NULL, flags);
  props[PROP_PARENT_ID] = g_param_spec_int64 ("parent-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  props[PROP_ARCHIVED] = g_param_spec_boolean ("archived", NULL, NULL, FALSE, flags);
  props[PROP_SKELETON] = g_param_spec_boxed ("skeleton", NULL, NULL, GW_TYPE_SKELETON, flags);
  props[PROP_N_IMAGES] = g_param_spec_int64 ("n-images", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_N_OBJECTS] = g_param_spec_int64 ("n-objects", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gw_class_init (GwClass *self)
{
  self->attributes = ref_empty ();
  self->aliases = ref_empty ();
}

GwClass *
gw_class_new (const char *name, guint32 color)
{
  GwClass *self = g_object_new (GW_TYPE_CLASS, NULL);

  self->name = g_strdup (name);
  self->color = color & 0xffffff;
  return self;
}

GwClass *
gw_class_copy (GwClass *self)
{
  GwClass *copy;

  g_return_val_if_fail (GW_IS_CLASS (self), NULL);

  copy = gw_class_new (self->name, self->color);
  copy->id = self->id;
  copy->hotkey = g_strdup (self->hotkey);
  copy->parent_id = self->parent_id;
  copy->position = self->position;
  copy->archived = self->archived;
  copy->skeleton = self->skeleton != NULL ? gw_skeleton_ref (self->skeleton) : NULL;
  copy->n_images = self->n_images;
  copy->n_objects = self->n_objects;
  gw_class_set_attributes (copy, self->attributes);
  for (guint i = 0; i < self->aliases->len; i++)
    {
      const Alias *alias = g_ptr_array_index (self->aliases, i);

      gw_class_set_alias (copy, alias->source, alias->external_id, alias->external_name);
    }
  return copy;
}

gint64
gw_class_get_id (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->id;
}

void
gw_class_set_id (GwClass *self, gint64 id)
{
  g_return_if_fail (GW_IS_CLASS (self));

  set_count (self, &self->id, id, props[PROP_ID]);
}

const char *
gw_class_get_name (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), NULL);

  return self->name;
}

void
gw_class_set_name (GwClass *self, const char *name)
{
  g_return_if_fail (GW_IS_CLASS (self));

  set_text (self, &self->name, name, props[PROP_NAME]);
}

guint32
gw_class_get_color (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->color;
}

void
gw_class_set_color (GwClass *self, guint32 color)
{
  g_return_if_fail (GW_IS_CLASS (self));

  color &= 0xffffff;
  if (self->color == color)
    return;
  self->color = color;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOR]);
}

const char *
gw_class_get_hotkey (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), NULL);

  return self->hotkey;
}

void
gw_class_set_hotkey (GwClass *self, const char *hotkey)
{
  g_return_if_fail (GW_IS_CLASS (self));

  set_text (self, &self->hotkey, hotkey, props[PROP_HOTKEY]);
}

gint64
gw_class_get_parent_id (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->parent_id;
}

void
gw_class_set_parent_id (GwClass *self, gint64 parent_id)
{
  g_return_if_fail (GW_IS_CLASS (self));

  set_count (self, &self->parent_id, parent_id, props[PROP_PARENT_ID]);
}

int
gw_class_get_position (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->position;
}

void
gw_class_set_position (GwClass *self, int position)
{
  g_return_if_fail (GW_IS_CLASS (self));

  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_POSITION]);
}

gboolean
gw_class_get_archived (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), FALSE);

  return self->archived;
}

void
gw_class_set_archived (GwClass *self, gboolean archived)
{
  g_return_if_fail (GW_IS_CLASS (self));

  archived = !!archived;
  if (self->archived == archived)
    return;
  self->archived = archived;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ARCHIVED]);
}

GwSkeleton *
gw_class_get_skeleton (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), NULL);

  return self->skeleton;
}

void
gw_class_set_skeleton (GwClass *self, GwSkeleton *skeleton)
{
  g_return_if_fail (GW_IS_CLASS (self));

  if (gw_skeleton_equal (self->skeleton, skeleton))
    return;
  if (skeleton != NULL)
    gw_skeleton_ref (skeleton);
  g_clear_pointer (&self->skeleton, gw_skeleton_unref);
  self->skeleton = skeleton;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SKELETON]);
}

gint64
gw_class_get_n_images (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->n_images;
}

gint64
gw_class_get_n_objects (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), 0);

  return self->n_objects;
}

void
gw_class_set_counts (GwClass *self, gint64 n_images, gint64 n_objects)
{
  g_return_if_fail (GW_IS_CLASS (self));

  set_count (self, &self->n_images, n_images, props[PROP_N_IMAGES]);
  set_count (self, &self->n_objects, n_objects, props[PROP_N_OBJECTS]);
}

GPtrArray *
gw_class_get_attributes (GwClass *self)
{
  g_return_val_if_fail (GW_IS_CLASS (self), NULL);

  return self->attributes;
}

void
gw_class_set_attributes (GwClass *self, GPtrArray *attributes)
{
  GPtrArray *copies;

  g_return_if_fail (GW_IS_CLASS (self));

  copies = attributes != NULL && attributes->len > 0
               ? g_ptr_array_new_full (attributes->len, (GDestroyNotify) gw_attribute_free)
               : ref_empty ();
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    g_ptr_array_add (copies, gw_attribute_copy (g_ptr_array_index (attributes, i)));
  g_ptr_array_unref (self->attributes);
  self->attributes = copies;
}

const GwAttribute *
gw_class_find_attribute (GwClass *self, const char *name)
{
  g_return_val_if_fail (GW_IS_CLASS (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (self->attributes, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }
  return NULL;
}

static void
add_alias (GwClass *self, Alias *alias)
{
  if (self->aliases->len == 0)
    {
      g_ptr_array_unref (self->aliases);
      self->aliases = g_ptr_array_new_full (1, alias_free);
    }
  g_ptr_array_add (self->aliases, alias);
}

static Alias *
find_alias (GwClass *self, const char *source)
{
  for (guint i = 0; i < self->aliases->len; i++)
    {
      Alias *alias = g_ptr_array_index (self->aliases, i);

      if (g_str_equal (alias->source, source))
        return alias;
    }
  return NULL;
}

void
gw_class_set_alias (GwClass *self, const char *source, const char *external_id, const char *external_name)
{
  Alias *alias, *old;

  g_return_if_fail (GW_IS_CLASS (self));
  g_return_if_fail (source != NULL);

  alias = g_new0 (Alias, 1);
  alias->source = g_strdup (source);
  alias->external_id = g_strdup (external_id);
  alias->external_name = g_strdup (external_name);
  old = find_alias (self, source);
  if (old != NULL)
    g_ptr_array_remove (self->aliases, old);
  if (external_id != NULL || external_name != NULL)
    add_alias (self, alias);
  else
    alias_free (alias);
}

gboolean
gw_class_get_alias (GwClass *self, const char *source, const char **external_id, const char **external_name)
{
  const Alias *alias;

  g_return_val_if_fail (GW_IS_CLASS (self), FALSE);
  g_return_val_if_fail (source != NULL, FALSE);

  alias = find_alias (self, source);
  if (external_id != NULL)
    *external_id = alias != NULL ? alias->external_id : NULL;
  if (external_name != NULL)
    *external_name = alias != NULL ? alias->external_name : NULL;
  return alias != NULL;
}

void
gw_class_foreach_alias (GwClass *self, GwClassAliasFunc func, gpointer data)
{
  g_return_if_fail (GW_IS_CLASS (self));
  g_return_if_fail (func != NULL);

  for (guint i = 0; i < self->aliases->len; i++)
    {
      const Alias *alias = g_ptr_array_index (self->aliases, i);

      func (alias->source, alias->external_id, alias->external_name, data);
    }
}
