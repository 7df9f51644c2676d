/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-parse-private.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-mask.h"
#include "gw-rle.h"

/* Coordinates beyond this are rejected (spec formats 15.6). */
#define FARTHEST 1e15

/* No annotation needs more bytes; GByteArray could not hold four times as many. */
#define MOST_PACKED (512u * 1024 * 1024)

/* The members that are understood, in the order of member_names. */
enum
{
  MEMBER_ID,
  MEMBER_IMAGE_ID,
  MEMBER_CATEGORY_ID,
  MEMBER_BBOX,
  MEMBER_SEGMENTATION,
  MEMBER_AREA,
  MEMBER_ISCROWD,
  MEMBER_KEYPOINTS,
  MEMBER_NUM_KEYPOINTS,
  MEMBER_ATTRIBUTES,
  MEMBER_SCORE,
  N_MEMBERS
};

static const char *const member_names[N_MEMBERS]
  = { "id",      "image_id",  "category_id",   "bbox",       "segmentation", "area",
      "iscrowd", "keypoints", "num_keypoints", "attributes", "score" };

/* What is wrong with a list of numbers. */
typedef enum
{
  NUMBERS_GOOD,
  NUMBERS_NOT_FINITE,
  NUMBERS_TOO_FAR,
  NUMBERS_OTHER /* something that is no number is among them */
} NumbersState;

typedef struct _GwCocoAnnotation
{
  guint parts;               /* GwCocoParts */
  guint seen;                /* bit for each member */
  gboolean has_image;
  gboolean has_category;
  guint32 image;             /* place */
  guint32 category;          /* place */
  gint64 id;
  double bbox[4];
  double score;
  NumbersState bbox_state;
  NumbersState segmentation_state;
  guint n_rings;
  GArray *numbers;           /* of double */
  GByteArray *segmentation;  /* packed */
  GByteArray *keypoints;     /* packed */
  GByteArray *attributes;    /* JSON text */
  GByteArray *string;        /* a compressed run-length text */
  GByteArray *packed;        /* the whole */
} Annotation;

Annotation *
_gw_coco_annotation_new (void)
{
  Annotation *self = g_new0 (Annotation, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->segmentation = g_byte_array_new ();
  self->keypoints = g_byte_array_new ();
  self->attributes = g_byte_array_new ();
  self->string = g_byte_array_new ();
  self->packed = g_byte_array_new ();

  return self;
}

void
_gw_coco_annotation_free (Annotation *self)
{
  g_array_unref (self->numbers);
  g_byte_array_unref (self->segmentation);
  g_byte_array_unref (self->keypoints);
  g_byte_array_unref (self->attributes);
  g_byte_array_unref (self->string);
  g_byte_array_unref (self->packed);
  g_free (self);
}

static void
annotation_reset (Annotation *self)
{
  self->parts = 0;
  self->seen = 0;
  self->has_image = FALSE;
  self->has_category = FALSE;
  self->n_rings = 0;
  self->bbox_state = NUMBERS_GOOD;
  self->segmentation_state = NUMBERS_GOOD;
  g_byte_array_set_size (self->segmentation, 0);
  g_byte_array_set_size (self->keypoints, 0);
  g_byte_array_set_size (self->attributes, 0);
}

/* --- lists of numbers ------------------------------------------------------- */

static NumbersState
judge_numbers (const GArray *numbers)
{
  NumbersState state = NUMBERS_GOOD;

  for (guint i = 0; i < numbers->len; i++)
    {
      double number = g_array_index (numbers, double, i);

      if (!isfinite (number))
        return NUMBERS_NOT_FINITE;
      if (fabs (number) > FARTHEST)
        state = NUMBERS_TOO_FAR;
    }

  return state;
}

/* Reads to the end of an array that has begun, into self->annotation->numbers.
 * stopped_at (nullable) is set, and reading stops, at the first element that
 * is an array or object, for arrays of arrays.
 */
static gboolean
parse_numbers (GwCocoParser *self,
               NumbersState *state,
               GwJsonToken *stopped_at,
               GError **error)
{
  GArray *numbers = self->annotation->numbers;
  gsize max = MAX (2 * gw_limit_get (GW_LIMIT_RING_POINTS), GW_RLE_MAX_COUNTS);
  NumbersState found = NUMBERS_GOOD;

  g_array_set_size (numbers, 0);
  for (;;)
    {
      GwJsonToken token = gw_json_reader_next_numbers (self->json, numbers, max - MIN (max, numbers->len), error);

      if (token == GW_JSON_ARRAY_END)
        break;
      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token == GW_JSON_NON_FINITE)
        found = NUMBERS_NOT_FINITE;
      else if (stopped_at != NULL && (token == GW_JSON_ARRAY_BEGIN || token == GW_JSON_OBJECT_BEGIN))
        {
          *stopped_at = token;
          return TRUE;
        }
      else
        {
          found = MAX (found, NUMBERS_OTHER);
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
        }
    }

  if (stopped_at != NULL)
    *stopped_at = GW_JSON_ARRAY_END;
  *state = found != NUMBERS_GOOD ? found : judge_numbers (numbers);
  return TRUE;
}

