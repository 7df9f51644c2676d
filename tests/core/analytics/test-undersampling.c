/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-cluster-centroids.h"
#include "gw-enn.h"
#include "gw-nearmiss.h"
#include "gw-neighbours-private.h"
#include "gw-random-resample.h"
#include "gw-tomek.h"
#include "table.h"

/* Rows that are taken from the larger classes. */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwKeptRows, gw_kept_rows_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwNewRows, gw_new_rows_clear)

#define N_CLASSES 4

/* Class 2 is the smallest, class 3 has no rows, and some rows have no class. */
static gint32 *
labels_new (gw_random *random, gsize n)
{
  gint32 *labels = g_new (gint32, n);

  for (gsize i = 0; i < n; i++)
    {
      guint64 drawn = gw_random_below (random, 20);

      labels[i] = i < 5 ? 2 : drawn < 12 ? 1 : drawn < 18 ? 0 : drawn < 19 ? 2 : -1;
    }

  return labels;
}

/* --- all of them, by one signature ------------------------------------------------- */

typedef gw_status (*Remedy) (const double *values, const gint32 *labels, gsize n, gsize columns, gsize n_classes,
                             GwKeptRows *out, const GwRun *run);

#define REMEDY(name, call) \
  static gw_status name (const double *values, const gint32 *labels, gsize n, gsize columns, gsize n_classes, \
                         GwKeptRows *out, const GwRun *run) \
  { \
    return call; \
  }

#define TABLE values, labels, n, columns, n_classes

REMEDY (tomek, gw_tomek (TABLE, false, out, run))
REMEDY (tomek_all, gw_tomek (TABLE, true, out, run))
REMEDY (enn, gw_enn (TABLE, 1, GW_ENN_ALL, out, run))
REMEDY (enn_mode, gw_enn (TABLE, 1, GW_ENN_MODE, out, run))
REMEDY (nearmiss1, gw_nearmiss (TABLE, GW_NEARMISS_1, 1, 0, out, run))
REMEDY (nearmiss2, gw_nearmiss (TABLE, GW_NEARMISS_2, 1, 0, out, run))
REMEDY (nearmiss3, gw_nearmiss (TABLE, GW_NEARMISS_3, 1, 3, out, run))

static gw_status
centroids (const double *values, const gint32 *labels, gsize n, gsize columns, gsize n_classes, GwKeptRows *out,
           const GwRun *run)
{
  g_auto (GwNewRows) centers = { 0 };

  return gw_cluster_centroids (TABLE, 50, 1, out, &centers, run);
}

static const Remedy remedies[] = { tomek, tomek_all, enn, enn_mode, nearmiss1, nearmiss2, nearmiss3, centroids };

/* Every row with a class is kept or removed, in order, and the counts say so. */
static void
expect_whole (const gint32 *labels, gsize n, const GwKeptRows *kept, gboolean counts_kept)
{
  g_autofree guint *seen = g_new0 (guint, n);
  guint64 before[N_CLASSES] = { 0 }, after[N_CLASSES] = { 0 };
  gsize n_excluded = 0;

  for (gsize i = 0; i < kept->n_kept; i++)
    {
      seen[kept->kept[i]]++;
      after[labels[kept->kept[i]]]++;
      if (i > 0)
        g_assert_cmpuint (kept->kept[i - 1], <, kept->kept[i]);
    }
  for (gsize i = 0; i < kept->n_removed; i++)
    {
      seen[kept->removed[i]]++;
      if (i > 0)
        g_assert_cmpuint (kept->removed[i - 1], <, kept->removed[i]);
    }
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (seen[i], ==, labels[i] >= 0);
      n_excluded += labels[i] < 0;
      if (labels[i] >= 0)
        before[labels[i]]++;
    }
  g_assert_cmpuint (kept->n_excluded, ==, n_excluded);
  g_assert_cmpmem (before, sizeof before, kept->before, sizeof before);
  if (counts_kept)
    g_assert_cmpmem (after, sizeof after, kept->after, sizeof after);
}

