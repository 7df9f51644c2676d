/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-dice.h"
#include "gw-pen.h"
#include "gw-sample-scene.h"

G_BEGIN_DECLS

/* An eye above the ground that looks along it. Metres: x right, y up from
 * the ground, z away from the eye.
 */
typedef struct
{
  double cx;      /* column of the vanishing point */
  double horizon; /* row of the horizon */
  double focal;   /* pixels */
  double height;  /* of the eye above the ground */
} GwCamera;

GwPoint gw_camera_see (const GwCamera *camera, double x, double y, double z);
/* Pixels for a metre at distance z. */
double gw_camera_scale (const GwCamera *camera, double z);

typedef struct _GwProp GwProp;
typedef void (*GwPropPaint) (GwPen *pen, const GwProp *prop);

/* One thing on the stage that may hide others. A painter draws it in its own
 * coordinates, which are turned into the picture's by: mirrored about the
 * y axis if asked, times scale, then moved to (x, y).
 */
struct _GwProp
{
  GwPropPaint paint;
  GwPropPaint shadow;     /* drawn under it; may be NULL */
  GwPropPaint glow;       /* drawn over it and all that is farther, light only; may be NULL */
  const char *class_name; /* NULL for scenery, which hides and is not an object */
  double x;
  double y;
  double scale;
  gboolean mirrored;
  gboolean inside;        /* lies within the prop that follows behind it and hides nothing */
  double depth;           /* metres from the eye: sorts, and fades through the air */
  GwBox reach;            /* what the painter may touch, in own coordinates */
  guint64 seed;           /* of the details */
  const GwCamera *camera; /* for painters that see in three dimensions */
  gconstpointer data;     /* more than fits here; outlives the stage's composing */
  int kind;               /* which of its sort */
  int pose;
  double size[4]; /* what the painter makes of them */
  GwInk ink[4];
  GwSampleTrait traits[GW_SAMPLE_MAX_TRAITS];
  guint n_traits;
};

void gw_prop_add_trait (GwProp *prop, const char *name, const char *value);

/* A picture in the making: a painted ground and props before it. */
typedef struct
{
  cairo_surface_t *surface; /* RGB24 */
  cairo_t *cr;
  int width;
  int height;
  GwLight light;
  GArray *props; /* (element-type GwProp) */
} GwStage;

void gw_stage_init (GwStage *stage, int width, int height);
void gw_stage_clear (GwStage *stage);

/* Another pen on the picture itself. */
GwPen gw_stage_pen (GwStage *stage, double depth);

/* Puts a copy of prop on the stage. */
void gw_stage_add (GwStage *stage, const GwProp *prop);

/* Paints the props, far ones first, and adds the objects among them to scene.
 * An object of which less than min_visible shows, or fewer than min_pixels,
 * is left out of both.
 */
void gw_stage_compose (GwStage *stage, GwSampleScene *scene, double min_visible, guint min_pixels);

/* The camera's part: corners darker by vignette (0.3 is plenty) and noise of
 * grain gray levels. O(pixels).
 */
void gw_stage_finish (GwStage *stage, double vignette, double grain, guint64 seed);

G_END_DECLS
