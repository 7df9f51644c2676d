/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-data-column.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-box-stats.h"
#include "gw-data-set-private.h"
#include "gw-number.h"

#define OBJECT_PREFIX "attribute:"
#define IMAGE_PREFIX "image-attribute:"

/* What is measured, in the order in which it is told. */
typedef enum
{
  IMAGE_WIDTH,
  IMAGE_HEIGHT,
  IMAGE_AREA,
  IMAGE_ASPECT,
  IMAGE_BYTES,
  IMAGE_BRIGHTNESS,
  IMAGE_CONTRAST,
  IMAGE_SHARPNESS,
  IMAGE_SATURATION,
  IMAGE_OBJECTS,
  BOX_WIDTH,
  BOX_HEIGHT,
  BOX_AREA,
  BOX_RELATIVE_AREA,
  BOX_ASPECT,
  BOX_CENTER_X,
  BOX_CENTER_Y,
  N_MEASURES /* attributes come behind them */
} Measure;

#define COLUMN(name, title, label, unit, rows, field) \
  { \
    name, title, label, unit, rows, field, FALSE, 0 \
  }
#define PICTURE(name, title, label, field) \
  { \
    name, title, label, "", GW_ROWS_IMAGES, field, TRUE, 0 \
  }

static const GwDataColumn columns[N_MEASURES] = {
  [IMAGE_WIDTH] = COLUMN ("image-width", N_ ("Image Width"), N_ ("Image width"), N_ ("pixels"), GW_ROWS_IMAGES,
                          GW_FIELD_WIDTH),
  [IMAGE_HEIGHT] = COLUMN ("image-height", N_ ("Image Height"), N_ ("Image height"), N_ ("pixels"), GW_ROWS_IMAGES,
                           GW_FIELD_HEIGHT),
  [IMAGE_AREA] = COLUMN ("image-area", N_ ("Image Area"), N_ ("Image area"), N_ ("pixels"), GW_ROWS_IMAGES,
                         GW_N_FIELDS),
  [IMAGE_ASPECT] = COLUMN ("image-aspect", N_ ("Image Aspect Ratio"), N_ ("Image aspect ratio"), "", GW_ROWS_IMAGES,
                           GW_FIELD_ASPECT),
  [IMAGE_BYTES] = COLUMN ("image-bytes", N_ ("Image File Size"), N_ ("Image file size"), N_ ("bytes"), GW_ROWS_IMAGES,
                          GW_FIELD_BYTES),
  [IMAGE_BRIGHTNESS] = PICTURE ("image-brightness", N_ ("Image Brightness"), N_ ("Image brightness"),
                                GW_FIELD_BRIGHTNESS),
  [IMAGE_CONTRAST] = PICTURE ("image-contrast", N_ ("Image Contrast"), N_ ("Image contrast"), GW_FIELD_CONTRAST),
  [IMAGE_SHARPNESS] = PICTURE ("image-sharpness", N_ ("Image Sharpness"), N_ ("Image sharpness"), GW_FIELD_SHARPNESS),
  [IMAGE_SATURATION] = PICTURE ("image-saturation", N_ ("Image Saturation"), N_ ("Image saturation"),
                                GW_FIELD_SATURATION),
  [IMAGE_OBJECTS] = COLUMN ("objects-per-image", N_ ("Objects per Image"), N_ ("Objects per image"), N_ ("objects"),
                            GW_ROWS_IMAGES, GW_FIELD_OBJECTS),
  [BOX_WIDTH] = COLUMN ("box-width", N_ ("Box Width"), N_ ("Box width"), N_ ("pixels"), GW_ROWS_OBJECTS, GW_N_FIELDS),
  [BOX_HEIGHT] = COLUMN ("box-height", N_ ("Box Height"), N_ ("Box height"), N_ ("pixels"), GW_ROWS_OBJECTS,
                         GW_N_FIELDS),
  [BOX_AREA] = COLUMN ("box-area", N_ ("Box Area"), N_ ("Box area"), N_ ("pixels"), GW_ROWS_OBJECTS, GW_N_FIELDS),
  [BOX_RELATIVE_AREA] = COLUMN ("box-relative-area", N_ ("Box Part of Image"), N_ ("Box part of image"), "",
                                GW_ROWS_OBJECTS, GW_N_FIELDS),
  [BOX_ASPECT] = COLUMN ("box-aspect", N_ ("Box Aspect Ratio"), N_ ("Box aspect ratio"), "", GW_ROWS_OBJECTS,
                         GW_N_FIELDS),
  [BOX_CENTER_X] = COLUMN ("box-center-x", N_ ("Box Center from Left"), N_ ("Box center from left"), "",
                           GW_ROWS_OBJECTS, GW_N_FIELDS),
  [BOX_CENTER_Y] = COLUMN ("box-center-y", N_ ("Box Center from Top"), N_ ("Box center from top"), "", GW_ROWS_OBJECTS,
                           GW_N_FIELDS),
};

