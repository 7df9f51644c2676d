/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-annotation-private.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-limits.h"
#include "gw-mask.h"
#include "gw-rle.h"

/* Coordinates beyond this are rejected (spec formats 15.6). */
#define FARTHEST 1e15

/* No annotation needs more bytes; GByteArray could not hold four times as many. */
#define MOST_PACKED (512u * 1024 * 1024)

/* --- lists of numbers ------------------------------------------------------- */

static GwCocoNumbersState
judge_numbers (const GArray *numbers)
{
  GwCocoNumbersState state = GW_COCO_NUMBERS_GOOD;

  for (guint i = 0; i < numbers->len; i++)
    {
      double number = g_array_index (numbers, double, i);

      if (!isfinite (number))
        return GW_COCO_NUMBERS_NOT_FINITE;
      if (fabs (number) > FARTHEST)
        state = GW_COCO_NUMBERS_TOO_FAR;
    }

  return state;
}

gboolean
_gw_coco_parse_numbers (GwCocoParser *self, GwCocoNumbersState *state, GwJsonToken *stopped_at, GError **error)
{
  GArray *numbers = self->annotation->numbers;
  gsize max = MAX (2 * gw_limit_get (GW_LIMIT_RING_POINTS), GW_RLE_MAX_COUNTS);
  GwCocoNumbersState found = GW_COCO_NUMBERS_GOOD;

  g_array_set_size (numbers, 0);
  for (;;)
    {
      GwJsonToken token = gw_json_reader_next_numbers (self->json, numbers, max - MIN (max, numbers->len), error);

      if (token == GW_JSON_ARRAY_END)
        break;
      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token == GW_JSON_NON_FINITE)
        found = GW_COCO_NUMBERS_NOT_FINITE;
      else if (stopped_at != NULL && (token == GW_JSON_ARRAY_BEGIN || token == GW_JSON_OBJECT_BEGIN))
        {
          *stopped_at = token;
          return TRUE;
        }
      else
        {
          found = MAX (found, GW_COCO_NUMBERS_OTHER);
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
        }
    }

  if (stopped_at != NULL)
    *stopped_at = GW_JSON_ARRAY_END;
  *state = found != GW_COCO_NUMBERS_GOOD ? found : judge_numbers (numbers);
  return TRUE;
}

/* --- segmentation --------------------------------------------------------------- */

/* Packs the ring in numbers, or says why it is of no use. */
static void
add_ring (GwCocoParser *self, GwCocoNumbersState state)
{
  GwCocoAnnotation *annotation = self->annotation;
  GArray *numbers = annotation->numbers;
  guint length = numbers->len;

  if (state != GW_COCO_NUMBERS_GOOD)
    {
      annotation->segmentation_state = state;
      return;
    }
  if (length % 2 != 0)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "ring-odd", 0,
                       _ ("A polygon has %u numbers, which make no pairs. It was left out."), length);
      annotation->parts |= GW_COCO_LOST_RINGS;
      return;
    }
  if (length < 6)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "ring-short", 0,
                       _ ("A polygon has only %u points. It was left out."), length / 2);
      annotation->parts |= GW_COCO_LOST_RINGS;
      return;
    }

  if (length > 2 * gw_limit_get (GW_LIMIT_RING_POINTS) || annotation->segmentation->len > MOST_PACKED)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "limit", 0,
                       _ ("A polygon has more points than the limit “%s” allows. It was left out."),
                       gw_limit_get_name (GW_LIMIT_RING_POINTS));
      annotation->parts |= GW_COCO_LOST_RINGS;
      return;
    }

  gw_pack_numbers (annotation->segmentation, (const double *) (gpointer) numbers->data, length);
  annotation->n_rings++;
  annotation->parts |= GW_COCO_HAS_RINGS;
}

/* After the '[' of the value: a list of rings, or one ring's numbers, or nothing. */
static gboolean
parse_rings (GwCocoParser *self, GError **error)
{
  GwJsonToken token;
  GwCocoNumbersState state = GW_COCO_NUMBERS_GOOD;

  if (!_gw_coco_parse_numbers (self, &state, &token, error))
    return FALSE;
  if (token == GW_JSON_ARRAY_END)
    {
      if (self->annotation->numbers->len > 0 || state != GW_COCO_NUMBERS_GOOD)
        add_ring (self, state);
      return TRUE;
    }

  while (token != GW_JSON_ARRAY_END)
    {
      if (token == GW_JSON_ARRAY_BEGIN)
        {
          if (!_gw_coco_parse_numbers (self, &state, NULL, error))
            return FALSE;
          add_ring (self, state);
        }
      else
        {
          self->annotation->segmentation_state = GW_COCO_NUMBERS_OTHER;
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
        }
      token = gw_json_reader_next (self->json, error);
      if (token == GW_JSON_ERROR)
        return FALSE;
    }

  return TRUE;
}

