/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-table.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-reader-private.h"

/* Values of a 16-bit mask. */
#define MOST_ENTRIES 65536

static void
entry_free (gpointer data)
{
  GwMaskEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static GwMaskTable *
table_new (const char *file)
{
  GwMaskTable *self = g_new0 (GwMaskTable, 1);

  self->file = g_strdup (file);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->background = -1;
  self->indices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->colours = g_hash_table_new (NULL, NULL);

  return self;
}

void
gw_mask_table_free (GwMaskTable *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->indices);
  g_hash_table_unref (self->colours);
  g_ptr_array_unref (self->entries);
  g_free (self->file);
  g_free (self);
}

/* The first of two with one index or colour stays. Takes over name. */
static GwMaskEntry *
add_entry (GwMaskTable *self, char *name, gint64 index)
{
  GwMaskEntry *entry = g_new0 (GwMaskEntry, 1);

  entry->name = g_strstrip (name);
  entry->index = index;
  g_ptr_array_add (self->entries, entry);
  if (index >= 0 && *entry->name != '\0' && !g_hash_table_contains (self->indices, &index))
    g_hash_table_insert (self->indices, g_memdup2 (&index, sizeof index), entry);

  return entry;
}

static void
set_colour (GwMaskTable *self, GwMaskEntry *entry, const double rgb[3])
{
  for (int i = 0; i < 3; i++)
    if (!(rgb[i] >= 0 && rgb[i] <= 255))
      return;

  entry->colour = (guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | (guint32) rgb[2];
  entry->has_colour = TRUE;
  self->has_colours = TRUE;
  if (!g_hash_table_contains (self->colours, GUINT_TO_POINTER (entry->colour + 1)))
    g_hash_table_insert (self->colours, GUINT_TO_POINTER (entry->colour + 1), entry);
}

GwMaskTable *
gw_mask_table_new (void)
{
  return table_new (NULL);
}

void
gw_mask_table_add (GwMaskTable *self, const char *name, gint64 index, gint64 colour)
{
  GwMaskEntry *entry = add_entry (self, g_strdup (name), index);
  double rgb[] = { (double) (colour >> 16 & 0xff), (double) (colour >> 8 & 0xff), (double) (colour & 0xff) };

  if (colour >= 0)
    set_colour (self, entry, rgb);
}

/* --- lines ------------------------------------------------------------------------- */

/* Reads three numbers with a separator (a blank stands for any) between them;
 * where they end. NULL: there are none.
 */
static const char *
scan_colour (const char *text, char separator, double rgb[3])
{
  for (int i = 0; i < 3; i++)
    {
      guint number = 0, digits = 0;

      text += strspn (text, " \t");
      if (i > 0 && separator != ' ' && *text++ != separator)
        return NULL;
      text += strspn (text, " \t");
      for (; g_ascii_isdigit (*text) && digits < 4; text++, digits++)
        number = 10 * number + (guint) (*text - '0');
      if (digits == 0 || number > 255)
        return NULL;
      rgb[i] = number;
    }

  return text;
}

/* `name:r,g,b:…`, `r g b name`, or a name. */
static void
add_line (GwMaskTable *self, const char *line, gint64 index)
{
  const char *colon = strchr (line, ':');
  double rgb[3];
  const char *end;

  if (colon != NULL && scan_colour (colon + 1, ',', rgb) != NULL)
    set_colour (self, add_entry (self, g_strndup (line, (gsize) (colon - line)), index), rgb);
  else if ((end = scan_colour (line, ' ', rgb)) != NULL && g_ascii_isspace (*end))
    set_colour (self, add_entry (self, g_strdup (end), index), rgb);
  else
    add_entry (self, g_strdup (line), index);
}

/* `name,r,g,b`: names have no commas here, quoted or not. */
static void
add_row (GwMaskTable *self, char *line, gint64 index)
{
  char *comma = strchr (line, ',');
  double rgb[3];

  if (comma == NULL || scan_colour (comma + 1, ',', rgb) == NULL)
    return;
  *comma = '\0';
  g_strstrip (line);
  if (line[0] == '"' && strlen (line) > 1 && g_str_has_suffix (line, "\""))
    {
      line[strlen (line) - 1] = '\0';
      line++;
    }
  set_colour (self, add_entry (self, g_strdup (line), index), rgb);
}

static gboolean
is_row_header (const char *line)
{
  g_autofree char *plain = g_ascii_strdown (line, -1);

  return g_str_has_prefix (g_strstrip (plain), "name,r,g,b");
}

static void
read_lines (GwMaskTable *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MOST_ENTRIES + 1);
  gboolean is_csv = lines[0] != NULL && is_row_header (lines[0]);
  gint64 index = 0;

  for (gsize i = is_csv ? 1 : 0; lines[i] != NULL && i < MOST_ENTRIES; i++)
    {
      /* The last line's end begins no other. */
      if (lines[i][0] == '#' || (lines[i + 1] == NULL && lines[i][0] == '\0'))
        continue;
      /* Lists of labelme begin with what is written as void. */
      if (index == 0 && !is_csv && strcmp (g_strchomp (lines[i]), "__ignore__") == 0)
        {
          add_entry (self, g_strdup (lines[i]), GW_MASK_VOID);
          continue;
        }
      if (is_csv)
        add_row (self, lines[i], index);
      else
        add_line (self, lines[i], index);
      index++;
    }
}

/* --- JSON ------------------------------------------------------------------------------ */

/* A member that is an object. */
static GwJsonMembers *
open_object (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  return raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
}

