/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-shape-json.h"

#include "gw-error.h"
#include "gw-test-objects.h"

static char *
write_object (GwObject *object, const char *class_name, GwObjectJson parts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  g_autoptr (GError) error = NULL;

  gw_object_write_json (object, class_name, parts, writer);
  g_assert_true (gw_json_writer_finish (writer, &error));
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GwObject *
read_object (const char *json, char **label)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (json, -1);
  g_autoptr (GError) error = NULL;
  GwObject *object = gw_object_read_json (reader, label, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_END);
  return object;
}

/* Reads and writes in short form: what should come back as it was. */
static void
assert_kept (const char *json)
{
  g_autofree char *label = NULL;
  g_autoptr (GwObject) object = read_object (json, &label);
  g_autofree char *again = write_object (object, label, GW_OBJECT_JSON_PLAIN);

  g_assert_cmpstr (json, ==, again);
}

static void
test_full_form_reads_back (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (guint i = 0; i < 4000; i++)
    {
      GwShapeKind kind = (GwShapeKind) (i % GW_SHAPE_N_KINDS);
      g_autoptr (GwObject) object = gw_test_random_object (&random, kind, 200, 150);
      g_autofree char *json = write_object (object, NULL, GW_OBJECT_JSON_WHOLE);
      g_autoptr (GwObject) back = read_object (json, NULL);
      g_autofree char *again = write_object (back, NULL, GW_OBJECT_JSON_WHOLE);

      g_assert_true (gw_object_equal (object, back));
      g_assert_cmpint (gw_object_get_modified (object), ==, gw_object_get_modified (back));
      g_assert_cmpstr (json, ==, again);
    }
}

/* Corners of turned boxes do not always give the centre back. */
static void
test_rotated_boxes_are_exact (void)
{
  gw_random random;

  gw_random_init (&random, 4);
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GwObject) object = gw_object_new (1, 1);
      g_autoptr (GwObject) back = NULL;
      g_autofree char *json = NULL;
      GwShape shape = GW_SHAPE_INIT;

      shape.kind = GW_SHAPE_ROTATED_BOX;
      shape.as.rotated = (GwRotatedBox) { gw_random_real (&random), 1000.0 * gw_random_real (&random),
                                          1000.0 * gw_random_real (&random), gw_random_real (&random),
                                          360.0 * gw_random_real (&random) - 179.0 };
      if (shape.as.rotated.angle > 180.0)
        shape.as.rotated.angle = 180.0;
      gw_object_take_shape (object, &shape);
      json = write_object (object, NULL, GW_OBJECT_JSON_WHOLE);
      back = read_object (json, NULL);
      g_assert_true (gw_object_equal (object, back));
    }
}

static void
test_keys_come_in_the_order_of_the_spec (void)
{
  g_autoptr (GwObject) object = gw_object_new (12, 3);
  g_autofree char *brief = NULL;
  g_autofree char *full = NULL;

  gw_object_set_box (object, 10.0, 20.5, 30.0, 40.0);
  gw_object_set_score (object, 0.83);
  gw_object_set_attribute (object, "color", "red");
  gw_object_set_flags (object, GW_OBJECT_OCCLUDED | GW_OBJECT_CROWD | GW_OBJECT_LOCKED);
  gw_object_set_group (object, 3);
  gw_object_set_z (object, -2);
  gw_object_set_source (object, GW_SOURCE_IMPORTED);
  gw_object_set_author (object, "kim");
  gw_object_set_times (object, 1, 2);
  gw_object_set_bag (object, "{\"coco\":1}");
  brief = write_object (object, "cat", GW_OBJECT_JSON_PLAIN);
  full = write_object (object, NULL, GW_OBJECT_JSON_WHOLE);
  g_assert_cmpstr (brief, ==,
                   "{\"label\":\"cat\",\"score\":0.83,\"bbox\":[10,20.5,30,40],\"attributes\":{\"color\":\"red\"},"
                   "\"flags\":[\"occluded\",\"crowd\"],\"group\":3,\"id\":\"12\"}");
  g_assert_cmpstr (full, ==,
                   "{\"class\":3,\"score\":0.83,\"bbox\":[10,20.5,30,40],\"attributes\":{\"color\":\"red\"},"
                   "\"flags\":[\"occluded\",\"crowd\",\"locked\"],\"group\":3,\"id\":\"12\",\"z\":-2,"
                   "\"source\":\"imported\",\"author\":\"kim\",\"created\":1,\"modified\":2,\"bag\":{\"coco\":1}}");
}

