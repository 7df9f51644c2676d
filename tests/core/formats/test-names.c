/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "formats-fixture.h"

/* A picture whose name is not UTF-8, as older systems left them: what cannot hold it leaves
 * it out and says so, and writes the others.
 */
static void
test_not_utf8 (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  fixture_picture (self, "set/cat/a.png", 20, 10);
  fixture_picture (self, "set/dog/l\xe4nder.png", 20, 10);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *target = g_strdup_printf ("out-%s%s", formats[i]->name,
                                                 formats[i]->suffix != NULL ? formats[i]->suffix : "");
      gboolean holds = (formats[i]->flags & GW_FORMAT_NAMES_ARE_FILES) != 0;

      /* Without points there is nothing that could be one. */
      if ((formats[i]->flags & GW_FORMAT_WRITES) == 0 || strcmp (formats[i]->name, "yolo-pose") == 0)
        continue;
      g_test_message ("%s", formats[i]->name);
      g_assert_true (fixture_convert (self, source, "class-folders", formats[i]->name, target, NULL));
      g_assert_cmpuint (fixture_count (self, "loss-name"), ==, holds ? 0 : 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/names/not-utf8", test_not_utf8);

  return g_test_run ();
}