/* --- segmentation --------------------------------------------------------------- */

/* Packs the ring in numbers, or says why it is of no use. */
static void
add_ring (GwCocoParser *self,
          NumbersState state)
{
  Annotation *annotation = self->annotation;
  GArray *numbers = annotation->numbers;
  guint length = numbers->len;

  if (state != NUMBERS_GOOD)
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
parse_rings (GwCocoParser *self,
             GError **error)
{
  GwJsonToken token;
  NumbersState state = NUMBERS_GOOD;

  if (!parse_numbers (self, &state, &token, error))
    return FALSE;
  if (token == GW_JSON_ARRAY_END)
    {
      if (self->annotation->numbers->len > 0 || state != NUMBERS_GOOD)
        add_ring (self, state);
      return TRUE;
    }

  while (token != GW_JSON_ARRAY_END)
    {
      if (token == GW_JSON_ARRAY_BEGIN)
        {
          if (!parse_numbers (self, &state, NULL, error))
            return FALSE;
          add_ring (self, state);
        }
      else
        {
          self->annotation->segmentation_state = NUMBERS_OTHER;
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
parse_rle_size (GwCocoParser *self,
                gint64 size[2],
                GError **error)
{
  GArray *numbers = self->annotation->numbers;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  NumbersState state;

  size[0] = size[1] = -1;
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);
  if (!parse_numbers (self, &state, NULL, error))
    return FALSE;

  if (state == NUMBERS_GOOD && numbers->len == 2)
    for (guint i = 0; i < 2; i++)
      {
        double side = g_array_index (numbers, double, i);

        size[i] = side >= 0 && side <= G_MAXINT32 && side == floor (side) ? (gint64) side : -1;
      }
  return TRUE;
}

/* Counts of runs, each whole and not negative, packed into segmentation. */
static gboolean
pack_counts (Annotation *annotation)
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
parse_rle_counts (GwCocoParser *self,
                  guint *form,
                  GError **error)
{
  Annotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  NumbersState state;

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

  if (!parse_numbers (self, &state, NULL, error))
    return FALSE;
  g_byte_array_set_size (annotation->segmentation, 0);
  if (state == NUMBERS_GOOD && pack_counts (annotation))
    *form = GW_COCO_HAS_COUNTS;
  return TRUE;
}

/* After the '{' of the value. */
static gboolean
parse_rle (GwCocoParser *self,
           GError **error)
{
  Annotation *annotation = self->annotation;
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
      annotation->segmentation_state = NUMBERS_OTHER;
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

static gboolean
parse_segmentation (GwCocoParser *self,
                    GError **error)
{
  Annotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);

  g_byte_array_set_size (annotation->segmentation, 0);
  annotation->n_rings = 0;
  annotation->segmentation_state = NUMBERS_GOOD;
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
      annotation->segmentation_state = NUMBERS_OTHER;
      return TRUE;
    }
}

/* --- the other members ----------------------------------------------------------- */

static gboolean
parse_bbox (GwCocoParser *self,
            GError **error)
{
  Annotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);

  annotation->parts &= ~(guint) GW_COCO_HAS_BOX;
  annotation->bbox_state = NUMBERS_GOOD;
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token == GW_JSON_NULL)
    return TRUE;
  if (token != GW_JSON_ARRAY_BEGIN)
    {
      annotation->bbox_state = NUMBERS_OTHER;
      return gw_json_reader_skip_value (self->json, error);
    }
  if (!parse_numbers (self, &annotation->bbox_state, NULL, error))
    return FALSE;

  if (annotation->bbox_state == NUMBERS_GOOD && annotation->numbers->len == 4)
    {
      memcpy (annotation->bbox, annotation->numbers->data, sizeof annotation->bbox);
      annotation->parts |= GW_COCO_HAS_BOX;
    }
  else if (annotation->bbox_state == NUMBERS_GOOD && annotation->numbers->len > 0)
    annotation->bbox_state = NUMBERS_OTHER;
  return TRUE;
}

