/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

#include "gw-error.h"

#define PLAIN \
  "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"apple\"},{\"label\":\"pear\"},{\"label\":\"other\"}]}\n"

/* The richer form: attributes of one label under the old key, of all, instructions. */
#define RICH \
  "{\"documentVersion\":\"2020-03-01\",\"annotationType\":\"BoundingBox\",\"labels\":[{\"label\":\"car\"," \
  "\"attributes\":[{\"name\":\"color\",\"type\":\"string\",\"enum\":[\"red\",\"blue\"],\"description\":\"Paint\"}," \
  "{\"name\":\"doors\",\"type\":\"number\",\"minimum\":2,\"maximum\":5,\"isRequired\":true}],\"editsAllowed\":\"any\"}," \
  "{\"label\":\"bus \",\"shortDisplayName\":\"B\"}],\"categoryGlobalAttributes\":[{\"name\":\"hidden\",\"type\":" \
  "\"string\",\"enum\":[\"true\",\"false\"]},{\"name\":\"note\",\"type\":\"string\"}],\"instructions\":{" \
  "\"shortInstruction\":\"<b>Draw</b>\",\"fullInstruction\":\"...\"}}\n"

static GwClass *
class_at (Fixture *self, guint i)
{
  g_assert_cmpuint (i, <, self->head->classes->len);
  return g_ptr_array_index (self->head->classes, i);
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "labels.json", PLAIN);
  g_autofree char *out = NULL;

  g_assert_cmpstr (gw_format_detect (path, NULL, NULL, NULL)->name, ==, "label-categories");
  g_assert_true (fixture_read (self, "label-categories", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpstr (gw_class_get_name (class_at (self, 2)), ==, "other");
  g_assert_true (fixture_convert (self, path, NULL, "label-categories", "out.json", NULL));
  out = fixture_load (self, "out.json");
  g_assert_cmpstr (out, ==, PLAIN);
}

static void
test_rich (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "labels.json", RICH);
  g_autofree char *out = NULL;
  const GwAttribute *attribute;

  g_assert_true (fixture_read (self, "label-categories", path, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (gw_class_get_attributes (class_at (self, 0))->len, ==, 4);
  attribute = gw_class_find_attribute (class_at (self, 0), "color");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_CHOICE);
  g_assert_cmpstr (attribute->choices[1], ==, "blue");
  attribute = gw_class_find_attribute (class_at (self, 0), "doors");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_NUMBER);
  g_assert_true (attribute->required);
  g_assert_cmpint (gw_class_find_attribute (class_at (self, 0), "hidden")->kind, ==, GW_ATTRIBUTE_CHECKBOX);
  g_assert_cmpstr (gw_class_get_name (class_at (self, 1)), ==, "bus");
  g_assert_cmpuint (gw_class_get_attributes (class_at (self, 1))->len, ==, 2);
  g_assert_cmpint (gw_class_find_attribute (class_at (self, 1), "note")->kind, ==, GW_ATTRIBUTE_TEXT);

  /* All of it comes back. */
  g_assert_true (fixture_convert (self, path, NULL, "label-categories", "out.json", NULL));
  out = fixture_load (self, "out.json");
  g_assert_cmpstr (out, ==, RICH);
}

/* What changed in a project is written; the rest of the document stays. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "labels.json", RICH);
  g_autofree char *target = fixture_path (self, "out.json");
  g_autofree char *out = NULL;
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  GwAttribute *attribute = gw_attribute_new ("size", GW_ATTRIBUTE_CHOICE);
  static const char *const sizes[] = { "big", "small", NULL };
  GwWriter *writer;

  g_assert_true (fixture_read (self, "label-categories", path, NULL));
  attribute->choices = g_strdupv ((char **) sizes);
  attribute->required = TRUE;
  g_ptr_array_add (attributes, attribute);
  gw_class_set_attributes (gw_record_head_ensure_class (self->head, "tram"), attributes);
  gw_class_set_attributes (class_at (self, 0), attributes);

  writer = gw_format_create (gw_format_find ("label-categories", NULL), target, self->head, NULL, self->problems, NULL);
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  out = fixture_load (self, "out.json");
  g_assert_nonnull (strstr (out, "{\"label\":\"car\",\"attributes\":[{\"name\":\"size\",\"type\":\"string\",\"enum\":["
                                 "\"big\",\"small\"],\"isRequired\":true}],\"editsAllowed\":\"any\"}"));
  g_assert_nonnull (strstr (out, "{\"label\":\"tram\",\"categoryAttributes\":[{\"name\":\"size\","));
  g_assert_nonnull (strstr (out, "{\"label\":\"bus \",\"shortDisplayName\":\"B\"}"));
  g_assert_nonnull (strstr (out, "\"shortInstruction\":\"<b>Draw</b>\""));
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const char *const refused[] = { "{}", "{\"labels\":5}", "{\"labels\":[", "{\"document-version\":1}" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (fixture_read_text (self, "label-categories", refused[i]));
      g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
    }
  g_assert_true (fixture_read_text (self, "label-categories",
                                    "{\"labels\":[5,{\"label\":\"a\"},{\"label\":\"a\"},{\"label\":\" \"},{\"x\":1},"
                                    "{\"label\":\"b\",\"categoryAttributes\":[5,{\"name\":\"\"},{\"name\":\"c\"},"
                                    "{\"name\":\"c\",\"type\":\"number\"}]}]}"));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (gw_class_get_attributes (class_at (self, 1))->len, ==, 1);
  g_assert_cmpint (gw_class_find_attribute (class_at (self, 1), "c")->kind, ==, GW_ATTRIBUTE_TEXT);
}

/* A document of megabytes is read, and not carried along. */
static void
test_long (Fixture *self, gconstpointer data)
{
  g_autofree char *words = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf (
      "{\"document-version\":\"1\",\"labels\":[{\"label\":\"a\"}],\"instructions\":{"
      "\"fullInstruction\":\"%s\"}}",
      words);

  g_assert_true (fixture_read_text (self, "label-categories", text));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_null (self->head->bag);
}

