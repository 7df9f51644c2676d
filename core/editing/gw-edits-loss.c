/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "gw-box.h"
#include "gw-edits-private.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-shape-convert-private.h"

/* Square pixels that rounding may make of outlines that are the same. */
#define SAME_AREA 1e-4

/* Over all objects that are converted. */
typedef struct
{
  int width;
  int height;
  guint n_left; /* stay as they are */
  guint64 n_holes;
  guint64 n_parts; /* beyond the first of each object */
  guint64 added;   /* pixels */
  guint64 taken;
  double moves; /* how far an outline moves at most */
  gboolean angle;
  gboolean pixels;  /* outlines go to whole pixels */
  gboolean outside; /* something is cut off at the edge of the image */
} Loss;

static void
count_parts (Loss *loss, const GwShape *shape)
{
  GwPolygon outline;
  GwPolygon *parts = NULL;
  gsize n_parts = 0;

  if ((shape->kind != GW_SHAPE_POLYGON && shape->kind != GW_SHAPE_MASK) || !_gw_shape_get_outline (shape, &outline))
    return;
  if (gw_polygon_split_parts (&outline, &parts, &n_parts) == GW_STATUS_OK && n_parts > 0)
    {
      loss->n_parts += n_parts - 1;
      for (gsize i = 0; i < n_parts; i++)
        loss->n_holes += parts[i].n_rings - 1;
      gw_polygon_list_free (parts, n_parts);
    }
  gw_polygon_clear (&outline);
}

static void
count_pixels (Loss *loss, const GwShape *before, const GwShape *after)
{
  GwMask old = GW_MASK_INIT, new = GW_MASK_INIT;

  if (gw_raster_shape (before, loss->width, loss->height, &old) == GW_STATUS_OK
      && gw_raster_shape (after, loss->width, loss->height, &new) == GW_STATUS_OK)
    {
      guint64 both = gw_mask_shared_area (&old, &new);

      loss->added += gw_mask_area (&new) - both;
      loss->taken += gw_mask_area (&old) - both;
    }
  gw_mask_clear (&old);
  gw_mask_clear (&new);
}

/* Whether both have the same outline. */
static gboolean
are_same (const GwShape *before, const GwShape *after)
{
  GwPolygon old, new, between = GW_POLYGON_INIT;
  gboolean same = FALSE;

  if (!_gw_shape_get_outline (before, &old))
    return FALSE;
  if (_gw_shape_get_outline (after, &new))
    {
      same = gw_polygon_combine (&old, &new, GW_POLYGON_XOR, &between) == GW_STATUS_OK
             && gw_polygon_area (&between) < SAME_AREA;
      gw_polygon_clear (&between);
      gw_polygon_clear (&new);
    }
  gw_polygon_clear (&old);
  return same;
}

static double
get_angle (const GwShape *shape)
{
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    return shape->as.rotated.angle;
  return shape->kind == GW_SHAPE_ELLIPSE ? shape->as.ellipse.angle : 0.0;
}

static void
add_bounds_loss (Loss *loss, GwObject *object)
{
  const GwBox image = { 0, 0, loss->width, loss->height };
  GwBox bounds = gw_object_get_bounds (object);

  loss->outside |= loss->width > 0 && !gw_box_contains_box (&image, &bounds);
}

static void
add_loss (Loss *loss, GwObject *object, GwShapeKind kind)
{
  const GwShape *before = gw_object_get_shape (object);
  GwShape after;

  if (before->kind == kind)
    return;
  if (!_gw_shape_convert (before, kind, loss->width, loss->height, &after))
    {
      loss->n_left++;
      return;
    }
  if (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK || kind == GW_SHAPE_BOX)
    add_bounds_loss (loss, object);
  if (kind == GW_SHAPE_BOX)
    loss->angle |= fmod (get_angle (before), 90.0) != 0.0;
  if (kind == GW_SHAPE_MASK)
    loss->pixels |= !are_same (before, &after);
  else
    count_pixels (loss, before, &after);
  if (kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_ELLIPSE)
    count_parts (loss, before);
  if (kind == GW_SHAPE_POLYGON && before->kind == GW_SHAPE_MASK && !are_same (before, &after))
    loss->moves = MAX (loss->moves, GW_CONVERT_TOLERANCE);
  /* The middle of an edge is nearer to the centre than the curve. */
  if (kind == GW_SHAPE_POLYGON && before->kind == GW_SHAPE_ELLIPSE)
    loss->moves = MAX (loss->moves, MAX (before->as.ellipse.rx, before->as.ellipse.ry)
                                        * (1.0 - cos (G_PI / GW_ELLIPSE_RING_POINTS)));
  gw_shape_clear (&after);
}

/* Takes the sentence. */
static void
add_sentence (GString *text, gboolean is_so, char *sentence)
{
  if (is_so && text->len > 0)
    g_string_append_c (text, ' ');
  if (is_so)
    g_string_append (text, sentence);
  g_free (sentence);
}

static char *
compose (const Loss *loss)
{
  GString *text = g_string_new (NULL);

  add_sentence (text, loss->n_left > 0,
                g_strdup_printf (ngettext ("%u object cannot be converted and stays as it is.",
                                           "%u objects cannot be converted and stay as they are.", loss->n_left),
                                 loss->n_left));
  add_sentence (
      text, loss->n_holes > 0,
      g_strdup_printf (ngettext ("%'" PRIu64 " hole is filled.", "%'" PRIu64 " holes are filled.", loss->n_holes),
                       loss->n_holes));
  add_sentence (text, loss->n_parts > 0,
                g_strdup_printf (ngettext ("%'" PRIu64 " separate part is joined to another.",
                                           "%'" PRIu64 " separate parts are joined to others.", loss->n_parts),
                                 loss->n_parts));
  add_sentence (text, loss->angle, g_strdup (_ ("The angle is lost.")));
  add_sentence (text, loss->pixels, g_strdup (_ ("Outlines go to whole pixels.")));
  /* Translators: a length in pixels, such as 0.5 */
  add_sentence (text, loss->moves > 0.0, g_strdup_printf (_ ("The outline moves by at most %.2g px."), loss->moves));
  add_sentence (text, loss->outside, g_strdup (_ ("What is outside the image is cut off.")));
  add_sentence (
      text, loss->added > 0,
      g_strdup_printf (ngettext ("%'" PRIu64 " px is added.", "%'" PRIu64 " px are added.", loss->added), loss->added));
  add_sentence (
      text, loss->taken > 0,
      g_strdup_printf (ngettext ("%'" PRIu64 " px is taken away.", "%'" PRIu64 " px are taken away.", loss->taken),
                       loss->taken));
  return g_string_free (text, text->len == 0);
}

char *
gw_document_describe_loss (GwDocument *self, GwShapeKind kind)
{
  g_autoptr (GPtrArray) objects = NULL;
  Loss loss = { 0 };

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  gw_document_get_size (self, &loss.width, &loss.height);
  objects = _gw_edits_get_movable (self);
  for (guint i = 0; i < objects->len; i++)
    add_loss (&loss, g_ptr_array_index (objects, i), kind);
  return compose (&loss);
}
