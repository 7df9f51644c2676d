/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-error.h"
#include "gw-file-writer.h"
#include "gw-plot-file.h"
#include "gw-task-thread.h"

/* Pictures are at least so large, and have a title above what the window shows, px. */
#define LEAST_WIDTH 480.0
#define LEAST_HEIGHT 320.0
#define TITLE_HEIGHT 56.0
#define PICTURE_SCALE 2.0
#define STYLE_CHOICE "style"

/* --- plots that another thread draws ------------------------------------------------------ */

/* A plot keeps things of its last drawing, so that one thread at a time may draw it.
 * While a file is made of it, charts show what they have. Both are of the window's
 * thread: the plots with how many times each is lent, and the charts that would have drawn.
 */
static GHashTable *lent;
static GHashTable *waiting;

/* Of the threads that draw: one after the other. */
static GMutex drawing;

gboolean
_gw_chart_is_lent (GwPlot *plot)
{
  return lent != NULL && g_hash_table_contains (lent, plot);
}

void
_gw_chart_lend (GwChart *self, GwPlot *plot)
{
  if (lent == NULL)
    {
      lent = g_hash_table_new (NULL, NULL);
      waiting = g_hash_table_new (NULL, NULL);
    }
  g_hash_table_insert (lent, plot, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (lent, plot)) + 1));
  g_hash_table_add (waiting, self);
}

void
_gw_chart_take_back (GwPlot *plot)
{
  const guint times = GPOINTER_TO_UINT (g_hash_table_lookup (lent, plot));
  GHashTableIter iter;
  gpointer chart;

  if (times > 1)
    {
      g_hash_table_insert (lent, plot, GUINT_TO_POINTER (times - 1));
      return;
    }
  g_hash_table_remove (lent, plot);
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, &chart, NULL))
    {
      gtk_widget_queue_draw (chart);
      _gw_chart_point (chart);
      _gw_chart_update_card (chart);
    }
  g_hash_table_remove_all (waiting);
}

void
_gw_chart_wait (GwChart *self)
{
  g_hash_table_add (waiting, self);
}

void
_gw_chart_stop_waiting (GwChart *self)
{
  if (waiting != NULL)
    g_hash_table_remove (waiting, self);
}

/* --- jobs -------------------------------------------------------------------------------------- */

typedef struct
{
  GwPlot *plot;
  GwPlotStyle style;
  double width, height;
  char *path; /* (nullable): to the clipboard */
  GwPlotFileKind kind;
  GdkContentProvider *content; /* what came of it */
} Job;

static void
job_free (Job *job)
{
  gw_plot_unref (job->plot);
  g_free (job->path);
  g_clear_object (&job->content);
  g_free (job);
}

static Job *
job_new (GwChart *self, const char *path)
{
  const double scale = gw_plot_style_get_text_scale (&self->style);
  Job *job = g_new0 (Job, 1);

  job->plot = gw_plot_ref (self->plot);
  /* Light, whatever the window is: it goes into a document. */
  job->style = (GwPlotStyle) { .text_scale = self->style.text_scale, .family = self->style.family };
  job->width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), LEAST_WIDTH * scale);
  job->height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), LEAST_HEIGHT * scale) + TITLE_HEIGHT * scale;
  job->path = g_strdup (path);
  return job;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  g_mutex_lock (&drawing);
  bytes = gw_plot_to_bytes (job->plot, job->kind, &job->style, job->width, job->height, PICTURE_SCALE, &error);
  g_mutex_unlock (&drawing);
  if (bytes == NULL
      || !gw_file_write_bytes (job->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GW_WRITE_OVERWRITE,
                               &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GdkContentProvider *forms[2];
  GError *error = NULL;

  g_mutex_lock (&drawing);
  png = gw_plot_to_bytes (job->plot, GW_PLOT_FILE_PNG, &job->style, job->width, job->height, PICTURE_SCALE, &error);
  if (png != NULL)
    svg = gw_plot_to_bytes (job->plot, GW_PLOT_FILE_SVG, &job->style, job->width, job->height, 1, &error);
  g_mutex_unlock (&drawing);
  if (svg != NULL)
    texture = gdk_texture_new_from_bytes (png, &error);
  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  forms[0] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  forms[1] = gdk_content_provider_new_for_bytes ("image/svg+xml", svg);
  job->content = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  g_task_return_boolean (task, TRUE);
}

static void
table_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *csv = gw_plot_to_csv (job->plot);
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_auto (GValue) value = G_VALUE_INIT;
  GdkContentProvider *forms[2];

  g_value_init (&value, G_TYPE_STRING);
  g_value_take_string (&value, g_steal_pointer (&csv));
  forms[0] = gdk_content_provider_new_for_value (&value);
  forms[1] = gdk_content_provider_new_for_bytes ("text/csv", bytes);
  job->content = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  g_task_return_boolean (task, TRUE);
}

