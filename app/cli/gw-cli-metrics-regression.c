/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-metrics.h"
#include "gw-cli-table.h"
#include "gw-forecast.h"

int
gw_cli_metrics_regression (GwCli *cli, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read (cli->arguments[1], NULL, cli->problems, cli->work, cli->cancellable,
                                             error);
  g_auto (GwCliAnswer) answer = { 0 };
  const char *actual_name = gw_cli_metrics_options.actual;
  const char *forecast_name = gw_cli_metrics_options.forecast;
  const double *actual, *forecast;
  GwForecast figures;
  gw_status status;

  if (table == NULL)
    return GW_CLI_FAILED;
  actual = gw_cli_table_get_numbers (table, actual_name != NULL ? actual_name : "actual", error);
  if (actual == NULL)
    return GW_CLI_FAILED;
  forecast = gw_cli_table_get_numbers (table, forecast_name != NULL ? forecast_name : "forecast", error);
  if (forecast == NULL)
    return GW_CLI_FAILED;
  status = gw_forecast (actual, forecast, gw_table_get_n_rows (table), &figures);
  if (!gw_status_has_values (status))
    return gw_cli_table_fail (table, status, error);

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", figures.n);
  gw_cli_answer_count (&answer, "n_excluded", figures.n_excluded);
  gw_cli_answer_number (&answer, "rmse", figures.rmse);
  gw_cli_answer_number (&answer, "mae", figures.mae);
  gw_cli_answer_number (&answer, "mape", figures.mape);
  gw_cli_answer_count (&answer, "mape_skipped", figures.n_mape_skipped);
  gw_cli_answer_number (&answer, "wape", figures.wape);
  gw_cli_answer_number (&answer, "bias", figures.bias);
  gw_cli_answer_number (&answer, "bias_relative", figures.bias_relative);

  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}
