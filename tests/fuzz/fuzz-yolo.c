/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a yaml file of names, and as a label file of each task, once as fractions and once
 * as pixels.
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
read_row (const GwYoloGrammar *grammar, double *numbers, guint n)
{
  GwYoloLine line;
  const char *code = NULL, *sentence = NULL;

  if (gw_yolo_line_make (grammar, numbers, n, 640, 480, &line, &code, &sentence))
    g_assert (gw_yolo_grammar_count (grammar, n, NULL) > 0 && line.shape.kind != GW_SHAPE_NONE);
  else
    g_assert (line.shape.kind == GW_SHAPE_NONE && code != NULL && sentence != NULL);
  gw_shape_clear (&line.shape);
}

static void
read_labels (const char *text, gsize length, const GwYoloGrammar *grammar, gboolean divide)
{
  GwYoloRows rows;

  gw_yolo_rows_init (&rows);
  gw_yolo_rows_parse (&rows, text, length);
  if (divide && gw_yolo_rows_are_pixels (&rows, grammar))
    gw_yolo_rows_divide (&rows, grammar, 640, 480);
  for (guint i = 0; i < rows.rows->len; i++)
    {
      const GwYoloRow *row = &g_array_index (rows.rows, GwYoloRow, i);

      g_assert (row->first + row->n <= rows.numbers->len);
      if (row->n > 0)
        read_row (grammar, &g_array_index (rows.numbers, double, row->first), row->n);
      else
        g_assert (row->code != NULL && row->sentence != NULL);
    }
  gw_yolo_rows_clear (&rows);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GwYaml) yaml = gw_yaml_parse (text, size, NULL, NULL);

  if (yaml != NULL)
    {
      g_autoptr (GPtrArray) list = gw_yaml_list (yaml, "train");

      gw_yaml_foreach (yaml, "names", note, NULL);
    }
  for (GwYoloTask task = 0; task < GW_YOLO_N_TASKS; task++)
    for (guint i = 0; i < 4; i++)
      {
        const GwYoloGrammar grammar = { task, 2 + i, 2 + i % 2 };

        read_labels (text, size, &grammar, i >= 2);
      }

  return 0;
}
