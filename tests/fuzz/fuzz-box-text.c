/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as lines of boxes, and what they mean in every way. */

#include "gw-fuzz.h"

#include <math.h>
#include <string.h>

#include "gw-box-text.h"

static void
read_line (const char *text, gsize length)
{
  GwBoxText line;
  const char *code = "x", *sentence = NULL;

  if (!gw_box_text_parse (text, length, &line, &code, &sentence))
    {
      g_assert (code == NULL || sentence != NULL);
      return;
    }
  for (GwBoxNumbers i = GW_BOX_NUMBERS_AUTO; i < GW_BOX_NUMBERS_N; i++)
    {
      const GwBox box = gw_box_text_get_box (&line, i, 640, 480);

      g_assert (isfinite (box.x) && isfinite (box.y) && isfinite (box.width) && isfinite (box.height));
      gw_box_text_fits (&line, i, 640, 480);
    }
  g_free (line.name);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "", *end = text + size;

  for (const char *line = text; line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      next = next != NULL ? next : end;
      read_line (line, (gsize) (next - line));
      line = next + 1;
    }

  return 0;
}
