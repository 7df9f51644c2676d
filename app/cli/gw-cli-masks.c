/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-masks.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-scan.h"
#include "gw-label-source.h"
#include "gw-pixel-values.h"

#define GREY 0x010101
#define WHITE 0xffffff
/* Means nothing, by custom. */
#define VOID_NUMBER 255

gboolean
gw_cli_masks_is_folder (const char *path)
{
  g_autoptr (GwLabelSource) source = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return FALSE;
  source = gw_label_source_find (path, NULL, NULL);

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
  g_clear_pointer (&self->classes, g_ptr_array_unref);
  g_clear_pointer (&self->colours, g_hash_table_unref);
  g_free (self->folder);
  g_free (self);
}

/* --- names ---------------------------------------------------------------------------- */

/* Cuts the colour off a line `name:red,green,blue:…`. */
static gboolean
take_colour (char *line, guint32 *colour)
{
  char *colon = strchr (line, ':');
  unsigned int red, green, blue;

  if (colon == NULL || sscanf (colon, ":%3u,%3u,%3u", &red, &green, &blue) != 3 || red > 255 || green > 255
      || blue > 255)
    return FALSE;
  *colon = '\0';
  *colour = red << 16 | green << 8 | blue;

  return TRUE;
}

static void
add_class (GwCliMasks *self, char *line)
{
  guint32 colour;
  gboolean has_colour = take_colour (line, &colour);
  char *name = g_strdup (g_strstrip (line));

  g_ptr_array_add (self->classes, name);
  if (has_colour)
    g_hash_table_insert (self->colours, GUINT_TO_POINTER (colour + 1), name);
}

static gboolean
load_file (GwCliMasks *self, const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;

  if (!gw_source_check (file, NULL, error))
    return FALSE;
  if (!g_file_get_contents (file, &text, &length, &failure))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: the names of classes cannot be read: %s."), file,
                   failure->message);
      return FALSE;
    }
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the names of classes are not UTF-8."), file);
      return FALSE;
    }

  self->classes = g_ptr_array_new_with_free_func (g_free);
  self->colours = g_hash_table_new (NULL, NULL);
  lines = g_strsplit (g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#')
      add_class (self, lines[i]);

  return TRUE;
}

gboolean
gw_cli_masks_load_classes (GwCliMasks *self, const char *file, GError **error)
{
  static const char *const usual[] = { "class_names.txt", "labelmap.txt", "../class_names.txt", "../labelmap.txt" };

  if (file != NULL)
    return load_file (self, file, error);
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, usual[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return load_file (self, path, error);
    }

  return TRUE;
}

/* The number of a colour of the palette of VOC: its bits, taken from the lowest, go to
 * red, green and blue in turn, to the highest bit of each first. -1: of none.
 */
static int
find_in_voc_palette (guint32 colour)
{
  for (unsigned int number = 0; number < 256; number++)
    {
      guint32 made = 0;

      for (unsigned int bit = 0; bit < 8; bit++)
        made |= (number >> bit & 1) << (16 - 8 * (bit % 3) + 7 - bit / 3);
      if (made == colour)
        return (int) number;
    }

  return -1;
}

static gboolean
is_grey (guint32 value)
{
  return (value & WHITE) == (value & 0xff) * GREY;
}

const char *
gw_cli_masks_find_name (const GwCliMasks *self, guint32 value)
{
  const char *name = NULL;
  int number;

  if (self->classes == NULL)
    return NULL;
  if ((value & GW_CLI_MASK_INDEX) == 0)
    name = g_hash_table_lookup (self->colours, GUINT_TO_POINTER (value + 1));
  if (name != NULL)
    return name;

  number = is_grey (value) ? (int) (value & 0xff) : -1;
  /* Some colours of the palette are grey. */
  if ((value & GW_CLI_MASK_INDEX) == 0 && (number < 0 || (guint) number >= self->classes->len))
    number = find_in_voc_palette (value);
  if (number == VOID_NUMBER && !is_grey (value))
    return G_STRINGIFY (VOID_NUMBER);
  if (number < 0 || (guint) number >= self->classes->len)
    return NULL;
  name = g_ptr_array_index (self->classes, (guint) number);

  return *name != '\0' ? name : NULL;
}

char *
gw_cli_masks_name_value (guint32 value)
{
  return is_grey (value) ? g_strdup_printf ("%u", value & 0xff) : g_strdup_printf ("#%06x", value);
}

gboolean
gw_cli_masks_is_background (const char *name)
{
  return g_ascii_strcasecmp (name, "background") == 0 || g_ascii_strcasecmp (name, "_background_") == 0
         || g_ascii_strcasecmp (name, "__background__") == 0;
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
