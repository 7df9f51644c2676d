/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-data-quality-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-bulk.h"
#include "gw-card.h"
#include "gw-columns-layout.h"
#include "gw-dismissals.h"
#include "gw-distributions-door.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-quality-checks.h"
#include "gw-quality-groups-card.h"
#include "gw-quality-labels-card.h"
#include "gw-plot-missing.h"
#include "gw-quality-limits.h"
#include "gw-quality-missing.h"

#define N_FIGURES 4

typedef enum
{
  PART_LABELS,
  PART_PICTURES,
  PART_GROUPS,
  PART_FILES,
  PART_MISSING,
  PART_OUTLIERS,
  N_PARTS
} PartKind;

static const char *const limit_states[GW_QUALITY_N_LIMITS] = { "insights.quality.sharpness",
                                                               "insights.quality.brightness" };
static const char *const limit_columns[GW_QUALITY_N_LIMITS] = { "image-sharpness", "image-brightness" };
static const char *const limit_keys[GW_QUALITY_N_LIMITS] = { "below:sharpness", "below:brightness" };
static const GwField limit_fields[GW_QUALITY_N_LIMITS] = { GW_FIELD_SHARPNESS, GW_FIELD_BRIGHTNESS };

static const char *const editing_actions[] = { "quality.accept", "quality.dismiss", "quality.restore",
                                               "quality.keep-best", "quality.same-split" };

struct _GwDataQualityPage
{
  GwInsightsPage parent_instance;

  GtkWidget *figure_cards[N_FIGURES];
  GwQualityLabelsCard *labels;
  GwQualityGroupsCard *groups;
  GwQualityLimits *limits;
  GwQualityChecks *checks;
  GwQualityMissing *missing;
  GtkWidget *measuring;
  GwQualityFigures *shown[N_PARTS]; /* (nullable): where each card has its part from */
};

G_DEFINE_FINAL_TYPE (GwDataQualityPage, gw_data_quality_page, GW_TYPE_INSIGHTS_PAGE)

/* --- the work --------------------------------------------------------------------- */

static gpointer
gw_data_quality_page_get_options (GwInsightsPage *page)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (page);
  GwQualityOptions *options = g_new0 (GwQualityOptions, 1);

  if (self->shown[PART_OUTLIERS] != NULL)
    options->kept = gw_quality_figures_copy (self->shown[PART_OUTLIERS]);
  options->column = g_strdup (gw_quality_missing_get_column (self->missing));
  options->fill = gw_quality_missing_get_fill (self->missing);
  return options;
}

static void
publish (GwQualityFigures *figures, gpointer job)
{
  gw_insights_job_publish (job, figures);
}

static gpointer
gw_data_quality_page_compute (GwInsightsSnapshot *snapshot, gpointer options, GwInsightsJob *job,
                              GCancellable *cancellable, GError **error)
{
  return gw_quality_figures_new (snapshot, options, publish, job, cancellable, error);
}

/* --- showing ------------------------------------------------------------------------- */

static gconstpointer
get_part (const GwQualityFigures *figures, PartKind kind)
{
  const gconstpointer parts[N_PARTS] = {
    [PART_LABELS] = figures->labels, [PART_PICTURES] = figures->pictures, [PART_GROUPS] = figures->groups,
    [PART_FILES] = figures->files,   [PART_MISSING] = figures->missing,   [PART_OUTLIERS] = figures->outliers,
  };

  return parts[kind];
}

static void
show_part (GwDataQualityPage *self, PartKind kind)
{
  const GwQualityFigures *figures = self->shown[kind];

  switch (kind)
    {
    case PART_LABELS:
      gw_quality_labels_card_show (self->labels, figures);
      break;
    case PART_PICTURES:
      gw_quality_limits_show (self->limits, figures);
      break;
    case PART_GROUPS:
      gw_quality_groups_card_show (self->groups, figures);
      break;
    case PART_FILES:
      gw_quality_checks_show_files (self->checks, figures);
      break;
    case PART_MISSING:
      gw_quality_missing_show (self->missing, figures);
      break;
    case PART_OUTLIERS:
    case N_PARTS:
    default:
      gw_quality_checks_show_outliers (self->checks, figures);
      break;
    }
}

static void
set_figure (GtkWidget *card, gsize n, gboolean is_known, const char *caption)
{
  g_autofree char *figure = is_known ? gw_plot_number_count ((double) n) : g_strdup ("—");

  gw_figure_card_set (card, figure, caption, is_known && n > 0 ? "gw-warning-text" : NULL);
}

