/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-annotation-private.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

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

static const char *const member_names[N_MEMBERS] = { "id",   "image_id", "category_id", "bbox",          "segmentation",
                                                     "area", "iscrowd",  "keypoints",   "num_keypoints", "attributes",
                                                     "score" };

GwCocoAnnotation *
_gw_coco_annotation_new (void)
{
  GwCocoAnnotation *self = g_new0 (GwCocoAnnotation, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  self->segmentation = g_byte_array_new ();
  self->keypoints = g_byte_array_new ();
  self->attributes = g_byte_array_new ();
  self->string = g_byte_array_new ();
  self->packed = g_byte_array_new ();

  return self;
}

void
_gw_coco_annotation_free (GwCocoAnnotation *self)
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
annotation_reset (GwCocoAnnotation *self)
{
  self->parts = 0;
  self->has_image = FALSE;
  self->has_category = FALSE;
  self->n_rings = 0;
  self->bbox_state = GW_COCO_NUMBERS_GOOD;
  self->segmentation_state = GW_COCO_NUMBERS_GOOD;
  g_byte_array_set_size (self->segmentation, 0);
  g_byte_array_set_size (self->keypoints, 0);
  g_byte_array_set_size (self->attributes, 0);
}

/* --- the other members ----------------------------------------------------------- */

static gboolean
parse_bbox (GwCocoParser *self, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);

  annotation->parts &= ~(guint) GW_COCO_HAS_BOX;
  annotation->bbox_state = GW_COCO_NUMBERS_GOOD;
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token == GW_JSON_NULL)
    return TRUE;
  if (token != GW_JSON_ARRAY_BEGIN)
    {
      annotation->bbox_state = GW_COCO_NUMBERS_OTHER;
      return gw_json_reader_skip_value (self->json, error);
    }
  if (!_gw_coco_parse_numbers (self, &annotation->bbox_state, NULL, error))
    return FALSE;

  if (annotation->bbox_state == GW_COCO_NUMBERS_GOOD && annotation->numbers->len == 4)
    {
      memcpy (annotation->bbox, annotation->numbers->data, sizeof annotation->bbox);
      annotation->parts |= GW_COCO_HAS_BOX;
    }
  else if (annotation->bbox_state == GW_COCO_NUMBERS_GOOD && annotation->numbers->len > 0)
    annotation->bbox_state = GW_COCO_NUMBERS_OTHER;
  return TRUE;
}

static gboolean
parse_keypoints (GwCocoParser *self, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
  GwJsonToken token = gw_json_reader_next (self->json, error);
  GwCocoNumbersState state;

  annotation->parts &= ~(guint) GW_COCO_HAS_KEYPOINTS;
  g_byte_array_set_size (annotation->keypoints, 0);
  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_BEGIN)
    return gw_json_reader_skip_value (self->json, error);
  if (!_gw_coco_parse_numbers (self, &state, NULL, error))
    return FALSE;

  if (state == GW_COCO_NUMBERS_GOOD && annotation->numbers->len > 0 && annotation->numbers->len % 3 == 0)
    {
      gw_pack_numbers (annotation->keypoints, (const double *) (gpointer) annotation->numbers->data,
                       annotation->numbers->len);
      annotation->parts |= GW_COCO_HAS_KEYPOINTS;
    }
  else if (annotation->numbers->len > 0 || state != GW_COCO_NUMBERS_GOOD)
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT,
                     state == GW_COCO_NUMBERS_NOT_FINITE ? "coord-not-finite" : "value-type", 0,
                     _ ("Key points are not triples of numbers. They were left out."));
  return TRUE;
}

static gboolean
parse_attributes (GwCocoParser *self, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
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
parse_scalar (GwCocoParser *self, guint member, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
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
parse_reference (GwCocoParser *self, guint member, GError **error)
{
  GwCocoAnnotation *annotation = self->annotation;
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
parse_member (GwCocoParser *self, GError **error)
{
  guint member = 0;

  while (member < N_MEMBERS && !gw_json_reader_string_is (self->json, member_names[member]))
    member++;

  switch (member)
    {
    case MEMBER_ID:
    case MEMBER_IMAGE_ID:
    case MEMBER_CATEGORY_ID:
      return parse_reference (self, member, error);
    case MEMBER_BBOX:
      return parse_bbox (self, error);
    case MEMBER_SEGMENTATION:
      return _gw_coco_parse_segmentation (self, error);
    case MEMBER_KEYPOINTS:
      return parse_keypoints (self, error);
    case MEMBER_ATTRIBUTES:
      return parse_attributes (self, error);
    case MEMBER_ISCROWD:
    case MEMBER_SCORE:
      return parse_scalar (self, member, error);
    case MEMBER_AREA:
      if (self->reader->options.keep_given)
        return _gw_coco_keep_extra (self, member_names[member], error);
      return gw_json_reader_skip_value (self->json, error);
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
reject (GwCocoParser *self, const char *code, const char *text)
{
  _gw_coco_report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, 1, "%s", text);
}

static void
reject_numbers (GwCocoParser *self, GwCocoNumbersState state)
{
  if (state == GW_COCO_NUMBERS_NOT_FINITE)
    reject (self, "coord-not-finite",
            _ ("A coordinate of the annotation is not a finite number. The annotation was left out."));
  else if (state == GW_COCO_NUMBERS_TOO_FAR)
    reject (self, "coord-out-of-range",
            _ ("A coordinate of the annotation is beyond 1e15. The annotation was left out."));
  else if (state == GW_COCO_NUMBERS_NO_COUNTS)
    reject (self, "rle-sum", _ ("A count of the mask is no number of pixels. The annotation was left out."));
  else
    reject (self, "value-type", _ ("The shape of the annotation is not made of numbers. The annotation was left out."));
}

/* Whether the annotation can be used; what cannot is reported. */
static gboolean
check (GwCocoParser *self)
{
  const GwCocoAnnotation *annotation = self->annotation;
  GwCocoNumbersState worst = MAX (annotation->bbox_state, annotation->segmentation_state);

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
  if (worst != GW_COCO_NUMBERS_GOOD)
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
  GwCocoAnnotation *annotation = self->annotation;
  GByteArray *out = annotation->packed;
  g_autofree char *extra = NULL;

  if (gw_json_members_get_n (self->extra) > 0)
    {
      extra = gw_json_members_to_text (self->extra);
      annotation->parts |= GW_COCO_HAS_EXTRA;
    }
  if (annotation->attributes->len > 0)
    annotation->parts |= GW_COCO_HAS_ATTRIBUTES;

  g_byte_array_set_size (out, 0);
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

  _gw_coco_document_add (self->document, annotation->image, out);
}

gboolean
_gw_coco_parse_annotation (GwCocoParser *self, GError **error)
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
