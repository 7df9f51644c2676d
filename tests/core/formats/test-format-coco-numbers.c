/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers by which COCO files name images and objects, from one file to the next. */

#include "formats-fixture.h"

#include <string.h>

#include "gw-coco-numbers.h"

#define BOX "\"bbox\":[1,1,2,2]"
#define IMAGE "\"width\":10,\"height\":5"

/* From COCO to COCO everything is called what it was; what has no number, or that of another,
 * gets one of its own.
 */
static void
test_numbers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.json",
      "{\"images\":[{\"id\":70,\"file_name\":\"b.png\"," IMAGE "},{\"id\":3,\"file_name\":\"a.png\"," IMAGE
      "},{\"id\":\"x\",\"file_name\":\"c.png\"," IMAGE "}],\"categories\":[{\"id\":9,\"name\":\"cat\"}],"
      "\"annotations\":[{\"id\":501,\"image_id\":3,\"category_id\":9," BOX "},"
      "{\"id\":12,\"image_id\":70,\"category_id\":9," BOX "},"
      "{\"id\":12,\"image_id\":\"x\",\"category_id\":9," BOX "},"
      "{\"image_id\":\"x\",\"category_id\":9,\"bbox\":[1,1,3,2]}]}");
  GwWriteOptions new = { .numbers = GW_NUMBERS_NEW };
  g_autofree char *kept = NULL;
  g_autofree char *given = NULL;

  g_assert_true (fixture_convert (self, path, "coco", "coco", "out", NULL));
  kept = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (kept, "{\"id\":70,\"file_name\":\"b.png\""));
  g_assert_nonnull (strstr (kept, "{\"id\":3,\"file_name\":\"a.png\""));
  g_assert_nonnull (strstr (kept, "{\"id\":\"x\",\"file_name\":\"c.png\""));
  g_assert_nonnull (strstr (kept, "{\"id\":501,\"image_id\":3,\"category_id\":9,"));
  g_assert_nonnull (strstr (kept, "{\"id\":12,\"image_id\":70,\"category_id\":9,"));
  g_assert_nonnull (strstr (kept, "{\"id\":502,\"image_id\":\"x\",\"category_id\":9,"));
  g_assert_nonnull (strstr (kept, "{\"id\":503,\"image_id\":\"x\",\"category_id\":9,"));
  g_assert_null (strstr (kept, "\"id\":12,\"image_id\":\"x\""));
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), ==, 2); /* read, and written */

  g_assert_true (fixture_convert (self, path, "coco", "coco", "new", &new));
  given = fixture_load (self, "new/annotations.json");
  g_assert_nonnull (strstr (given, "{\"id\":1,\"file_name\":\"b.png\""));
  g_assert_nonnull (strstr (given, "{\"id\":1,\"image_id\":1,\"category_id\":9,"));
  g_assert_null (strstr (given, "501"));
}

/* A new number is none that comes later. */
static void
test_numbers_that_come_later (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.json",
      "{\"images\":[{\"id\":3,\"file_name\":\"a.png\"," IMAGE "}],\"categories\":[{"
      "\"id\":9,\"name\":\"cat\"}],\"annotations\":[{\"image_id\":3,\"category_id\":9," BOX
      "},{\"id\":1,\"image_id\":3,\"category_id\":9,\"bbox\":[1,1,3,2]},"
      "{\"id\":5,\"image_id\":3,\"category_id\":9,\"bbox\":[1,1,3,3]},"
      "{\"image_id\":3,\"category_id\":9,\"bbox\":[1,1,4,2]}]}");
  g_autofree char *kept = NULL;
  const char *at;

  g_assert_true (fixture_convert (self, path, "coco", "coco", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), ==, 0);
  kept = fixture_load (self, "out/annotations.json");
  at = strstr (kept, "\"annotations\":[{\"id\":6,");
  g_assert_nonnull (at);
  at = strstr (at, "{\"id\":1,\"image_id\":3,");
  g_assert_nonnull (at);
  at = strstr (at, "{\"id\":5,\"image_id\":3,");
  g_assert_nonnull (at);
  g_assert_nonnull (strstr (at, "{\"id\":7,\"image_id\":3,"));
}

/* Files of several splits that number their images alike, written as one. */
static void
test_numbers_of_several (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"images\":[{\"id\":1,\"file_name\":\"%s.png\"," IMAGE "}],\"categories\":[{\"id\":9,"
                             "\"name\":\"cat\"}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":9," BOX
                             "}]}";
  g_autofree char *first = g_strdup_printf (text, "a");
  g_autofree char *second = g_strdup_printf (text, "b");
  g_autofree char *in = fixture_path (self, "in");
  g_autofree char *kept = NULL;

  g_free (fixture_write (self, "in/_annotations.coco.json", first));
  g_free (fixture_write (self, "in/train/_annotations.coco.json", second));
  g_assert_true (fixture_convert (self, in, "coco", "coco", "out", NULL));
  kept = fixture_load (self, "out/annotations/instances_train.json");
  g_assert_nonnull (strstr (kept, "{\"id\":1,\"file_name\":\"b.png\""));
  g_assert_nonnull (strstr (kept, "{\"id\":1,\"image_id\":1,"));

  {
    g_autoptr (GwCocoNumbers) numbers = gw_coco_numbers_new ();
    gboolean taken;

    g_assert_cmpstr (gw_coco_numbers_choose (numbers, "7", 1, &taken), ==, "7");
    g_assert_false (taken);
    g_assert_cmpstr (gw_coco_numbers_choose (numbers, "7", 1, &taken), ==, "8");
    g_assert_true (taken);
    g_assert_cmpstr (gw_coco_numbers_choose (numbers, "\"7\"", 3, &taken), ==, "\"7\"");
    g_assert_cmpstr (gw_coco_numbers_choose (numbers, "9223372036854775807", 19, NULL), ==, "9223372036854775807");
    g_assert_cmpstr (gw_coco_numbers_choose (numbers, NULL, 0, &taken), ==, "1");
    g_assert_false (taken);
    g_assert_cmpstr (gw_coco_numbers_choose (numbers, "{}", 2, &taken), ==, "2");
    g_assert_false (taken);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/coco/keeps-numbers", test_numbers);
  FIXTURE_TEST ("/coco/keeps-numbers/later", test_numbers_that_come_later);
  FIXTURE_TEST ("/coco/keeps-numbers-of-several-files", test_numbers_of_several);

  return g_test_run ();
}
