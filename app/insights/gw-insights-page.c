/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-page-private.h"

#include <glib/gi18n.h>

#include "gw-task-thread.h"

/* Nothing is said about work that is shorter. */
#define BUSY_AFTER_MS 150

struct _GwInsightsJob
{
  gatomicrefcount ref_count;
  GwInsightsPage *page; /* (unowned) (nullable): NULL when nobody waits any more; the window's thread alone looks */
  GwInsightsPageClass *klass;
  GwInsightsSnapshot *snapshot;
  gpointer options;
  GCancellable *cancellable;
};

static void page_interface_init (GwPageInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (GwInsightsPage, gw_insights_page, GTK_TYPE_WIDGET,
                                  G_ADD_PRIVATE (GwInsightsPage)
                                      G_IMPLEMENT_INTERFACE (GW_TYPE_PAGE, page_interface_init))

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((GwInsightsPagePrivate *) gw_insights_page_get_instance_private (self))

GwInsightsPagePrivate *
_gw_insights_page_get_private (GwInsightsPage *self)
{
  return PRIVATE (self);
}

/* --- jobs ------------------------------------------------------------------------- */

static GwInsightsJob *
job_ref (GwInsightsJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
job_unref (GwInsightsJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->options != NULL && self->klass->free_options != NULL)
    self->klass->free_options (self->options);
  gw_insights_snapshot_unref (self->snapshot);
  g_object_unref (self->cancellable);
  g_type_class_unref (self->klass);
  g_free (self);
}

typedef struct
{
  GwInsightsJob *job;
  gpointer figures;
} Published;

static void
published_free (Published *self)
{
  if (self->figures != NULL && self->job->klass->free_figures != NULL)
    self->job->klass->free_figures (self->figures);
  job_unref (self->job);
  g_free (self);
}

/* On the window's thread, where alone a page lets go of its job. */
static gboolean
on_published_cb (gpointer user_data)
{
  Published *published = user_data;
  GwInsightsPage *page = published->job->page;

  if (page != NULL)
    published->job->klass->show (page, g_steal_pointer (&published->figures));
  return G_SOURCE_REMOVE;
}

void
gw_insights_job_publish (GwInsightsJob *job, gpointer figures)
{
  Published *published = g_new0 (Published, 1);

  published->job = job_ref (job);
  published->figures = figures;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_published_cb, published, (GDestroyNotify) published_free);
}

static void
set_busy (GwInsightsPage *self, gboolean busy)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->busy_timeout, g_source_remove);
  if (priv->busy == busy)
    return;
  priv->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
on_long_cb (gpointer user_data)
{
  PRIVATE (user_data)->busy_timeout = 0;
  set_busy (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

static void
drop_job (GwInsightsPage *self)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);

  if (priv->job == NULL)
    return;
  priv->job->page = NULL;
  g_cancellable_cancel (priv->job->cancellable);
  g_clear_pointer (&priv->job, job_unref);
}

static void
run_job (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GwInsightsJob *job = task_data;
  GError *error = NULL;
  gpointer figures = job->klass->compute (job->snapshot, job->options, job, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, figures, job->klass->free_figures);
}

static void
show_failure (GwInsightsPage *self, const GError *error)
{
  gw_insights_page_set_status (self, "dialog-error-symbolic", _ ("Figures Could Not Be Made"), error->message,
                               _ ("_Try Again"), "insights.refresh");
}

static void
on_job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwInsightsJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer figures = g_task_propagate_pointer (G_TASK (result), &error);
  GwInsightsPage *page = job->page;

  if (page == NULL)
    {
      if (figures != NULL && job->klass->free_figures != NULL)
        job->klass->free_figures (figures);
      return;
    }

  job->page = NULL;
  g_clear_pointer (&PRIVATE (page)->job, job_unref);
  set_busy (page, FALSE);
  if (error != NULL)
    show_failure (page, error);
  else if (figures != NULL)
    job->klass->show (page, figures);
}

