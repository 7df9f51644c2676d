/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-record.h"

#include "gw-limits.h"
#include "gw-palette.h"

static void
test_ensures_classes (void)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  GwClass *car = gw_record_head_ensure_class (head, "car");
  GwClass *bus = gw_record_head_ensure_class (head, "bus");

  g_assert_true (gw_record_head_ensure_class (head, "car") == car);
  g_assert_cmpuint (head->classes->len, ==, 2);
  g_assert_cmpint (gw_class_get_id (bus), ==, 2);
  g_assert_cmphex (gw_class_get_color (bus), ==, gw_palette_get (1));
  g_assert_true (gw_record_head_find_class (head, 2) == bus);
  g_assert_null (gw_record_head_find_class (head, 3));
  gw_class_set_id (bus, 90);
  g_assert_true (gw_record_head_find_class (head, 90) == bus);
  g_assert_cmpint (gw_class_get_id (gw_record_head_ensure_class (head, "Car")), ==, 91);
}

/* Classes whose numbers are not those of their places, many of them, and some that get another. */
static void
test_finds_classes (void)
{
  enum
  {
    N = 100000
  };
  g_autoptr (GwRecordHead) head = gw_record_head_new ();

  for (int i = 0; i < N; i++)
    {
      GwClass *class = gw_class_new ("x", 0);

      gw_class_set_id (class, 3 * (N - i));
      g_ptr_array_add (head->classes, class);
    }
  /* One after another through all of them takes longer than a test may. */
  for (int i = 0; i < N; i++)
    g_assert_true (gw_record_head_find_class (head, 3 * (N - i)) == g_ptr_array_index (head->classes, i));
  g_assert_null (gw_record_head_find_class (head, 4));
  g_assert_null (gw_record_head_find_class (head, 0));
  gw_class_set_id (g_ptr_array_index (head->classes, 7), 4);
  g_assert_true (gw_record_head_find_class (head, 4) == g_ptr_array_index (head->classes, 7));
  g_assert_null (gw_record_head_find_class (head, 3 * (N - 7)));
  g_ptr_array_remove_index (head->classes, 0);
  g_assert_true (gw_record_head_find_class (head, 4) == g_ptr_array_index (head->classes, 6));
  g_assert_true (gw_record_head_find_class (head, 3) == g_ptr_array_index (head->classes, N - 2));
}

static void
test_head_notes_attributes_once (void)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecordHead) copy = NULL;

  for (guint i = 0; i < 3 * GW_RECORD_HEAD_ATTRIBUTES; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i * 2 / 3);

      gw_record_head_add_attribute (head, name);
    }
  copy = gw_record_head_copy (head);
  gw_record_head_add_attribute (copy, "a1");
  g_assert_cmpuint (copy->attributes->len, ==, GW_RECORD_HEAD_ATTRIBUTES);
  g_assert_true (gw_record_head_has_attribute (copy, "a1"));
  g_assert_false (gw_record_head_has_attribute (copy, "none"));
  for (guint i = 0; i < GW_RECORD_HEAD_ATTRIBUTES; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);

      g_assert_cmpstr (g_ptr_array_index (copy->attributes, i), ==, name);
    }
}

static void
test_copies (void)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecordHead) head_copy = NULL;
  g_autoptr (GwRecord) record = gw_record_new ("a/b.jpg");
  g_autoptr (GwRecord) copy = NULL;
  const char *const tags[] = { "x", NULL };
  GwLabel label = { 1, 0.5 };

  gw_record_head_ensure_class (head, "car");
  head->predictions = TRUE;
  head->model_name = g_strdup ("m");
  head_copy = gw_record_head_copy (head);
  g_assert_true (head_copy->predictions);
  g_assert_true (gw_record_head_find_class_by_name (head_copy, "car") != NULL);
  g_assert_true (gw_record_head_find_class_by_name (head_copy, "car") != gw_record_head_find_class (head, 1));

  record->tags = g_strdupv ((char **) tags);
  g_array_append_val (record->labels, label);
  record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_val (record->scores, label);
  g_ptr_array_add (record->objects, gw_object_new (1, 1));
  record->image = gw_image_new (1, "a/b.jpg");
  record->raw = g_strdup ("{}");
  record->line = 7;
  copy = gw_record_copy (record);
  g_assert_cmpstr (copy->path, ==, "a/b.jpg");
  g_assert_cmpstrv (copy->tags, (char **) tags);
  g_assert_cmpuint (copy->labels->len, ==, 1);
  g_assert_cmpuint (copy->scores->len, ==, 1);
  g_assert_cmpuint (copy->objects->len, ==, 1);
  g_assert_true (copy->image == record->image);
  g_assert_cmpuint (copy->line, ==, 7);
}

/* The list is its own, the classes are not. */
static void
test_shares_classes (void)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GwRecordHead) shared = NULL;

  gw_record_head_ensure_class (head, "car");
  gw_record_head_ensure_class (head, "cat");
  head->model_name = g_strdup ("m");
  shared = gw_record_head_share (head);
  g_assert_cmpstr (shared->model_name, ==, "m");
  g_assert_true (gw_record_head_find_class_by_name (shared, "car") == gw_record_head_find_class (head, 1));
  g_ptr_array_remove_index (shared->classes, 0);
  g_assert_cmpuint (head->classes->len, ==, 2);
  g_clear_pointer (&head, gw_record_head_free);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (shared->classes, 0)), ==, "cat");
}

