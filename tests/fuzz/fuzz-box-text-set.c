/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the files of a folder of boxes as text, which lines “%%” part: boxes of a picture that is
 * there, boxes of one that is not, and names of classes.
 */

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

#include <string.h>

static const char *const names[] = { "set/a.txt", "set/b.txt", "set/classes.txt" };
static const char picture[] = "P5\n20 10\n255\n";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  GwFuzzFile files[G_N_ELEMENTS (names) + 1] = { { "set/images/a.pgm", picture, sizeof picture - 1 } };
  gsize left = size;
  guint n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (names) && left > 0; i++)
    {
      const char *mark = g_strstr_len (text, (gssize) left, "%%\n");
      const gsize part = mark != NULL ? (gsize) (mark - text) : left;
      const gsize taken = mark != NULL ? part + strlen ("%%\n") : left;

      files[n++] = (GwFuzzFile) { names[i], text, part };
      text += taken;
      left -= taken;
    }
  gw_fuzz_format_beside ("box-text", "set", NULL, size, files, n);

  return 0;
}
