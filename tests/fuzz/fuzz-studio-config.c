/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the labeling configuration of Label Studio: by itself, written again as what it
 * says, and beside tasks that use some of its controls.
 */

#include "gw-fuzz.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-fuzz-format.h"
#include "gw-studio-config.h"
#include "gw-test-data.h"

static const char tasks[] =
    "[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"result\":["
    "{\"type\":\"rectanglelabels\",\"from_name\":\"label\",\"to_name\":\"image\",\"original_width\":40,"
    "\"original_height\":30,\"value\":{\"x\":10,\"y\":10,\"width\":20,\"height\":30,\"rectanglelabels\":[\"cat\"]}},"
    "{\"type\":\"choices\",\"from_name\":\"choice\",\"to_name\":\"image\",\"value\":{\"choices\":[\"day\"]}},"
    "{\"type\":\"taxonomy\",\"from_name\":\"tree\",\"to_name\":\"image\",\"value\":{\"taxonomy\":[[\"a\",\"b\"]]}}]}]}]";

static GwStudioConfig *
load (const char *folder, const char *text, gsize length)
{
  g_autofree char *file = g_build_filename (folder, "config.xml", NULL);
  const char *code = NULL;
  g_autoptr (GError) error = NULL;
  GwStudioConfig *config;

  g_assert (g_file_set_contents (file, text, (gssize) length, NULL));
  config = gw_studio_config_load (file, &code, &error);
  g_assert ((config == NULL) == (code != NULL && error != NULL));

  return config;
}

/* What is written of its classes can be read. */
static void
write_again (const char *folder, const GwStudioConfig *config)
{
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwStudioConfig) again = NULL;

  for (guint i = 0; i < config->labels->len; i++)
    {
      const GwStudioLabel *label = g_ptr_array_index (config->labels, i);

      g_assert (label->name != NULL && label->colour >= -1 && label->colour <= 0xffffff);
      gw_record_head_ensure_class (head, label->name);
    }
  if (!gw_studio_config_write (text, head, config->controls, "image", "image", NULL))
    return;
  again = load (folder, text->str, text->len);
  g_assert (again != NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const GwFuzzFile config = { "config.xml", data, size };
  char *folder = gw_test_folder_new ();
  g_autoptr (GwStudioConfig) loaded = load (folder, size > 0 ? (const char *) data : "", size);

  if (loaded != NULL)
    write_again (folder, loaded);
  gw_test_folder_free (folder);
  gw_fuzz_format_beside ("label-studio", "tasks.json", (const uint8_t *) tasks, strlen (tasks), &config, 1);

  return 0;
}