static gboolean
parse_keypoints (GwCocoParser *self,
                 GError **error)
{
  Annotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  NumbersState state;

  annotation->parts &= ~(guint) GW_COCO_HAS_KEYPOINTS;
  g_byte_array_set_size (annotation->keypoints, 0);
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);
  if (!parse_numbers (self, &state, NULL, error))
    return FALSE;

  if (state == NUMBERS_GOOD && annotation->numbers->len > 0 && annotation->numbers->len % 3 == 0)
    {
      gw_pack_numbers (annotation->keypoints, (const double *) (gpointer) annotation->numbers->data,
                       annotation->numbers->len);
      annotation->parts |= GW_COCO_HAS_KEYPOINTS;
    }
  else if (annotation->numbers->len > 0 || state != NUMBERS_GOOD)
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT,
                     state == NUMBERS_NOT_FINITE ? "coord-not-finite" : "value-type", 0,
                     _ ("Key points are not triples of numbers. They were left out."));
  return TRUE;
}

static gboolean
parse_attributes (GwCocoParser *self,
                  GError **error)
{
  Annotation *annotation = self->annotation;
  gsize length;
  const char *raw = gw_json_reader_take_raw (self->json, &length, error);

  if (raw == NULL)
    return FALSE;

  g_byte_array_set_size (annotation->attributes, 0);
  if (!gw_json_is_proper (raw, length))
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "value-type", 0,
                     _ ("Attributes hold a number that is not finite. They were left out."));
  else if (length > 2 && raw[0] == '{')
    g_byte_array_append (annotation->attributes, (const guint8 *) raw, (guint) length);
  return TRUE;
}

static gboolean
parse_scalar (GwCocoParser *self,
              guint member,
              GError **error)
{
  Annotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  double value = token == GW_JSON_NUMBER ? gw_json_reader_get_double (self->json) : NAN;

  if (token == GW_JSON_ERROR)
    return FALSE;

  if (member == MEMBER_ISCROWD)
    {
      annotation->parts &= ~(guint) GW_COCO_IS_CROWD;
      if (token == GW_JSON_TRUE || (token == GW_JSON_NUMBER && value != 0))
        annotation->parts |= GW_COCO_IS_CROWD;
    }
  else if (member == MEMBER_SCORE)
    {
      annotation->parts &= ~(guint) GW_COCO_HAS_SCORE;
      if (token == GW_JSON_NUMBER && isfinite (value))
        {
          annotation->score = value;
          annotation->parts |= GW_COCO_HAS_SCORE;
        }
      else if (token != GW_JSON_NULL)
        _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-not-finite", 0,
                         _ ("A score is not a number. It was taken as not given."));
    }

  return gw_json_reader_skip_value (self->json, error);
}

/* An id that is not one leaves the member as not given. */
static gboolean
parse_reference (GwCocoParser *self,
                 guint member,
                 GError **error)
{
  Annotation *annotation = self->annotation;
  g_autoptr (GError) failure = NULL;
  GwCocoId id;
  gboolean good = _gw_coco_parse_id (self, &id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (member == MEMBER_ID)
    {
      annotation->parts &= ~(guint) GW_COCO_HAS_ID;
      if (good && id.text == NULL)
        {
          annotation->id = id.number;
          annotation->parts |= GW_COCO_HAS_ID;
        }
    }
  else if (member == MEMBER_IMAGE_ID)
    {
      annotation->has_image = good;
      if (good)
        _gw_coco_document_get_image (self->document, id, &annotation->image);
    }
  else
    {
      annotation->has_category = good;
      if (good)
        _gw_coco_document_get_category (self->document, id, &annotation->category);
    }

  return TRUE;
}

static gboolean
parse_member (GwCocoParser *self,
              GError **error)
{
  guint member = 0;

  while (member < N_MEMBERS && !gw_json_reader_string_is (self->json, member_names[member]))
    member++;

  if (member < N_MEMBERS)
    {
      if (self->annotation->seen & 1u << member)
        _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "key-duplicate", 0,
                         _ ("The key “%s” is given twice. The last one was taken."), member_names[member]);
      self->annotation->seen |= 1u << member;
    }

  switch (member)
    {
    case MEMBER_ID:
    case MEMBER_IMAGE_ID:
    case MEMBER_CATEGORY_ID:
      return parse_reference (self, member, error);
    case MEMBER_BBOX:
      return parse_bbox (self, error);
    case MEMBER_SEGMENTATION:
      return parse_segmentation (self, error);
    case MEMBER_KEYPOINTS:
      return parse_keypoints (self, error);
    case MEMBER_ATTRIBUTES:
      return parse_attributes (self, error);
    case MEMBER_ISCROWD:
    case MEMBER_SCORE:
      return parse_scalar (self, member, error);
    case MEMBER_AREA:
    case MEMBER_NUM_KEYPOINTS:
      return gw_json_reader_skip_value (self->json, error); /* computed, never trusted */
    default:
      {
        g_autofree char *key = gw_json_reader_dup_string (self->json, error);

        return key != NULL && _gw_coco_keep_extra (self, key, error);
      }
    }
}

/* --- the whole ---------------------------------------------------------------------- */

