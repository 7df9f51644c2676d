/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-report.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cancel-run.h"
#include "gw-error.h"
#include "gw-file-writer.h"
#include "gw-plot-number.h"
#include "gw-report-sections-private.h"

void
_gw_report_add_fact (GwReportMaker *maker, const char *name, const char *figure)
{
  gw_report_document_add_row (maker->document, (const char *const[]) { name, figure, NULL });
}

void
_gw_report_add_rate (GwReportMaker *maker, const char *name, double figure, double low, double high)
{
  g_autofree char *number = gw_plot_number_fixed (figure, 3);
  g_autofree char *from = gw_plot_number_fixed (low, 3);
  g_autofree char *to = gw_plot_number_fixed (high, 3);
  g_autofree char *whole = g_strdup_printf ("%s (%s–%s)", number, from, to);

  _gw_report_add_fact (maker, name, isnan (low) || isnan (high) ? number : whole);
}

/* --- the whole ---------------------------------------------------------------------- */

static char *
describe_day (const GwReportOptions *options)
{
  g_autoptr (GDateTime) now = NULL;

  if (options->date != NULL)
    return g_strdup (options->date);
  now = g_date_time_new_now_utc ();
  /* Translators: a day, such as “27 November 2026” */
  return g_date_time_format (now, C_ ("report", "%-d %B %Y"));
}

static gboolean
add_models (GwReportMaker *maker, GError **error)
{
  g_autoptr (GPtrArray) models = gw_layer_info_list (maker->store, GW_LAYER_KIND_PREDICTIONS, maker->cancellable,
                                                     error);
  const GwLayerInfo *only = NULL;

  if (models == NULL)
    return FALSE;
  if (maker->options->model != NULL)
    {
      only = gw_layer_info_find (models, maker->options->model, error);
      if (only == NULL)
        return FALSE;
    }
  if (models->len == 0)
    {
      gw_report_document_add_heading (maker->document, 1, _ ("Models"));
      gw_report_document_add_paragraph (maker->document,
                                        _ ("There are no predictions. Import those of a model to evaluate it."));
    }
  for (guint i = 0; i < models->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (models, i);

      if ((only == NULL || only == info) && !_gw_report_add_model (maker, info, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_settings (GwReportMaker *maker, const GwProjectInfo *info)
{
  g_autofree char *iou = gw_plot_number_fixed (maker->options->iou, 2);
  g_autofree char *bootstrap = gw_plot_number_count ((double) maker->options->bootstrap);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, maker->options->seed);
  g_autofree char *schema = g_strdup_printf ("%d", info->schema_version);

  gw_report_document_add_heading (maker->document, 1, _ ("How It Was Made"));
  gw_report_document_begin_table (maker->document, "lr", NULL);
  _gw_report_add_fact (maker, _ ("Groundwork"), GW_VERSION);
  _gw_report_add_fact (maker, _ ("Project"), info->uuid);
  _gw_report_add_fact (maker, _ ("Version of the project file"), schema);
  _gw_report_add_fact (maker, _ ("Overlap (IoU) that counts as found"), iou);
  _gw_report_add_fact (maker, _ ("Resamples of intervals"), bootstrap);
  _gw_report_add_fact (maker, _ ("Seed"), seed);
}

static gboolean
add_sections (GwReportMaker *maker, const GwProjectInfo *info, GError **error)
{
  if (!_gw_report_add_data (maker, error) || !_gw_report_add_balance (maker, error)
      || !_gw_report_add_agreement (maker, error) || !add_models (maker, error) || !_gw_report_add_drift (maker, error))
    return FALSE;
  add_settings (maker, info);
  return !g_cancellable_set_error_if_cancelled (maker->cancellable, error);
}

static GwReportDocument *
make (GwStore *store, const GwReportOptions *options, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, cancellable, error);
  g_autoptr (GwDataSet) set = info != NULL ? gw_data_set_load (store, NULL, work, cancellable, error) : NULL;
  g_autoptr (GwReportDocument) document = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = describe_day (options);
  GwReportMaker maker = { .store = store,
                          .options = options,
                          .set = set,
                          .run = gw_cancel_run_init (cancellable),
                          .work = work,
                          .cancellable = cancellable };

  if (set == NULL)
    return NULL;
  /* Translators: the name of a project */
  title = options->title != NULL ? g_strdup (options->title) : g_strdup_printf (_ ("Report of %s"), info->name);
  document = gw_report_document_new (title, day);
  maker.document = document;
  return add_sections (&maker, info, error) ? g_steal_pointer (&document) : NULL;
}

gboolean
gw_report_write (GwStore *store, const char *path, gboolean overwrite, const GwReportOptions *options, GwWork *work,
                 GCancellable *cancellable, GError **error)
{
  const char *dot = strrchr (path, '.');
  const gboolean pdf = dot != NULL && g_ascii_strcasecmp (dot, ".pdf") == 0;
  g_autoptr (GwReportDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!pdf && (dot == NULL || (g_ascii_strcasecmp (dot, ".html") != 0 && g_ascii_strcasecmp (dot, ".htm") != 0)))
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                           _ ("A report is written as .pdf or .html. Choose a name with one of these endings."));
      return FALSE;
    }
  document = make (store, options, work, cancellable, error);
  if (document != NULL)
    bytes = pdf ? gw_report_document_to_pdf (document, error) : gw_report_document_to_html (document, error);
  if (bytes == NULL)
    return FALSE;

  return gw_file_write_bytes (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              overwrite ? GW_WRITE_OVERWRITE : GW_WRITE_NEW, error);
}