/* --- attributes ------------------------------------------------------------------------ */

void
_gw_data_attribute_free (GwDataAttribute *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->name);
  g_free (self);
}

void
_gw_data_attribute_add (GwDataAttribute *self, guint32 row, const char *value)
{
  double number;

  if (self->texts || value[0] == '\0')
    return;
  if (!gw_number_parse (value, -1, &number))
    {
      self->texts = TRUE;
      g_clear_pointer (&self->rows, g_array_unref);
      g_clear_pointer (&self->values, g_array_unref);
      return;
    }
  if (self->rows == NULL)
    {
      self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      self->values = g_array_new (FALSE, FALSE, sizeof (double));
    }
  g_array_append_val (self->rows, row);
  g_array_append_val (self->values, number);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
add_attributes (GwDataSet *self, GHashTable *attributes, const char *prefix, GwRows rows)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (attributes), compare_names);

  for (const GList *link = names; link != NULL; link = link->next)
    {
      const GwDataAttribute *attribute = g_hash_table_lookup (attributes, link->data);
      g_autofree char *name = g_strconcat (prefix, attribute->name, NULL);
      GwDataColumn column = { .title = attribute->name,
                              .label = attribute->name,
                              .unit = "",
                              .rows = rows,
                              .field = GW_N_FIELDS,
                              .place = N_MEASURES };

      if (attribute->texts || attribute->values == NULL)
        continue;
      column.name = g_string_chunk_insert (self->strings, name);
      g_array_append_val (self->columns, column);
    }
}

static const GwDataAttribute *
find_attribute (const GwDataSet *self, const GwDataColumn *column)
{
  return g_hash_table_lookup (column->rows == GW_ROWS_IMAGES ? self->image_attributes : self->object_attributes,
                              column->title);
}

/* --- which there are ------------------------------------------------------------------- */

void
_gw_data_set_make_columns (GwDataSet *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (GwDataColumn));
  for (guint i = 0; i < N_MEASURES; i++)
    {
      GwDataColumn column = columns[i];

      column.title = _ (column.title);
      column.label = _ (column.label);
      column.unit = column.unit[0] != '\0' ? _ (column.unit) : "";
      column.place = i;
      g_array_append_val (self->columns, column);
    }
  add_attributes (self, self->object_attributes, OBJECT_PREFIX, GW_ROWS_OBJECTS);
  add_attributes (self, self->image_attributes, IMAGE_PREFIX, GW_ROWS_IMAGES);
}

const GArray *
gw_data_set_get_columns (const GwDataSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->columns;
}

const GwDataColumn *
gw_data_set_find_column (const GwDataSet *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const GwDataColumn *column = &g_array_index (self->columns, GwDataColumn, i);

      if (g_str_equal (column->name, name))
        return column;
    }

  return NULL;
}

gboolean
gw_data_column_is_from_pictures (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < N_MEASURES; i++)
    {
      if (g_str_equal (columns[i].name, name))
        return columns[i].from_pictures;
    }

  return FALSE;
}

/* --- their values ------------------------------------------------------------------------ */

/* (nullable): what the set holds as it is */
static GArray *
find_array (const GwDataSet *self, guint measure)
{
  switch (measure)
    {
    case IMAGE_WIDTH:
      return self->image_widths;
    case IMAGE_HEIGHT:
      return self->image_heights;
    case IMAGE_BYTES:
      return self->image_bytes;
    case IMAGE_BRIGHTNESS:
      return self->image_brightness;
    case IMAGE_CONTRAST:
      return self->image_contrast;
    case IMAGE_SHARPNESS:
      return self->image_sharpness;
    case IMAGE_SATURATION:
      return self->image_saturation;
    case IMAGE_OBJECTS:
      return self->objects_of_image;
    default:
      return NULL;
    }
}

static double
measure_image (const GwDataSet *self, guint i, guint measure)
{
  double width = g_array_index (self->image_widths, double, i);
  double height = g_array_index (self->image_heights, double, i);

  return measure == IMAGE_AREA ? width * height : width / height;
}

/* Boxes of images whose size nobody knows have widths all the same. */
static GwBoxStats
look_at_box (const GwDataSet *self, guint i)
{
  const GwBox *box = &g_array_index (self->boxes, GwBox, i);
  guint image = (guint) g_array_index (self->object_images, gint32, i);
  GwBoxStats stats;

  if (gw_box_stats (box, g_array_index (self->image_widths, double, image),
                    g_array_index (self->image_heights, double, image), &stats)
      == GW_STATUS_OK)
    return stats;

  if (gw_box_stats (box, 1, 1, &stats) != GW_STATUS_OK)
    stats = (GwBoxStats) { .area = NAN, .aspect = NAN };
  stats.relative_area = stats.centre_x = stats.centre_y = NAN;

  return stats;
}

