/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-object.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "gw-values-private.h"

/* The bounds are found when first asked for. Objects go from the store's
 * thread to the window's while an edit holds them on both, so the first to
 * come writes them and the others do without.
 */
enum
{
  BOUNDS_UNKNOWN,
  BOUNDS_BEING_WRITTEN,
  BOUNDS_KNOWN
};

struct _GwObject
{
  GObject parent_instance;

  gint64 id;
  gint64 class_id;
  gint64 group;
  gint64 created;
  gint64 modified;
  double score;
  GwShape shape;
  GwBox bounds;
  int bounds_state; /* atomic */
  GwObjectFlags flags;
  int z;
  GwSource source;
  GwValues attributes;
  char *author; /* an interned GRefString: few people draw many objects */
  char *bag;
};

G_DEFINE_FINAL_TYPE (GwObject, gw_object, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_CLASS_ID,
  PROP_FLAGS,
  PROP_Z,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
gw_object_finalize (GObject *object)
{
  GwObject *self = GW_OBJECT (object);

  gw_shape_clear (&self->shape);
  _gw_values_clear (&self->attributes);
  g_clear_pointer (&self->author, g_ref_string_release);
  g_free (self->bag);

  G_OBJECT_CLASS (gw_object_parent_class)->finalize (object);
}

static void
gw_object_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwObject *self = GW_OBJECT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_CLASS_ID:
      g_value_set_int64 (value, self->class_id);
      break;
    case PROP_FLAGS:
      g_value_set_uint (value, self->flags);
      break;
    case PROP_Z:
      g_value_set_int (value, self->z);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_object_class_init (GwObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = gw_object_finalize;
  object_class->get_property = gw_object_get_property;

  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_CLASS_ID] = g_param_spec_int64 ("class-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_FLAGS] = g_param_spec_uint ("flags", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_Z] = g_param_spec_int ("z", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gw_object_init (GwObject *self)
{
  self->score = NAN;
}

GwObject *
gw_object_new (gint64 id, gint64 class_id)
{
  GwObject *self = g_object_new (GW_TYPE_OBJECT, NULL);

  self->id = id;
  self->class_id = class_id;
  return self;
}

GwObject *
gw_object_copy (GwObject *self)
{
  GwObject *copy;

  g_return_val_if_fail (GW_IS_OBJECT (self), NULL);

  copy = gw_object_new (self->id, self->class_id);
  if (gw_shape_copy (&self->shape, &copy->shape) != GW_STATUS_OK)
    g_error ("There is no memory for the copy of a shape.");
  copy->group = self->group;
  copy->created = self->created;
  copy->modified = self->modified;
  copy->score = self->score;
  copy->flags = self->flags;
  copy->z = self->z;
  copy->source = self->source;
  _gw_values_copy (&self->attributes, &copy->attributes);
  if (self->author != NULL)
    copy->author = g_ref_string_acquire (self->author);
  copy->bag = g_strdup (self->bag);
  if (g_atomic_int_get (&self->bounds_state) == BOUNDS_KNOWN)
    {
      copy->bounds = self->bounds;
      copy->bounds_state = BOUNDS_KNOWN;
    }
  return copy;
}

gint64
gw_object_make_id (void)
{
  static _Atomic gint64 last;
  gint64 now = g_get_real_time () / 1000;
  gint64 previous = atomic_load (&last);
  gint64 id;

  /* Within one millisecond, and when the clock was set back, ids go on
   * from the last one in small steps of chance: an import makes thousands
   * in a millisecond, of which 21 free bits would soon give two alike.
   */
  do
    {
      id = (now << 21) | (g_random_int () & 0x1fffff);
      if (id <= previous)
        id = previous + 1 + (g_random_int () & 0xff);
    }
  while (!atomic_compare_exchange_weak (&last, &previous, id));

  return id;
}

gint64
gw_object_get_id (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->id;
}

void
gw_object_set_id (GwObject *self, gint64 id)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->id = id;
}

gint64
gw_object_get_class_id (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->class_id;
}

void
gw_object_set_class_id (GwObject *self, gint64 class_id)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->class_id = class_id;
}

const GwShape *
gw_object_get_shape (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), NULL);

  return &self->shape;
}

void
gw_object_take_shape (GwObject *self, GwShape *shape)
{
  g_return_if_fail (GW_IS_OBJECT (self));
  g_return_if_fail (shape != NULL && shape != &self->shape);

  gw_shape_clear (&self->shape);
  self->shape = *shape;
  *shape = (GwShape) GW_SHAPE_INIT;
  g_atomic_int_set (&self->bounds_state, BOUNDS_UNKNOWN);
}

void
gw_object_set_box (GwObject *self, double x, double y, double width, double height)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  gw_shape_clear (&self->shape);
  gw_shape_init_box (&self->shape, x, y, width, height);
  g_atomic_int_set (&self->bounds_state, BOUNDS_UNKNOWN);
}

