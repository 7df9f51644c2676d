/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a list of images and classes: see gw-fuzz-format.h; and each line as one of
 * the list and of its names.
 */

#include "gw-fuzz.h"

#include <string.h>

#include "gw-class-list.h"
#include "gw-fuzz-format.h"
#include "gw-synsets.h"

static void
pass_line (const char *text, gsize length)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean broken;
  g_autofree char *image = gw_class_list_parse (text, length, numbers, &broken);
  g_autofree char *line = g_strndup (text, length);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_assert (image == NULL || !broken);
  if (gw_synset_parse_line (line, &id, &name))
    g_assert (strlen (id) == 9 && name != NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "", *end = text + size;

  for (const char *line = text; line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      next = next != NULL ? next : end;
      pass_line (line, (gsize) (next - line));
      line = next + 1;
    }
  gw_fuzz_format ("class-list", "a.txt", data, size);

  return 0;
}
