/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-files-check.h"
#include "gw-insights-data.h"
#include "gw-missing-values.h"
#include "gw-picture-groups.h"
#include "gw-picture-outliers.h"
#include "gw-plot-histogram.h"
#include "gw-size-check.h"

G_BEGIN_DECLS

/* A label that the model contradicts. */
typedef struct
{
  gint64 image_id;
  char *name; /* (nullable): of the image; of the first GW_QUALITY_MOST_NAMED */
  const char *given;
  const char *suggested;
  double quality; /* of the label, 0 to 1 */
  double score;   /* that the model gave to what is suggested */
} GwQualityLabel;

typedef enum
{
  GW_QUALITY_LABELS_FOUND,
  GW_QUALITY_LABELS_NO_MODEL,  /* no predictions of these images */
  GW_QUALITY_LABELS_NO_SCORES, /* the model gives classes alone, or what is no probability */
  GW_QUALITY_LABELS_NO_TRUTH   /* no image has both one label and scores */
} GwQualityLabelsState;

typedef struct
{
  GwQualityLabelsState state;
  char *model;          /* (nullable): its title */
  gsize n_known;        /* images that were looked at */
  GPtrArray *labels;    /* of GwQualityLabel, the worst first */
  GPtrArray *dismissed; /* char *: findings that somebody called right */
} GwQualityLabels;

typedef enum
{
  GW_QUALITY_SHARPNESS,
  GW_QUALITY_BRIGHTNESS,
  GW_QUALITY_N_LIMITS
} GwQualityLimit;

typedef struct
{
  gsize n_unmeasured;
  GArray *values[GW_QUALITY_N_LIMITS]; /* double, one an image */
  GwPlotHistogramCounts counts[GW_QUALITY_N_LIMITS];
  double range[GW_QUALITY_N_LIMITS]; /* up to where bars are shown */
} GwQualityPictures;

typedef struct
{
  GwFilesCheck *files;
  GwSizeCheck *sizes;
} GwQualityFiles;

typedef struct
{
  GwMissingValues *values;
  char *column; /* (nullable): that is filled in; NULL: none lacks values */
  GwFill fill;
  GwFilled *filled; /* (nullable) */
} GwQualityMissingPart;

#define GW_QUALITY_MOST_NAMED 100

/* What the cards of the Data Quality page show; parts come one after the other, NULL
 * until then. They do not change after they were made.
 */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  const GwDataSet *set;
  GwQualityLabels *labels;
  GwPictureGroups *groups; /* the first GW_QUALITY_MOST_NAMED have names */
  GwQualityPictures *pictures;
  GwQualityFiles *files;
  GwQualityMissingPart *missing;
  GwPictureOutliers **outliers; /* boxed; holds NULL where there are too few pictures */
} GwQualityFigures;

/* What the work depends on. */
typedef struct
{
  GwQualityFigures *kept; /* (nullable): figures of before, of which parts that still hold are taken */
  char *column;           /* (nullable): of missing values, which is filled in; NULL: the first */
  GwFill fill;
} GwQualityOptions;

void gw_quality_options_free (GwQualityOptions *self);

/* The work, on a thread of the store. publish is called with what is there after each part
 * (transfer full).
 * Returns: (transfer full) (nullable)
 */
typedef void (*GwQualityPublishFunc) (GwQualityFigures *figures, gpointer data);
GwQualityFigures *gw_quality_figures_new (GwInsightsSnapshot *snapshot, const GwQualityOptions *options,
                                          GwQualityPublishFunc publish, gpointer data, GCancellable *cancellable,
                                          GError **error);
/* The same parts. (transfer full) */
GwQualityFigures *gw_quality_figures_copy (const GwQualityFigures *self);
void gw_quality_figures_free (GwQualityFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwQualityFigures, gw_quality_figures_free)

/* Of GW_QUALITY_SHARPNESS or GW_QUALITY_BRIGHTNESS: pictures below. */
gsize gw_quality_pictures_count_below (const GwQualityPictures *self, GwQualityLimit which, double limit);
/* Those below one of both limits. */
gsize gw_quality_pictures_count_poor (const GwQualityPictures *self, double sharpness, double brightness);

G_END_DECLS