static void
show_figures (GwDataQualityPage *self)
{
  const GwQualityLabels *labels = self->shown[PART_LABELS]->labels;
  const GwPictureGroups *groups = self->shown[PART_GROUPS] != NULL ? self->shown[PART_GROUPS]->groups : NULL;
  const GwQualityPictures *pictures = self->shown[PART_PICTURES] != NULL ? self->shown[PART_PICTURES]->pictures : NULL;
  const GwFilesCheck *files = self->shown[PART_FILES] != NULL ? self->shown[PART_FILES]->files->files : NULL;
  const guint n_labels = labels->labels->len;
  const guint n_groups = groups != NULL ? groups->groups->len : 0;
  const gsize n_poor = pictures != NULL ? gw_quality_pictures_count_poor (
                           pictures, gw_quality_limits_get (self->limits, GW_QUALITY_SHARPNESS),
                           gw_quality_limits_get (self->limits, GW_QUALITY_BRIGHTNESS))
                                        : 0;
  const guint n_files = files != NULL ? files->missing->len + files->broken->len : 0;

  set_figure (self->figure_cards[0], n_labels, labels->state == GW_QUALITY_LABELS_FOUND,
              ngettext ("possible label error", "possible label errors", n_labels));
  set_figure (self->figure_cards[1], n_groups, groups != NULL && groups->n_known > 0,
              ngettext ("group of near-duplicates", "groups of near-duplicates", n_groups));
  set_figure (self->figure_cards[2], n_poor,
              pictures != NULL && pictures->n_unmeasured < pictures->values[GW_QUALITY_SHARPNESS]->len,
              ngettext ("blurred or dark picture", "blurred or dark pictures", n_poor));
  set_figure (self->figure_cards[3], n_files, files != NULL,
              ngettext ("missing or broken file", "missing or broken files", n_files));
}

static void
show_subtitle (GwDataQualityPage *self, const GwQualityFigures *figures)
{
  g_autofree char *split = gw_insights_data_describe_split (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self)));
  g_autofree char *rows = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) figures->set->n_images);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", split, rows);

  gw_insights_page_set_subtitle (GW_INSIGHTS_PAGE (self), subtitle);
}

/* Files that are missing or broken are told of as such; of others that nobody has measured
 * nothing is known.
 */
static void
show_measuring (GwDataQualityPage *self)
{
  const GwQualityPictures *pictures = self->shown[PART_PICTURES] != NULL ? self->shown[PART_PICTURES]->pictures : NULL;
  const GwFilesCheck *files = self->shown[PART_FILES] != NULL ? self->shown[PART_FILES]->files->files : NULL;
  const gsize n_unread = files != NULL ? files->missing->len + files->broken->len : 0;
  const gsize n = pictures != NULL && pictures->n_unmeasured > n_unread ? pictures->n_unmeasured - n_unread : 0;
  const gboolean runs = gw_insights_data_get_measuring (gw_insights_page_get_data (GW_INSIGHTS_PAGE (self))) != NULL;
  g_autofree char *rows = gw_plot_rows_count (GW_PLOT_ROWS_IMAGES, (double) n);
  g_autofree char *text = runs ? g_strdup_printf (_ ("Pictures are being measured, once for each: %s left."), rows)
                               : g_strdup_printf (_ ("Not measured: %s. Near-duplicates, blur, darkness and outliers "
                                                     "are not looked for among them."),
                                                  rows);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->measuring)), text);
  gtk_widget_set_visible (self->measuring, n > 0 && (runs || files != NULL));
}

static void
gw_data_quality_page_show (GwInsightsPage *page, gpointer data)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (page);
  g_autoptr (GwQualityFigures) figures = data;

  show_subtitle (self, figures);
  if (figures->set->n_images == 0)
    gw_insights_page_set_status (page, "gw-chart-bar-symbolic", _ ("No Images"),
                                 _ ("There is nothing to look at: add images, or look at another split."),
                                 _ ("_Go to Images"), "win.show-page::images");
  else
    gw_insights_page_set_status (page, NULL, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < N_PARTS; i++)
    {
      GwQualityFigures *old = self->shown[i];

      if (get_part (figures, i) == NULL)
        continue;
      self->shown[i] = gw_quality_figures_copy (figures);
      if (old == NULL || get_part (old, i) != get_part (figures, i))
        show_part (self, i);
      gw_quality_figures_free (old);
    }
  show_figures (self);
  show_measuring (self);
}

