/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-chi2.h"
#include "gw-drift.h"
#include "gw-forecast.h"
#include "gw-ks.h"

static void
run_ks (GoldenCase *self)
{
  g_autoptr (GArray) reference = golden_numbers (self, "reference", NULL);
  g_autoptr (GArray) current = golden_numbers (self, "current", NULL);
  GwKs ks;

  if (!golden_expect_ok (
          self, gw_ks_two_sample (GOLDEN_DATA (reference), reference->len, GOLDEN_DATA (current), current->len, &ks)))
    return;

  golden_expect_number (self, "statistic", ks.statistic);
  golden_expect_number (self, "p_asymptotic", ks.p_asymptotic);
  if (golden_wants (self, "p_exact"))
    golden_expect_number (self, "p_exact", ks.p_exact);
}

static void
run_chi2 (GoldenCase *self)
{
  g_autoptr (GArray) a = golden_numbers (self, "a", NULL);
  g_autoptr (GArray) b = golden_numbers (self, "b", NULL);
  GwChi2 chi2;

  if (a->len != b->len)
    golden_fail (self, "%u categories against %u", a->len, b->len);
  else if (golden_expect_ok (self, gw_chi2_two_sample (GOLDEN_DATA (a), GOLDEN_DATA (b), a->len, &chi2)))
    {
      golden_expect_number (self, "statistic", chi2.statistic);
      golden_expect_number (self, "p_value", chi2.p_value);
      golden_expect_count (self, "dof", chi2.degrees);
    }
}

/* "constant_reference" is what is degenerate here. */
static void
run_drift_numeric (GoldenCase *self)
{
  g_autoptr (GArray) reference = golden_numbers (self, "reference", NULL);
  g_autoptr (GArray) current = golden_numbers (self, "current", NULL);
  GwDriftNumeric out;
  gw_status status = gw_drift_numeric (GOLDEN_DATA (reference), reference->len, GOLDEN_DATA (current), current->len,
                                       (gsize) golden_int (self, "bins"), &out);

  if (status == GW_STATUS_DEGENERATE)
    golden_expect_string (self, "status", "constant_reference");
  else
    golden_expect_status (self, status);
  golden_expect_numbers (self, "inner_edges", out.edges, out.n_edges);
  golden_expect_numbers (self, "reference_counts", out.reference, out.n_bins);
  golden_expect_numbers (self, "current_counts", out.current, out.n_bins);
  golden_expect_number (self, "psi", out.drift.psi);
  golden_expect_number (self, "js_distance_base2", out.drift.js_distance);
  golden_expect_number (self, "js_divergence_base2", out.drift.js_divergence);
  gw_drift_numeric_clear (&out);
}

static void
run_forecast (GoldenCase *self)
{
  g_autoptr (GArray) actual = golden_numbers (self, "actual", NULL);
  g_autoptr (GArray) forecast = golden_numbers (self, "forecast", NULL);
  GwForecast out;
  gw_status status = gw_forecast (GOLDEN_DATA (actual), GOLDEN_DATA (forecast), actual->len, &out);

  if (status != GW_STATUS_UNDEFINED && !golden_expect_ok (self, status))
    return;

  golden_expect_count (self, "n", out.n);
  golden_expect_number (self, "rmse", out.rmse);
  golden_expect_number (self, "mae", out.mae);
  golden_expect_number (self, "bias", out.bias);
  golden_expect_number (self, "mape", out.mape);
  golden_expect_count (self, "mape_skipped", out.n_mape_skipped);
  golden_expect_number (self, "wape", out.wape);
  golden_expect_number (self, "bias_relative", out.bias_relative);
}

const GoldenFunction golden_drift[] = {
  { "chi2_two_sample", run_chi2 },
  { "drift_numeric", run_drift_numeric },
  { "forecast_kpi", run_forecast },
  { "ks_two_sample", run_ks },
  { NULL, NULL },
};
