/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edit.h"

#include <math.h>

#include "gw-error.h"
#include "gw-test-objects.h"

static GArray *
random_labels (gw_random *random)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  for (guint64 i = gw_random_below (random, 4); i > 0; i--)
    {
      GwLabel label = { (gint64) i, gw_random_below (random, 2) == 0 ? NAN : gw_random_real (random) };

      g_array_append_val (labels, label);
    }
  return labels;
}

static void
add_random_object (GwEdit *edit, gw_random *random)
{
  g_autoptr (GwObject) object = gw_test_random_object (random, gw_test_random_kind (random), 60, 50);
  g_autoptr (GwObject) changed = gw_object_copy (object);

  gw_object_set_class_id (changed, 77);
  switch (gw_random_below (random, 3))
    {
    case 0:
      gw_edit_add_object (edit, 5, NULL, object);
      break;
    case 1:
      gw_edit_add_object (edit, 5, object, NULL);
      break;
    default:
      gw_edit_add_object (edit, 5, object, changed);
      break;
    }
}

static GwEdit *
random_edit (gw_random *random)
{
  static const char *const values[] = { NULL, "", "rain", "\"\\\n\t€" };
  GwEdit *edit = gw_edit_new (gw_random_below (random, 2) == 0 ? 0 : 5, "Draw “Cyclist”");

  gw_edit_set_id (edit, (gint64) gw_random_below (random, 3));
  gw_edit_set_author (edit, gw_random_below (random, 2) == 0 ? "mara" : NULL);
  for (guint64 i = gw_random_below (random, 6); i > 0; i--)
    switch (gw_random_below (random, 4))
      {
      case 0:
        {
          g_autoptr (GArray) before = random_labels (random);
          g_autoptr (GArray) after = random_labels (random);

          if (gw_random_below (random, 2) == 0)
            gw_edit_add_labels (edit, (gint64) i, before, after);
          else
            gw_edit_add_absent (edit, (gint64) i, before, after);
          break;
        }
      case 1:
        gw_edit_add_marks (edit, 5, (GwImageStatus) gw_random_below (random, 4),
                           (GwImageMarks) gw_random_below (random, 16), GW_IMAGE_LABELED, 0);
        break;
      case 2:
        gw_edit_add_attribute (edit, 5, "weather", values[gw_random_below (random, 4)],
                               values[gw_random_below (random, 4)]);
        break;
      default:
        add_random_object (edit, random);
        break;
      }
  if (gw_random_below (random, 4) == 0)
    gw_edit_add_class (edit, 5, 12, FALSE, TRUE);
  return edit;
}

static void
assert_objects_equal (GwObject *a, GwObject *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  g_assert_true (gw_object_equal (a, b));
  g_assert_cmpint (gw_object_get_created (a), ==, gw_object_get_created (b));
  g_assert_cmpint (gw_object_get_modified (a), ==, gw_object_get_modified (b));
}

static void
assert_labels_equal (const GArray *a, const GArray *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const GwLabel *x = &g_array_index (a, GwLabel, i);
      const GwLabel *y = &g_array_index (b, GwLabel, i);

      g_assert_cmpint (x->class_id, ==, y->class_id);
      g_assert_true (x->confidence == y->confidence || (isnan (x->confidence) && isnan (y->confidence)));
    }
}

static void
assert_edits_equal (const GwEdit *a, const GwEdit *b)
{
  g_assert_cmpint (gw_edit_get_id (a), ==, gw_edit_get_id (b));
  g_assert_cmpint (gw_edit_get_image_id (a), ==, gw_edit_get_image_id (b));
  g_assert_cmpint (gw_edit_get_time (a), ==, gw_edit_get_time (b));
  g_assert_cmpstr (gw_edit_get_name (a), ==, gw_edit_get_name (b));
  g_assert_cmpstr (gw_edit_get_author (a), ==, gw_edit_get_author (b));
  g_assert_cmpuint (gw_edit_get_n_changes (a), ==, gw_edit_get_n_changes (b));
  for (guint i = 0; i < gw_edit_get_n_changes (a); i++)
    {
      const GwChange *x = gw_edit_get_change (a, i);
      const GwChange *y = gw_edit_get_change (b, i);

      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpint (x->image_id, ==, y->image_id);
      assert_objects_equal (x->object_before, y->object_before);
      assert_objects_equal (x->object_after, y->object_after);
      assert_labels_equal (x->labels_before, y->labels_before);
      assert_labels_equal (x->labels_after, y->labels_after);
      g_assert_cmpint (x->status_before, ==, y->status_before);
      g_assert_cmpint (x->status_after, ==, y->status_after);
      g_assert_cmpint (x->marks_before, ==, y->marks_before);
      g_assert_cmpint (x->marks_after, ==, y->marks_after);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpstr (x->value_before, ==, y->value_before);
      g_assert_cmpstr (x->value_after, ==, y->value_after);
      g_assert_cmpint (x->class_id, ==, y->class_id);
      g_assert_cmpint (x->class_before, ==, y->class_before);
      g_assert_cmpint (x->class_after, ==, y->class_after);
    }
}