/* --- doors ---------------------------------------------------------------------------- */

static GwInsightsDoor *
make_labels_door (const GwQualityLabels *labels)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < labels->labels->len; i++)
    g_array_append_val (ids, ((GwQualityLabel *) g_ptr_array_index (labels->labels, i))->image_id);
  return gw_insights_door_new_images (_ ("Possible label errors"), ids);
}

static GwInsightsDoor *
make_groups_door (const GwPictureGroups *groups, gboolean across)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < groups->groups->len; i++)
    {
      const GwPictureGroup *group = g_ptr_array_index (groups->groups, i);

      if (!across || group->across)
        g_array_append_vals (ids, group->ids->data, group->ids->len);
    }
  return gw_insights_door_new_images (across ? _ ("Near-duplicates across splits") : _ ("Near-duplicates"), ids);
}

static const GwPictureGroup *
find_group (GwDataQualityPage *self, guint64 index)
{
  const GPtrArray *groups = self->shown[PART_GROUPS] != NULL ? self->shown[PART_GROUPS]->groups->groups : NULL;

  return groups != NULL && index < groups->len ? g_ptr_array_index (groups, index) : NULL;
}

static GwInsightsDoor *
make_group_door (GwDataQualityPage *self, const char *key)
{
  const GwPictureGroup *group = find_group (self, g_ascii_strtoull (key, NULL, 10));
  g_autofree char *title = NULL;

  if (group == NULL)
    return NULL;
  /* Translators: the name of an image */
  title = g_strdup_printf (_ ("Near-duplicates of %s"), (char *) g_ptr_array_index (group->names, group->best));
  return gw_insights_door_new_images (title, g_array_copy (group->ids));
}

static GwInsightsDoor *
make_rows_door (const GwQualityFigures *figures, const char *key, const GArray *rows)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, g_array_index (figures->set->image_ids, gint64, g_array_index (rows, guint, i)));
  return gw_insights_door_new_images (gw_quality_checks_get_title (key), ids);
}

static GwInsightsDoor *
make_files_door (GwDataQualityPage *self, const char *key)
{
  const GwQualityFigures *figures = self->shown[PART_FILES];
  const GwFilesCheck *files = figures != NULL ? figures->files->files : NULL;
  const GwSizeCheck *sizes = figures != NULL ? figures->files->sizes : NULL;
  GwFilter *filter;

  if (files == NULL)
    return NULL;
  if (g_str_equal (key, "turned"))
    {
      filter = gw_filter_new ();
      gw_filter_add_number (filter, GW_FIELD_ASPECT, sizes->most == GW_SIZE_WIDE ? GW_OP_LESS : GW_OP_GREATER, 1);
      return gw_insights_door_new_filter (filter);
    }
  return make_rows_door (figures, key,
                         g_str_equal (key, "missing")   ? files->missing
                         : g_str_equal (key, "broken")  ? files->broken
                         : g_str_equal (key, "changed") ? files->changed
                         : g_str_equal (key, "beyond")  ? sizes->beyond
                                                        : sizes->unlike);
}

static GwInsightsDoor *
make_limit_door (GwDataQualityPage *self, const char *key)
{
  const GwQualityLimit which = g_str_equal (key, limit_keys[GW_QUALITY_SHARPNESS]) ? GW_QUALITY_SHARPNESS
                                                                                   : GW_QUALITY_BRIGHTNESS;
  GwFilter *filter = gw_filter_new ();

  gw_filter_add_number (filter, limit_fields[which], GW_OP_LESS, gw_quality_limits_get (self->limits, which));
  return gw_insights_door_new_filter (filter);
}

static GwInsightsDoor *
make_bar_door (GwDataQualityPage *self, GwChart *chart, const char *key)
{
  const GwQualityFigures *figures = self->shown[PART_PICTURES];
  GwQualityLimit which = GW_QUALITY_SHARPNESS;
  const GwDataColumn *column;
  g_autoptr (GArray) images = NULL;
  double low, high;

  if (figures == NULL || !gw_plot_histogram_parse_key (key, &low, &high))
    return NULL;
  while (which + 1 < GW_QUALITY_N_LIMITS && gw_quality_limits_get_chart (self->limits, which) != chart)
    which++;
  column = gw_data_set_find_column (figures->set, limit_columns[which]);
  images = gw_data_set_get_row_images (figures->set, column);
  return gw_distributions_door_new_values (column->title, column, figures->pictures->values[which], images, low, high,
                                           figures->pictures->counts[which].high);
}

