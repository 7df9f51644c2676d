/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-data.h"

#include <glib/gi18n.h>

#include "gw-image-measurer.h"

#define KEY "gw-insights-data"
#define STATE_SPLIT "insights.split"
#define STATE_MODEL "insights.model"
#define STATE_OTHER_MODEL "insights.other-model"

/* Changes that come in a row are one. */
#define SETTLE_MS 250

struct _GwInsightsSnapshot
{
  gatomicrefcount ref_count;
  GwStore *store;
  char *split;
  gint64 model;
  gint64 other_model;
  GMutex mutex; /* of what follows */
  GwDataSet *set;
  GHashTable *models; /* gint64 * as it was asked for -> GwInsightsModel */
};

struct _GwInsightsData
{
  GObject parent_instance;

  GwProject *project; /* (unowned): it has this */
  char *split;
  gint64 model;
  gint64 other_model;
  GwInsightsSnapshot *snapshot; /* (nullable): of what is chosen, as long as it holds */
  guint settle;
  GwWork *measuring; /* (nullable): pictures, just now */
  gboolean measured; /* all that are there */
};

G_DEFINE_FINAL_TYPE (GwInsightsData, gw_insights_data, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- snapshots ------------------------------------------------------------------- */

GwInsightsSnapshot *
gw_insights_snapshot_ref (GwInsightsSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_insights_snapshot_unref (GwInsightsSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->models, g_hash_table_unref);
  g_clear_pointer (&self->set, gw_data_set_free);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->store);
  g_free (self->split);
  g_free (self);
}

GwStore *
gw_insights_snapshot_get_store (GwInsightsSnapshot *self)
{
  return self->store;
}

gint64
gw_insights_snapshot_get_model (GwInsightsSnapshot *self)
{
  return self->model;
}

gint64
gw_insights_snapshot_get_other_model (GwInsightsSnapshot *self)
{
  return self->other_model;
}

GwFilter *
gw_insights_snapshot_make_filter (GwInsightsSnapshot *self)
{
  GwFilter *filter;

  if (self->split == NULL)
    return NULL;
  filter = gw_filter_new ();
  gw_filter_add_value (filter, GW_FIELD_SPLIT, FALSE, self->split);
  return filter;
}

/* With the mutex held. */
static gboolean
load_set (GwInsightsSnapshot *self, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  if (self->set == NULL)
    self->set = gw_data_set_load (self->store, filter, NULL, cancellable, error);
  return self->set != NULL;
}

const GwDataSet *
gw_insights_snapshot_get_set (GwInsightsSnapshot *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) filter = gw_insights_snapshot_make_filter (self);
  const GwDataSet *set;

  g_mutex_lock (&self->mutex);
  set = load_set (self, filter, cancellable, error) ? self->set : NULL;
  g_mutex_unlock (&self->mutex);
  return set;
}

const GwInsightsModel *
gw_insights_snapshot_load_model (GwInsightsSnapshot *self, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) filter = gw_insights_snapshot_make_filter (self);
  GwInsightsModel *model;

  g_mutex_lock (&self->mutex);
  model = g_hash_table_lookup (self->models, &layer_id);
  if (model == NULL && load_set (self, filter, cancellable, error))
    {
      model = gw_insights_model_load (self->store, self->set, filter, layer_id, cancellable, error);
      if (model != NULL)
        g_hash_table_insert (self->models, g_memdup2 (&layer_id, sizeof layer_id), model);
    }
  g_mutex_unlock (&self->mutex);
  return model;
}

GwInsightsSnapshot *
gw_insights_data_take_snapshot (GwInsightsData *self)
{
  if (self->snapshot == NULL)
    {
      GwInsightsSnapshot *snapshot = g_new0 (GwInsightsSnapshot, 1);

      g_atomic_ref_count_init (&snapshot->ref_count);
      g_mutex_init (&snapshot->mutex);
      snapshot->models = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                (GDestroyNotify) gw_insights_model_free);
      snapshot->store = g_object_ref (gw_project_get_store (self->project));
      snapshot->split = g_strdup (self->split);
      snapshot->model = self->model;
      snapshot->other_model = self->other_model;
      self->snapshot = snapshot;
    }
  return gw_insights_snapshot_ref (self->snapshot);
}

/* --- what is chosen ------------------------------------------------------------------ */

static void
forget (GwInsightsData *self)
{
  g_clear_pointer (&self->snapshot, gw_insights_snapshot_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

GwProject *
gw_insights_data_get_project (GwInsightsData *self)
{
  return self->project;
}

const char *
gw_insights_data_get_split (GwInsightsData *self)
{
  return self->split;
}

void
gw_insights_data_set_split (GwInsightsData *self, const char *split)
{
  g_return_if_fail (GW_IS_INSIGHTS_DATA (self));

  if (g_strcmp0 (split, self->split) == 0)
    return;
  g_free (self->split);
  self->split = g_strdup (split);
  gw_project_set_view_state (self->project, STATE_SPLIT, split);
  forget (self);
}

char *
gw_insights_data_describe_split (GwInsightsData *self)
{
  static const struct
  {
    const char *nick;
    const char *title;
  } known[] = {
    { "train", N_ ("Training split") },
    { "val", N_ ("Validation split") },
    { "test", N_ ("Test split") },
    { "none", N_ ("Images without a split") },
  };

  if (self->split == NULL)
    return g_strdup (_ ("All splits"));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].nick, self->split))
      return g_strdup (_ (known[i].title));
  /* Translators: the name of a split of the images */
  return g_strdup_printf (_ ("Split %s"), self->split);
}

