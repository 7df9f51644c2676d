/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-dawid-skene.h"
#include "gw-test-data.h"

/* Published sets of answers, against the figures that are known of them. */

typedef struct
{
  GPtrArray *items;
  GPtrArray *workers;
  GPtrArray *classes; /* in order of name */
  GArray *rows;       /* three gint32 each: item, worker, label */
  gint32 *truth;      /* of each item; (nullable) */
} Crowd;

static gint32
index_of (GPtrArray *names, const char *name, gboolean add)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), name))
      return (gint32) i;
  if (!add)
    return -1;
  g_ptr_array_add (names, g_strdup (name));
  return (gint32) names->len - 1;
}

/* The rows of a small table without quotes, after its header. (transfer full) */
static GPtrArray *
read_table (const char *set, const char *file)
{
  g_autofree char *name = g_build_filename (set, file, NULL);
  g_autofree char *path = gw_test_data_path (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (path == NULL)
    return table;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 1; lines[i] != NULL; i++)
    if (g_strstrip (lines[i])[0] != '\0')
      g_ptr_array_add (table, g_strsplit (lines[i], ",", -1));

  return table;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
read_crowd (Crowd *crowd, const char *set)
{
  g_autoptr (GPtrArray) answers = read_table (set, "labels.csv");
  g_autoptr (GPtrArray) truths = read_table (set, "truth.csv");

  if (answers->len == 0)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return FALSE;
    }

  crowd->items = g_ptr_array_new_with_free_func (g_free);
  crowd->workers = g_ptr_array_new_with_free_func (g_free);
  crowd->classes = g_ptr_array_new_with_free_func (g_free);
  crowd->rows = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < answers->len; i++)
    index_of (crowd->classes, ((char **) g_ptr_array_index (answers, i))[2], TRUE);
  g_ptr_array_sort (crowd->classes, compare_names);
  for (guint i = 0; i < answers->len; i++)
    {
      char **fields = g_ptr_array_index (answers, i);
      gint32 row[3] = { index_of (crowd->items, fields[0], TRUE), index_of (crowd->workers, fields[1], TRUE),
                        index_of (crowd->classes, fields[2], FALSE) };

      g_array_append_vals (crowd->rows, row, 3);
    }
  crowd->truth = truths->len > 0 ? g_new (gint32, crowd->items->len) : NULL;
  for (guint i = 0; i < truths->len; i++)
    {
      char **fields = g_ptr_array_index (truths, i);

      crowd->truth[index_of (crowd->items, fields[0], FALSE)] = index_of (crowd->classes, fields[1], FALSE);
    }

  return TRUE;
}

static void
clear_crowd (Crowd *crowd)
{
  g_ptr_array_unref (crowd->items);
  g_ptr_array_unref (crowd->workers);
  g_ptr_array_unref (crowd->classes);
  g_array_unref (crowd->rows);
  g_free (crowd->truth);
}

typedef struct
{
  double accuracy;         /* of the method */
  double accuracy_of_vote; /* ties to the first class */
  double prior[4];
  gsize n_rounds;
  double log_likelihood;
} Figures;

static double
accuracy (const Crowd *crowd, const gint32 *label)
{
  gsize n_right = 0;

  for (guint i = 0; i < crowd->items->len; i++)
    n_right += label[i] == crowd->truth[i];
  return (double) n_right / (double) crowd->items->len;
}

