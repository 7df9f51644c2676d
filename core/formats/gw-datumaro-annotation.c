/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-datumaro-annotation.h"

#include <math.h>
#include <string.h>

#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-number.h"
#include "gw-rle-json.h"
#include "gw-shape-make.h"

void
gw_datumaro_annotation_clear (GwDatumaroAnnotation *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->attributes, gw_json_members_free);
  gw_shape_clear (&self->shape);
}

/* --- shapes ------------------------------------------------------------------------------- */

/* A flat list; NULL where it is none of finite numbers. */
static GArray *
read_list (const GwJsonMembers *members, const char *key)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  if (raw == NULL || !gw_json_value_get_numbers (raw, length, 3 * gw_limit_get (GW_LIMIT_RING_POINTS), numbers))
    return NULL;
  return g_steal_pointer (&numbers);
}

static const char *
make_box (const GwJsonMembers *members, GwShape *shape)
{
  double box[4];

  if (!gw_json_members_get_numbers (members, "bbox", box, 4))
    return "coord-not-finite";
  gw_shape_init_box (shape, box[0], box[1], box[2], box[3]);
  return NULL;
}

static const char *
make_mask (GwDatumaroAnnotation *self, const GwJsonMembers *members, int width, int height)
{
  gsize length;
  const char *raw = gw_json_members_get (members, "rle", &length);

  return raw != NULL ? gw_rle_json_make_mask (raw, length, width, height, &self->shape, &self->swapped) : "value-type";
}

/* The corners of the box around it. */
static const char *
make_ellipse (const GArray *numbers, GwShape *shape)
{
  const double *p = (const double *) (gpointer) numbers->data;

  if (numbers->len != 4)
    return "value-type";
  gw_shape_init_ellipse (shape, (p[0] + p[2]) / 2, (p[1] + p[3]) / 2, fabs (p[2] - p[0]) / 2, fabs (p[3] - p[1]) / 2,
                         0);
  return NULL;
}

/* 0 absent, 1 hidden, 2 visible, as in the model; anything else is visible. */
static guint8
get_visibility (double number)
{
  return number == 0 ? GW_VISIBILITY_ABSENT : number == 1 ? GW_VISIBILITY_HIDDEN : GW_VISIBILITY_VISIBLE;
}

static const char *
make_points (const GwJsonMembers *members, const GArray *numbers, GwShape *shape)
{
  g_autoptr (GArray) given = read_list (members, "visibility");
  const guint n = numbers->len / 2;
  g_autofree guint8 *visibility = NULL;

  if (numbers->len % 2 != 0)
    return "ring-odd";
  if (given != NULL && given->len == n)
    visibility = g_new (guint8, MAX (n, 1));
  for (guint i = 0; visibility != NULL && i < n; i++)
    visibility[i] = get_visibility (g_array_index (given, double, i));
  return gw_shape_make_points ((const GwPoint *) (gpointer) numbers->data, visibility, n, shape);
}

/* Each point with its visibility. */
static const char *
make_skeleton (const GArray *numbers, GwShape *shape)
{
  const guint n = numbers->len / 3;
  g_autofree GwPoint *points = g_new (GwPoint, MAX (n, 1));
  g_autofree guint8 *visibility = g_new (guint8, MAX (n, 1));
  const double *p = (const double *) (gpointer) numbers->data;

  if (numbers->len % 3 != 0)
    return "ring-odd";
  for (guint i = 0; i < n; i++)
    {
      points[i] = (GwPoint) { p[3 * i], p[3 * i + 1] };
      visibility[i] = get_visibility (p[3 * i + 2]);
    }
  return gw_shape_make_points (points, visibility, n, shape);
}

static const char *
make_outline (const GArray *numbers, gboolean closed, GwShape *shape)
{
  const GwPoint *points = (const GwPoint *) (gpointer) numbers->data;

  if (numbers->len % 2 != 0)
    return "ring-odd";
  return closed ? gw_shape_make_polygon (points, numbers->len / 2, shape)
                : gw_shape_make_line (points, numbers->len / 2, shape);
}