static void
reject (GwCocoParser *self,
        const char *code,
        const char *text)
{
  _gw_coco_report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, 1, "%s", text);
}

static void
reject_numbers (GwCocoParser *self,
                NumbersState state)
{
  if (state == NUMBERS_NOT_FINITE)
    reject (self, "coord-not-finite",
            _ ("A coordinate of the annotation is not a finite number. The annotation was left out."));
  else if (state == NUMBERS_TOO_FAR)
    reject (self, "coord-out-of-range",
            _ ("A coordinate of the annotation is beyond 1e15. The annotation was left out."));
  else
    reject (self, "value-type",
            _ ("The shape of the annotation is not made of numbers. The annotation was left out."));
}

/* Whether the annotation can be used; what cannot is reported. */
static gboolean
check (GwCocoParser *self)
{
  const Annotation *annotation = self->annotation;
  NumbersState worst = MAX (annotation->bbox_state, annotation->segmentation_state);

  if (!annotation->has_image)
    {
      reject (self, "id-dangling", _ ("The annotation names no image. It was left out."));
      return FALSE;
    }
  if (!annotation->has_category)
    {
      reject (self, "id-dangling", _ ("The annotation names no category. It was left out."));
      return FALSE;
    }
  if (worst != NUMBERS_GOOD)
    {
      reject_numbers (self, worst);
      return FALSE;
    }
  if ((annotation->parts
       & (GW_COCO_HAS_BOX | GW_COCO_HAS_RINGS | GW_COCO_HAS_COUNTS | GW_COCO_HAS_STRING | GW_COCO_HAS_KEYPOINTS))
      != 0)
    return TRUE;

  if ((annotation->parts & GW_COCO_LOST_RINGS) != 0)
    reject (self, "ring-short", _ ("The annotation has no polygon of use and no box. It was left out."));
  else
    reject (self, "box-degenerate", _ ("The annotation has neither a box nor a segmentation. It was left out."));
  return FALSE;
}

/* Packs what was read and chains it to its image. Layout: the annotation of
 * the image before it, line, index, category, parts, then the parts.
 */
static void
store (GwCocoParser *self)
{
  Annotation *annotation = self->annotation;
  GByteArray *out = annotation->packed;
  GwCocoImage *image = &g_array_index (self->document->images, GwCocoImage, annotation->image);
  g_autofree char *extra = NULL;

  if (gw_json_members_get_n (self->extra) > 0)
    {
      extra = gw_json_members_to_text (self->extra);
      annotation->parts |= GW_COCO_HAS_EXTRA;
    }
  if (annotation->attributes->len > 0)
    annotation->parts |= GW_COCO_HAS_ATTRIBUTES;

  g_byte_array_set_size (out, 0);
  gw_pack_uint (out, image->last);
  gw_pack_uint (out, self->line);
  gw_pack_uint (out, self->index);
  gw_pack_uint (out, annotation->category);
  gw_pack_uint (out, annotation->parts);
  if (annotation->parts & GW_COCO_HAS_ID)
    gw_pack_int (out, annotation->id);
  if (annotation->parts & GW_COCO_HAS_BOX)
    gw_pack_numbers (out, annotation->bbox, 4);
  if (annotation->parts & GW_COCO_HAS_RINGS)
    gw_pack_uint (out, annotation->n_rings);
  if (annotation->segmentation->len > 0)
    g_byte_array_append (out, annotation->segmentation->data, annotation->segmentation->len);
  if (annotation->parts & GW_COCO_HAS_KEYPOINTS)
    g_byte_array_append (out, annotation->keypoints->data, annotation->keypoints->len);
  if (annotation->parts & GW_COCO_HAS_SCORE)
    gw_pack_double (out, annotation->score);
  if (annotation->parts & GW_COCO_HAS_ATTRIBUTES)
    gw_pack_bytes (out, annotation->attributes->data, annotation->attributes->len);
  if (annotation->parts & GW_COCO_HAS_EXTRA)
    gw_pack_bytes (out, extra, strlen (extra));

  if (annotation->parts & GW_COCO_HAS_ID)
    {
      GwCocoIdUse use = { annotation->id, (guint32) self->index, (guint32) MIN (self->line, G_MAXUINT32) };

      g_array_append_val (self->ids, use);
    }

  image->last = gw_coco_pool_add (self->document->pool, out);
  image->n_annotations++;
  self->document->n_annotations++;
}

gboolean
_gw_coco_parse_annotation (GwCocoParser *self,
                           GError **error)
{
  GwJsonToken token;

  annotation_reset (self->annotation);
  gw_json_members_clear (self->extra);
  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    if (!parse_member (self, error))
      return FALSE;
  if (token == GW_JSON_ERROR)
    return FALSE;

  self->reader->counts.labels++;
  if (check (self))
    store (self);
  return TRUE;
}
