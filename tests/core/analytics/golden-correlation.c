/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "golden.h"
#include "gw-correlation.h"
#include "gw-kmeans.h"
#include "gw-pca.h"
#include "gw-vif.h"

/* How columns, and rows, go together. */

static void
run_correlation (GoldenCase *self)
{
  gboolean ranks = g_str_equal (golden_string (self, "method"), "spearman");
  gsize columns;
  g_autoptr (GArray) values = golden_numbers (self, "x", &columns);
  g_autofree double *matrix = g_new (double, columns *columns);

  if (golden_expect_status (self, gw_correlation (GOLDEN_DATA (values), values->len / columns, columns,
                                                  ranks ? GW_CORRELATION_SPEARMAN : GW_CORRELATION_PEARSON, matrix,
                                                  NULL, NULL)))
    golden_expect_numbers (self, "matrix", matrix, columns * columns);
}

static void
run_vif (GoldenCase *self)
{
  gsize columns;
  g_autoptr (GArray) values = golden_numbers (self, "x", &columns);
  g_autofree double *vif = g_new (double, columns);

  if (golden_expect_status (self, gw_vif (GOLDEN_DATA (values), values->len / columns, columns, vif, NULL, NULL)))
    golden_expect_numbers (self, "vif", vif, columns);
}

/* The components that are said to be determined; the others are set to what is
 * expected, so that all can be compared.
 */
static void
expect_components (GoldenCase *self, const GwPca *pca)
{
  g_autoptr (GArray) determined = golden_numbers_of (json_object_get_member (self->expect, "component_is_determined"),
                                                     NULL);
  g_autoptr (GArray) want = golden_numbers_of (json_object_get_member (self->expect, "components"), NULL);
  g_autofree double *got = g_memdup2 (pca->components, sizeof (double) * pca->n_components * pca->columns);

  if (determined->len != pca->n_components || want->len != pca->n_components * pca->columns)
    {
      golden_fail (self, "there are %" G_GSIZE_FORMAT " components instead of %u", pca->n_components, determined->len);
      return;
    }
  for (gsize i = 0; i < want->len; i++)
    if (GOLDEN_AT (determined, i / pca->columns) == 0)
      got[i] = GOLDEN_AT (want, i);
  golden_expect_numbers (self, "components", got, want->len);
}

static void
run_pca (GoldenCase *self)
{
  gsize columns;
  g_autoptr (GArray) values = golden_numbers (self, "x", &columns);
  GwPca pca;

  if (!golden_expect_status (self, gw_pca (GOLDEN_DATA (values), values->len / columns, columns,
                                           golden_boolean (self, "standardize"), &pca, NULL)))
    return;

  golden_expect_numbers (self, "explained_variance", pca.variance, pca.n_components);
  golden_expect_numbers (self, "explained_ratio", pca.ratio, pca.n_components);
  golden_expect_numbers (self, "mean", pca.mean, pca.columns);
  expect_components (self, &pca);
  gw_pca_clear (&pca);
}

static void
run_kmeans_from_init (GoldenCase *self)
{
  gsize columns;
  g_autoptr (GArray) values = golden_numbers (self, "x", &columns);
  g_autoptr (GArray) start = golden_numbers (self, "init", NULL);
  gsize n = values->len / columns, k = start->len / columns;
  g_autofree gint32 *labels = g_new (gint32, n);
  g_autofree double *centers = g_new (double, start->len);
  double inertia;

  if (!golden_expect_status (self, gw_kmeans_from (GOLDEN_DATA (values), n, columns, k, GOLDEN_DATA (start),
                                                   (gsize) golden_int (self, "max_iter"), labels, centers, &inertia,
                                                   NULL, NULL, NULL)))
    return;

  golden_expect_number (self, "inertia", inertia);
  golden_expect_labels (self, "labels", labels, n);
  golden_expect_numbers (self, "centers", centers, start->len);
}

/* Not worse than the best of the reference by more than the tolerance. */
static void
run_kmeans_pp (GoldenCase *self)
{
  gsize columns;
  g_autoptr (GArray) values = golden_numbers (self, "x", &columns);
  gsize n = values->len / columns, k = (gsize) golden_int (self, "k");
  g_autofree gint32 *labels = g_new (gint32, n);
  g_autofree double *centers = g_new (double, k *columns);
  double most = json_object_get_double_member (self->expect, "inertia_best_of_10") * (1 + self->rel);

  for (guint64 seed = 0; seed < 5; seed++)
    {
      double inertia;

      if (golden_expect_ok (self, gw_kmeans (GOLDEN_DATA (values), n, columns, k, (gsize) golden_int (self, "restarts"),
                                             300, seed, labels, centers, &inertia, NULL, NULL))
          && !(inertia <= most))
        golden_fail (self, "the inertia is %g, more than %g", inertia, most);
    }
}

const GoldenFunction golden_correlation[] = {
  { "correlation", run_correlation },
  { "kmeans_from_init", run_kmeans_from_init },
  { "kmeans_pp", run_kmeans_pp },
  { "pca", run_pca },
  { "vif", run_vif },
  { NULL, NULL },
};