static void
start_job (GwInsightsPage *self)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);
  GwInsightsPageClass *klass = GW_INSIGHTS_PAGE_GET_CLASS (self);
  GwInsightsJob *job = g_new0 (GwInsightsJob, 1);
  g_autoptr (GTask) task = NULL;

  drop_job (self);
  priv->stale = FALSE;
  g_atomic_ref_count_init (&job->ref_count);
  job->page = self;
  job->klass = g_type_class_ref (G_OBJECT_TYPE (self));
  job->snapshot = gw_insights_data_take_snapshot (priv->data);
  job->options = klass->get_options != NULL ? klass->get_options (self) : NULL;
  job->cancellable = g_cancellable_new ();
  priv->job = job_ref (job);
  if (priv->busy_timeout == 0 && !priv->busy)
    priv->busy_timeout = g_timeout_add (BUSY_AFTER_MS, on_long_cb, self);

  task = g_task_new (NULL, job->cancellable, on_job_done_cb, NULL);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) job_unref);
  gw_task_run_in_thread (task, run_job);
}

void
gw_insights_page_refresh (GwInsightsPage *self)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (GW_IS_INSIGHTS_PAGE (self));

  /* Work that ends after the page has gone asks for it too. */
  if (priv->project == NULL)
    return;
  priv->stale = TRUE;
  if (priv->seen)
    start_job (self);
}

gboolean
gw_insights_page_is_working (GwInsightsPage *self)
{
  return PRIVATE (self)->job != NULL || PRIVATE (self)->stale;
}

gboolean
gw_insights_page_get_busy (GwInsightsPage *self)
{
  return PRIVATE (self)->busy;
}

/* --- what the page is of ------------------------------------------------------------- */

GwProject *
gw_insights_page_get_project (GwInsightsPage *self)
{
  return PRIVATE (self)->project;
}

GwInsightsData *
gw_insights_page_get_data (GwInsightsPage *self)
{
  return PRIVATE (self)->data;
}

GtkBox *
gw_insights_page_get_body (GwInsightsPage *self)
{
  return PRIVATE (self)->body;
}

void
gw_insights_page_set_subtitle (GwInsightsPage *self, const char *subtitle)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->subtitle, subtitle) == 0)
    return;
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.update-title", NULL);
}

void
gw_insights_page_set_status (GwInsightsPage *self, const char *icon_name, const char *title, const char *text,
                             const char *label, const char *action)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);
  /* A status page takes markup, and names may be anything. */
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  GtkWidget *button = NULL;

  if (title == NULL)
    {
      gtk_stack_set_visible_child (priv->stack, priv->scrolled);
      return;
    }

  adw_status_page_set_icon_name (priv->status, icon_name);
  adw_status_page_set_title (priv->status, title);
  adw_status_page_set_description (priv->status, escaped);
  if (label != NULL)
    {
      button = gtk_button_new_with_mnemonic (label);
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "suggested-action");
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
    }
  adw_status_page_set_child (priv->status, button);
  gtk_stack_set_visible_child (priv->stack, GTK_WIDGET (priv->status));
}

/* --- the page interface ------------------------------------------------------------------ */

static void
gw_insights_page_get_title (GwPage *page, char **title, char **subtitle)
{
  GwInsightsPagePrivate *priv = PRIVATE (GW_INSIGHTS_PAGE (page));

  *title = g_strdup (_ (GW_INSIGHTS_PAGE_GET_CLASS (page)->title));
  *subtitle = priv->subtitle != NULL ? g_strdup_printf ("%s · %s", _ ("Insights"), priv->subtitle)
                                     : g_strdup (_ ("Insights"));
}

static GtkWidget *
gw_insights_page_get_end_widget (GwPage *page)
{
  return PRIVATE (GW_INSIGHTS_PAGE (page))->end_widget;
}

static void
gw_insights_page_shown (GwPage *page)
{
  GwInsightsPagePrivate *priv = PRIVATE (GW_INSIGHTS_PAGE (page));

  priv->seen = TRUE;
  if (priv->stale)
    start_job (GW_INSIGHTS_PAGE (page));
}

static void
gw_insights_page_hidden (GwPage *page)
{
  GwInsightsPagePrivate *priv = PRIVATE (GW_INSIGHTS_PAGE (page));

  priv->seen = FALSE;
  if (priv->job != NULL)
    {
      drop_job (GW_INSIGHTS_PAGE (page));
      set_busy (GW_INSIGHTS_PAGE (page), FALSE);
      priv->stale = TRUE;
    }
}