static void
compute (const Crowd *crowd, Figures *figures)
{
  gsize n = crowd->rows->len / 3;
  g_autofree gint32 *item = g_new (gint32, n);
  g_autofree gint32 *worker = g_new (gint32, n);
  g_autofree gint32 *label = g_new (gint32, n);
  g_autofree gint32 *found = g_new (gint32, crowd->items->len);
  GwAnswers answers = { item, worker, label, n, crowd->items->len, crowd->workers->len, crowd->classes->len };
  GwDawidSkeneOptions options = { GW_DAWID_SKENE_BY_LIKELIHOOD, 1e-9, 200 };
  GwDawidSkene result;

  for (gsize i = 0; i < n; i++)
    {
      item[i] = g_array_index (crowd->rows, gint32, 3 * i);
      worker[i] = g_array_index (crowd->rows, gint32, 3 * i + 1);
      label[i] = g_array_index (crowd->rows, gint32, 3 * i + 2);
    }
  g_assert_cmpuint (crowd->classes->len, <=, G_N_ELEMENTS (figures->prior));
  g_assert_cmpint (gw_dawid_skene (&answers, &options, NULL, found, figures->prior, NULL, &result, NULL), ==,
                   GW_STATUS_OK);
  figures->n_rounds = result.n_rounds;
  figures->log_likelihood = result.log_likelihood;
  if (crowd->truth == NULL)
    return;

  figures->accuracy = accuracy (crowd, found);
  g_assert_cmpint (gw_answers_vote (&answers, NULL, found, NULL), ==, GW_STATUS_OK);
  figures->accuracy_of_vote = accuracy (crowd, found);
}

static void
assert_figures (const Figures *got, const Figures *want)
{
  g_test_message ("%.6f (vote %.6f), %" G_GSIZE_FORMAT " rounds, log-likelihood %.4f", got->accuracy,
                  got->accuracy_of_vote, got->n_rounds, got->log_likelihood);
  g_assert_cmpfloat_with_epsilon (got->accuracy, want->accuracy, 5e-7);
  g_assert_cmpfloat_with_epsilon (got->accuracy_of_vote, want->accuracy_of_vote, 5e-7);
  g_assert_cmpfloat_with_epsilon (got->log_likelihood, want->log_likelihood, 1e-4);
  g_assert_cmpuint (got->n_rounds, ==, want->n_rounds);
}

static void
test_bluebird (void)
{
  Crowd crowd;
  Figures got = { 0 };

  if (!read_crowd (&crowd, "crowd-bluebird"))
    return;

  compute (&crowd, &got);
  assert_figures (&got, &(Figures) { 0.898148, 0.759259, { 0 }, 15, -1888.1168 });
  g_assert_cmpfloat_with_epsilon (got.prior[0], 0.5641, 5e-5);
  g_assert_cmpfloat_with_epsilon (got.prior[1], 0.4359, 5e-5);
  clear_crowd (&crowd);
}

/* Nobody knows the true answers; the first observer rates each patient three times. */
static void
test_dawid_skene_1979 (void)
{
  static const double prior[] = { 0.3996, 0.422, 0.1118, 0.0667 };
  Crowd crowd;
  Figures got = { 0 };

  if (!read_crowd (&crowd, "crowd-dawid-skene-1979"))
    return;

  g_assert_cmpuint (crowd.rows->len, ==, 3 * 315);
  compute (&crowd, &got);
  assert_figures (&got, &(Figures) { 0, 0, { 0 }, 18, -192.8909 });
  for (gsize i = 0; i < G_N_ELEMENTS (prior); i++)
    g_assert_cmpfloat_with_epsilon (got.prior[i], prior[i], 5.1e-5);
  clear_crowd (&crowd);
}

static void
test_dog (void)
{
  Crowd crowd;
  Figures got = { 0 };

  if (!read_crowd (&crowd, "crowd-dog"))
    return;

  compute (&crowd, &got);
  assert_figures (&got, &(Figures) { 0.842627, 0.817844, { 0 }, 23, -4745.5498 });
  clear_crowd (&crowd);
}

static void
test_face (void)
{
  Crowd crowd;
  Figures got = { 0 };

  if (!read_crowd (&crowd, "crowd-face"))
    return;

  compute (&crowd, &got);
  assert_figures (&got, &(Figures) { 0.640411, 0.630137, { 0 }, 50, -4088.7916 });
  clear_crowd (&crowd);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crowd/bluebird", test_bluebird);
  g_test_add_func ("/crowd/dawid-skene-1979", test_dawid_skene_1979);
  g_test_add_func ("/crowd/dog", test_dog);
  g_test_add_func ("/crowd/face", test_face);
  return g_test_run ();
}
