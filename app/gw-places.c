/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-places.h"

#include <glib/gi18n.h>

#include "gw-agreement-page.h"
#include "gw-class-balance-page.h"
#include "gw-compare-page.h"
#include "gw-curves-page.h"
#include "gw-data-quality-page.h"
#include "gw-distributions-page.h"
#include "gw-drift-page.h"
#include "gw-evaluation-page.h"
#include "gw-images-page.h"
#include "gw-regression-page.h"
#include "gw-relations-page.h"

static char *
count_images (const GwProjectInfo *info)
{
  /* Grouped by the locale: 12,480. */
  return g_strdup_printf ("%'" G_GINT64_FORMAT, info->n_images);
}

static const GwPlace places[] = {
  { "images", N_ ("Images"), "image-x-generic-symbolic", NULL, gw_images_page_new, count_images },
  { "insights", N_ ("Insights"), "gw-chart-bar-symbolic", NULL, NULL, NULL },
  { "class-balance", N_ ("Class Balance"), NULL, "insights", gw_class_balance_page_new, NULL },
  { "distributions", N_ ("Distributions"), NULL, "insights", gw_distributions_page_new, NULL },
  { "relations", N_ ("Relations"), NULL, "insights", gw_relations_page_new, NULL },
  { "evaluation", N_ ("Evaluation"), NULL, "insights", gw_evaluation_page_new, NULL },
  { "curves", N_ ("Curves"), NULL, "insights", gw_curves_page_new, NULL },
  { "agreement", N_ ("Agreement"), NULL, "insights", gw_agreement_page_new, NULL },
  { "data-quality", N_ ("Data Quality"), NULL, "insights", gw_data_quality_page_new, NULL },
  { "drift", N_ ("Drift"), NULL, "insights", gw_drift_page_new, NULL },
  { "compare-models", N_ ("Compare Models"), NULL, "insights", gw_compare_page_new, NULL },
  { "regression", N_ ("Regression"), NULL, "insights", gw_regression_page_new, NULL },
};

const GwPlace *
gw_places_list (gsize *n)
{
  *n = G_N_ELEMENTS (places);

  return places;
}

const GwPlace *
gw_places_find (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].nick, nick) == 0)
      return &places[i];

  return NULL;
}
