/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-box-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-number.h"
#include "gw-text-fields.h"

/* A class, a score and four numbers. */
#define MOST_FIELDS 6
/* Larger coordinates are none (spec formats 15.6). */
#define MOST 1e15
/* What tools round away at the border. */
#define OVERHANG 1.0
/* The same of a fraction. */
#define BEYOND 0.01

static gboolean
fail (const char *wrong, const char *said, const char **code, const char **sentence)
{
  *code = wrong;
  *sentence = said;
  return FALSE;
}

gboolean
gw_box_text_parse (const char *text, gsize length, GwBoxText *line, const char **code, const char **sentence)
{
  GwTextField fields[MOST_FIELDS];
  const guint n = gw_text_fields_split (text, length, fields, MOST_FIELDS);
  double numbers[MOST_FIELDS];

  if (n == 0)
    return fail (NULL, NULL, code, sentence);
  if (n != MOST_FIELDS - 1 && n != MOST_FIELDS)
    return fail ("row-fields",
                 _ ("A line has a class, a score where there is one, and four numbers. The line was left out."), code,
                 sentence);
  for (guint i = 1; i < n; i++)
    {
      if (gw_text_field_is_not_finite (&fields[i]))
        return fail ("coord-not-finite", _ ("A coordinate is not a finite number. The line was left out."), code,
                     sentence);
      if (!gw_number_parse (fields[i].text, (gssize) fields[i].length, &numbers[i]))
        return fail ("row-fields",
                     memchr (fields[i].text, ',', fields[i].length) != NULL
                         ? _ ("A number has a comma. Decimals are written with a point. The line was left out.")
                         : _ ("A field is not a number. The line was left out."),
                     code, sentence);
      if (fabs (numbers[i]) > MOST)
        return fail ("coord-out-of-range", _ ("A coordinate is too large. The line was left out."), code, sentence);
    }
  if (!g_utf8_validate (fields[0].text, (gssize) fields[0].length, NULL))
    return fail ("encoding", _ ("The name of a class is not UTF-8. The line was left out."), code, sentence);

  *line = (GwBoxText) { .name = g_strndup (fields[0].text, fields[0].length),
                        .score = n == MOST_FIELDS ? numbers[1] : NAN };
  memcpy (line->box, numbers + n - 4, sizeof line->box);
  return TRUE;
}

gboolean
gw_box_text_is_fraction (const GwBoxText *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (line->box); i++)
    if (line->box[i] < -BEYOND || line->box[i] > 1 + BEYOND)
      return FALSE;
  return TRUE;
}

GwBox
gw_box_text_get_box (const GwBoxText *line, GwBoxNumbers numbers, int width, int height)
{
  const double a = line->box[0], b = line->box[1], c = line->box[2], d = line->box[3];

  switch (numbers)
    {
    case GW_BOX_NUMBERS_CORNERS:
      return (GwBox) { fmin (a, c), fmin (b, d), fabs (c - a), fabs (d - b) };
    case GW_BOX_NUMBERS_CENTER:
      return (GwBox) { (a - c / 2) * width, (b - d / 2) * height, c * width, d * height };
    case GW_BOX_NUMBERS_SIZE:
    case GW_BOX_NUMBERS_AUTO:
    default:
      return (GwBox) { a, b, c, d };
    }
}

gboolean
gw_box_text_fits (const GwBoxText *line, GwBoxNumbers numbers, int width, int height)
{
  const GwBox box = gw_box_text_get_box (line, numbers, width, height);

  /* Corners are told by their order, too. */
  if (numbers == GW_BOX_NUMBERS_CORNERS && (line->box[2] < line->box[0] || line->box[3] < line->box[1]))
    return FALSE;
  return box.width > 0 && box.height > 0 && box.x >= -OVERHANG && box.y >= -OVERHANG
         && (width == 0 || box.x + box.width <= width + OVERHANG)
         && (height == 0 || box.y + box.height <= height + OVERHANG);
}
