/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* The three folders of the sample project. */
typedef enum
{
  GW_SAMPLE_STREET, /* boxes and masks */
  GW_SAMPLE_CELLS,  /* masks */
  GW_SAMPLE_FRUIT,  /* one class for each image */
  GW_SAMPLE_N_SETS
} GwSampleSet;

#define GW_SAMPLE_MAX_TRAITS 4
#define GW_SAMPLE_MAX_TAGS 4

/* An attribute and its value; both strings are static, English and stable. */
typedef struct
{
  const char *name;
  const char *value;
} GwSampleTrait;

/* One thing in a picture, as the drawing knows it.
 *
 * mask holds exactly the pixels of the picture that the thing covers by half
 * or more and that nothing nearer covers so; it is never empty. box is the
 * tight bounds of mask, in whole pixels.
 */
typedef struct
{
  const char *class_name; /* static */
  GwBox box;
  GwShape mask;
  double visible;     /* share of the thing's pixels inside the picture that mask holds, (0, 1] */
  gboolean occluded;  /* visible is under 0.95 */
  gboolean truncated; /* the border of the picture cuts it */
  GwSampleTrait traits[GW_SAMPLE_MAX_TRAITS];
  guint n_traits;
} GwSampleObject;

/* What is true of one picture. */
typedef struct
{
  GwSampleSet set;
  char *file_name; /* below the sample's folder, such as "street/intersection_001.jpg" */
  int width;
  int height;
  const char *class_name; /* of the whole picture, static; NULL except for fruit */
  GwSampleTrait traits[GW_SAMPLE_MAX_TRAITS];
  guint n_traits;
  const char *tags[GW_SAMPLE_MAX_TAGS]; /* static */
  guint n_tags;
  GArray *objects; /* (element-type GwSampleObject) from the farthest to the nearest */
} GwSampleScene;

GwSampleScene *gw_sample_scene_new (GwSampleSet set, const char *file_name, int width, int height);
void gw_sample_scene_free (GwSampleScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSampleScene, gw_sample_scene_free)

void gw_sample_scene_add_tag (GwSampleScene *scene, const char *tag);
void gw_sample_scene_add_trait (GwSampleScene *scene, const char *name, const char *value);

/**
 * gw_sample_scene_take_object:
 * @object: (transfer full): its mask becomes the scene's
 */
void gw_sample_scene_take_object (GwSampleScene *scene, GwSampleObject *object);

guint gw_sample_scene_get_n_objects (const GwSampleScene *scene);
const GwSampleObject *gw_sample_scene_get_object (const GwSampleScene *scene, guint index);

/* SHA-256 of everything above, as hex. Equal truths have equal sums. */
char *gw_sample_scene_checksum (const GwSampleScene *scene);

G_END_DECLS
