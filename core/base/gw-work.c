/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-work.h"

#include <math.h>

#include "gw-time.h"

/* Between two rounds of notifications. */
#define INTERVAL_US (G_USEC_PER_SEC / 10)

/* The rate is an average in which what is so long ago counts 1/e. */
#define RATE_SECONDS 3.0
#define RATE_SAMPLE_US (G_USEC_PER_SEC / 5)

/* The fields from `newest` to `sample_done` are guarded by the lock; the two of
 * what is shown are touched only in `context`.
 */
struct _GwWork
{
  GObject parent_instance;

  char *title;
  GCancellable *cancellable;
  GMainContext *context;

  GMutex lock;
  GwWorkStatus newest; /* fraction, rate, time_left, elapsed: as of the last look */
  char *text;
  GError *error;
  GSource *source;     /* the next round; NULL when none is due */
  gint64 last_round;   /* of the machine's clock, for timers */
  gint64 begun, ended; /* of gw_time_monotonic(); ended 0 while it runs */
  gint64 sample_time;
  guint64 sample_done;

  GwWorkStatus shown;
  char *shown_text;
};

enum
{
  PROP_TITLE = 1,
  PROP_TEXT,
  PROP_DONE,
  PROP_TOTAL,
  PROP_FRACTION,
  PROP_RATE,
  PROP_TIME_LEFT,
  PROP_STATE,
  N_PROPERTIES
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GwWork, gw_work, G_TYPE_OBJECT)

GType
gw_work_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { GW_WORK_RUNNING, "GW_WORK_RUNNING", "running" },
        { GW_WORK_DONE, "GW_WORK_DONE", "done" },
        { GW_WORK_FAILED, "GW_WORK_FAILED", "failed" },
        { GW_WORK_CANCELLED, "GW_WORK_CANCELLED", "cancelled" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("GwWorkState", values));
    }
  return type;
}

static void
update_rate (GwWork *self, gint64 now)
{
  const double seconds = (double) (now - self->sample_time) / G_USEC_PER_SEC;
  GwWorkStatus *newest = &self->newest;

  if (newest->done < self->sample_done)
    {
      /* A new stretch of work that counts from the start again. */
      newest->rate = 0;
    }
  else if (now - self->sample_time < RATE_SAMPLE_US)
    {
      return;
    }
  else
    {
      const double recent = (double) (newest->done - self->sample_done) / seconds;
      const double weight = newest->rate > 0 ? 1 - exp (-seconds / RATE_SECONDS) : 1;

      newest->rate += weight * (recent - newest->rate);
    }
  self->sample_time = now;
  self->sample_done = newest->done;
}

/* The figures that depend on the others and on the time. */
static void
update_figures (GwWork *self)
{
  GwWorkStatus *newest = &self->newest;
  const gint64 now = self->ended != 0 ? self->ended : gw_time_monotonic ();

  if (self->ended == 0)
    update_rate (self, now);

  newest->elapsed = (double) (now - self->begun) / G_USEC_PER_SEC;
  newest->fraction = -1;
  newest->time_left = -1;
  if (newest->total > 0)
    {
      const guint64 done = MIN (newest->done, newest->total);

      newest->fraction = (double) done / (double) newest->total;
      if (newest->rate > 0)
        newest->time_left = (double) (newest->total - done) / newest->rate;
    }
  if (newest->state == GW_WORK_DONE)
    newest->fraction = 1;
  if (newest->state != GW_WORK_RUNNING)
    newest->time_left = 0;
}

static void
notify_changes (GwWork *self, const GwWorkStatus *before)
{
  const GwWorkStatus *now = &self->shown;

  if (now->done != before->done)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (now->total != before->total)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  if (now->fraction < before->fraction || now->fraction > before->fraction)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  if (now->rate < before->rate || now->rate > before->rate)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
  if (now->time_left < before->time_left || now->time_left > before->time_left)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_LEFT]);
  if (now->state != before->state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Shows the newest values; nothing can come between the look at them and the
 * end of this round.
 */
static gboolean
on_round_cb (gpointer data)
{
  g_autoptr (GwWork) self = g_object_ref (GW_WORK (data));
  const GwWorkStatus before = self->shown;
  g_autofree char *text = NULL;

  g_mutex_lock (&self->lock);
  update_figures (self);
  self->shown = self->newest;
  text = g_strdup (self->text);
  g_clear_pointer (&self->source, g_source_unref);
  self->last_round = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (text, self->shown_text) != 0)
    {
      g_free (self->shown_text);
      self->shown_text = g_steal_pointer (&text);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
    }
  notify_changes (self, &before);
  g_object_thaw_notify (G_OBJECT (self));

  if (self->shown.state != GW_WORK_RUNNING && before.state == GW_WORK_RUNNING)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  return G_SOURCE_REMOVE;
}

/* With the lock held: there will be a round, at once when `urgent`. */
static void
schedule (GwWork *self, gboolean urgent)
{
  gint64 due = 0;

  if (self->source != NULL)
    {
      if (urgent)
        g_source_set_ready_time (self->source, 0);
      return;
    }

  if (!urgent)
    due = MAX (self->last_round + INTERVAL_US, 1);
  /* A timeout source of which only the ready time matters. */
  self->source = g_timeout_source_new (0);
  g_source_set_ready_time (self->source, due);
  g_source_set_callback (self->source, on_round_cb, g_object_ref (self), g_object_unref);
  g_source_set_static_name (self->source, "gw-work");
  g_source_attach (self->source, self->context);
}