static void
test_every_shape_of_the_spec_is_kept (void)
{
  assert_kept ("{\"label\":\"cat\",\"bbox\":[10,20,30,40]}");
  assert_kept ("{\"label\":\"cat\",\"bbox\":[10,20,30,40],\"angle\":30.5}");
  assert_kept ("{\"label\":\"cat\",\"rings\":[[[0,0],[10,0],[10,10]],[[1,1],[2,1],[2,2]]]}");
  assert_kept ("{\"label\":\"cat\",\"rle\":{\"size\":[2,3],\"counts\":\"1121\"}}");
  assert_kept ("{\"label\":\"cat\",\"points\":[[1,2,2],[3,4.5,1],[0,0,0]]}");
  assert_kept ("{\"label\":\"cat\",\"line\":[[1,2],[3,4]]}");
  assert_kept ("{\"label\":\"cat\",\"ellipse\":[10,20,3,4,45]}");
  assert_kept ("{\"label\":\"cat\"}");
}

static void
test_both_forms_of_runs_are_read (void)
{
  g_autoptr (GwObject) counts = read_object ("{\"rle\":{\"counts\":[1,1,2,2],\"size\":[2,3]}}", NULL);
  g_autoptr (GwObject) text = NULL;
  g_autofree char *json = write_object (counts, NULL, GW_OBJECT_JSON_PLAIN);

  text = read_object (json, NULL);
  g_assert_cmpint (gw_object_get_shape (counts)->kind, ==, GW_SHAPE_MASK);
  g_assert_true (gw_object_equal (counts, text));
}

static void
test_what_is_unknown_is_kept (void)
{
  assert_kept ("{\"label\":\"a\",\"bbox\":[0,0,1,1],\"flags\":[\"crowd\",\"shiny\",\"wet\"],\"id\":\"obj-7\","
               "\"tracker\":{\"a\": [1, 2]},\"ü\":null}");
  assert_kept ("{\"label\":\"a\",\"flags\":[\"shiny\"],\"id\":\"007\",\"group\":\"g1\",\"source\":\"camera 2\"}");
  /* A box that is not the one around the shape. */
  assert_kept ("{\"label\":\"a\",\"bbox\":[0,0,50,50],\"line\":[[1,2],[3,4]]}");
}

static void
test_box_around_the_shape_is_not_kept (void)
{
  g_autoptr (GwObject) object = read_object ("{\"bbox\":[0,0,9.5,10],\"rings\":[[[0,0],[10,0],[10,10]]]}", NULL);

  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_POLYGON);
  g_assert_null (gw_object_get_bag (object));
}

static void
test_other_programs_values_are_read (void)
{
  g_autofree char *label = NULL;
  g_autoptr (GwObject) object = read_object ("{ \"class\": \"cat\", \"score\": null, \"rings\": null, \"angle\": -190,"
                                             " \"bbox\": [1, 2, 3, 4], \"id\": 5, \"attributes\": {\"a\": true,"
                                             " \"b\": 2.50, \"c\": null, \"d\": 90071992547409931, \"e\": [1, 2]},"
                                             " \"points\": null }",
                                             &label);

  g_assert_cmpstr (label, ==, "cat");
  g_assert_cmpint (gw_object_get_id (object), ==, 5);
  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat (gw_object_get_shape (object)->as.rotated.angle, ==, 170.0);
  g_assert_cmpfloat (gw_object_get_shape (object)->as.rotated.cx, ==, 2.5);
  g_assert_cmpstr (gw_object_get_attribute (object, "a"), ==, "true");
  g_assert_cmpstr (gw_object_get_attribute (object, "b"), ==, "2.5");
  g_assert_null (gw_object_get_attribute (object, "c"));
  g_assert_cmpstr (gw_object_get_attribute (object, "d"), ==, "90071992547409931");
  g_assert_cmpstr (gw_object_get_attribute (object, "e"), ==, "[1, 2]");
  g_assert_null (gw_object_get_bag (object));
}

static void
test_reads_objects_of_an_array (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[{\"class\":1},{\"class\":2}]", -1);
  g_autoptr (GError) error = NULL;
  gint64 next = 1;

  g_assert_cmpint (gw_json_reader_next (reader, &error), ==, GW_JSON_ARRAY_BEGIN);
  while (gw_json_reader_next (reader, &error) == GW_JSON_OBJECT_BEGIN)
    {
      g_autoptr (GwObject) object = gw_object_read_json (reader, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gw_object_get_class_id (object), ==, next++);
    }
  g_assert_no_error (error);
  g_assert_cmpint (next, ==, 3);
}

/* What comes last of a name counts. Removed one after the other, so many would take hours. */
static void
test_attributes_that_are_null_later_go (void)
{
  const guint n = 200000;
  g_autoptr (GString) text = g_string_new ("{\"attributes\":{");
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GwObject) object = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\"k%u\":%u,", i, i);
  for (guint i = 0; i < n; i++)
    if (i != 7)
      g_string_append_printf (text, "\"k%u\":null,", i);
  g_string_append (text, "\"k9\":\"again\",\"never\":null},\"attributes\":{\"k11\":1,\"k12\":2,\"k11\":null}}");
  reader = gw_json_reader_new_for_memory (text->str, (gssize) text->len);
  object = gw_object_read_json (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 3);
  g_assert_cmpstr (gw_object_get_attribute (object, "k7"), ==, "7");
  g_assert_cmpstr (gw_object_get_attribute (object, "k9"), ==, "again");
  g_assert_cmpstr (gw_object_get_attribute (object, "k12"), ==, "2");
}