static void
test_json_reads_back (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GwEdit) edit = random_edit (&random);
      g_autofree char *json = gw_edit_to_json (edit);
      g_autoptr (GError) error = NULL;
      g_autoptr (GwEdit) back = gw_edit_from_json (json, -1, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      assert_edits_equal (edit, back);
      again = gw_edit_to_json (back);
      g_assert_cmpstr (json, ==, again);
    }
}

static void
test_inverse_of_inverse_is_equal (void)
{
  gw_random random;

  gw_random_init (&random, 8);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GwEdit) edit = random_edit (&random);
      g_autoptr (GwEdit) inverse = gw_edit_invert (edit);
      g_autoptr (GwEdit) back = gw_edit_invert (inverse);

      assert_edits_equal (edit, back);
    }
}

static void
test_inverse_is_in_reverse_order (void)
{
  g_autoptr (GwEdit) edit = gw_edit_new (5, "Change");
  g_autoptr (GwEdit) inverse = NULL;

  gw_edit_add_attribute (edit, 5, "a", NULL, "1");
  gw_edit_add_attribute (edit, 5, "a", "1", "2");
  inverse = gw_edit_invert (edit);
  g_assert_cmpstr (gw_edit_get_change (inverse, 0)->value_before, ==, "2");
  g_assert_cmpstr (gw_edit_get_change (inverse, 0)->value_after, ==, "1");
  g_assert_null (gw_edit_get_change (inverse, 1)->value_after);
}

/* What has a class comes after it and goes before it. */
static void
test_class_is_there_for_the_rest (void)
{
  g_autoptr (GwEdit) edit = gw_edit_new (5, "Change");
  g_autoptr (GwEdit) inverse = NULL;

  gw_edit_add_attribute (edit, 5, "a", NULL, "1");
  gw_edit_add_class (edit, 5, 12, FALSE, TRUE);
  gw_edit_add_class (edit, 5, 13, FALSE, TRUE);
  g_assert_cmpint (gw_edit_get_change (edit, 0)->class_id, ==, 12);
  g_assert_cmpint (gw_edit_get_change (edit, 1)->class_id, ==, 13);
  g_assert_cmpint (gw_edit_get_change (edit, 2)->kind, ==, GW_CHANGE_ATTRIBUTE);
  inverse = gw_edit_invert (edit);
  g_assert_cmpint (gw_edit_get_change (inverse, 0)->kind, ==, GW_CHANGE_ATTRIBUTE);
  g_assert_cmpint (gw_edit_get_change (inverse, 2)->class_id, ==, 12);
  g_assert_true (gw_edit_get_change (inverse, 2)->class_before);
  g_assert_false (gw_edit_get_change (inverse, 2)->class_after);
}

static void
test_broken_json_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{",
    "{\"changes\":{}}",
    "{\"changes\":[3]}",
    "{\"changes\":[{\"image\":1}]}",
    "{\"changes\":[{\"kind\":\"dance\"}]}",
    "{\"changes\":[{\"before\":{},\"kind\":\"object\"}]}",
    "{\"changes\":[{\"kind\":\"object\",\"image\":1}]}",
    "{\"changes\":[{\"kind\":\"object\",\"after\":[{\"id\":\"1\"}]}]}",
    "{\"changes\":[{\"kind\":\"object\",\"before\":{\"id\":\"1\"},\"after\":{\"id\":\"2\"}}]}",
    "{\"changes\":[{\"kind\":\"labels\",\"before\":[[1]]}]}",
    "{\"changes\":[{\"kind\":\"labels\",\"before\":[[1,\"x\"]]}]}",
    "{\"changes\":[{\"kind\":\"marks\",\"after\":{\"status\":9}}]}",
    "{\"changes\":[{\"kind\":\"attribute\",\"after\":\"x\"}]}",
    "{\"changes\":[{\"kind\":\"class\",\"after\":true}]}",
    "{\"changes\":[{\"kind\":\"class\",\"class\":1,\"after\":1}]}",
    "{\"name\":3}",
    "{\"image\":1.5}",
    "{} {}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_edit_from_json (texts[i], -1, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == GW_ERROR);
    }
}

static void
test_every_cut_is_refused (void)
{
  g_autofree char *json = NULL;
  g_autoptr (GwEdit) edit = NULL;
  gw_random random;

  gw_random_init (&random, 9);
  edit = random_edit (&random);
  add_random_object (edit, &random);
  json = gw_edit_to_json (edit);
  for (gsize length = 0; json[length] != '\0'; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_edit_from_json (json, (gssize) length, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/json-reads-back", test_json_reads_back);
  g_test_add_func ("/edit/inverse-of-inverse-is-equal", test_inverse_of_inverse_is_equal);
  g_test_add_func ("/edit/inverse-is-in-reverse-order", test_inverse_is_in_reverse_order);
  g_test_add_func ("/edit/class-is-there-for-the-rest", test_class_is_there_for_the_rest);
  g_test_add_func ("/edit/broken-json-is-refused", test_broken_json_is_refused);
  g_test_add_func ("/edit/every-cut-is-refused", test_every_cut_is_refused);
  return g_test_run ();
}
