/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-label-index.h"

/* Walked, each label after the one before would take days. */
#define MANY 3000000

static GArray *
make_list (void)
{
  return g_array_new (FALSE, FALSE, sizeof (GwLabel));
}

static void
add (GArray *labels, gint64 class_id, double confidence)
{
  const GwLabel label = { class_id, confidence };

  g_array_append_val (labels, label);
}

static void
test_finds_the_first (void)
{
  g_auto (GwLabelIndex) index = { 0 };
  g_autoptr (GArray) labels = make_list ();

  g_assert_null (gw_label_index_find (&index, NULL, 1));
  g_assert_null (gw_label_index_find (&index, labels, 1));
  for (gint64 i = 0; i < 100; i++)
    {
      g_assert_null (gw_label_index_find (&index, labels, i));
      add (labels, i, 0.5);
      add (labels, i, 0.25);
      g_assert_true (gw_label_index_find (&index, labels, i) == &g_array_index (labels, GwLabel, 2 * i));
    }
  g_array_set_size (labels, 0);
  add (labels, G_MININT64, 1);
  gw_label_index_clear (&index);
  g_assert_null (gw_label_index_find (&index, labels, 1));
  g_assert_nonnull (gw_label_index_find (&index, labels, G_MININT64));
}

static void
test_takes_many (void)
{
  g_auto (GwLabelIndex) index = { 0 };
  g_autoptr (GArray) labels = make_list ();

  for (gint64 i = 0; i < MANY; i++)
    if (gw_label_index_find (&index, labels, i) == NULL)
      add (labels, i, 1);
  g_assert_cmpuint (labels->len, ==, MANY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-index/finds-the-first", test_finds_the_first);
  g_test_add_func ("/label-index/takes-many", test_takes_many);
  return g_test_run ();
}
