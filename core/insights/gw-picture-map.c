/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-picture-map.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-measure.h"
#include "gw-path.h"
#include "gw-plot-number.h"

/* The first label of each image, else its first object. */
static GArray *
find_classes (const GwDataSet *set)
{
  GArray *classes = g_array_sized_new (FALSE, FALSE, sizeof (gint32), (guint) set->n_images);
  const gint32 none = -1;

  for (gsize i = 0; i < set->n_images; i++)
    g_array_append_val (classes, none);
  for (guint i = 0; i < set->n_labels; i++)
    {
      gint32 *class = &g_array_index (classes, gint32, g_array_index (set->label_images, gint32, i));

      *class = *class < 0 ? g_array_index (set->label_classes, gint32, i) : *class;
    }
  for (guint i = 0; i < set->n_objects; i++)
    {
      gint32 *class = &g_array_index (classes, gint32, g_array_index (set->object_images, gint32, i));

      *class = *class < 0 ? g_array_index (set->object_classes, gint32, i) : *class;
    }
  return classes;
}

/* The class of each image, which the map's points say. */
typedef struct
{
  GArray *class_of;
  GPtrArray *names;
} Looks;

static void
looks_free (gpointer data)
{
  Looks *looks = data;

  g_array_unref (looks->class_of);
  g_ptr_array_unref (looks->names);
  g_free (looks);
}

static void
describe_picture (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Looks *looks = data;
  const gint32 class = g_array_index (looks->class_of, gint32, point);
  g_autofree char *across = gw_plot_number_quantity (x);
  g_autofree char *up = gw_plot_number_quantity (y);

  readout->name = g_strdup (class >= 0 ? g_ptr_array_index (looks->names, (guint) class) : _ ("No class"));
  readout->value = g_strdup_printf (_ ("Components %s and %s"), across, up);
}

/* NaN where a picture is not measured. */
static double *
read_features (const GArray *measures, gsize *n_measured)
{
  double *features = g_new (double, MAX ((gsize) measures->len * GW_MEASURE_N_FEATURES, 1));

  *n_measured = 0;
  for (guint i = 0; i < measures->len; i++)
    {
      const GwMeasure *measure = &g_array_index (measures, GwMeasure, i);
      const gboolean measured = measure->image_id != 0 && measure->readable;

      *n_measured += measured ? 1 : 0;
      for (gsize j = 0; j < GW_MEASURE_N_FEATURES; j++)
        features[i * GW_MEASURE_N_FEATURES + j] = measured ? (double) measure->features[j] : NAN;
    }
  return features;
}

GwPlot *
gw_picture_map_new (const GwDataSet *set, const GArray *measures, const GwPictureMapOptions *options, const GwRun *run,
                    gsize *n_measured)
{
  g_autofree double *features = read_features (measures, n_measured);
  g_autofree GwPlotPointClass *classes = g_new0 (GwPlotPointClass, MAX (set->classes->len, 1));
  Looks *looks = g_new0 (Looks, 1);
  GwPlotScatterOptions scatter = {
    .title = options->title,
    .subtitle = options->subtitle,
    .rows = GW_PLOT_ROWS_IMAGES,
    .classes = classes,
    .n_classes = set->classes->len,
    .funcs = options->funcs,
    .data = looks,
  };

  looks->class_of = find_classes (set);
  looks->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < set->classes->len; i++)
    {
      char *name = gw_path_display (gw_class_get_name (g_ptr_array_index (set->classes, i)), -1);

      g_ptr_array_add (looks->names, name);
      classes[i] = (GwPlotPointClass) { name, gw_class_get_color (g_ptr_array_index (set->classes, i)) };
    }
  scatter.funcs.describe = describe_picture;
  scatter.funcs.destroy = looks_free;
  scatter.class_of = g_array_ref (looks->class_of);
  return gw_plot_pca_map_new (features, measures->len, GW_MEASURE_N_FEATURES, &scatter, run);
}
