/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cancel-run.h"
#include "gw-column-stats.h"
#include "gw-data-groups.h"
#include "gw-path.h"
#include "gw-picture-map.h"
#include "gw-plot-correlation.h"
#include "gw-plot-distribution.h"
#include "gw-plot-number.h"
#include "gw-plot-scatter.h"
#include "gw-plot-timeline.h"
#include "gw-relations-figures.h"
#include "gw-row-key.h"

/* A larger matrix cannot be read. */
#define MOST_COLUMNS 24
/* Classes side by side: those of most rows. */
#define MOST_GROUPS 12
/* Of the median: where the largest value lies beyond, the axis is logarithmic. */
#define LONG_TAIL 20.0

static const double *
get_numbers (const GArray *values)
{
  return (const double *) (gpointer) values->data;
}

static const char *
get_unit (const GwDataColumn *column)
{
  return column->unit[0] != '\0' ? column->unit : NULL;
}

static GwPlotRows
get_rows (GwRows rows)
{
  return rows == GW_ROWS_IMAGES ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_OBJECTS;
}

/* --- correlation ---------------------------------------------------------------------------- */

static gboolean
varies (const GArray *values)
{
  double first = NAN;

  for (guint i = 0; i < values->len; i++)
    {
      const double value = g_array_index (values, double, i);

      if (isfinite (value) && isnan (first))
        first = value;
      else if (isfinite (value) && value != first)
        return TRUE;
    }
  return FALSE;
}

/* The columns that vary; labels of the plot go into labels, names into the part. */
static GPtrArray *
measure_columns (GwRelationsPart *part, const GwDataSet *set, GwRows rows, GPtrArray *labels)
{
  const GArray *columns = gw_data_set_get_columns (set);
  GPtrArray *measured = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < columns->len && measured->len < MOST_COLUMNS; i++)
    {
      const GwDataColumn *column = &g_array_index (columns, GwDataColumn, i);
      g_autoptr (GArray) values = NULL;

      if (column->rows != rows)
        continue;
      values = gw_data_set_measure (set, column->name);
      if (!varies (values))
        continue;
      g_ptr_array_add (measured, g_steal_pointer (&values));
      g_ptr_array_add (part->names, g_strdup (column->name));
      g_ptr_array_add (labels, gw_path_display (column->label, -1));
    }
  return measured;
}

static gboolean
correlate (GwRelationsPart *part, GwRows rows, GwCorrelationKind kind, const GwDataSet *set, const GwRun *run)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) columns = NULL;
  g_autofree double *table = NULL;
  GwPlotCorrelationOptions options = { .title = _ ("Correlation"), .kind = kind };
  gsize n;

  part->names = g_ptr_array_new_with_free_func (g_free);
  columns = measure_columns (part, set, rows, labels);
  n = columns->len > 0 ? ((GArray *) g_ptr_array_index (columns, 0))->len : 0;
  table = g_new (double, MAX (n * columns->len, 1));
  for (guint j = 0; j < columns->len; j++)
    for (gsize i = 0; i < n; i++)
      table[i * columns->len + j] = g_array_index ((GArray *) g_ptr_array_index (columns, j), double, i);
  options.columns = (const char *const *) labels->pdata;
  part->plot = gw_plot_correlation_new (table, n, columns->len, &options, run);
  return part->plot != NULL;
}

/* --- one against another ---------------------------------------------------------------------- */

typedef struct
{
  char *x_name;
  char *y_name;
} Names;

static void
names_free (gpointer data)
{
  Names *names = data;

  g_free (names->x_name);
  g_free (names->y_name);
  g_free (names);
}

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Names *names = data;
  g_autofree char *across = gw_plot_number_quantity (x);
  g_autofree char *up = gw_plot_number_quantity (y);

  /* Translators: a column and its value: “Box width 212” */
  readout->name = g_strdup_printf (_ ("%s %s"), names->x_name, across);
  readout->value = g_strdup_printf (_ ("%s %s"), names->y_name, up);
}