static GwInsightsDoor *
make_missing_door (GwDataQualityPage *self, const char *key)
{
  const GwQualityFigures *figures = self->shown[PART_MISSING];
  const GwMissingValues *values = figures != NULL ? figures->missing->values : NULL;
  g_autofree char *title = NULL;
  GArray *ids;
  gsize column, first, end;

  if (values == NULL || !gw_plot_missing_parse_key (key, &column, &first, &end) || column >= values->n_columns)
    return NULL;
  /* Translators: a fact of images: “Without Split” */
  title = g_strdup_printf (_ ("Without %s"), (char *) g_ptr_array_index (values->titles, column));
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = first; i < MIN (end, values->n); i++)
    if (isnan (values->table[i * values->n_columns + column]))
      g_array_append_val (ids, g_array_index (figures->set->image_ids, gint64, i));
  return gw_insights_door_new_images (title, ids);
}

/* Of the column that is filled in, what is there already. */
static GwInsightsDoor *
make_before_door (GwDataQualityPage *self, const char *key)
{
  const GwQualityFigures *figures = self->shown[PART_MISSING];
  const GwDataColumn *column = figures != NULL ? gw_data_set_find_column (figures->set, figures->missing->column)
                                               : NULL;
  g_autoptr (GArray) values = NULL;
  g_autoptr (GArray) images = NULL;
  double low, high;

  if (column == NULL || !gw_plot_histogram_parse_key (key, &low, &high))
    return NULL;
  values = gw_data_set_measure (figures->set, column->name);
  images = gw_data_set_get_row_images (figures->set, column);
  return gw_distributions_door_new_values (column->title, column, values, images, low, high,
                                           figures->missing->filled->moments_before.max);
}

static GwInsightsDoor *
gw_data_quality_page_find_door (GwInsightsPage *page, GwChart *chart, const char *key)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (page);

  if (chart != NULL && chart == gw_quality_missing_get_chart (self->missing, GW_QUALITY_MISSING_MAP))
    return make_missing_door (self, key);
  if (chart != NULL && chart == gw_quality_missing_get_chart (self->missing, GW_QUALITY_MISSING_BEFORE))
    return make_before_door (self, key);
  if (chart != NULL && chart == gw_quality_missing_get_chart (self->missing, GW_QUALITY_MISSING_AFTER))
    return NULL;
  if (chart != NULL)
    return make_bar_door (self, chart, key);
  if (g_str_equal (key, "labels"))
    return self->shown[PART_LABELS] != NULL ? make_labels_door (self->shown[PART_LABELS]->labels) : NULL;
  if (g_str_equal (key, "groups") || g_str_equal (key, "across"))
    return self->shown[PART_GROUPS] != NULL
               ? make_groups_door (self->shown[PART_GROUPS]->groups, g_str_equal (key, "across"))
               : NULL;
  if (g_str_has_prefix (key, "group:"))
    return make_group_door (self, key + strlen ("group:"));
  if (g_str_has_prefix (key, "below:"))
    return make_limit_door (self, key);
  if (g_str_equal (key, "outliers"))
    return self->shown[PART_OUTLIERS] != NULL && *self->shown[PART_OUTLIERS]->outliers != NULL
               ? make_rows_door (self->shown[PART_OUTLIERS], key, (*self->shown[PART_OUTLIERS]->outliers)->rows)
               : NULL;
  return gw_quality_checks_get_title (key) != NULL ? make_files_door (self, key) : NULL;
}

static void
show_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwInsightsPage *page = GW_INSIGHTS_PAGE (widget);

  gw_insights_page_open (page, gw_data_quality_page_find_door (page, NULL, g_variant_get_string (parameter, NULL)));
}

/* --- decisions --------------------------------------------------------------------------- */

static GwProject *
get_project (GtkWidget *widget)
{
  return gw_insights_page_get_project (GW_INSIGHTS_PAGE (widget));
}