GwBox
gw_object_get_bounds (GwObject *self)
{
  GwBox bounds = { 0 };

  g_return_val_if_fail (GW_IS_OBJECT (self), bounds);

  if (g_atomic_int_get (&self->bounds_state) == BOUNDS_KNOWN)
    return self->bounds;
  if (gw_shape_bounds (&self->shape, &bounds) != GW_STATUS_OK)
    bounds = (GwBox) { 0 };
  if (g_atomic_int_compare_and_exchange (&self->bounds_state, BOUNDS_UNKNOWN, BOUNDS_BEING_WRITTEN))
    {
      self->bounds = bounds;
      g_atomic_int_set (&self->bounds_state, BOUNDS_KNOWN);
    }
  return bounds;
}

GwObjectFlags
gw_object_get_flags (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->flags;
}

void
gw_object_set_flags (GwObject *self, GwObjectFlags flags)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->flags = flags;
}

int
gw_object_get_z (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->z;
}

void
gw_object_set_z (GwObject *self, int z)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->z = z;
}

gint64
gw_object_get_group (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->group;
}

void
gw_object_set_group (GwObject *self, gint64 group)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->group = group;
}

GwSource
gw_object_get_source (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), GW_SOURCE_MANUAL);

  return self->source;
}

void
gw_object_set_source (GwObject *self, GwSource source)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->source = source;
}

double
gw_object_get_score (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), NAN);

  return self->score;
}

void
gw_object_set_score (GwObject *self, double score)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->score = score;
}

const char *
gw_object_get_author (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), NULL);

  return self->author;
}

void
gw_object_set_author (GwObject *self, const char *author)
{
  char *interned;

  g_return_if_fail (GW_IS_OBJECT (self));

  interned = author != NULL ? g_ref_string_new_intern (author) : NULL;
  g_clear_pointer (&self->author, g_ref_string_release);
  self->author = interned;
}

gint64
gw_object_get_created (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->created;
}

gint64
gw_object_get_modified (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->modified;
}

void
gw_object_set_times (GwObject *self, gint64 created, gint64 modified)
{
  g_return_if_fail (GW_IS_OBJECT (self));

  self->created = created;
  self->modified = modified;
}

const char *
gw_object_get_attribute (GwObject *self, const char *name)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return _gw_values_get (&self->attributes, name);
}

void
gw_object_set_attribute (GwObject *self, const char *name, const char *value)
{
  g_return_if_fail (GW_IS_OBJECT (self));
  g_return_if_fail (name != NULL);

  _gw_values_set (&self->attributes, name, value, FALSE);
}

void
gw_object_set_attribute_bare (GwObject *self, const char *name, const char *value)
{
  g_return_if_fail (GW_IS_OBJECT (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  _gw_values_set (&self->attributes, name, value, TRUE);
}

void
gw_object_remove_attributes (GwObject *self, GHashTable *names)
{
  g_return_if_fail (GW_IS_OBJECT (self));
  g_return_if_fail (names != NULL);

  _gw_values_remove_all (&self->attributes, names);
}

gboolean
gw_object_is_attribute_bare_at (GwObject *self, guint i)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), FALSE);
  g_return_val_if_fail (i < self->attributes.n_values, FALSE);

  return self->attributes.values[i].bare;
}

guint
gw_object_get_n_attributes (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), 0);

  return self->attributes.n_values;
}

void
gw_object_get_attribute_at (GwObject *self, guint i, const char **name, const char **value)
{
  g_return_if_fail (GW_IS_OBJECT (self));
  g_return_if_fail (i < self->attributes.n_values);

  if (name != NULL)
    *name = self->attributes.values[i].name;
  if (value != NULL)
    *value = self->attributes.values[i].text;
}

const char *
gw_object_get_bag (GwObject *self)
{
  g_return_val_if_fail (GW_IS_OBJECT (self), NULL);

  return self->bag;
}

void
gw_object_set_bag (GwObject *self, const char *bag)
{
  char *copy;

  g_return_if_fail (GW_IS_OBJECT (self));

  copy = g_strdup (bag);
  g_free (self->bag);
  self->bag = copy;
}

static gboolean
same_score (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

gboolean
gw_object_equal (GwObject *a, GwObject *b)
{
  g_return_val_if_fail (GW_IS_OBJECT (a), FALSE);
  g_return_val_if_fail (GW_IS_OBJECT (b), FALSE);

  return a == b
         || (a->id == b->id && a->class_id == b->class_id && a->group == b->group && a->flags == b->flags
             && a->z == b->z && a->source == b->source && same_score (a->score, b->score) && a->author == b->author
             && g_strcmp0 (a->bag, b->bag) == 0 && _gw_values_equal (&a->attributes, &b->attributes)
             && gw_shape_equal (&a->shape, &b->shape, 0.0));
}
