/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-limits.h"
#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-xml.h"

#define DECIMALS 6

const char *const gw_cvat_cuboid_names[2 * GW_CVAT_N_CORNERS] = { "xtl1", "ytl1", "xbl1", "ybl1", "xtr1", "ytr1",
                                                                  "xbr1", "ybr1", "xtl2", "ytl2", "xbl2", "ybl2",
                                                                  "xtr2", "ytr2", "xbr2", "ybr2" };

static const struct
{
  const char *element;
  const char *attributes[8]; /* beside those that all have */
} kinds[] = {
  [GW_CVAT_NONE] = { "", { NULL } },
  [GW_CVAT_BOX] = { "box", { "xtl", "ytl", "xbr", "ybr", "rotation", NULL } },
  [GW_CVAT_POLYGON] = { "polygon", { "points", NULL } },
  [GW_CVAT_POLYLINE] = { "polyline", { "points", NULL } },
  [GW_CVAT_POINTS] = { "points", { "points", NULL } },
  [GW_CVAT_ELLIPSE] = { "ellipse", { "cx", "cy", "rx", "ry", "rotation", NULL } },
  [GW_CVAT_CUBOID] = { "cuboid", { NULL } },
  [GW_CVAT_MASK] = { "mask", { "rle", "left", "top", "width", "height", NULL } },
  [GW_CVAT_SKELETON] = { "skeleton", { NULL } },
  [GW_CVAT_TAG] = { "tag", { NULL } },
};

GwCvatKind
gw_cvat_kind_find (const char *element)
{
  for (gsize i = GW_CVAT_NONE + 1; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].element, element) == 0)
      return (GwCvatKind) i;
  return GW_CVAT_NONE;
}

const char *
gw_cvat_kind_get_element (GwCvatKind kind)
{
  return kinds[kind].element;
}

gboolean
gw_cvat_kind_knows (GwCvatKind kind, const char *attribute)
{
  static const char *const common[] = { "label", "source", "occluded", "z_order", "group_id", NULL };

  if (kind == GW_CVAT_NONE)
    return FALSE;
  if (kind == GW_CVAT_CUBOID)
    for (gsize i = 0; i < G_N_ELEMENTS (gw_cvat_cuboid_names); i++)
      if (strcmp (gw_cvat_cuboid_names[i], attribute) == 0)
        return TRUE;
  return g_strv_contains (common, attribute) || g_strv_contains (kinds[kind].attributes, attribute);
}

/* --- numbers ------------------------------------------------------------------------- */

static gboolean
reject (GwCvatVerdict *verdict, const char *code, const char *text)
{
  verdict->code = code;
  verdict->text = text;
  return FALSE;
}

static gboolean
reject_number (GwCvatVerdict *verdict)
{
  return reject (verdict, "coord-not-finite", _ ("A coordinate is missing or no number. The object was left out."));
}

/* With blanks around it. */
static gboolean
parse_number (const char *text, gsize length, double *number)
{
  while (length > 0 && g_ascii_isspace (text[0]))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return length > 0 && gw_number_parse (text, (gssize) length, number);
}

static gboolean
read_number (const char *const *names, const char *const *values, const char *name, double *number)
{
  const char *text = gw_xml_get_attribute (names, values, name);

  return text != NULL && parse_number (text, strlen (text), number);
}

static gboolean
read_numbers (const char *const *names, const char *const *values, const char *const *wanted, gsize n, double *numbers,
              GwCvatVerdict *verdict)
{
  for (gsize i = 0; i < n; i++)
    if (!read_number (names, values, wanted[i], &numbers[i]))
      return reject_number (verdict);
  return TRUE;
}

/* None is 0. */
static gboolean
read_rotation (const char *const *names, const char *const *values, double *angle, GwCvatVerdict *verdict)
{
  *angle = 0;
  if (gw_xml_get_attribute (names, values, "rotation") != NULL && !read_number (names, values, "rotation", angle))
    return reject_number (verdict);
  *angle = gw_angle_normalise (*angle);
  return TRUE;
}

void
gw_cvat_number_format (double number, gboolean lossless, char buffer[GW_NUMBER_LENGTH])
{
  if (lossless)
    gw_number_format (number, buffer);
  else
    gw_number_format_decimals (number, DECIMALS, buffer);
}

gboolean
gw_cvat_points_parse (const char *text, GArray *points, GwCvatVerdict *verdict)
{
  const guint64 most = gw_limit_get (GW_LIMIT_RING_POINTS);

  while (*text != '\0')
    {
      const gsize length = strcspn (text, ";");
      const char *comma = memchr (text, ',', length);
      GwPoint point;

      if (comma == NULL || !parse_number (text, (gsize) (comma - text), &point.x)
          || !parse_number (comma + 1, length - (gsize) (comma + 1 - text), &point.y))
        return reject_number (verdict);
      if (points->len == most)
        return reject (verdict, "limit", _ ("A shape has more than a million points. It was left out."));
      g_array_append_val (points, point);
      text += length + (text[length] == ';' ? 1 : 0);
    }

  return points->len > 0 || reject_number (verdict);
}