static void
accept_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *name;
  gint64 image_id;
  GwClass *klass;

  g_variant_get (parameter, "(x&s)", &image_id, &name);
  g_array_append_val (ids, image_id);
  klass = gw_project_find_class_by_name (get_project (widget), name);
  if (klass != NULL)
    gw_bulk_label (widget, get_project (widget), g_steal_pointer (&ids), klass);
  g_clear_pointer (&ids, g_array_unref);
}

/* Findings that are dismissed, or brought back. */
typedef struct
{
  GPtrArray *findings; /* char * */
  gboolean dismissed;
} Dismissal;

static void
dismissal_free (gpointer data)
{
  Dismissal *dismissal = data;

  g_ptr_array_unref (dismissal->findings);
  g_free (dismissal);
}

static gpointer
run_dismissal (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Dismissal *dismissal = data;

  for (guint i = 0; i < dismissal->findings->len; i++)
    if (!gw_dismissals_set (store, g_ptr_array_index (dismissal->findings, i), dismissal->dismissed, cancellable,
                            error))
      return NULL;
  return NULL;
}

static void
on_dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwInsightsPage) page = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL && gw_insights_page_get_project (page) != NULL)
    gw_project_report (gw_insights_page_get_project (page), _ ("The Finding Was Not Dismissed"), error);
  gw_insights_page_refresh (page);
}

/* Takes findings. */
static void
dismiss (GtkWidget *widget, GPtrArray *findings, gboolean dismissed)
{
  Dismissal *dismissal = g_new0 (Dismissal, 1);

  dismissal->findings = findings;
  dismissal->dismissed = dismissed;
  gw_store_run_async (gw_project_get_store (get_project (widget)), GW_STORE_URGENT, run_dismissal, dismissal,
                      dismissal_free, NULL, NULL, on_dismissed_cb, g_object_ref (widget));
}

static void
dismiss_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (findings, g_variant_dup_string (parameter, NULL));
  dismiss (widget, findings, TRUE);
  gw_insights_page_announce (GW_INSIGHTS_PAGE (widget), _ ("Dismissed"));
}

static void
restore_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (widget);
  const gboolean of_labels = g_str_equal (g_variant_get_string (parameter, NULL), "labels");
  const GwQualityFigures *figures = self->shown[of_labels ? PART_LABELS : PART_GROUPS];

  if (figures != NULL)
    dismiss (widget,
             g_ptr_array_copy (of_labels ? figures->labels->dismissed : figures->groups->dismissed,
                               (GCopyFunc) (void (*) (void)) g_strdup, NULL),
             FALSE);
}

static void
keep_best_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const GwPictureGroup *group = find_group (GW_DATA_QUALITY_PAGE (widget), g_variant_get_uint32 (parameter));
  GArray *others;

  if (group == NULL)
    return;
  others = g_array_copy (group->ids);
  g_array_remove_index (others, group->best);
  gw_bulk_trash (widget, get_project (widget), others, TRUE);
}

/* The split that most of them are in; of as many, training: a test that is smaller tells less,
 * one that has been learned tells nothing.
 */
static const char *
choose_split (const GwPictureGroup *group)
{
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < group->splits->len; i++)
    {
      const char *split = g_ptr_array_index (group->splits, i);
      guint n = 0;

      for (guint j = 0; j < group->splits->len; j++)
        n += g_strcmp0 (split, g_ptr_array_index (group->splits, j)) == 0 ? 1 : 0;
      if (split != NULL && (n > most || (n == most && g_str_equal (split, "train"))))
        {
          best = split;
          most = n;
        }
    }
  return best;
}

static void
same_split_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const GwPictureGroup *group = find_group (GW_DATA_QUALITY_PAGE (widget), g_variant_get_uint32 (parameter));
  const char *split = group != NULL ? choose_split (group) : NULL;

  if (split != NULL)
    gw_bulk_split (widget, get_project (widget), g_array_copy (group->ids), split);
}

/* --- the page ---------------------------------------------------------------------------- */

static void
on_limits_cb (GwDataQualityPage *self)
{
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      gw_project_set_view_state (get_project (GTK_WIDGET (self)), limit_states[i],
                                 g_ascii_dtostr (number, sizeof number, gw_quality_limits_get (self->limits, i)));
    }
  if (self->shown[PART_LABELS] != NULL)
    show_figures (self);
}

