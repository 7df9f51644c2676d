/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sorted-list.h"

/* What the list told last. */
typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Told;

static int
compare_text (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int sign = user_data != NULL && *(gboolean *) user_data ? -1 : 1;

  return sign * g_strcmp0 (gtk_string_object_get_string ((gpointer) a), gtk_string_object_get_string ((gpointer) b));
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, Told *told)
{
  told->n++;
  told->position = position;
  told->removed = removed;
  told->added = added;
}

static void
assert_told (Told *told, guint position, guint removed, guint added)
{
  g_assert_cmpuint (told->n, ==, 1);
  g_assert_cmpuint (told->position, ==, position);
  g_assert_cmpuint (told->removed, ==, removed);
  g_assert_cmpuint (told->added, ==, added);
  told->n = 0;
}

static void
assert_order (GListModel *list, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (list, i);

      g_string_append (text, gtk_string_object_get_string (item));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_tells_what_changed (void)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new ((const char *[]) { "d", "b", "c", "a", NULL });
  gboolean backwards = FALSE;
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (compare_text, &backwards, NULL);
  g_autoptr (GwSortedList) list = gw_sorted_list_new (G_LIST_MODEL (items), GTK_SORTER (sorter));
  Told told = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), &told);
  assert_order (G_LIST_MODEL (list), "abcd");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == g_list_model_get_item_type (G_LIST_MODEL (items)));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 4));

  /* Another in the place of one: nothing behind it is told of. */
  gtk_string_list_splice (items, 1, 1, (const char *[]) { "b", NULL });
  assert_told (&told, 1, 1, 1);
  assert_order (G_LIST_MODEL (list), "abcd");

  gtk_string_list_append (items, "bb");
  assert_told (&told, 2, 0, 1);
  assert_order (G_LIST_MODEL (list), "abbbcd");
  gtk_string_list_remove (items, 0);
  assert_told (&told, 4, 1, 0);
  assert_order (G_LIST_MODEL (list), "abbbc");

  /* It moves. */
  gtk_string_list_splice (items, 2, 1, (const char *[]) { "z", NULL });
  assert_told (&told, 0, 4, 4);
  assert_order (G_LIST_MODEL (list), "bbbcz");

  backwards = TRUE;
  gtk_sorter_changed (GTK_SORTER (sorter), GTK_SORTER_CHANGE_INVERTED);
  assert_told (&told, 0, 4, 4);
  assert_order (G_LIST_MODEL (list), "zcbbb");
}

/* The order is not as it was, and nobody said so. */
static void
test_order_changes_silently (void)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new ((const char *[]) { "a", "b", "c", "d", NULL });
  gboolean backwards = FALSE;
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (compare_text, &backwards, NULL);
  g_autoptr (GwSortedList) list = gw_sorted_list_new (G_LIST_MODEL (items), GTK_SORTER (sorter));

  backwards = TRUE;
  gtk_string_list_remove (items, 0);
  assert_order (G_LIST_MODEL (list), "dcb");
}

/* What a view believes that heard every word. */
static void
mirror_cb (GListModel *list, guint position, guint removed, guint added, GPtrArray *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (mirror, (int) i, g_list_model_get_item (list, i));
}

static void
test_as_gtk_sorts (void)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new (NULL);
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (compare_text, NULL, NULL);
  g_autoptr (GwSortedList) list = gw_sorted_list_new (G_LIST_MODEL (items), GTK_SORTER (sorter));
  g_autoptr (GtkSortListModel) reference = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (items)),
                                                                    g_object_ref (GTK_SORTER (sorter)));
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint round = 0; round < 400; round++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (items));
      guint position = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint removed = (guint) g_test_rand_int_range (0, (int) MIN (n - position, 30) + 1);
      g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

      for (int i = g_test_rand_int_range (0, 30); i > 0; i--)
        g_ptr_array_add (added, g_strdup_printf ("%08x-%u-%d", (guint) g_test_rand_int (), round, i));
      g_ptr_array_add (added, NULL);
      gtk_string_list_splice (items, position, removed, (const char *const *) added->pdata);

      n = g_list_model_get_n_items (G_LIST_MODEL (reference));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
      g_assert_cmpuint (mirror->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), i);
          g_autoptr (GObject) expected = g_list_model_get_item (G_LIST_MODEL (reference), i);

          g_assert_true (item == expected);
          g_assert_true (g_ptr_array_index (mirror, i) == expected);
        }
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sorted-list/tells-what-changed", test_tells_what_changed);
  g_test_add_func ("/sorted-list/order-changes-silently", test_order_changes_silently);
  g_test_add_func ("/sorted-list/as-gtk-sorts", test_as_gtk_sorts);
  return g_test_run ();
}