/* --- shapes ------------------------------------------------------------------------------- */

static void
put_in_order (double *low, double *high, GwCvatVerdict *verdict)
{
  const double first = *low;

  if (*low <= *high)
    return;
  *low = *high;
  *high = first;
  verdict->swapped = TRUE;
}

static gboolean
read_box (const char *const *names, const char *const *values, GwShape *shape, GwCvatVerdict *verdict)
{
  static const char *const sides[] = { "xtl", "ytl", "xbr", "ybr" };
  double n[G_N_ELEMENTS (sides)], angle;

  if (!read_numbers (names, values, sides, G_N_ELEMENTS (sides), n, verdict)
      || !read_rotation (names, values, &angle, verdict))
    return FALSE;
  put_in_order (&n[0], &n[2], verdict);
  put_in_order (&n[1], &n[3], verdict);
  if (angle == 0)
    gw_shape_init_box (shape, n[0], n[1], n[2] - n[0], n[3] - n[1]);
  else
    {
      shape->kind = GW_SHAPE_ROTATED_BOX;
      shape->as.rotated = (GwRotatedBox) { n[0] + (n[2] - n[0]) / 2, n[1] + (n[3] - n[1]) / 2, n[2] - n[0], n[3] - n[1],
                                           angle };
    }
  return TRUE;
}

static gboolean
read_ellipse (const char *const *names, const char *const *values, GwShape *shape, GwCvatVerdict *verdict)
{
  static const char *const parts[] = { "cx", "cy", "rx", "ry" };
  double n[G_N_ELEMENTS (parts)], angle;

  if (!read_numbers (names, values, parts, G_N_ELEMENTS (parts), n, verdict)
      || !read_rotation (names, values, &angle, verdict))
    return FALSE;
  shape->kind = GW_SHAPE_ELLIPSE;
  shape->as.ellipse = (GwEllipse) { n[0], n[1], n[2], n[3], angle };
  return TRUE;
}

static gboolean
fill_points (GwShape *shape, const GArray *points)
{
  shape->as.points = (GwKeypoints) { calloc (points->len, sizeof (GwKeypoint)), points->len };
  if (shape->as.points.points == NULL)
    return FALSE;
  shape->kind = GW_SHAPE_POINTS;
  for (guint i = 0; i < points->len; i++)
    shape->as.points.points[i] = (GwKeypoint) { g_array_index (points, GwPoint, i), GW_VISIBILITY_VISIBLE };
  return TRUE;
}

static gboolean
read_points (GwCvatKind kind, const char *const *names, const char *const *values, GwShape *shape,
             GwCvatVerdict *verdict)
{
  const char *text = gw_xml_get_attribute (names, values, "points");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  const GwPoint *data;
  gboolean done = FALSE;

  if (text == NULL)
    return reject_number (verdict);
  if (!gw_cvat_points_parse (text, points, verdict))
    return FALSE;
  data = (const GwPoint *) (gpointer) points->data;
  if (kind == GW_CVAT_POINTS)
    done = fill_points (shape, points);
  else if (kind == GW_CVAT_POLYLINE)
    {
      shape->kind = GW_SHAPE_POLYLINE;
      done = gw_ring_init (&shape->as.line, data, points->len) == GW_STATUS_OK;
    }
  else
    {
      shape->kind = GW_SHAPE_POLYGON;
      shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
      done = gw_polygon_add_ring (&shape->as.polygon, data, points->len) == GW_STATUS_OK;
    }
  return done || reject (verdict, "limit", _ ("A shape is too large for the memory. It was left out."));
}

/* --- cuboids ---------------------------------------------------------------------------------- */

static int
compare_points (const void *a, const void *b)
{
  const GwPoint *one = a, *two = b;

  if (one->x != two->x)
    return one->x < two->x ? -1 : 1;
  return one->y < two->y ? -1 : one->y > two->y ? 1 : 0;
}