static double
measure_box (const GwDataSet *self, guint i, guint measure)
{
  const GwBox *box = &g_array_index (self->boxes, GwBox, i);
  GwBoxStats stats = look_at_box (self, i);

  switch (measure)
    {
    case BOX_WIDTH:
      return box->width;
    case BOX_HEIGHT:
      return box->height;
    case BOX_AREA:
      return stats.area;
    case BOX_RELATIVE_AREA:
      return stats.relative_area;
    case BOX_ASPECT:
      return stats.aspect;
    case BOX_CENTER_X:
      return stats.centre_x;
    default:
      return stats.centre_y;
    }
}

static GArray *
spread_attribute (const GwDataAttribute *attribute, guint n)
{
  GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (double), n);

  g_array_set_size (values, n);
  for (guint i = 0; i < n; i++)
    g_array_index (values, double, i) = NAN;
  for (guint i = 0; i < attribute->rows->len; i++)
    g_array_index (values, double, g_array_index (attribute->rows, guint32, i)) = g_array_index (attribute->values,
                                                                                                 double, i);

  return values;
}

GArray *
gw_data_set_measure (const GwDataSet *self, const char *name)
{
  const GwDataColumn *column = gw_data_set_find_column (self, name);
  GArray *values;
  guint n;

  if (column == NULL)
    return NULL;
  n = (guint) (column->rows == GW_ROWS_IMAGES ? self->n_images : self->n_objects);
  if (column->place == N_MEASURES)
    return spread_attribute (find_attribute (self, column), n);
  if (find_array (self, column->place) != NULL)
    return g_array_copy (find_array (self, column->place));

  values = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  for (guint i = 0; i < n; i++)
    {
      double value = column->rows == GW_ROWS_IMAGES ? measure_image (self, i, column->place)
                                                    : measure_box (self, i, column->place);

      g_array_append_val (values, value);
    }

  return values;
}

GArray *
gw_data_set_get_row_images (const GwDataSet *self, const GwDataColumn *column)
{
  GArray *ids;

  g_return_val_if_fail (self != NULL && column != NULL, NULL);

  if (column->rows == GW_ROWS_IMAGES)
    return g_array_copy (self->image_ids);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) self->n_objects);
  for (guint i = 0; i < self->n_objects; i++)
    g_array_append_val (ids, g_array_index (self->image_ids, gint64, g_array_index (self->object_images, gint32, i)));

  return ids;
}

/* --- doors --------------------------------------------------------------------------------- */

/* What nobody knows is 0 in the store and in no bin of a chart. */
static gboolean
has_unknown (GwField field)
{
  return field == GW_FIELD_WIDTH || field == GW_FIELD_HEIGHT || field == GW_FIELD_BYTES;
}

/* The same of an attribute of images. */
static GwFilter *
make_attribute_filter (const GwDataColumn *column, const GwFilter *base, double low, double high, gboolean closed)
{
  const char *name = column->name + strlen (IMAGE_PREFIX);
  GwFilter *filter = base != NULL ? gw_filter_copy (base) : gw_filter_new ();

  if (isfinite (low))
    gw_filter_add_attribute_number (filter, name, GW_OP_GREATER_EQUAL, FALSE, low);
  if (isfinite (high))
    gw_filter_add_attribute_number (filter, name, closed ? GW_OP_LESS_EQUAL : GW_OP_LESS, FALSE, high);
  if (!isfinite (low) && !isfinite (high))
    gw_filter_add_attribute (filter, name, FALSE, NULL);

  return filter;
}

GwFilter *
gw_data_column_make_filter (const GwDataColumn *column, const GwFilter *base, double low, double high, gboolean closed)
{
  GwFilter *filter;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (!isnan (low) && !isnan (high), NULL);

  if (g_str_has_prefix (column->name, IMAGE_PREFIX))
    return make_attribute_filter (column, base, low, high, closed);
  if (column->field == GW_N_FIELDS)
    return NULL;

  filter = base != NULL ? gw_filter_copy (base) : gw_filter_new ();
  if (has_unknown (column->field) && low <= 0)
    gw_filter_add_number (filter, column->field, GW_OP_GREATER, 0);
  else if (isfinite (low))
    gw_filter_add_number (filter, column->field, GW_OP_GREATER_EQUAL, low);
  else if (!isfinite (high))
    gw_filter_add_number (filter, column->field, GW_OP_GREATER_EQUAL, 0); /* all that have one */
  if (isfinite (high))
    gw_filter_add_number (filter, column->field, closed ? GW_OP_LESS_EQUAL : GW_OP_LESS, high);

  return filter;
}