static void
scatter (GwRelationsPart *part, const GwRelationsFigures *figures, const GwDataSet *set)
{
  Names *names = g_new0 (Names, 1);
  GwPlotScatterOptions options = { .title = _ ("Scatter Plot"),
                                   .x_unit = get_unit (figures->x),
                                   .y_unit = get_unit (figures->y),
                                   .rows = get_rows (figures->rows),
                                   .funcs = { describe_point, gw_row_key_make, gw_row_key_parse, names_free },
                                   .data = names };

  names->x_name = gw_path_display (figures->x->label, -1);
  names->y_name = gw_path_display (figures->y->label, -1);
  options.x_name = names->x_name;
  options.y_name = names->y_name;
  part->x = gw_data_set_measure (set, figures->x->name);
  part->y = gw_data_set_measure (set, figures->y->name);
  part->images = gw_data_set_get_row_images (set, figures->x);
  part->rows = options.rows;
  part->plot = gw_plot_scatter_new (g_array_ref (part->x), g_array_ref (part->y), &options);
}

/* --- by class ------------------------------------------------------------------------------------ */

typedef struct
{
  GArray *rows; /* guint32: of the column */
  gint32 class;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_array_unref (group->rows);
  g_free (group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *one = *(const Group *const *) a, *other = *(const Group *const *) b;

  if (one->rows->len != other->rows->len)
    return one->rows->len > other->rows->len ? -1 : 1;
  return (one->class > other->class) - (one->class < other->class);
}

/* By size; those without rows are left out. */
static GPtrArray *
make_groups (const GwDataSet *set, GwRows rows)
{
  g_autoptr (GPtrArray) classes = gw_data_groups_by_class (set, rows);
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < classes->len; i++)
    {
      GArray *of_class = g_ptr_array_index (classes, i);
      Group *group;

      if (of_class->len == 0)
        continue;
      group = g_new0 (Group, 1);
      group->rows = g_array_ref (of_class);
      group->class = (gint32) i;
      g_ptr_array_add (groups, group);
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/* Rows of the groups one behind the other: into the part, with the values. */
static void
gather (GwRelationsPart *part, const GPtrArray *groups, guint n_groups, const GwDataSet *set,
        const GwDataColumn *column)
{
  g_autoptr (GArray) values = gw_data_set_measure (set, column->name);
  g_autoptr (GArray) images = gw_data_set_get_row_images (set, column);

  part->names = g_ptr_array_new_with_free_func (g_free);
  part->images = g_array_new (FALSE, FALSE, sizeof (gint64));
  part->x = g_array_new (FALSE, FALSE, sizeof (double));
  part->begin = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n_groups; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      g_array_append_val (part->begin, part->x->len);
      g_ptr_array_add (part->names,
                       g_strdup (gw_class_get_name (g_ptr_array_index (set->classes, (guint) group->class))));
      for (guint j = 0; j < group->rows->len; j++)
        {
          const guint32 row = g_array_index (group->rows, guint32, j);

          g_array_append_val (part->x, g_array_index (values, double, row));
          g_array_append_val (part->images, g_array_index (images, gint64, row));
        }
    }
  g_array_append_val (part->begin, part->x->len);
}

static void
note_left_out (GwPlot *plot, guint n)
{
  g_autofree char *note = NULL;

  if (n == 0 || gw_plot_get_message (plot) != NULL)
    return;
  note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u class with fewer rows is not shown.",
                                       "%u classes with fewer rows are not shown.", n),
                          n);
  gw_plot_set_note (plot, note);
}

/* Whether a few values are so much larger than the others that an even axis presses these
 * together.
 */
static gboolean
wants_log (const GArray *values)
{
  GwColumnStats stats;

  return gw_column_stats_init (&stats, get_numbers (values), values->len) && stats.moments.min > 0
         && stats.moments.max > LONG_TAIL * stats.box.median;
}

static gboolean
group (GwRelationsPart *part, const GwRelationsFigures *figures, const GwDataSet *set, gboolean violins,
       const GwRun *run)
{
  g_autoptr (GPtrArray) groups = make_groups (set, figures->rows);
  const guint n = MIN (groups->len, MOST_GROUPS);
  g_autofree GwPlotGroup *shown = g_new0 (GwPlotGroup, MAX (n, 1));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = gw_path_display (figures->column->label, -1);
  GwPlotDistributionOptions options = {
    .title = _ ("By Class"), .name = name, .unit = get_unit (figures->column), .rows = get_rows (figures->rows)
  };

  part->rows = options.rows;
  gather (part, groups, n, set, figures->column);
  options.log = wants_log (part->x);
  for (guint i = 0; i < n; i++)
    {
      const Group *of = g_ptr_array_index (groups, i);
      const guint32 begin = g_array_index (part->begin, guint32, i);
      char *shown_name = gw_path_display (g_ptr_array_index (part->names, i), -1);
      char *key = g_strconcat ("class:", g_ptr_array_index (part->names, i), NULL);

      g_ptr_array_add (texts, shown_name);
      g_ptr_array_add (texts, key);
      shown[i] = (GwPlotGroup) { .name = shown_name,
                                 .color = gw_class_get_color (g_ptr_array_index (set->classes, (guint) of->class)),
                                 .key = key,
                                 .values = get_numbers (part->x) + begin,
                                 .n = of->rows->len };
    }
  part->plot = violins ? gw_plot_violin_new (shown, n, &options, run) : gw_plot_box_new (shown, n, &options);
  if (part->plot == NULL)
    return FALSE;
  note_left_out (part->plot, groups->len - n);
  return TRUE;
}

