/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a yaml file of names, and each of its lines as one of a label
 * file, with boxes and with polygons.
 */

#include "gw-fuzz.h"

#include <math.h>
#include <string.h>

#include "gw-yaml.h"
#include "gw-yolo-line.h"

static void
note (const char *name, const char *value, gpointer data)
{
  g_assert (name != NULL && value != NULL);
}

static void
read_line (const char *text, gsize length, gboolean segment)
{
  GwYoloLine line;
  const char *code = "x", *sentence;

  if (gw_yolo_line_parse (text, length, segment, 640, 480, &line, &code, &sentence))
    {
      g_assert (line.shape.kind == GW_SHAPE_BOX || line.shape.kind == GW_SHAPE_POLYGON);
      gw_shape_clear (&line.shape);
    }
  else
    g_assert (line.shape.kind == GW_SHAPE_NONE && (code == NULL || sentence != NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  const char *end = text + size;
  g_autoptr (GwYaml) yaml = gw_yaml_parse (text, size, NULL, NULL);

  if (yaml != NULL)
    {
      g_autoptr (GPtrArray) list = gw_yaml_list (yaml, "train");

      gw_yaml_foreach (yaml, "names", note, NULL);
    }
  for (const char *line = text; line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      if (next == NULL)
        next = end;
      read_line (line, (gsize) (next - line), FALSE);
      read_line (line, (gsize) (next - line), TRUE);
      line = next + 1;
    }

  return 0;
}