static void
gw_data_quality_page_constructed (GObject *object)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (object);
  GwInsightsPage *page = GW_INSIGHTS_PAGE (object);
  GtkBox *body = gw_insights_page_get_body (page);
  GtkWidget *lists = gw_columns_new (430, 12);
  GwProject *project;

  G_OBJECT_CLASS (gw_data_quality_page_parent_class)->constructed (object);

  project = gw_insights_page_get_project (page);
  self->labels = GW_QUALITY_LABELS_CARD (gw_quality_labels_card_new (project));
  self->groups = GW_QUALITY_GROUPS_CARD (gw_quality_groups_card_new (project));
  self->checks = GW_QUALITY_CHECKS (gw_quality_checks_new (project));
  gtk_widget_set_valign (GTK_WIDGET (self->labels), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->groups), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lists), GTK_WIDGET (self->labels));
  gtk_box_append (GTK_BOX (lists), GTK_WIDGET (self->groups));
  gtk_box_append (body, lists);
  gtk_box_append (body, GTK_WIDGET (self->limits));
  gtk_box_append (body, GTK_WIDGET (self->checks));
  gtk_box_append (body, GTK_WIDGET (self->missing));
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    {
      const char *number = gw_project_get_view_state (project, limit_states[i]);

      if (number != NULL)
        gw_quality_limits_set (self->limits, i, g_ascii_strtod (number, NULL));
      gw_insights_page_add_chart (page, gw_quality_limits_get_chart (self->limits, i), TRUE);
    }
  for (guint i = 0; i < GW_QUALITY_MISSING_N_CHARTS; i++)
    gw_insights_page_add_chart (page, gw_quality_missing_get_chart (self->missing, i), TRUE);
  g_signal_connect_object (self->limits, "changed", G_CALLBACK (on_limits_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);
  if (gw_project_is_read_only (project))
    for (guint i = 0; i < G_N_ELEMENTS (editing_actions); i++)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), editing_actions[i], FALSE);
}

static void
gw_data_quality_page_dispose (GObject *object)
{
  GwDataQualityPage *self = GW_DATA_QUALITY_PAGE (object);

  G_OBJECT_CLASS (gw_data_quality_page_parent_class)->dispose (object);

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->shown[i], gw_quality_figures_free);
}

static void
gw_data_quality_page_class_init (GwDataQualityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GwInsightsPageClass *page_class = GW_INSIGHTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = gw_data_quality_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = gw_data_quality_page_dispose;
  page_class->title = N_ ("Data Quality");
  page_class->get_options = gw_data_quality_page_get_options;
  page_class->free_options = (GDestroyNotify) gw_quality_options_free;
  page_class->measures_pictures = TRUE;
  page_class->compute = gw_data_quality_page_compute;
  page_class->free_figures = (GDestroyNotify) gw_quality_figures_free;
  page_class->show = gw_data_quality_page_show;
  page_class->find_door = gw_data_quality_page_find_door;

  gtk_widget_class_install_action (widget_class, "quality.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "quality.accept", "(xs)", accept_action);
  gtk_widget_class_install_action (widget_class, "quality.dismiss", "s", dismiss_action);
  gtk_widget_class_install_action (widget_class, "quality.restore", "s", restore_action);
  gtk_widget_class_install_action (widget_class, "quality.keep-best", "u", keep_best_action);
  gtk_widget_class_install_action (widget_class, "quality.same-split", "u", same_split_action);
}

static void
gw_data_quality_page_init (GwDataQualityPage *self)
{
  GtkBox *body = gw_insights_page_get_body (GW_INSIGHTS_PAGE (self));
  GtkWidget *figures = gw_columns_new (190, 12);
  GtkWidget *text = gtk_label_new (NULL);

  for (guint i = 0; i < N_FIGURES; i++)
    {
      self->figure_cards[i] = gw_figure_card_new ();
      gtk_box_append (GTK_BOX (figures), self->figure_cards[i]);
    }
  self->measuring = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->measuring, "gw-advice-line");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (self->measuring), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (self->measuring), text);
  gtk_widget_set_visible (self->measuring, FALSE);
  self->limits = GW_QUALITY_LIMITS (gw_quality_limits_new ());
  self->missing = GW_QUALITY_MISSING (gw_quality_missing_new ());
  gtk_box_append (body, figures);
  gtk_box_append (body, self->measuring);
}

GtkWidget *
gw_data_quality_page_new (GwProject *project)
{
  return g_object_new (GW_TYPE_DATA_QUALITY_PAGE, "project", project, NULL);
}
