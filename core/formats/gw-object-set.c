/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-set.h"

#include <math.h>
#include <string.h>

/* One without a score is repeated by any of its class and shape, others by those of their score. */
struct _GwObjectSet
{
  GHashTable *unscored;
  GHashTable *scored;
};

/* --- what repeats what ---------------------------------------------------------- */

static gboolean
is_same_thing (GwObject *a, GwObject *b)
{
  GwBox one, two;

  if (gw_object_get_class_id (a) != gw_object_get_class_id (b)
      || gw_object_get_shape (a)->kind != gw_object_get_shape (b)->kind)
    return FALSE;
  one = gw_object_get_bounds (a);
  two = gw_object_get_bounds (b);
  if (one.x != two.x || one.y != two.y || one.width != two.width || one.height != two.height)
    return FALSE;

  return gw_shape_equal (gw_object_get_shape (a), gw_object_get_shape (b), 0);
}

gboolean
gw_object_set_repeats (GwObject *a, GwObject *b)
{
  const double score = gw_object_get_score (a);

  return (isnan (score) || score == gw_object_get_score (b)) && is_same_thing (a, b);
}

/* --- hashes --------------------------------------------------------------------- */

/* Another one each time the program runs, so that no file can make all its objects meet in one place. */
static guint64
get_multiplier (void)
{
  static gsize ready = 0;
  static guint64 multiplier;

  if (g_once_init_enter (&ready))
    {
      multiplier = ((guint64) g_random_int () << 32 | g_random_int ()) | 1;
      g_once_init_leave (&ready, 1);
    }

  return multiplier;
}

static guint64
mix_bits (guint64 hash, guint64 bits, guint64 multiplier)
{
  hash = (hash ^ bits) * multiplier;
  return hash ^ hash >> 32;
}

/* All bits count: objects may lie within a pixel. */
static guint64
mix_number (guint64 hash, double number, guint64 multiplier)
{
  guint64 bits;

  /* -0 is 0. */
  number += 0.0;
  memcpy (&bits, &number, sizeof bits);
  return mix_bits (hash, bits, multiplier);
}

static guint64
mix_ring (guint64 hash, const GwRing *ring, guint64 multiplier)
{
  for (size_t i = 0; i < ring->n_points; i++)
    hash = mix_number (mix_number (hash, ring->points[i].x, multiplier), ring->points[i].y, multiplier);

  return hash;
}

/* Of many that have the same bounds what is within tells them apart. */
static guint64
mix_shape (guint64 hash, const GwShape *shape, guint64 multiplier)
{
  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      for (size_t i = 0; i < shape->as.polygon.n_rings; i++)
        hash = mix_ring (hash, &shape->as.polygon.rings[i], multiplier);
      break;
    case GW_SHAPE_POLYLINE:
      hash = mix_ring (hash, &shape->as.line, multiplier);
      break;
    case GW_SHAPE_POINTS:
      for (size_t i = 0; i < shape->as.points.n_points; i++)
        {
          const GwKeypoint *point = &shape->as.points.points[i];

          hash = mix_number (mix_number (hash, point->point.x, multiplier), point->point.y, multiplier);
          hash = mix_bits (hash, (guint64) point->visibility, multiplier);
        }
      break;
    case GW_SHAPE_MASK:
      for (size_t i = 0; i < shape->as.mask.n_runs; i++)
        hash = mix_bits (hash, shape->as.mask.runs[i], multiplier);
      break;
    default:
      break;
    }

  return hash;
}

static guint64
mix_thing (GwObject *object, guint64 multiplier)
{
  const GwBox bounds = gw_object_get_bounds (object);
  const double numbers[] = { bounds.x, bounds.y, bounds.width, bounds.height };
  guint64 hash = mix_bits (0, (guint64) gw_object_get_class_id (object), multiplier);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    hash = mix_number (hash, numbers[i], multiplier);

  return mix_shape (hash, gw_object_get_shape (object), multiplier);
}

static guint
hash_thing (gconstpointer key)
{
  return (guint) mix_thing ((GwObject *) key, get_multiplier ());
}

static gboolean
equal_thing (gconstpointer a, gconstpointer b)
{
  return is_same_thing ((GwObject *) a, (GwObject *) b);
}

static guint
hash_scored (gconstpointer key)
{
  GwObject *object = (GwObject *) key;
  const guint64 multiplier = get_multiplier ();

  return (guint) mix_number (mix_thing (object, multiplier), gw_object_get_score (object), multiplier);
}

static gboolean
equal_scored (gconstpointer a, gconstpointer b)
{
  return gw_object_set_repeats ((GwObject *) a, (GwObject *) b);
}

/* --- the set ---------------------------------------------------------------------- */

GwObjectSet *
gw_object_set_new (void)
{
  GwObjectSet *self = g_new0 (GwObjectSet, 1);

  self->unscored = g_hash_table_new (hash_thing, equal_thing);
  self->scored = g_hash_table_new (hash_scored, equal_scored);

  return self;
}

void
gw_object_set_free (GwObjectSet *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->unscored);
  g_hash_table_unref (self->scored);
  g_free (self);
}

gboolean
gw_object_set_add (GwObjectSet *self, GwObject *object)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (GW_IS_OBJECT (object), FALSE);

  if (g_hash_table_contains (self->unscored, object))
    return FALSE;

  return g_hash_table_add (isnan (gw_object_get_score (object)) ? self->unscored : self->scored, object);
}