static void
set_layer (GwInsightsData *self, gint64 *place, gint64 layer_id, const char *state)
{
  g_autofree char *text = NULL;

  if (*place == layer_id)
    return;
  *place = layer_id;
  text = layer_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, layer_id) : NULL;
  gw_project_set_view_state (self->project, state, text);
  forget (self);
}

gint64
gw_insights_data_get_model (GwInsightsData *self)
{
  return self->model;
}

void
gw_insights_data_set_model (GwInsightsData *self, gint64 layer_id)
{
  g_return_if_fail (GW_IS_INSIGHTS_DATA (self));

  set_layer (self, &self->model, layer_id, STATE_MODEL);
}

gint64
gw_insights_data_get_other_model (GwInsightsData *self)
{
  return self->other_model;
}

void
gw_insights_data_set_other_model (GwInsightsData *self, gint64 layer_id)
{
  g_return_if_fail (GW_IS_INSIGHTS_DATA (self));

  set_layer (self, &self->other_model, layer_id, STATE_OTHER_MODEL);
}

/* --- following the project --------------------------------------------------------------- */

static gboolean
on_settled_cb (gpointer user_data)
{
  GwInsightsData *self = user_data;

  self->settle = 0;
  forget (self);
  return G_SOURCE_REMOVE;
}

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwInsightsData *self)
{
  if ((changes & GW_STORE_CHANGED_IMAGES) != 0)
    self->measured = FALSE;
  if ((changes & (GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_CLASSES)) == 0
      || self->settle != 0)
    return;
  self->settle = g_timeout_add (SETTLE_MS, on_settled_cb, self);
}

/* --- pictures ----------------------------------------------------------------------------- */

static void
on_measured_cb (GwWork *work, GwInsightsData *self)
{
  GwWorkStatus status;

  gw_work_get_status (work, &status, NULL);
  g_clear_object (&self->measuring);
  if (status.done > 0)
    forget (self);
}

void
gw_insights_data_measure_pictures (GwInsightsData *self)
{
  g_return_if_fail (GW_IS_INSIGHTS_DATA (self));

  if (self->measured || self->measuring != NULL || gw_project_is_read_only (self->project))
    return;
  self->measured = TRUE;
  self->measuring = gw_image_measurer_start (gw_project_get_store (self->project));
  g_signal_connect_object (self->measuring, "ended", G_CALLBACK (on_measured_cb), self, 0);
}

void
gw_insights_data_stop_measuring (GwInsightsData *self)
{
  g_return_if_fail (GW_IS_INSIGHTS_DATA (self));

  if (self->measuring == NULL)
    return;
  self->measured = FALSE;
  g_signal_handlers_disconnect_by_func (self->measuring, on_measured_cb, self);
  g_cancellable_cancel (gw_work_get_cancellable (self->measuring));
  g_clear_object (&self->measuring);
}

GwWork *
gw_insights_data_get_measuring (GwInsightsData *self)
{
  g_return_val_if_fail (GW_IS_INSIGHTS_DATA (self), NULL);

  return self->measuring;
}

static void
gw_insights_data_dispose (GObject *object)
{
  GwInsightsData *self = GW_INSIGHTS_DATA (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  gw_insights_data_stop_measuring (self);
  g_clear_pointer (&self->snapshot, gw_insights_snapshot_unref);
  g_clear_pointer (&self->split, g_free);

  G_OBJECT_CLASS (gw_insights_data_parent_class)->dispose (object);
}

static void
gw_insights_data_class_init (GwInsightsDataClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_insights_data_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gw_insights_data_init (GwInsightsData *self)
{
}

static gint64
read_layer (GwProject *project, const char *state)
{
  const char *text = gw_project_get_view_state (project, state);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

GwInsightsData *
gw_insights_data_get (GwProject *project)
{
  GwInsightsData *self = g_object_get_data (G_OBJECT (project), KEY);
  const char *split;

  if (self != NULL)
    return self;

  self = g_object_new (GW_TYPE_INSIGHTS_DATA, NULL);
  self->project = project;
  split = gw_project_get_view_state (project, STATE_SPLIT);
  self->split = split != NULL && *split != '\0' ? g_strdup (split) : NULL;
  self->model = read_layer (project, STATE_MODEL);
  self->other_model = read_layer (project, STATE_OTHER_MODEL);
  g_signal_connect_object (gw_project_get_store (project), "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  g_object_set_data_full (G_OBJECT (project), KEY, self, g_object_unref);
  return self;
}