static void
test_whole (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 10; round++)
    for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
      {
        gsize n = 60 + gw_random_below (&random, 60), columns = 1 + gw_random_below (&random, 5);
        g_autofree double *values = round % 2 == 0 ? table_new (&random, n, columns)
                                                   : table_new_tied (&random, n, columns);
        g_autofree gint32 *labels = labels_new (&random, n);
        g_auto (GwKeptRows) kept = { 0 };

        g_assert_cmpint (remedies[r](values, labels, n, columns, N_CLASSES, &kept, NULL), ==, GW_STATUS_OK);
        expect_whole (labels, n, &kept, remedies[r] != centroids);
        if (remedies[r] != tomek_all)
          g_assert_cmpuint (kept.after[2], ==, kept.before[2]);
        if (remedies[r] == nearmiss1 || remedies[r] == nearmiss2 || remedies[r] == centroids)
          for (gsize label = 0; label < 3; label++)
            g_assert_cmpuint (kept.after[label], ==, kept.before[2]);
      }
}

/* --- twins that look at all pairs ---------------------------------------------------- */

/* The nearest row with a class other than the row itself. */
static gsize
nearest_of (const double *values, const gint32 *labels, gsize n, gsize columns, gsize row)
{
  gsize best = n;
  double best_square = 0;

  for (gsize i = 0; i < n; i++)
    {
      double square = _gw_distance2 (values + row * columns, values + i * columns, columns);

      if (i != row && labels[i] >= 0 && (best == n || square < best_square))
        {
          best = i;
          best_square = square;
        }
    }

  return best;
}