/* What somebody labeled is not absent, whatever was said of it; a record without such a list gets none. */
static void
test_drops_present (void)
{
  const GwLabel classes[] = { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 4, 0 } };
  g_autoptr (GwRecord) record = gw_record_new ("a.png");

  g_array_append_vals (record->labels, &classes[1], 1);
  g_ptr_array_add (record->objects, gw_object_new (0, 4));
  gw_record_drop_present (record);
  g_assert_null (record->absent);

  record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_vals (record->absent, classes, 4);
  gw_record_drop_present (record);
  g_assert_cmpuint (record->absent->len, ==, 2);
  g_assert_cmpint (g_array_index (record->absent, GwLabel, 0).class_id, ==, 1);
  g_assert_cmpint (g_array_index (record->absent, GwLabel, 1).class_id, ==, 3);

  g_array_append_vals (record->labels, &classes[0], 1);
  g_array_append_vals (record->labels, &classes[2], 1);
  gw_record_drop_present (record);
  g_assert_null (record->absent);
}

static void
test_has_attributes (void)
{
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  g_autoptr (GwRecord) other = gw_record_new ("a.png");
  g_autoptr (GwRecord) copy = NULL;

  g_assert_null (record->attributes);
  g_assert_null (gw_record_get_attribute (record, "weather"));
  g_assert_true (gw_record_set_attribute (record, "weather", NULL));
  g_assert_true (gw_record_set_attribute (record, "weather", "rain"));
  g_assert_true (gw_record_set_attribute (record, "iso", "400"));
  g_assert_true (gw_record_set_attribute (record, "empty", ""));
  g_assert_true (gw_record_set_attribute (record, "weather", "snow"));
  g_assert_cmpstrv (record->attributes, ((const char *const[]) { "weather", "snow", "iso", "400", "empty", "", NULL }));
  copy = gw_record_copy (record);
  g_assert_cmpstrv (copy->attributes, record->attributes);

  g_assert_true (gw_record_set_attribute (record, "iso", NULL));
  g_assert_null (gw_record_get_attribute (record, "iso"));
  g_assert_true (gw_record_set_attribute (record, "empty", NULL));
  g_assert_true (gw_record_set_attribute (record, "weather", NULL));
  g_assert_null (record->attributes);

  g_assert_true (gw_record_set_attribute (other, "weather", "fog"));
  g_assert_true (gw_record_set_attribute (other, "lens", "50"));
  g_assert_cmpuint (gw_record_add_attributes (copy, other), ==, 1);
  g_assert_cmpstr (gw_record_get_attribute (copy, "weather"), ==, "snow");
  g_assert_cmpstr (gw_record_get_attribute (copy, "lens"), ==, "50");
  g_assert_cmpuint (gw_record_add_attributes (copy, copy), ==, 0);
}

/* A copy looks in its own lists. */
static void
test_finds_labels (void)
{
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  g_autoptr (GwRecord) copy = NULL;

  g_assert_null (gw_record_find_label (record, 7));
  g_assert_null (gw_record_find_score (record, 7));
  record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  for (gint64 i = 1; i <= 100; i++)
    {
      const GwLabel label = { 2 * i, 0.5 }, score = { 2 * i + 1, 0.25 };

      g_array_append_val (record->labels, label);
      g_array_append_val (record->scores, score);
      g_assert_true (gw_record_find_label (record, 2) == &g_array_index (record->labels, GwLabel, 0));
      g_assert_null (gw_record_find_label (record, 3));
      g_assert_null (gw_record_find_score (record, 2));
    }
  copy = gw_record_copy (record);
  g_assert_true (gw_record_find_label (copy, 200) == &g_array_index (copy->labels, GwLabel, 99));
  g_assert_true (gw_record_find_score (copy, 201) == &g_array_index (copy->scores, GwLabel, 99));
  g_assert_true (gw_record_find_score (record, 201) == &g_array_index (record->scores, GwLabel, 99));
}

/* What is refused leaves the record as it was. */
static void
test_bounds_attributes (void)
{
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  const gsize most = gw_limit_get (GW_LIMIT_ATTRIBUTE_BYTES), longest = gw_limit_get (GW_LIMIT_NAME_BYTES);
  g_autofree char *value = g_strnfill (most + 1, 'x');
  g_autofree char *name = g_strnfill (longest + 1, 'n');

  g_assert_false (gw_record_set_attribute (record, "", "a"));
  g_assert_false (gw_record_set_attribute (record, name, "a"));
  g_assert_false (gw_record_set_attribute (record, "a", value));
  g_assert_false (gw_record_set_attribute (record, "\xff", "a"));
  g_assert_false (gw_record_set_attribute (record, "a", "\xff"));
  g_assert_null (record->attributes);
  value[most] = name[longest] = '\0';
  g_assert_true (gw_record_set_attribute (record, name, value));
  for (guint i = 1; i < gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES); i++)
    {
      g_autofree char *next = g_strdup_printf ("%u", i);

      g_assert_true (gw_record_set_attribute (record, next, "a"));
    }
  g_assert_false (gw_record_set_attribute (record, "more", "a"));
  g_assert_true (gw_record_set_attribute (record, "1", "b"));
  g_assert_cmpuint (g_strv_length (record->attributes), ==, 2 * gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/ensures-classes", test_ensures_classes);
  g_test_add_func ("/record/finds-classes", test_finds_classes);
  g_test_add_func ("/record/drops-present", test_drops_present);
  g_test_add_func ("/record/head-notes-attributes-once", test_head_notes_attributes_once);
  g_test_add_func ("/record/copies", test_copies);
  g_test_add_func ("/record/shares-classes", test_shares_classes);
  g_test_add_func ("/record/finds-labels", test_finds_labels);
  g_test_add_func ("/record/has-attributes", test_has_attributes);
  g_test_add_func ("/record/bounds-attributes", test_bounds_attributes);
  return g_test_run ();
}