/* The two whole numbers of a run-length object's size. */
static gboolean
parse_rle_size (GwCocoParser *self, gint64 size[2], GError **error)
{
  GArray *numbers = self->annotation->numbers;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  GwCocoNumbersState state;

  size[0] = size[1] = -1;
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);
  if (!_gw_coco_parse_numbers (self, &state, NULL, error))
    return FALSE;

  if (state == GW_COCO_NUMBERS_GOOD && numbers->len == 2)
    for (guint i = 0; i < 2; i++)
      {
        double side = g_array_index (numbers, double, i);

        size[i] = side >= 0 && side <= G_MAXINT32 && side == floor (side) ? (gint64) side : -1;
      }
  return TRUE;
}

/* Counts of runs, each whole and not negative, packed into segmentation. */
static gboolean
pack_counts (GwCocoAnnotation *annotation)
{
  gw_pack_uint (annotation->segmentation, annotation->numbers->len);
  for (guint i = 0; i < annotation->numbers->len; i++)
    {
      double count = g_array_index (annotation->numbers, double, i);

      if (count < 0 || count > GW_MASK_MAX_PIXELS || count != floor (count))
        return FALSE;
      gw_pack_uint (annotation->segmentation, (guint64) count);
    }

  return TRUE;
}

/* "counts" of a run-length object: a list or a text. form becomes the part's
 * bit, 0 where it is neither. What it holds goes into segmentation or string.
 */
static gboolean
parse_rle_counts (GwCocoParser *self, guint *form, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  GwCocoNumbersState state;

  annotation->segmentation_state = GW_COCO_NUMBERS_GOOD;
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token == GW_JSON_STRING)
    {
      gsize length;
      const char *text = gw_json_reader_get_string (self->json, &length);

      g_byte_array_set_size (annotation->string, 0);
      g_byte_array_append (annotation->string, (const guint8 *) text, (guint) length);
      *form = GW_COCO_HAS_STRING;
      return TRUE;
    }
  if (token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);

  if (!_gw_coco_parse_numbers (self, &state, NULL, error))
    return FALSE;
  g_byte_array_set_size (annotation->segmentation, 0);
  if (state == GW_COCO_NUMBERS_GOOD && pack_counts (annotation))
    *form = GW_COCO_HAS_COUNTS;
  else if (state == GW_COCO_NUMBERS_GOOD || state == GW_COCO_NUMBERS_TOO_FAR)
    annotation->segmentation_state = GW_COCO_NUMBERS_NO_COUNTS;
  return TRUE;
}

/* After the '{' of the value. */
static gboolean
parse_rle (GwCocoParser *self, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
  gint64 size[2] = { -1, -1 };
  guint form = 0;
  GwJsonToken token;

  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    {
      gboolean done;

      if (gw_json_reader_string_is (self->json, "size"))
        done = parse_rle_size (self, size, error);
      else if (gw_json_reader_string_is (self->json, "counts"))
        done = parse_rle_counts (self, &form, error);
      else
        done = gw_json_reader_skip_value (self->json, error);
      if (!done)
        return FALSE;
    }
  if (token == GW_JSON_ERROR)
    return FALSE;

  if (form == 0 || size[0] < 0 || size[1] < 0)
    {
      if (annotation->segmentation_state == GW_COCO_NUMBERS_GOOD)
        annotation->segmentation_state = GW_COCO_NUMBERS_OTHER;
      g_byte_array_set_size (annotation->segmentation, 0);
      return TRUE;
    }

  /* Size first, as reading back wants it; what the counts were packed into
   * becomes the rest.
   */
  {
    g_autoptr (GByteArray) whole = g_byte_array_new ();

    gw_pack_uint (whole, (guint64) size[0]);
    gw_pack_uint (whole, (guint64) size[1]);
    if (form == GW_COCO_HAS_STRING)
      gw_pack_bytes (whole, annotation->string->data, annotation->string->len);
    else
      g_byte_array_append (whole, annotation->segmentation->data, annotation->segmentation->len);
    g_byte_array_set_size (annotation->segmentation, 0);
    g_byte_array_append (annotation->segmentation, whole->data, whole->len);
  }
  annotation->parts |= form;

  return TRUE;
}

gboolean
_gw_coco_parse_segmentation (GwCocoParser *self, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);

  g_byte_array_set_size (annotation->segmentation, 0);
  annotation->n_rings = 0;
  annotation->segmentation_state = GW_COCO_NUMBERS_GOOD;
  annotation->parts &= ~(guint) (GW_COCO_HAS_RINGS | GW_COCO_HAS_COUNTS | GW_COCO_HAS_STRING | GW_COCO_LOST_RINGS);

  switch ((int) token)
    {
    case GW_JSON_ERROR:
      return FALSE;
    case GW_JSON_ARRAY_BEGIN:
      return parse_rings (self, error);
    case GW_JSON_OBJECT_BEGIN:
      return parse_rle (self, error);
    case GW_JSON_NULL:
      return TRUE;
    default:
      annotation->segmentation_state = GW_COCO_NUMBERS_OTHER;
      return TRUE;
    }
}