/* --- beside a manifest ---------------------------------------------------------------- */

#define META(index, name) \
  "\"fruit\":" index ",\"fruit-metadata\":{\"class-name\":\"" name "\",\"confidence\":0.95,\"type\":" \
  "\"groundtruth/image-classification\",\"job-name\":\"labeling-job/fruit-1\",\"human-annotated\":\"yes\"," \
  "\"creation-date\":\"2026-03-02T09:14:11.502114\"}"

static void
test_manifest (Fixture *self, gconstpointer data)
{
  g_autofree char *manifest = fixture_write (self, "job/output.manifest",
                                             "{\"source-ref\":\"1.jpg\"," META ("1", "pear") "}\n");
  g_autofree char *labels = fixture_write (
      self, "job/label-categories.json",
      "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"apple\"},{\"label\":\"pear\","
      "\"categoryAttributes\":[{\"name\":\"ripe\",\"type\":\"string\"}]},{\"label\":\"other\"}]}\n");
  g_autofree char *folder = fixture_path (self, "job");
  g_autofree char *out = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *wanted = fixture_load (self, "job/label-categories.json");
  const char *id;

  g_assert_true (fixture_read (self, "sagemaker", manifest, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpstr (gw_class_get_name (class_at (self, 0)), ==, "apple");
  g_assert_cmpstr (gw_class_get_name (class_at (self, 1)), ==, "pear");
  g_assert_cmpuint (gw_class_get_attributes (class_at (self, 1))->len, ==, 1);
  gw_class_get_alias (class_at (self, 2), "sagemaker", &id, NULL);
  g_assert_cmpstr (id, ==, "2");

  g_assert_true (fixture_convert (self, folder, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/label-categories.json");
  g_assert_cmpstr (out, ==, wanted);
  lines = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (lines, ==, "{\"source-ref\":\"1.jpg\"," META ("1", "pear") "}\n");
}

/* Names decide: where numbers are not the places in the list, they stay as they are. */
static void
test_other_numbers (Fixture *self, gconstpointer data)
{
  g_autofree char *manifest = fixture_write (
      self, "in.manifest",
      "{\"source-ref\":\"1.jpg\"," META ("0", "pear") "}\n"
                                                      "{\"source-ref\":\"2.jpg\"," META ("3", "fig") "}\n");
  g_autofree char *labels = fixture_write (self, "mine.json", PLAIN);
  g_autofree char *names = fixture_write (self, "names.txt", "apple\npear\n");
  g_autofree char *broken = fixture_write (self, "broken.json", "{\"labels\":{}}");
  g_autofree char *out = NULL;
  GwReadOptions options = { .classes_file = labels };
  const char *id;

  g_assert_true (fixture_read (self, "sagemaker", manifest, &options));
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  g_assert_cmpstr (gw_class_get_name (class_at (self, 0)), ==, "pear");
  g_assert_cmpstr (gw_class_get_name (class_at (self, 1)), ==, "other");
  g_assert_cmpstr (gw_class_get_name (class_at (self, 2)), ==, "fig");
  g_assert_cmpstr (gw_class_get_name (class_at (self, 3)), ==, "apple");
  g_assert_true (gw_class_get_alias (class_at (self, 2), "sagemaker", &id, NULL));
  g_assert_cmpstr (id, ==, "3");

  options.classes_file = names;
  g_assert_true (fixture_read (self, "sagemaker", manifest, &options));
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  options.classes_file = broken;
  g_assert_false (fixture_read (self, "sagemaker", manifest, &options));

  /* Written without a list, there is one afterwards. */
  g_assert_true (fixture_convert (self, manifest, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/label-categories.json");
  g_assert_cmpstr (out, ==,
                   "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"pear\"},{\"label\":\"fig\"}]}\n");
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":9,\"height\":9,\"labels\":[\"a\"],\"objects\":["
      "{\"label\":\"b\",\"bbox\":[1,1,2,2]}],\"scores\":{\"a\":0.5}}\n");
  g_autofree char *out = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "label-categories", "out.json", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-score"), ==, 1);
  out = fixture_load (self, "out.json");
  g_assert_cmpstr (out, ==, "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"a\"},{\"label\":\"b\"}]}\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/label-categories/plain", test_plain);
  FIXTURE_TEST ("/label-categories/rich", test_rich);
  FIXTURE_TEST ("/label-categories/changed", test_changed);
  FIXTURE_TEST ("/label-categories/bad", test_bad);
  FIXTURE_TEST ("/label-categories/long", test_long);
  FIXTURE_TEST ("/label-categories/beside-a-manifest", test_manifest);
  FIXTURE_TEST ("/label-categories/other-numbers", test_other_numbers);
  FIXTURE_TEST ("/label-categories/losses", test_losses);

  return g_test_run ();
}
