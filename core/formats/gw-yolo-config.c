/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-number.h"
#include "gw-reader-private.h"
#include "gw-skeleton.h"
#include "gw-yaml.h"
#include "gw-yolo-places.h"

/* Nobody has more, and each is compared with the others. */
#define MOST_PARTS 1000

/* Of a yaml file that are looked at for keys. */
#define MOST_LINES 10000

static const struct
{
  const char *key;
  const char *split; /* NULL: images of no split, which this program's own files list */
} keys[] = {
  { "train", "train" }, { "val", "val" }, { "valid", "val" }, { "test", "test" }, { "unsplit", NULL },
};

static void
part_clear (gpointer data)
{
  g_free (((GwYoloPart *) data)->path);
}

static GwYoloConfig *
config_new (const char *file)
{
  GwYoloConfig *self = g_new0 (GwYoloConfig, 1);

  self->file = g_strdup (file);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->point_names = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_array_new (FALSE, FALSE, sizeof (GwYoloPart));
  g_array_set_clear_func (self->parts, part_clear);

  return self;
}

void
gw_yolo_config_free (GwYoloConfig *self)
{
  if (self == NULL)
    return;

  g_free (self->file);
  g_free (self->base);
  g_free (self->names_file);
  g_free (self->flip);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->point_names);
  g_array_unref (self->parts);
  g_free (self);
}

static void
add_part (GwYoloConfig *self, const char *split, const char *path)
{
  GwYoloPart part = { split != NULL ? g_intern_string (split) : NULL, NULL };

  if (self->parts->len == MOST_PARTS)
    {
      self->n_more_parts++;
      return;
    }
  part.path = g_strdup (path);
  g_array_append_val (self->parts, part);
}

/* --- yaml --------------------------------------------------------------------------- */

static void
set_name (const char *name, const char *value, gpointer data)
{
  GPtrArray *names = data;
  gint64 index;

  if (!gw_number_parse_int64 (name, -1, &index) || index < 0 || index >= GW_YOLO_MOST_CLASSES)
    return;
  while (names->len <= (guint) index)
    g_ptr_array_add (names, NULL);
  g_free (names->pdata[index]);
  names->pdata[index] = g_strdup (value);
}

static void
take_parts (GwYoloConfig *self, const GwYaml *yaml, const char *key, const char *split)
{
  g_autoptr (GPtrArray) list = gw_yaml_list (yaml, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (*(const char *) g_ptr_array_index (list, i) != '\0')
      add_part (self, split, g_ptr_array_index (list, i));
}

/* Splits of other names, which only this program writes: “fold: images/fold”. */
static void
take_own_part (const char *key, const char *value, gpointer data)
{
  g_autofree char *split = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (key, keys[i].key) == 0)
      return;
  if (!g_str_has_prefix (value, "images/") || strcmp (value + strlen ("images/"), key) != 0)
    return;
  split = gw_file_name_unescape (key);
  add_part (data, split, value);
}

/* kpt_shape: [points, values of a point] */
static void
take_point_shape (GwYoloConfig *self, const GwYaml *yaml)
{
  g_autoptr (GPtrArray) list = gw_yaml_list (yaml, "kpt_shape");
  gint64 n_points, n_values;

  self->has_points = gw_yaml_has (yaml, "kpt_shape");
  if (list == NULL || list->len != 2 || !gw_number_parse_int64 (g_ptr_array_index (list, 0), -1, &n_points)
      || !gw_number_parse_int64 (g_ptr_array_index (list, 1), -1, &n_values) || n_points < 1
      || n_points > GW_SKELETON_MAX_POINTS || (n_values != 2 && n_values != 3))
    return;
  self->n_points = (guint) n_points;
  self->n_values = (guint) n_values;
}

static void
add_point_name (const char *name, const char *value, gpointer data)
{
  g_ptr_array_add (data, g_strdup (value));
}

/* Which point becomes which in a mirrored picture: kept, not understood. */
static void
take_flip (GwYoloConfig *self, const GwYaml *yaml)
{
  g_autoptr (GPtrArray) list = gw_yaml_list (yaml, "flip_idx");
  g_autoptr (GString) text = g_string_new ("[");

  if (list == NULL || list->len > GW_SKELETON_MAX_POINTS)
    return;
  for (guint i = 0; i < list->len; i++)
    {
      gint64 index;

      if (!gw_number_parse_int64 (g_ptr_array_index (list, i), -1, &index))
        return;
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", index);
    }
  g_string_append_c (text, ']');
  self->flip = g_string_free (g_steal_pointer (&text), FALSE);
}

