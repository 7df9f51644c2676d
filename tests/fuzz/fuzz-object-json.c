/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as an object, as projects, drafts, the clipboard and gw-jsonl
 * hold them: refused with a sentence, or a valid shape whose written form
 * reads back equal.
 */

#include "gw-fuzz.h"

#include "gw-shape-json.h"

static char *
write_object (GwObject *object, const char *label)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_object_write_json (object, label, GW_OBJECT_JSON_WHOLE, writer);
  g_assert (gw_json_writer_finish (writer, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GwObject *
read_object (const char *text, gssize length, char **label)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, length);
  g_autoptr (GError) error = NULL;
  GwObject *object = gw_object_read_json (reader, label, &error);

  g_assert ((object == NULL) == (error != NULL));
  g_assert (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return object;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *label = NULL, *label_again = NULL, *text = NULL, *text_again = NULL;
  g_autoptr (GwObject) object = NULL, again = NULL;

  if (size == 0)
    return 0;
  object = read_object ((const char *) data, (gssize) size, &label);
  if (object == NULL)
    return 0;

  g_assert (gw_object_get_shape (object)->kind == GW_SHAPE_NONE
            || gw_shape_validate (gw_object_get_shape (object)) == GW_STATUS_OK);
  text = write_object (object, label);
  again = read_object (text, -1, &label_again);
  g_assert (again != NULL);
  g_assert_cmpstr (label, ==, label_again);
  text_again = write_object (again, label_again);
  g_assert_cmpstr (text, ==, text_again);
  return 0;
}