/* Back in the window's thread, whatever came of it. */
static void
on_done_cb (GTask *task, GParamSpec *pspec, gpointer data)
{
  Job *job = g_task_get_task_data (task);

  _gw_chart_take_back (job->plot);
}

/* A function is no pointer to data in ISO C. */
static char run_tag[] = "gw_chart_run";

static void
run (GwChart *self, Job *job, GTaskThreadFunc func, GTask *task)
{
  g_task_set_source_tag (task, run_tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  _gw_chart_lend (self, job->plot);
  g_signal_connect (task, "notify::completed", G_CALLBACK (on_done_cb), NULL);
  gw_task_run_in_thread (task, func);
}

/* --- the clipboard --------------------------------------------------------------------------- */

static void
on_copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GwChart *self = GW_CHART (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit_by_name (self, "failed", error->message);
      return;
    }
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), job->content);
  _gw_chart_announce (self, data);
}

void
gw_chart_copy_picture (GwChart *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_CHART (self));

  if (self->plot == NULL)
    return;
  task = g_task_new (self, self->exports, on_copied_cb, (gpointer) _ ("Picture copied."));
  run (self, job_new (self, NULL), copy_in_thread, task);
}

void
gw_chart_copy_table (GwChart *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_CHART (self));

  if (self->plot == NULL)
    return;
  task = g_task_new (self, self->exports, on_copied_cb, (gpointer) _ ("Table copied."));
  run (self, job_new (self, NULL), table_in_thread, task);
}

/* --- files ------------------------------------------------------------------------------------ */

void
gw_chart_save_to_async (GwChart *self, const char *path, const GwPlotStyle *style, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (GW_IS_CHART (self));
  g_return_if_fail (self->plot != NULL);
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  job = job_new (self, path);
  if (!gw_plot_file_kind_from_path (path, &job->kind, &error))
    {
      job_free (job);
      g_task_return_error (task, error);
      return;
    }
  if (style != NULL)
    {
      job->style.dark = style->dark;
      job->style.high_contrast = style->high_contrast;
      job->style.transparent = style->transparent;
    }
  run (self, job, save_in_thread, task);
}

gboolean
gw_chart_save_to_finish (GwChart *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GwChart *self = GW_CHART (source);
  g_autoptr (GError) error = NULL;

  if (gw_chart_save_to_finish (self, result, &error))
    _gw_chart_announce (self, _ ("Chart saved."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error->message);
}

static void
on_response_cb (GtkNativeDialog *chooser, int response, GwChart *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->plot != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      const char *choice = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), STYLE_CHOICE);
      const GwPlotStyle style = { .dark = g_strcmp0 (choice, "dark") == 0,
                                  .transparent = g_strcmp0 (choice, "transparent") == 0 };

      if (g_file_peek_path (file) != NULL)
        gw_chart_save_to_async (self, g_file_peek_path (file), &style, self->exports, on_saved_cb, NULL);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  g_object_unref (self);
}

/* One filter for each kind would not give the name its ending: the name says the kind. */
void
gw_chart_save (GwChart *self)
{
  static const char *const choices[] = { "light", "dark", "transparent", NULL };
  const char *names[] = { _ ("Light"), _ ("Dark"), _ ("Transparent"), NULL };
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;
  const char *title;

  g_return_if_fail (GW_IS_CHART (self));

  if (self->plot == NULL)
    return;
  title = gw_plot_get_title (self->plot);
  name = g_strconcat (title != NULL ? title : _ ("Chart"), ".png", NULL);
  g_strdelimit (name, "/", '-');
  chooser = gtk_file_chooser_native_new (_ ("Save Chart as PNG, SVG, PDF or CSV"),
                                         GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (chooser), STYLE_CHOICE, _ ("Background"), (const char **) choices,
                               names);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (chooser), STYLE_CHOICE, "light");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_response_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
