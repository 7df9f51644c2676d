/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-masks.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-scan.h"
#include "gw-label-source.h"
#include "gw-pixel-values.h"

#define GREY 0x010101
#define WHITE 0xffffff

gboolean
gw_cli_masks_is_folder (const char *path)
{
  g_autoptr (GwLabelSource) source = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return FALSE;
  source = gw_label_source_find (path, NULL, NULL, NULL);

  return source == NULL || (source->format->flags & GW_FORMAT_LABELS_BY_FOLDER) != 0;
}

GwCliMasks *
gw_cli_masks_open (GwCli *cli, const char *folder, GError **error)
{
  g_autoptr (GwCliMasks) self = g_new0 (GwCliMasks, 1);

  self->folder = g_strdup (folder);
  self->paths = gw_image_scan (folder, cli->cancellable, NULL, NULL, error);

  return self->paths != NULL ? g_steal_pointer (&self) : NULL;
}

void
gw_cli_masks_free (GwCliMasks *self)
{
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->table, gw_mask_table_free);
  g_free (self->folder);
  g_free (self);
}

/* --- names ---------------------------------------------------------------------------- */

static gboolean
load_file (GwCliMasks *self, const char *file, GError **error)
{
  if (!gw_source_check (file, NULL, error))
    return FALSE;
  self->table = gw_mask_table_load (file, error);

  return self->table != NULL;
}

gboolean
gw_cli_masks_load_classes (GwCliMasks *self, const char *file, GError **error)
{
  static const char *const usual[] = { "class_names.txt", "labelmap.txt", "dataset_meta.json", "label_colors.txt" };

  if (file != NULL)
    return load_file (self, file, error);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, i < G_N_ELEMENTS (usual) ? "." : "..",
                                                usual[i % G_N_ELEMENTS (usual)], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return load_file (self, path, error);
    }

  return TRUE;
}

static gboolean
is_grey (guint32 value)
{
  return (value & WHITE) == (value & 0xff) * GREY;
}

const char *
gw_cli_masks_find_name (const GwCliMasks *self, guint32 value)
{
  const GwMaskEntry *entry = NULL;
  int number;

  if (self->table == NULL)
    return NULL;
  if ((value & GW_CLI_MASK_INDEX) == 0)
    entry = gw_mask_table_find_colour (self->table, value);
  if (entry != NULL)
    return entry->name;

  number = is_grey (value) ? (int) (value & 0xff) : -1;
  entry = gw_mask_table_find_index (self->table, number);
  /* Some colours of the palette are grey. */
  if ((value & GW_CLI_MASK_INDEX) == 0 && entry == NULL)
    {
      number = gw_voc_palette_find (value);
      entry = gw_mask_table_find_index (self->table, number);
    }
  if (number == GW_MASK_VOID && !is_grey (value))
    return G_STRINGIFY (GW_MASK_VOID);

  return entry != NULL ? entry->name : NULL;
}

char *
gw_cli_masks_name_value (guint32 value)
{
  return is_grey (value) ? g_strdup_printf ("%u", value & 0xff) : g_strdup_printf ("#%06x", value);
}

/* --- pixels --------------------------------------------------------------------------- */

static gboolean
has_too_many_values (const guint32 *values, gsize n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < n && g_hash_table_size (seen) <= GW_CLI_MASK_MOST_VALUES; i++)
    if (i == 0 || values[i] != values[i - 1])
      g_hash_table_add (seen, GUINT_TO_POINTER (values[i]));

  return g_hash_table_size (seen) > GW_CLI_MASK_MOST_VALUES;
}

guint32 *
gw_cli_masks_read (GwCli *cli, const GwCliMasks *self, const char *path, gboolean colours, int *width, int *height)
{
  g_autofree char *file = g_build_filename (self->folder, path, NULL);
  g_autoptr (GError) failure = NULL;
  gboolean has_palette = FALSE;
  guint32 *values = colours ? gw_pixel_values_read (file, width, height, cli->cancellable, &failure)
                            : gw_pixel_indices_read (file, width, height, &has_palette, cli->cancellable, &failure);

  if (values == NULL)
    gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "image-unreadable", file, 0, path,
                     _ ("%s The mask was left out."), failure->message);
  if (values != NULL && !has_palette && has_too_many_values (values, (gsize) *width * (gsize) *height))
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "mask-antialias", file, 0, path,
                       _ ("The picture has more than %d colors: it is a photograph, or a mask with soft edges. It was "
                          "left out."),
                       GW_CLI_MASK_MOST_VALUES);
      g_clear_pointer (&values, g_free);
    }
  for (gsize i = 0; values != NULL && has_palette && i < (gsize) *width * (gsize) *height; i++)
    values[i] |= GW_CLI_MASK_INDEX;

  return values;
}

gboolean
gw_cli_masks_have_colours (const guint32 *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if ((values[i] & GW_CLI_MASK_INDEX) == 0 && !is_grey (values[i]))
      return TRUE;

  return FALSE;
}