static gboolean
turns_left (GwPoint a, GwPoint b, GwPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/* The convex hull by Andrew's monotone chain (1979). */
gboolean
gw_cvat_cuboid_outline (const GwPoint corners[GW_CVAT_N_CORNERS], GwShape *shape)
{
  GwPoint sorted[GW_CVAT_N_CORNERS];
  GwPoint hull[2 * GW_CVAT_N_CORNERS];
  gsize n = 0, lower;

  memcpy (sorted, corners, sizeof sorted);
  qsort (sorted, GW_CVAT_N_CORNERS, sizeof sorted[0], compare_points);
  for (gsize i = 0; i < GW_CVAT_N_CORNERS; i++)
    {
      while (n >= 2 && !turns_left (hull[n - 2], hull[n - 1], sorted[i]))
        n--;
      hull[n++] = sorted[i];
    }
  lower = n + 1;
  for (gsize i = GW_CVAT_N_CORNERS - 1; i-- > 0;)
    {
      while (n >= lower && !turns_left (hull[n - 2], hull[n - 1], sorted[i]))
        n--;
      hull[n++] = sorted[i];
    }
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;

  return gw_polygon_add_ring (&shape->as.polygon, hull, n - 1) == GW_STATUS_OK;
}

static gboolean
read_cuboid (const char *const *names, const char *const *values, GwShape *shape, GwCvatVerdict *verdict)
{
  GwPoint corners[GW_CVAT_N_CORNERS];

  return read_numbers (names, values, gw_cvat_cuboid_names, G_N_ELEMENTS (gw_cvat_cuboid_names), &corners[0].x, verdict)
         && gw_cvat_cuboid_outline (corners, shape);
}

/* --- masks ---------------------------------------------------------------------------------------- */

static gboolean
read_whole (const char *const *names, const char *const *values, const char *name, double least, gint32 *whole)
{
  double number;

  if (!read_number (names, values, name, &number) || number != floor (number) || number < least
      || fabs (number) > GW_MASK_MAX_SIDE)
    return FALSE;
  *whole = (gint32) number;
  return TRUE;
}

/* “3, 5, 7”: run lengths. */
static gboolean
parse_runs (const char *text, GArray *runs)
{
  for (const char *p = text;;)
    {
      guint64 number = 0;
      guint32 run;

      while (g_ascii_isspace (*p))
        p++;
      if (!g_ascii_isdigit (*p))
        return FALSE;
      for (; g_ascii_isdigit (*p) && number <= G_MAXUINT32; p++)
        number = 10 * number + (guint64) (*p - '0');
      while (g_ascii_isspace (*p))
        p++;
      if (number > G_MAXUINT32 || (*p != ',' && *p != '\0'))
        return FALSE;
      run = (guint32) number;
      g_array_append_val (runs, run);
      if (*p++ == '\0')
        return TRUE;
    }
}

static guint64
count_set (const GArray *runs)
{
  guint64 sum = 0;

  for (guint i = 1; i < runs->len; i += 2)
    sum += g_array_index (runs, guint32, i);
  return sum;
}

static gboolean
read_mask (const char *const *names, const char *const *values, int width, int height, GwShape *shape,
           GwCvatVerdict *verdict)
{
  const char *text = gw_xml_get_attribute (names, values, "rle");
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint32 left, top, columns, rows;
  gw_status status;

  if (width <= 0 || height <= 0)
    return reject (verdict, "size-missing",
                   _ ("The size of the image is not known, which a mask needs. The mask was left out."));
  if (text == NULL || !read_whole (names, values, "left", -GW_MASK_MAX_SIDE, &left)
      || !read_whole (names, values, "top", -GW_MASK_MAX_SIDE, &top)
      || !read_whole (names, values, "width", 0, &columns) || !read_whole (names, values, "height", 0, &rows))
    return reject (verdict, "value-type",
                   _ ("A mask has no run lengths, or no rectangle of whole pixels. It was left out."));
  if (!parse_runs (text, runs))
    return reject (verdict, "rle-char", _ ("The run lengths of a mask are not whole numbers. It was left out."));

  status = gw_mask_from_runs (width, height, left, top, columns, rows, (const guint32 *) (gpointer) runs->data,
                              runs->len, &shape->as.mask);
  if (status == GW_STATUS_INVALID)
    return reject (verdict, "rle-sum", _ ("The run lengths of a mask do not fill its rectangle. It was left out."));
  if (status != GW_STATUS_OK)
    return reject (verdict, "limit", _ ("A mask is too large. It was left out."));
  shape->kind = GW_SHAPE_MASK;
  verdict->cut = gw_mask_area (&shape->as.mask) < count_set (runs);

  return TRUE;
}

gboolean
gw_cvat_shape_read (GwCvatKind kind, const char *const *names, const char *const *values, int width, int height,
                    GwShape *shape, GwCvatVerdict *verdict)
{
  *verdict = (GwCvatVerdict) { 0 };
  switch (kind)
    {
    case GW_CVAT_BOX:
      return read_box (names, values, shape, verdict);
    case GW_CVAT_POLYGON:
    case GW_CVAT_POLYLINE:
    case GW_CVAT_POINTS:
      return read_points (kind, names, values, shape, verdict);
    case GW_CVAT_ELLIPSE:
      return read_ellipse (names, values, shape, verdict);
    case GW_CVAT_CUBOID:
      return read_cuboid (names, values, shape, verdict);
    case GW_CVAT_MASK:
      return read_mask (names, values, width, height, shape, verdict);
    case GW_CVAT_NONE:
    case GW_CVAT_SKELETON:
    case GW_CVAT_TAG:
    default:
      return reject (verdict, "label-foreign", _ ("The element is none that has a shape. It was left out."));
    }
}