static const char *
make_shape (GwDatumaroAnnotation *self, const GwJsonMembers *members, int width, int height)
{
  g_autoptr (GArray) numbers = NULL;
  const char *type = self->type;
  GwShape *shape = &self->shape;

  if (strcmp (type, "bbox") == 0)
    return make_box (members, shape);
  if (strcmp (type, "mask") == 0)
    return make_mask (self, members, width, height);
  numbers = read_list (members, "points");
  if (numbers == NULL)
    return "coord-not-finite";
  if (strcmp (type, "ellipse") == 0)
    return make_ellipse (numbers, shape);
  if (strcmp (type, "points") == 0)
    return make_points (members, numbers, shape);
  if (strcmp (type, "skeleton") == 0)
    return make_skeleton (numbers, shape);
  return make_outline (numbers, strcmp (type, "polygon") == 0, shape);
}

/* --- attributes ----------------------------------------------------------------------------- */

/* Attributes that the model has a place for. */
static gboolean
take_known (GwDatumaroAnnotation *self, const char *name, const char *raw, gsize length)
{
  static const struct
  {
    const char *name;
    GwObjectFlags flag;
  } marks[] = { { "is_crowd", GW_OBJECT_CROWD },
                { "occluded", GW_OBJECT_OCCLUDED },
                { "truncated", GW_OBJECT_TRUNCATED },
                { "difficult", GW_OBJECT_DIFFICULT } };
  double score;

  if (strcmp (name, "score") == 0 && gw_number_parse (raw, (gssize) length, &score) && score >= 0 && score <= 1)
    {
      self->score = score;
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (name, marks[i].name) == 0)
      {
        const gboolean is_true = length == 4 && memcmp (raw, "true", 4) == 0;

        if (is_true)
          self->flags |= marks[i].flag;
        return is_true || (length == 5 && memcmp (raw, "false", 5) == 0);
      }
  return FALSE;
}

static void
read_attributes (GwDatumaroAnnotation *self, const GwJsonMembers *members)
{
  gsize length;
  const char *raw = gw_json_members_get (members, "attributes", &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      if (entry.key == NULL || entry.key[0] == '\0' || take_known (self, entry.key, entry.raw, entry.length))
        continue;
      if (gw_json_is_proper (entry.raw, entry.length))
        gw_json_members_set (self->attributes, entry.key, entry.raw, (gssize) entry.length);
    }
}

/* A whole number, or otherwise. */
static gint64
get_whole (const GwJsonMembers *members, const char *key, gint64 otherwise)
{
  double number;

  if (!gw_json_members_get_number (members, key, &number) || number != floor (number) || fabs (number) > G_MAXINT32)
    return otherwise;
  return (gint64) number;
}

void
gw_datumaro_annotation_parse (GwDatumaroAnnotation *self, const char *raw, gsize length, int width, int height)
{
  static const char *const shapes[] = { "bbox", "ellipse", "mask", "points", "polygon", "polyline", "skeleton", NULL };
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);

  *self = (GwDatumaroAnnotation) { .label = -1, .score = NAN, .shape = GW_SHAPE_INIT };
  self->attributes = gw_json_members_new ();
  self->type = members != NULL ? gw_json_members_dup_string (members, "type") : NULL;
  if (self->type == NULL)
    {
      self->code = "value-type";
      return;
    }
  self->kind = strcmp (self->type, "label") == 0      ? GW_DATUMARO_LABEL
               : g_strv_contains (shapes, self->type) ? GW_DATUMARO_OBJECT
                                                      : GW_DATUMARO_OTHER;
  self->label = get_whole (members, "label_id", -1);
  self->z = (int) get_whole (members, "z_order", 0);
  self->group = get_whole (members, "group", 0);
  read_attributes (self, members);
  if (self->kind == GW_DATUMARO_OBJECT)
    self->code = make_shape (self, members, width, height);
}
