/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the tables of a folder, which lines “%%” part: labels, scores, and boxes. */

#include "gw-fuzz-format.h"
#include "gw-fuzz.h"

#include <string.h>

static const char *const names[] = { "set/labels.csv", "set/scores.csv", "set/scores_long.csv", "set/detections.csv" };

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  GwFuzzFile files[G_N_ELEMENTS (names)];
  gsize left = size;
  guint n = 0;

  /* An empty part is no table. */
  for (guint i = 0; i < G_N_ELEMENTS (names) && left > 0; i++)
    {
      const char *mark = g_strstr_len (text, (gssize) left, "%%\n");
      const gsize part = mark != NULL ? (gsize) (mark - text) : left;
      const gsize taken = mark != NULL ? part + strlen ("%%\n") : left;

      if (part > 0)
        files[n++] = (GwFuzzFile) { names[i], text, part };
      text += taken;
      left -= taken;
    }
  if (n > 0)
    gw_fuzz_format_beside ("csv", "set", NULL, size, files, n);

  return 0;
}