/* --- pictures that look alike ---------------------------------------------------------------------- */

static gboolean
map (GwRelationsPart *part, const GwDataSet *set, const GwRun *run, GCancellable *cancellable, GError **error)
{
  GwStore *store = gw_insights_snapshot_get_store (part->snapshot);
  g_autoptr (GArray) measures = gw_data_set_load_measures (set, store, cancellable, error);
  const GwPictureMapOptions options = { .title = _ ("Pictures That Look Alike"),
                                        .funcs = { NULL, gw_row_key_make, gw_row_key_parse, NULL } };

  if (measures == NULL)
    return FALSE;
  part->rows = GW_PLOT_ROWS_IMAGES;
  part->images = g_array_copy (set->image_ids);
  part->plot = gw_picture_map_new (set, measures, &options, run, &part->n_measured);
  if (part->plot == NULL)
    return FALSE;
  if (gw_plot_get_message (part->plot) == NULL)
    {
      gw_plot_points_get_values (gw_plot_get_layer (part->plot, 0), &part->x, &part->y);
      g_array_ref (part->x);
      g_array_ref (part->y);
    }
  return TRUE;
}

/* --- labels per day ---------------------------------------------------------------------------------- */

static void
add_time (GwRelationsPart *part, const GwDataSet *set, gint64 time, gint32 image)
{
  const double moment = time != 0 ? (double) time : NAN;

  g_array_append_val (part->x, moment);
  g_array_append_val (part->images, g_array_index (set->image_ids, gint64, image));
}

static void
count_days (GwRelationsPart *part, const GwDataSet *set)
{
  const GwPlotTimelineOptions options = { .title = _ ("Labels per Day"), .rows = GW_PLOT_ROWS_LABELS };
  g_autoptr (GArray) days = NULL;
  gint64 first;

  part->rows = GW_PLOT_ROWS_LABELS;
  part->x = g_array_new (FALSE, FALSE, sizeof (double));
  part->images = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < set->n_objects; i++)
    add_time (part, set, g_array_index (set->object_times, gint64, i), g_array_index (set->object_images, gint32, i));
  for (guint i = 0; i < set->n_labels; i++)
    add_time (part, set, g_array_index (set->label_times, gint64, i), g_array_index (set->label_images, gint32, i));
  part->plot = gw_plot_timeline_new (get_numbers (part->x), part->x->len, &options);
  days = gw_data_set_count_days (set, &first);
  if (part->x->len > 0 && days->len == 0)
    gw_plot_set_message (part->plot, _ ("No Times"),
                         _ ("Nothing says when these labels were made. Those that are drawn or changed here have a "
                            "time."));
}

/* --- all of them --------------------------------------------------------------------------------------- */

gboolean
gw_relations_part_fill (GwRelationsPart *part, GwRelationsPartId id, const GwRelationsFigures *figures,
                        const GwDataSet *set, const GwRelationsChoice *choice, GCancellable *cancellable,
                        GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  gboolean filled = TRUE;
  GError *failure = NULL;

  switch (id)
    {
    case GW_RELATIONS_CORRELATION:
      filled = correlate (part, figures->rows, choice->kind, set, &run);
      break;
    case GW_RELATIONS_SCATTER:
      scatter (part, figures, set);
      break;
    case GW_RELATIONS_GROUPS:
      filled = group (part, figures, set, choice->violins, &run);
      break;
    case GW_RELATIONS_MAP:
      filled = map (part, set, &run, cancellable, &failure);
      break;
    case GW_RELATIONS_DAYS:
      count_days (part, set);
      break;
    case GW_RELATIONS_N_PARTS:
    default:
      break;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (!filled)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return filled;
}
