/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-line.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-number.h"
#include "gw-polygon.h"

/* How far a value may be outside of 0 to 1: the trainer's own tolerance. */
#define TOLERANCE 0.01

static gboolean
is_gap (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* The next field from *at; FALSE at the end. */
static gboolean
next_field (const char **at, const char *end, const char **field, gsize *length)
{
  const char *p = *at;

  while (p < end && is_gap (*p))
    p++;
  if (p == end)
    return FALSE;
  *field = p;
  while (p < end && !is_gap (*p))
    p++;
  *length = (gsize) (p - *field);
  *at = p;

  return TRUE;
}

guint
gw_yolo_line_count (const char *text, gsize length)
{
  const char *at = text, *field;
  gsize n;
  guint count = 0;

  while (next_field (&at, text + length, &field, &n))
    count++;
  return count;
}

/* All fields as numbers; FALSE, said, where one is none. */
static gboolean
parse_fields (const char *text, gsize length, GArray *numbers, const char **code, const char **sentence)
{
  const char *at = text, *field;
  gsize n;

  while (next_field (&at, text + length, &field, &n))
    {
      double number;

      if (!gw_number_parse (field, (gssize) n, &number))
        {
          *code = "row-fields";
          *sentence = memchr (field, ',', n) != NULL
                          ? _ ("A number has a comma. Decimals are written with a point. The line was left out.")
                          : _ ("A field is not a number. The line was left out.");
          if (n <= 9
              && (g_ascii_strncasecmp (field, "nan", 3) == 0 || g_ascii_strncasecmp (field, "inf", 3) == 0
                  || g_ascii_strncasecmp (field, "-inf", 4) == 0))
            {
              *code = "coord-not-finite";
              *sentence = _ ("A coordinate is not a finite number. The line was left out.");
            }
          return FALSE;
        }
      g_array_append_val (numbers, number);
    }
  return TRUE;
}

/* Brings fractions into 0 to 1, or says what is wrong with them. */
static gboolean
check_fractions (double *numbers, guint n, const char **code, const char **sentence)
{
  guint large = 0;
  gboolean outside = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] > 1 + TOLERANCE || numbers[i] < -TOLERANCE)
        outside = TRUE;
      if (numbers[i] > 1 + TOLERANCE)
        large++;
      numbers[i] = CLAMP (numbers[i], 0, 1);
    }
  if (!outside)
    return TRUE;

  if (2 * large > n)
    {
      *code = "coord-looks-pixel";
      *sentence = _ ("The coordinates look like pixels, not fractions of the image. The line was left out.");
    }
  else
    {
      *code = "coord-out-of-range";
      *sentence = _ ("A coordinate is not between 0 and 1. The line was left out.");
    }
  return FALSE;
}

static gboolean
make_polygon (const double *numbers, guint n, int width, int height, GwShape *shape)
{
  g_autofree GwPoint *points = g_new (GwPoint, n / 2);

  for (guint i = 0; i < n / 2; i++)
    points[i] = (GwPoint) { numbers[2 * i] * width, numbers[2 * i + 1] * height };
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;

  return gw_polygon_add_ring (&shape->as.polygon, points, n / 2) == GW_STATUS_OK;
}

gboolean
gw_yolo_line_parse (const char *text, gsize length, gboolean segment, int width, int height, GwYoloLine *line,
                    const char **code, const char **sentence)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  double *values;
  guint n;
  gboolean box;

  *line = (GwYoloLine) { 0, GW_SHAPE_INIT, NAN };
  *code = NULL;
  if (!parse_fields (text, length, numbers, code, sentence) || numbers->len == 0)
    return FALSE;

  values = (double *) (gpointer) numbers->data;
  n = numbers->len - 1;
  box = n == 4 || (n == 5 && !segment);
  if (!box && !(segment && n >= 6))
    {
      *code = "row-fields";
      *sentence = segment ? _ ("The line has neither a box of four numbers nor a polygon. It was left out.")
                          : _ ("The line does not have four numbers for a box. It was left out.");
      return FALSE;
    }
  if (values[0] != floor (values[0]) || fabs (values[0]) > 1e9)
    {
      *code = "row-fields";
      *sentence = _ ("The number of the class is not a whole number. The line was left out.");
      return FALSE;
    }

  line->index = (gint64) values[0];
  if (n == 5 || (!box && n % 2 != 0))
    {
      line->score = values[n];
      n--;
    }
  if (!check_fractions (values + 1, n, code, sentence))
    return FALSE;
  if (box)
    gw_shape_init_box (&line->shape, (values[1] - values[3] / 2) * width, (values[2] - values[4] / 2) * height,
                       values[3] * width, values[4] * height);
  else if (!make_polygon (values + 1, n, width, height, &line->shape))
    return FALSE;

  return TRUE;
}
