/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-via-region.h"

#include <string.h>

#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-shape-make.h"

#define DEGREES (180.0 / G_PI)

static void
region_free (gpointer data)
{
  GwViaRegion *self = data;

  g_free (self->shape);
  g_free (self->attributes);
  g_free (self->pointer);
  g_free (self);
}

GwViaImage *
gw_via_image_new (void)
{
  GwViaImage *self = g_new0 (GwViaImage, 1);

  self->regions = g_ptr_array_new_with_free_func (region_free);
  return self;
}

void
gw_via_image_free (GwViaImage *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->regions);
  g_free (self->attributes);
  g_free (self->pointer);
  g_free (self);
}

void
gw_via_image_add (GwViaImage *self, char *shape, char *attributes, char *pointer, guint64 line)
{
  GwViaRegion *region = g_new (GwViaRegion, 1);

  *region = (GwViaRegion) { shape, attributes, pointer, line, FALSE };
  g_ptr_array_add (self->regions, region);
}

/* --- shapes ------------------------------------------------------------------------------- */

/* FALSE where one of the numbers is missing. */
static gboolean
get_numbers (const GwJsonMembers *members, const char *const *names, double *numbers)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (!gw_json_members_get_number (members, names[i], &numbers[i]))
      return FALSE;
  return TRUE;
}

static const char *
make_box (const GwJsonMembers *members, GwShape *shape)
{
  static const char *const names[] = { "x", "y", "width", "height", NULL };
  double box[4];

  if (!get_numbers (members, names, box))
    return "coord-not-finite";
  gw_shape_init_box (shape, box[0], box[1], box[2], box[3]);
  return NULL;
}

static const char *
make_circle (const GwJsonMembers *members, GwShape *shape)
{
  static const char *const names[] = { "cx", "cy", "r", NULL };
  double circle[3];

  if (!get_numbers (members, names, circle))
    return "coord-not-finite";
  gw_shape_init_ellipse (shape, circle[0], circle[1], circle[2], circle[2], 0);
  return NULL;
}

/* theta is in radians, and was not there in the first versions. */
static const char *
make_ellipse (const GwJsonMembers *members, GwShape *shape)
{
  static const char *const names[] = { "cx", "cy", "rx", "ry", NULL };
  double ellipse[4], theta = 0;

  if (!get_numbers (members, names, ellipse)
      || (gw_json_members_get (members, "theta", NULL) != NULL
          && !gw_json_members_get_number (members, "theta", &theta)))
    return "coord-not-finite";
  gw_shape_init_ellipse (shape, ellipse[0], ellipse[1], ellipse[2], ellipse[3], theta * DEGREES);
  return NULL;
}

static const char *
make_point (const GwJsonMembers *members, GwShape *shape)
{
  static const char *const names[] = { "cx", "cy", NULL };
  GwPoint point;
  double place[2];

  if (!get_numbers (members, names, place))
    return "coord-not-finite";
  point = (GwPoint) { place[0], place[1] };
  return gw_shape_make_points (&point, NULL, 1, shape);
}

/* A list of x and one of y. */
static const char *
read_points (const GwJsonMembers *members, GArray *points)
{
  static const char *const names[] = { "all_points_x", "all_points_y" };
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *const lists[] = { x, y };

  for (guint i = 0; i < 2; i++)
    {
      gsize length;
      const char *raw = gw_json_members_get (members, names[i], &length);

      if (raw == NULL || !gw_json_value_get_numbers (raw, length, gw_limit_get (GW_LIMIT_RING_POINTS), lists[i]))
        return "coord-not-finite";
    }
  if (x->len != y->len)
    return "ring-odd";
  for (guint i = 0; i < x->len; i++)
    {
      GwPoint point = { g_array_index (x, double, i), g_array_index (y, double, i) };

      g_array_append_val (points, point);
    }
  return NULL;
}

static const char *
make_outline (const GwJsonMembers *members, gboolean closed, GwShape *shape)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  const char *code = read_points (members, points);
  const GwPoint *all = (const GwPoint *) (gpointer) points->data;

  if (code != NULL)
    return code;
  return closed ? gw_shape_make_polygon (all, points->len, shape) : gw_shape_make_line (all, points->len, shape);
}

const char *
gw_via_region_make_shape (const GwViaRegion *self, GwShape *shape)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (self->shape, strlen (self->shape));
  g_autofree char *name = members != NULL ? gw_json_members_dup_string (members, "name") : NULL;

  *shape = (GwShape) GW_SHAPE_INIT;
  if (name == NULL)
    return "value-type";
  if (strcmp (name, "rect") == 0)
    return make_box (members, shape);
  if (strcmp (name, "circle") == 0)
    return make_circle (members, shape);
  if (strcmp (name, "ellipse") == 0)
    return make_ellipse (members, shape);
  if (strcmp (name, "point") == 0)
    return make_point (members, shape);
  if (strcmp (name, "polygon") == 0 || strcmp (name, "polyline") == 0)
    return make_outline (members, strcmp (name, "polygon") == 0, shape);
  return "value-type";
}

/* --- attributes ----------------------------------------------------------------------------- */

static char *
join_boxes (const char *raw, gsize length, gboolean *several)
{
  g_autoptr (GwJsonEntries) boxes = gw_json_entries_new_for_memory (raw, length);
  g_autoptr (GString) text = g_string_new (NULL);
  GwJsonEntry box;

  while (gw_json_entries_next (boxes, &box, NULL))
    {
      if (box.key == NULL || box.key[0] == '\0' || box.length != 4 || memcmp (box.raw, "true", 4) != 0)
        continue;
      if (several != NULL && text->len > 0)
        {
          *several = TRUE;
          break;
        }
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, box.key);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
gw_via_value_to_text (const char *raw, gsize length, gboolean *several)
{
  char *text;

  if (several != NULL)
    *several = FALSE;
  if (raw[0] == '{')
    return join_boxes (raw, length, several);
  text = gw_json_value_to_text (raw, length);
  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}