static void
test_bad_objects_are_refused (void)
{
  static const char *const texts[] = {
    "3",
    "{\"label\":7}",
    "{\"class\":1.5}",
    "{\"score\":\"high\"}",
    "{\"score\":1e999}",
    "{\"bbox\":[1,2,3]}",
    "{\"bbox\":[1,2,3,4,5]}",
    "{\"bbox\":[1,2,3,-4]}",
    "{\"bbox\":[1,2,3,1e16]}",
    "{\"bbox\":{}}",
    "{\"bbox\":[1,2,[3],4]}",
    "{\"bbox\":[1,2,3,4],\"angle\":\"x\"}",
    "{\"rings\":[[[0,0],[1,1]]]}",
    "{\"rings\":[]}",
    "{\"rings\":[[0,0,1,1,2,2]]}",
    "{\"rings\":[[[0,0],[1,0],[1,1,1]]]}",
    "{\"rings\":[[[0,0],[1,0],[1,1]],3]}",
    "{\"rle\":{\"size\":[2,3]}}",
    "{\"rle\":{\"size\":[2,3],\"counts\":[1,1,2]}}",
    "{\"rle\":{\"size\":[2,3],\"counts\":[1,1,-1,5]}}",
    "{\"rle\":{\"size\":[2,3],\"counts\":[1,1.5,3.5]}}",
    "{\"rle\":{\"size\":[2,3],\"counts\":\"\\u0001\"}}",
    "{\"rle\":{\"size\":[-2,3],\"counts\":[]}}",
    "{\"rle\":{\"size\":[70000,3],\"counts\":[210000]}}",
    "{\"rle\":[1]}",
    "{\"points\":[[1,2,3]]}",
    "{\"points\":[]}",
    "{\"points\":[[1]]}",
    "{\"line\":[[1,2],3]}",
    "{\"ellipse\":[1,2,3]}",
    "{\"ellipse\":[1,2,-3,4]}",
    "{\"line\":[[1,2]],\"ellipse\":[1,2,3,4]}",
    "{\"flags\":\"crowd\"}",
    "{\"flags\":[1]}",
    "{\"attributes\":{\"a\":\"x\\u0000y\"}}",
    "{\"label\":\"x\\u0000y\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (texts[i], -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *label = NULL;

      if (gw_object_read_json (reader, &label, &error) != NULL)
        g_error ("%s was read", texts[i]);
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
      g_assert_null (label);
    }
}

static void
test_every_cut_is_refused (void)
{
  static const char json[] = "{\"label\":\"a\",\"rings\":[[[0,0],[10,0],[10,10]]],\"attributes\":{\"x\":[1,{}]},"
                             "\"flags\":[\"crowd\",\"odd\"],\"rle\":null,\"other\":{\"a\":[1,2]},\"bag\":{\"c\":1}}";

  for (gsize length = 0; length < sizeof json - 1; length++)
    {
      g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (json, (gssize) length);
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_object_read_json (reader, NULL, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape-json/full-form-reads-back", test_full_form_reads_back);
  g_test_add_func ("/shape-json/rotated-boxes-are-exact", test_rotated_boxes_are_exact);
  g_test_add_func ("/shape-json/keys-come-in-the-order-of-the-spec", test_keys_come_in_the_order_of_the_spec);
  g_test_add_func ("/shape-json/every-shape-of-the-spec-is-kept", test_every_shape_of_the_spec_is_kept);
  g_test_add_func ("/shape-json/both-forms-of-runs-are-read", test_both_forms_of_runs_are_read);
  g_test_add_func ("/shape-json/what-is-unknown-is-kept", test_what_is_unknown_is_kept);
  g_test_add_func ("/shape-json/box-around-the-shape-is-not-kept", test_box_around_the_shape_is_not_kept);
  g_test_add_func ("/shape-json/other-programs-values-are-read", test_other_programs_values_are_read);
  g_test_add_func ("/shape-json/reads-objects-of-an-array", test_reads_objects_of_an_array);
  g_test_add_func ("/shape-json/attributes-that-are-null-later-go", test_attributes_that_are_null_later_go);
  g_test_add_func ("/shape-json/bad-objects-are-refused", test_bad_objects_are_refused);
  g_test_add_func ("/shape-json/every-cut-is-refused", test_every_cut_is_refused);
  return g_test_run ();
}
