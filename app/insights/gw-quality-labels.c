/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cancel-run.h"
#include "gw-quality-figures-private.h"
#include "gw-suspect-labels.h"

static void
label_free (gpointer data)
{
  GwQualityLabel *label = data;

  g_free (label->name);
  g_free (label);
}

void
_gw_quality_labels_clear (GwQualityLabels *self)
{
  g_free (self->model);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->dismissed, g_ptr_array_unref);
}

static void
take_label (GwQualityLabels *self, const GwClassRows *rows, const GwSuspectLabel *suspect,
            const GwDismissals *dismissals)
{
  const char *given = g_ptr_array_index (rows->classes, (guint) suspect->given);
  const gint64 image_id = rows->image_ids[suspect->row];
  g_autofree char *finding = gw_dismissals_name_label (image_id, given);
  GwQualityLabel *label;

  if (gw_dismissals_contain (dismissals, finding))
    {
      g_ptr_array_add (self->dismissed, g_steal_pointer (&finding));
      return;
    }
  label = g_new0 (GwQualityLabel, 1);
  label->image_id = image_id;
  label->given = given;
  label->suggested = g_ptr_array_index (rows->classes, (guint) suspect->suggested);
  label->quality = suspect->quality;
  label->score = gw_class_rows_get_sureness (rows, suspect->row, suspect->suggested);
  g_ptr_array_add (self->labels, label);
}

static gboolean
name_labels (GwQualityLabels *self, GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < MIN (self->labels->len, GW_QUALITY_MOST_NAMED); i++)
    g_array_append_val (ids, ((GwQualityLabel *) g_ptr_array_index (self->labels, i))->image_id);
  names = _gw_quality_list_names (store, (const gint64 *) (gpointer) ids->data, ids->len, cancellable, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    ((GwQualityLabel *) g_ptr_array_index (self->labels, i))->name = g_strdup (g_ptr_array_index (names, i));

  return names != NULL;
}

/* Those that Evaluation marks with “label?” (gw-label-doubt.h), so that both pages name the
 * same images: the model's probability of another class reaches what it is on average where
 * that class is the label.
 */
static gboolean
find_labels (GwQualityLabels *self, const GwInsightsModel *model, const GwDismissals *dismissals,
             GCancellable *cancellable, GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GwSuspectLabels) suspects = NULL;
  gw_status status;

  suspects = gw_suspect_labels_new (model->classes, GW_LABEL_ISSUES_CONFIDENT, &run, &status);
  if (suspects == NULL)
    {
      self->state = status == GW_STATUS_EMPTY ? GW_QUALITY_LABELS_NO_TRUTH : GW_QUALITY_LABELS_NO_SCORES;
      return !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  self->n_known = suspects->n_known;
  for (guint i = 0; i < suspects->labels->len; i++)
    take_label (self, model->classes, &g_array_index (suspects->labels, GwSuspectLabel, i), dismissals);

  return TRUE;
}

GwQualityLabels *
_gw_quality_labels_new (GwInsightsSnapshot *snapshot, const GwDismissals *dismissals, GCancellable *cancellable,
                        GError **error)
{
  GwQualityLabels *self = g_atomic_rc_box_new0 (GwQualityLabels);
  g_autoptr (GError) failure = NULL;
  const GwInsightsModel *model = gw_insights_snapshot_load_model (snapshot, gw_insights_snapshot_get_model (snapshot),
                                                                  cancellable, &failure);
  gboolean ok = failure == NULL;

  self->labels = g_ptr_array_new_with_free_func (label_free);
  self->dismissed = g_ptr_array_new_with_free_func (g_free);
  self->model = model != NULL ? g_strdup (model->title) : NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (model == NULL)
    self->state = GW_QUALITY_LABELS_NO_MODEL;
  else if (model->classes == NULL)
    self->state = GW_QUALITY_LABELS_NO_SCORES;
  else
    ok = find_labels (self, model, dismissals, cancellable, error)
         && name_labels (self, gw_insights_snapshot_get_store (snapshot), cancellable, error);
  if (ok)
    return self;

  g_atomic_rc_box_release_full (self, (GDestroyNotify) _gw_quality_labels_clear);
  return NULL;
}