/* The n-th colour goes to the n-th entry. */
static void
read_colours (GwMaskTable *self, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return;
  for (guint i = 0; i < self->entries->len && gw_json_reader_next (json, NULL) == GW_JSON_ARRAY_BEGIN; i++)
    {
      g_array_set_size (numbers, 0);
      if (gw_json_reader_next_numbers (json, numbers, 4, NULL) != GW_JSON_ARRAY_END)
        return;
      if (numbers->len >= 3)
        set_colour (self, g_ptr_array_index (self->entries, i), (const double *) (gpointer) numbers->data);
    }
}

/* dataset_meta.json */
static void
read_label_map (GwMaskTable *self, const GwJsonMembers *whole, const GwJsonMembers *map)
{
  gsize length;
  const char *raw = gw_json_members_get (whole, "segmentation_colors", &length);

  for (guint i = 0; i < MIN (gw_json_members_get_n (map), MOST_ENTRIES); i++)
    {
      const char *key = gw_json_members_get_at (map, i, NULL, NULL);
      char *name = gw_json_members_dup_string (map, key);
      gint64 index;
      gboolean is_number = gw_number_parse_int64 (key, -1, &index);
      GwMaskEntry *entry = add_entry (self, name != NULL ? name : g_strdup (""), is_number && index >= 0 ? index : -1);

      entry->is_undrawn = is_number && index == -1;
    }
  if (raw != NULL)
    read_colours (self, raw, length);

  raw = gw_json_members_get (whole, "background_label", &length);
  if (raw != NULL)
    {
      g_autofree char *text = gw_json_value_to_text (raw, length);

      if (text == NULL || !gw_number_parse_int64 (text, -1, &self->background) || self->background < 0)
        self->background = -1;
    }
}

/* Maps of X-AnyLabeling: names with their colours, or their greys. */
static void
read_colour_map (GwMaskTable *self, const GwJsonMembers *map)
{
  for (guint i = 0; i < MIN (gw_json_members_get_n (map), MOST_ENTRIES); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (map, i, &raw, &length);
      double rgb[3];
      double grey;

      if (gw_json_members_get_numbers (map, key, rgb, 3))
        set_colour (self, add_entry (self, g_strdup (key), -1), rgb);
      else if (gw_number_parse (raw, (gssize) length, &grey) && grey >= 0 && grey < MOST_ENTRIES)
        add_entry (self, g_strdup (key), (gint64) grey);
    }
}

static gboolean
read_json (GwMaskTable *self, const char *text, GError **error)
{
  g_autoptr (GwJsonMembers) whole = gw_json_members_parse (text, -1, NULL, error);
  g_autoptr (GwJsonMembers) labels = whole != NULL ? open_object (whole, "label_map") : NULL;
  g_autoptr (GwJsonMembers) colours = whole != NULL ? open_object (whole, "colors") : NULL;

  if (whole == NULL)
    {
      g_prefix_error (error, "%s: ", self->file);
      return FALSE;
    }
  if (labels != NULL)
    read_label_map (self, whole, labels);
  else if (colours != NULL)
    read_colour_map (self, colours);
  if (self->entries->len > 0)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: there are no classes in it. A “label_map” or “colors” was expected."), self->file);
  return FALSE;
}

/* --- files ------------------------------------------------------------------------------- */

GwMaskTable *
gw_mask_table_load (const char *file, GError **error)
{
  g_autoptr (GwMaskTable) self = table_new (file);
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);
  const char *begin;

  if (text == NULL)
    return NULL;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the names of classes are not UTF-8."), file);
      return NULL;
    }

  begin = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  if (begin[strspn (begin, " \t\r\n")] == '{')
    return read_json (self, begin, error) ? g_steal_pointer (&self) : NULL;
  read_lines (self, begin);

  return g_steal_pointer (&self);
}

GwMaskTable *
gw_mask_table_find (const char *folder, GError **error)
{
  static const char *const usual[] = { "dataset_meta.json", "labelmap.txt",        "label_colors.txt",
                                       "class_names.txt",   "label_names.txt",     "classes.txt",
                                       "labels.txt",        "label_map.json",      "color_map.json",
                                       "colormap.json",     "label_colors.csv",    "class_dict.csv",
                                       "classes.csv",       "mask_color_map.json", "mask_grayscale_map.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *file = g_build_filename (folder, usual[i], NULL);

      if (_gw_reader_has_file (folder, usual[i]))
        return gw_mask_table_load (file, error);
    }

  return NULL;
}

const GwMaskEntry *
gw_mask_table_find_index (const GwMaskTable *self, gint64 index)
{
  return self != NULL ? g_hash_table_lookup (self->indices, &index) : NULL;
}

const GwMaskEntry *
gw_mask_table_find_colour (const GwMaskTable *self, guint32 colour)
{
  const GwMaskEntry *entry = self != NULL ? g_hash_table_lookup (self->colours, GUINT_TO_POINTER (colour + 1)) : NULL;

  return entry != NULL && *entry->name != '\0' ? entry : NULL;
}

/* --- customs -------------------------------------------------------------------------------- */

gboolean
gw_mask_name_is_background (const char *name)
{
  return g_ascii_strcasecmp (name, "background") == 0 || g_ascii_strcasecmp (name, "_background_") == 0
         || g_ascii_strcasecmp (name, "__background__") == 0;
}

gboolean
gw_mask_name_is_void (const char *name)
{
  return g_ascii_strcasecmp (name, "void") == 0 || strcmp (name, "__ignore__") == 0;
}

guint32
gw_voc_palette_get (guint index)
{
  guint32 colour = 0;

  for (guint bit = 0; bit < 8; bit++)
    colour |= (index >> bit & 1) << (16 - 8 * (bit % 3) + 7 - bit / 3);

  return colour;
}

int
gw_voc_palette_find (guint32 colour)
{
  for (guint index = 0; index < GW_MASK_COLOURS; index++)
    if (gw_voc_palette_get (index) == colour)
      return (int) index;

  return -1;
}