static void
gw_work_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GwWork *self = GW_WORK (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->shown_text);
      break;
    case PROP_DONE:
      g_value_set_uint64 (value, self->shown.done);
      break;
    case PROP_TOTAL:
      g_value_set_uint64 (value, self->shown.total);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->shown.fraction);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->shown.rate);
      break;
    case PROP_TIME_LEFT:
      g_value_set_double (value, self->shown.time_left);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->shown.state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gw_work_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GwWork *self = GW_WORK (object);

  switch (property_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gw_work_finalize (GObject *object)
{
  GwWork *self = GW_WORK (object);

  /* A round that is due holds a reference, so none is. */
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->error);
  g_free (self->title);
  g_free (self->text);
  g_free (self->shown_text);

  G_OBJECT_CLASS (gw_work_parent_class)->finalize (object);
}

static void
gw_work_class_init (GwWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_work_get_property;
  object_class->set_property = gw_work_set_property;
  object_class->finalize = gw_work_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_DONE] = g_param_spec_uint64 ("done", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint64 ("total", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_TIME_LEFT] = g_param_spec_double ("time-left", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GW_TYPE_WORK_STATE, GW_WORK_RUNNING, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_ENDED] = g_signal_new ("ended", GW_TYPE_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_work_init (GwWork *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->begun = self->sample_time = gw_time_monotonic ();
  self->newest.fraction = self->newest.time_left = -1;
  self->shown = self->newest;
}

GwWork *
gw_work_new (const char *title)
{
  return g_object_new (GW_TYPE_WORK, "title", title, NULL);
}

void
gw_work_set_total (GwWork *self, guint64 total)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_mutex_lock (&self->lock);
  if (self->newest.state == GW_WORK_RUNNING && self->newest.total != total)
    {
      self->newest.total = total;
      schedule (self, FALSE);
    }
  g_mutex_unlock (&self->lock);
}

void
gw_work_set_done (GwWork *self, guint64 done)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_mutex_lock (&self->lock);
  if (self->newest.state == GW_WORK_RUNNING && self->newest.done != done)
    {
      self->newest.done = done;
      schedule (self, FALSE);
    }
  g_mutex_unlock (&self->lock);
}

void
gw_work_add_done (GwWork *self, guint64 steps)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_mutex_lock (&self->lock);
  if (self->newest.state == GW_WORK_RUNNING && steps > 0)
    {
      self->newest.done += steps;
      schedule (self, FALSE);
    }
  g_mutex_unlock (&self->lock);
}

void
gw_work_set_text (GwWork *self, const char *text)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_mutex_lock (&self->lock);
  if (self->newest.state == GW_WORK_RUNNING && g_strcmp0 (self->text, text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (text);
      schedule (self, FALSE);
    }
  g_mutex_unlock (&self->lock);
}

void
gw_work_end (GwWork *self, const GError *error)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_mutex_lock (&self->lock);
  if (self->newest.state == GW_WORK_RUNNING)
    {
      update_rate (self, gw_time_monotonic ());
      self->ended = MAX (gw_time_monotonic (), 1);
      if (error == NULL)
        self->newest.state = GW_WORK_DONE;
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->newest.state = GW_WORK_CANCELLED;
      else
        self->newest.state = GW_WORK_FAILED;
      self->error = error != NULL ? g_error_copy (error) : NULL;
      schedule (self, TRUE);
    }
  g_mutex_unlock (&self->lock);
}

GCancellable *
gw_work_get_cancellable (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), NULL);

  return self->cancellable;
}

void
gw_work_cancel (GwWork *self)
{
  g_return_if_fail (GW_IS_WORK (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
gw_work_is_cancelled (GwWork *self, GError **error)
{
  g_return_val_if_fail (GW_IS_WORK (self), FALSE);

  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
gw_work_get_status (GwWork *self, GwWorkStatus *status, char **text)
{
  g_return_if_fail (GW_IS_WORK (self));
  g_return_if_fail (status != NULL);

  g_mutex_lock (&self->lock);
  update_figures (self);
  *status = self->newest;
  if (text != NULL)
    *text = g_strdup (self->text);
  g_mutex_unlock (&self->lock);
}

const char *
gw_work_get_title (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), NULL);

  return self->title;
}

const char *
gw_work_get_text (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), NULL);

  return self->shown_text;
}

guint64
gw_work_get_done (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), 0);

  return self->shown.done;
}

guint64
gw_work_get_total (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), 0);

  return self->shown.total;
}

double
gw_work_get_fraction (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), -1);

  return self->shown.fraction;
}

double
gw_work_get_rate (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), 0);

  return self->shown.rate;
}

double
gw_work_get_time_left (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), -1);

  return self->shown.time_left;
}

GwWorkState
gw_work_get_state (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), GW_WORK_RUNNING);

  return self->shown.state;
}

const GError *
gw_work_get_error (GwWork *self)
{
  g_return_val_if_fail (GW_IS_WORK (self), NULL);

  /* Written before the state that allows this look, and never again. */
  return self->shown.state != GW_WORK_RUNNING ? self->error : NULL;
}