static void
test_tomek_by_definition (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 15; round++)
    {
      gsize n = 80, n_pairs, at = 0;
      g_autofree double *values = round % 2 == 0 ? table_new (&random, n, 3) : table_new_tied (&random, n, 3);
      g_autofree gint32 *labels = labels_new (&random, n);
      guint32 first[40], second[40];
      g_auto (GwKeptRows) all = { 0 };

      g_assert_cmpint (gw_tomek_links (values, labels, n, 3, N_CLASSES, first, second, &n_pairs, NULL), ==,
                       GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        {
          gsize other = labels[i] >= 0 ? nearest_of (values, labels, n, 3, i) : n;

          if (other == n || other < i || labels[other] == labels[i] || nearest_of (values, labels, n, 3, other) != i)
            continue;
          g_assert_cmpuint (first[at], ==, i);
          g_assert_cmpuint (second[at++], ==, other);
        }
      g_assert_cmpuint (n_pairs, ==, at);
      g_assert_cmpint (gw_tomek (values, labels, n, 3, N_CLASSES, true, &all, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (all.n_removed, ==, 2 * n_pairs);
    }
}

static void
test_enn_with_one_neighbour (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 10; round++)
    {
      gsize n = 70;
      g_autofree double *values = table_new (&random, n, 2);
      g_autofree gint32 *labels = labels_new (&random, n);
      g_auto (GwKeptRows) all = { 0 }, mode = { 0 };
      gsize at = 0;

      g_assert_cmpint (gw_enn (values, labels, n, 2, N_CLASSES, 1, GW_ENN_ALL, &all, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_enn (values, labels, n, 2, N_CLASSES, 1, GW_ENN_MODE, &mode, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        if (labels[i] >= 0 && labels[i] != 2 && labels[nearest_of (values, labels, n, 2, i)] != labels[i])
          g_assert_cmpuint (all.removed[at++], ==, i);
      g_assert_cmpuint (at, ==, all.n_removed);
      g_assert_cmpmem (all.removed, at * sizeof (guint32), mode.removed, mode.n_removed * sizeof (guint32));
    }
}

/* Of two neighbours of two classes the lower class speaks. */
static void
test_enn_ties (void)
{
  static const double values[] = { 0, 1, -1, 50, 51, 52, 53 };
  static const gint32 labels[] = { 1, 2, 1, 2, 2, 0, 1 };
  g_auto (GwKeptRows) kept = { 0 };

  /* Row 0: classes 1 and 2, so it stays; row 1: 1 and 1; row 3: 2 and 0. */
  g_assert_cmpint (gw_enn (values, labels, 7, 1, 3, 2, GW_ENN_MODE, &kept, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (kept.kept[0], ==, 0);
  for (gsize i = 0; i < kept.n_kept; i++)
    {
      g_assert_cmpuint (kept.kept[i], !=, 1);
      g_assert_cmpuint (kept.kept[i], !=, 3);
    }
}

/* By hand, with the smallest class at 0 and 10. */
static void
test_nearmiss_by_hand (void)
{
  static const double values[] = { 0, 10, 1, 4, 5, 30, 12, 5 };
  static const gint32 labels[] = { 1, 1, 0, 0, 0, 0, 0, 0 };
  g_auto (GwKeptRows) near = { 0 }, far = { 0 }, third = { 0 };

  g_assert_cmpint (gw_nearmiss (values, labels, 8, 1, 2, GW_NEARMISS_1, 1, 0, &near, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (near.kept, near.n_kept * sizeof (guint32), ((guint32[]) { 0, 1, 2, 6 }), 4 * sizeof (guint32));
  g_assert_cmpint (gw_nearmiss (values, labels, 8, 1, 2, GW_NEARMISS_2, 1, 0, &far, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (far.kept, far.n_kept * sizeof (guint32), ((guint32[]) { 0, 1, 4, 7 }), 4 * sizeof (guint32));
  /* The candidates are 2 and 3 of row 0, and 6 and 4 of row 1: 3 and 4 are farthest. */
  g_assert_cmpint (gw_nearmiss (values, labels, 8, 1, 2, GW_NEARMISS_3, 1, 2, &third, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (third.kept, third.n_kept * sizeof (guint32), ((guint32[]) { 0, 1, 3, 4 }), 4 * sizeof (guint32));
}

static void
test_random (void)
{
  gw_random random;
  gboolean differs = FALSE;

  gw_random_init (&random, 4);
  for (guint64 seed = 0; seed < 10; seed++)
    {
      g_autofree gint32 *labels = labels_new (&random, 100);
      g_auto (GwKeptRows) kept = { 0 }, again = { 0 }, other = { 0 };

      g_assert_cmpint (gw_random_undersample (labels, 100, N_CLASSES, seed, &kept), ==, GW_STATUS_OK);
      expect_whole (labels, 100, &kept, TRUE);
      for (gsize label = 0; label < 3; label++)
        g_assert_cmpuint (kept.after[label], ==, kept.before[2]);
      g_assert_cmpint (gw_random_undersample (labels, 100, N_CLASSES, seed, &again), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_random_undersample (labels, 100, N_CLASSES, seed + 1, &other), ==, GW_STATUS_OK);
      g_assert_cmpmem (kept.kept, kept.n_kept * sizeof (guint32), again.kept, again.n_kept * sizeof (guint32));
      differs = differs || memcmp (kept.kept, other.kept, kept.n_kept * sizeof (guint32)) != 0;
    }
  g_assert_true (differs);
}

/* Each center lies nearest to the row that it names. */
static void
test_centers (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree gint32 *labels = NULL;
  g_auto (GwKeptRows) kept = { 0 };
  g_auto (GwNewRows) centers = { 0 };

  gw_random_init (&random, 5);
  values = table_new (&random, 150, 3);
  labels = labels_new (&random, 150);
  g_assert_cmpint (gw_cluster_centroids (values, labels, 150, 3, N_CLASSES, 100, 3, &kept, &centers, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (centers.n, ==, 2 * kept.before[2]);
  g_assert_cmpuint (kept.n_kept, ==, kept.before[2]);
  for (gsize i = 0; i < centers.n; i++)
    {
      const double *center = centers.values + i * 3;
      double own = _gw_distance2 (center, values + centers.base[i] * 3, 3);

      g_assert_cmpint (labels[centers.base[i]], ==, centers.labels[i]);
      for (gsize row = 0; row < 150; row++)
        if (labels[row] == centers.labels[i])
          g_assert_cmpfloat (own, <=, _gw_distance2 (center, values + row * 3, 3));
    }
}

/* --- edges ---------------------------------------------------------------------------- */

static void
expect_status (const double *values, const gint32 *labels, gsize n, gsize columns, gw_status status)
{
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      GwKeptRows kept = { .n_kept = 77 };

      g_assert_cmpint (remedies[r](values, labels, n, columns, N_CLASSES, &kept, NULL), ==, status);
      if (!gw_status_has_values (status))
        {
          g_assert_cmpuint (kept.n_kept, ==, 77);
          continue;
        }
      expect_whole (labels, n, &kept, TRUE);
      g_assert_cmpuint (kept.n_removed, ==, 0);
      gw_kept_rows_clear (&kept);
      gw_kept_rows_clear (&kept);
    }
}

static void
test_edges (void)
{
  static const double values[] = { 1, 2, 3, 4, 5, 6 };
  static const gint32 labels[] = { 0, 0, 0, 0, 1, 1 };

  expect_status (values, labels, 0, 1, GW_STATUS_EMPTY);
  expect_status (values, (gint32[]) { -1, -1 }, 2, 1, GW_STATUS_EMPTY);
  expect_status (values, (gint32[]) { 1, 1, -1 }, 3, 1, GW_STATUS_SINGLE_CLASS);
  expect_status (values, (gint32[]) { 1 }, 1, 1, GW_STATUS_SINGLE_CLASS);
  expect_status (values, (gint32[]) { 1, 0, -2 }, 3, 1, GW_STATUS_INVALID);
  expect_status (values, (gint32[]) { 1, 0, 4 }, 3, 1, GW_STATUS_INVALID);
  expect_status (values, labels, 6, 0, GW_STATUS_INVALID);
  expect_status ((double[]) { 1, NAN, 3, 4, 5, 6 }, labels, 6, 1, GW_STATUS_INVALID);
  expect_status (values, labels, 6, G_MAXSIZE / 8, GW_STATUS_TOO_LARGE);
  expect_status (values, labels, GW_MOST_ROWS + 1, 1, GW_STATUS_TOO_LARGE);
}

static void
test_refuses_counts (void)
{
  static const double values[] = { 1, 2, 3, 4, 5, 6 };
  static const gint32 labels[] = { 0, 0, 0, 0, 1, 1 };
  GwKeptRows kept = { .n_kept = 77 };
  GwNewRows centers;
  guint32 first[3], second[3];
  gsize n_pairs = 5;

  g_assert_cmpint (gw_enn (values, labels, 6, 1, 2, 0, GW_ENN_ALL, &kept, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_enn (values, labels, 6, 1, 2, 6, GW_ENN_ALL, &kept, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_nearmiss (values, labels, 6, 1, 2, GW_NEARMISS_1, 3, 0, &kept, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_nearmiss (values, labels, 6, 1, 2, GW_NEARMISS_1, 0, 0, &kept, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_nearmiss (values, labels, 6, 1, 2, GW_NEARMISS_3, 1, 0, &kept, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_nearmiss (values, labels, 6, 1, 2, (GwNearmissVersion) 4, 1, 1, &kept, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_cluster_centroids (values, labels, 6, 1, 2, 0, 1, &kept, &centers, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_random_undersample ((gint32[]) { 2 }, 1, 2, 1, &kept), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (kept.n_kept, ==, 77);

  g_assert_cmpint (gw_tomek_links (values, labels, 0, 1, 2, first, second, &n_pairs, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_pairs, ==, 0);
  g_assert_cmpint (gw_tomek_links (values, (gint32[]) { 5 }, 1, 1, 2, first, second, &n_pairs, NULL), ==,
                   GW_STATUS_INVALID);
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    g_assert_cmpint (remedies[r](values, labels, 6, 1, 2, &kept, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_tomek_links (values, labels, 6, 1, 2, first, second, &n_pairs, &table_stop), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpuint (kept.n_kept, ==, 77);
}

static void
test_tells_how_far (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree gint32 *labels = NULL;

  gw_random_init (&random, 6);
  values = table_new (&random, 900, 2);
  labels = labels_new (&random, 900);
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      double last = 0;
      GwRun run = { .step = table_watch_cb, .data = &last, .n_threads = 1 };
      g_auto (GwKeptRows) kept = { 0 };

      g_assert_cmpint (remedies[r](values, labels, 900, 2, N_CLASSES, &kept, &run), ==, GW_STATUS_OK);
      g_assert_cmpfloat (last, >, 0.2);
    }
}

/* Of classes of the same size the lower one is the smallest. */
static void
test_equal_classes (void)
{
  static const double values[] = { 0, 1, 2, 10, 11, 12 };
  static const gint32 labels[] = { 1, 0, 1, 0, 1, 0 };
  g_auto (GwKeptRows) kept = { 0 };

  g_assert_cmpint (gw_tomek (values, labels, 6, 1, 2, false, &kept, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (kept.removed, kept.n_removed * sizeof (guint32), ((guint32[]) { 0, 4 }), 2 * sizeof (guint32));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undersampling/whole", test_whole);
  g_test_add_func ("/undersampling/tomek-by-definition", test_tomek_by_definition);
  g_test_add_func ("/undersampling/enn-with-one-neighbour", test_enn_with_one_neighbour);
  g_test_add_func ("/undersampling/enn-ties", test_enn_ties);
  g_test_add_func ("/undersampling/nearmiss-by-hand", test_nearmiss_by_hand);
  g_test_add_func ("/undersampling/random", test_random);
  g_test_add_func ("/undersampling/centers", test_centers);
  g_test_add_func ("/undersampling/edges", test_edges);
  g_test_add_func ("/undersampling/refuses-counts", test_refuses_counts);
  g_test_add_func ("/undersampling/tells-how-far", test_tells_how_far);
  g_test_add_func ("/undersampling/equal-classes", test_equal_classes);
  return g_test_run ();
}