static void
page_interface_init (GwPageInterface *iface)
{
  iface->get_title = gw_insights_page_get_title;
  iface->get_end_widget = gw_insights_page_get_end_widget;
  iface->shown = gw_insights_page_shown;
  iface->hidden = gw_insights_page_hidden;
}

/* --- the object ------------------------------------------------------------------------------ */

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_insights_page_refresh (GW_INSIGHTS_PAGE (widget));
}

static void
gw_insights_page_constructed (GObject *object)
{
  GwInsightsPage *self = GW_INSIGHTS_PAGE (object);
  GwInsightsPagePrivate *priv = PRIVATE (self);

  G_OBJECT_CLASS (gw_insights_page_parent_class)->constructed (object);

  priv->data = gw_insights_data_get (priv->project);
  priv->end_widget = g_object_ref_sink (_gw_insights_page_make_end_widget (self));
  _gw_insights_page_update_charts (self);
  g_signal_connect_object (priv->data, "changed", G_CALLBACK (gw_insights_page_refresh), self, G_CONNECT_SWAPPED);
}

static void
gw_insights_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gw_insights_page_parent_class)->map (widget);

  if (GW_INSIGHTS_PAGE_GET_CLASS (widget)->measures_pictures)
    gw_insights_data_measure_pictures (PRIVATE (GW_INSIGHTS_PAGE (widget))->data);
}

static void
gw_insights_page_dispose (GObject *object)
{
  GwInsightsPage *self = GW_INSIGHTS_PAGE (object);
  GwInsightsPagePrivate *priv = PRIVATE (self);

  if (priv->project != NULL && GW_INSIGHTS_PAGE_GET_CLASS (self)->measures_pictures)
    gw_insights_data_stop_measuring (priv->data);
  drop_job (self);
  g_clear_handle_id (&priv->busy_timeout, g_source_remove);
  g_clear_pointer (&priv->overlay, gtk_widget_unparent);
  priv->stack = NULL;
  priv->main_chart = NULL;
  g_clear_object (&priv->end_widget);
  g_clear_pointer (&priv->chart_actions, g_ptr_array_unref);
  g_clear_object (&priv->project);
  g_clear_pointer (&priv->subtitle, g_free);

  G_OBJECT_CLASS (gw_insights_page_parent_class)->dispose (object);
}

static void
gw_insights_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, PRIVATE (GW_INSIGHTS_PAGE (object))->project);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, PRIVATE (GW_INSIGHTS_PAGE (object))->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_insights_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      PRIVATE (GW_INSIGHTS_PAGE (object))->project = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_insights_page_class_init (GwInsightsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gw_insights_page_constructed;
  object_class->dispose = gw_insights_page_dispose;
  object_class->get_property = gw_insights_page_get_property;
  object_class->set_property = gw_insights_page_set_property;
  widget_class->map = gw_insights_page_map;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, GW_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "insights.refresh", NULL, refresh_action);
  _gw_insights_page_class_init_charts (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_insights_page_init (GwInsightsPage *self)
{
  GwInsightsPagePrivate *priv = PRIVATE (self);

  priv->stale = TRUE;
  priv->chart_actions = g_ptr_array_new_with_free_func (g_object_unref);
  priv->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (priv->body), "gw-insights-body");
  priv->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (priv->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (priv->scrolled), GTK_WIDGET (priv->body));
  /* Cards below each other have the height that they want: there is room below. */
  gtk_scrollable_set_vscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (priv->scrolled))), GTK_SCROLL_NATURAL);
  priv->status = ADW_STATUS_PAGE (adw_status_page_new ());
  priv->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (priv->stack, priv->scrolled);
  gtk_stack_add_child (priv->stack, GTK_WIDGET (priv->status));
  priv->announcer = gw_announcer_new ();
  priv->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (priv->overlay), GTK_WIDGET (priv->stack));
  gtk_overlay_add_overlay (GTK_OVERLAY (priv->overlay), priv->announcer);
  gtk_widget_set_parent (priv->overlay, GTK_WIDGET (self));
}