static GwYoloConfig *
load_yaml (const char *file, const char *text, gsize length, guint64 *line, GError **error)
{
  g_autoptr (GwYaml) yaml = gw_yaml_parse (text, length, line, error);
  GwYoloConfig *self;

  if (yaml == NULL)
    return NULL;

  self = config_new (file);
  gw_yaml_foreach (yaml, "names", set_name, self->names);
  self->base = g_strdup (gw_yaml_get (yaml, "path"));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    take_parts (self, yaml, keys[i].key, keys[i].split);
  gw_yaml_foreach_scalar (yaml, take_own_part, self);
  take_point_shape (self, yaml);
  gw_yaml_foreach (yaml, "kpt_names", add_point_name, self->point_names);
  take_flip (self, yaml);

  return self;
}

/* --- Darknet -------------------------------------------------------------------------- */

/* “key = value”; other lines mean nothing here. */
static void
take_setting (GwYoloConfig *self, char *line)
{
  char *value = strchr (line, '=');

  if (value == NULL || *line == '#' || *line == ';')
    return;
  *value++ = '\0';
  g_strstrip (line);
  g_strstrip (value);
  if (*value == '\0')
    return;
  if (strcmp (line, "names") == 0)
    {
      g_free (self->names_file);
      self->names_file = g_strdup (value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (line, keys[i].key) == 0)
      add_part (self, keys[i].split, value);
}

static GwYoloConfig *
load_darknet (const char *file, const char *text, gsize length, GError **error)
{
  GwYoloConfig *self;
  g_auto (GStrv) lines = NULL;

  /* Nobody has that many settings. */
  if (length > 64 * 1024 || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The file is too long or not UTF-8."));
      return NULL;
    }
  self = config_new (file);
  self->darknet = TRUE;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    take_setting (self, g_strstrip (lines[i]));

  return self;
}

/* --- both ------------------------------------------------------------------------------ */

static gboolean
is_yaml_name (const char *name)
{
  return g_str_has_suffix (name, ".yaml") || g_str_has_suffix (name, ".yml");
}

gboolean
gw_yolo_config_is_name (const char *name)
{
  return is_yaml_name (name) || g_str_has_suffix (name, ".data");
}

GwYoloConfig *
gw_yolo_config_load (const char *file, guint64 *line, GError **error)
{
  guint64 at = 0;
  gsize length;
  g_autofree char *text = _gw_reader_load_file (file, &length, error);

  GwYoloConfig *self;

  if (text == NULL)
    return NULL;
  self = is_yaml_name (file) ? load_yaml (file, text, length, &at, error) : load_darknet (file, text, length, error);
  if (line != NULL)
    *line = at;

  return self;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Whether a yaml file has keys of a description, whatever is wrong with it. */
static gboolean
has_keys (const char *file)
{
  gsize length;
  g_autofree char *text = is_yaml_name (file) ? _gw_reader_load_file (file, &length, NULL) : NULL;
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", MOST_LINES) : NULL;
  gboolean has_names = FALSE, has_part = FALSE;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      has_names = has_names || g_str_has_prefix (lines[i], "names:");
      for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
        has_part = has_part || (g_str_has_prefix (lines[i], keys[k].key) && lines[i][strlen (keys[k].key)] == ':');
    }

  return has_names && has_part;
}

gboolean
gw_yolo_config_is_broken (const char *source)
{
  g_autofree char *file = g_file_test (source, G_FILE_TEST_IS_DIR) ? gw_yolo_config_find (source) : g_strdup (source);
  g_autoptr (GwYoloConfig) config = file != NULL ? gw_yolo_config_load (file, NULL, NULL) : NULL;

  return file != NULL && config == NULL && has_keys (file);
}

char *
gw_yolo_config_find (const char *folder)
{
  static const char *const usual[] = { "data.yaml", "obj.data" };
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *broken = NULL;
  const char *name;

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *file = g_build_filename (folder, usual[i], NULL);

      if (gw_yolo_is_beneath (folder, file, NULL))
        return g_steal_pointer (&file);
    }

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (gw_yolo_config_is_name (name))
      g_ptr_array_add (found, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (found, compare_texts);
  for (guint i = 0; i < found->len; i++)
    {
      const char *file = g_ptr_array_index (found, i);
      g_autoptr (GwYoloConfig) config = NULL;

      if (!gw_yolo_is_beneath (folder, file, NULL))
        continue;
      config = gw_yolo_config_load (file, NULL, NULL);
      if (config != NULL && (config->names->len > 0 || config->names_file != NULL))
        return g_strdup (file);
      if (config == NULL && broken == NULL && has_keys (file))
        broken = file;
    }

  return g_strdup (broken);
}
