/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-layout-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-path.h"
#include "gw-reader-private.h"

static void
item_free (gpointer data)
{
  GwYoloItem *item = data;

  g_free (item->path);
  g_free (item->picture);
  g_free (item->labels);
  g_free (item);
}

void
gw_yolo_layout_free (GwYoloLayout *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->config, gw_yolo_config_free);
  g_clear_pointer (&self->places, gw_yolo_places_free);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->items);
  g_free (self->images_dir);
  g_free (self->labels_dir);
  g_free (self);
}

void
_gw_yolo_layout_take (GwYoloLayout *self, const GwYoloItem *item)
{
  g_ptr_array_add (self->items, g_memdup2 (item, sizeof *item));
  self->n_labels += item->labels != NULL ? 1 : 0;
}

gboolean
_gw_yolo_layout_is_enough (const GwYoloLayout *self, const GwYoloSearch *search)
{
  return search->most > 0 && self->n_labels >= search->most;
}

const char *
_gw_yolo_split_of_path (const char *path)
{
  static const char *const splits[][2] = {
    { "train", "train" }, { "val", "val" }, { "valid", "val" }, { "test", "test" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      gsize length = strlen (splits[i][0]);

      if (strncmp (path, splits[i][0], length) == 0 && path[length] == '/')
        return splits[i][1];
    }
  return NULL;
}

char *
_gw_yolo_layout_make_label_folder (const GwYoloLayout *self, const char *folder)
{
  const char *root = gw_yolo_places_get_root (self->places);
  const char *base = self->config->base != NULL ? self->config->base : ".";
  g_autofree char *joined = g_path_is_absolute (folder) ? g_strconcat (folder, "/x", NULL)
                                                        : g_strconcat (base, "/", folder, "/x", NULL);
  g_autofree char *whole = g_canonicalize_filename (joined, root);
  const char *inside = gw_yolo_get_relative (root, whole);
  char *labels = inside != NULL ? gw_yolo_make_label_path (inside) : NULL;

  if (labels != NULL)
    labels[strlen (labels) - strlen ("x.txt")] = '\0';
  return labels;
}

/* --- paths that lead nowhere ------------------------------------------------------------- */

static const char *
get_code (const GwYoloPlace *place)
{
  return place->escapes ? "path-escape" : place->path == NULL ? "path-missing" : "path-guessed";
}

static char *
describe (const GwYoloPlace *place, const char *path)
{
  if (place->path != NULL && place->escapes)
    return g_strdup_printf (_ ("The path “%s” of the data set leads out of its folder. Only its end was used."), path);
  if (place->path != NULL)
    return g_strdup_printf (_ ("There is nothing at the path “%s” of the data set. What lies at its end was taken."),
                            path);
  if (place->escapes)
    return g_strdup_printf (_ ("The path “%s” of the data set leads out of its folder and was not looked at. If the "
                               "pictures are there, name their folder."),
                            path);
  return g_strdup_printf (_ ("There is nothing at the path “%s” of the data set. Its images were left out."), path);
}

void
_gw_yolo_layout_report_part (const GwYoloLayout *self, const GwYoloSearch *search, const GwYoloPart *part,
                             const GwYoloPlace *place)
{
  const gboolean found = place->path != NULL;
  g_autofree char *shown = gw_path_display (part->path, (gssize) MIN (strlen (part->path), 200));
  g_autofree char *text = NULL;

  if (search->problems == NULL)
    return;
  text = describe (place, shown);
  gw_problems_report (search->problems,
                      &(GwProblem) { .severity = found && !place->escapes ? GW_SEVERITY_INFO : GW_SEVERITY_WARNING,
                                     .code = get_code (place),
                                     .outcome = found ? GW_OUTCOME_CHANGED : GW_OUTCOME_LEFT_OUT,
                                     .file = self->config->file,
                                     .detail = shown,
                                     .text = text });
}

/* --- names ----------------------------------------------------------------------------------- */

static void
find_names_beside (GPtrArray *names, const char *folder)
{
  static const char *const files[] = { "classes.txt", "obj.names", "labels/classes.txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (files) && names->len == 0; i++)
    {
      g_autofree char *file = g_build_filename (folder, files[i], NULL);

      if (gw_yolo_is_beneath (folder, file, NULL))
        _gw_reader_load_names (names, file, NULL);
    }
}

/* Names given by a person, by the description, or beside it. */
static gboolean
find_names (GwYoloLayout *self, const GwYoloSearch *search, const char *folder, GError **error)
{
  const GwYoloConfig *config = self->config;
  GwYoloPlace place;

  if (search->classes_file != NULL)
    return _gw_reader_load_names (self->names, search->classes_file, error);

  if (config != NULL)
    for (guint i = 0; i < config->names->len; i++)
      g_ptr_array_add (self->names, g_strdup (g_ptr_array_index (config->names, i)));
  if (config != NULL && config->names_file != NULL
      && gw_yolo_places_find (self->places, NULL, config->names_file, &place))
    {
      if (!place.is_folder)
        _gw_reader_load_names (self->names, place.path, NULL);
      g_free (place.path);
    }
  if (self->names->len == 0)
    find_names_beside (self->names, folder);
  return TRUE;
}

/* --- the whole ---------------------------------------------------------------------------------- */

/* What is wrong with the file is a problem, and the error that says so with its place. */
static void
report_config (const GwYoloSearch *search, const char *file, guint64 line, GError *failure)
{
  const gboolean is_tag = g_error_matches (failure, GW_ERROR, GW_ERROR_REFUSED);

  if (!is_tag && !g_error_matches (failure, GW_ERROR, GW_ERROR_INVALID))
    return;
  if (search->problems != NULL)
    gw_problems_add (search->problems, GW_SEVERITY_ERROR, is_tag ? "yaml-tag" : "yaml-syntax", file, line, NULL, "%s",
                     failure->message);
  if (line > 0)
    g_prefix_error (&failure, "%s:%" G_GUINT64_FORMAT ": ", file, line);
  else
    g_prefix_error (&failure, "%s: ", file);
}

/* The file that describes the data, where there is one. */
static gboolean
load_config (GwYoloLayout *self, const GwYoloSearch *search, gboolean is_folder, GError **error)
{
  g_autofree char *file = is_folder ? gw_yolo_config_find (search->source) : g_strdup (search->source);
  GError *failure = NULL;
  guint64 line = 0;

  if (file == NULL)
    return TRUE;
  self->config = gw_yolo_config_load (file, &line, &failure);
  if (self->config != NULL)
    return TRUE;
  report_config (search, file, line, failure);
  g_propagate_error (error, failure);
  return FALSE;
}

GwYoloLayout *
gw_yolo_layout_find (const GwYoloSearch *search, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwYoloLayout) self = g_new0 (GwYoloLayout, 1);
  gboolean is_folder = g_file_test (search->source, G_FILE_TEST_IS_DIR);
  g_autofree char *whole = g_canonicalize_filename (search->source, NULL);
  g_autofree char *folder = is_folder ? g_strdup (whole) : g_path_get_dirname (whole);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->images_dir = search->images_dir != NULL ? g_canonicalize_filename (search->images_dir, NULL) : NULL;
  self->places = gw_yolo_places_new (folder, search->images_dir);

  if (!load_config (self, search, is_folder, error) || !find_names (self, search, folder, error))
    return NULL;
  if (self->config != NULL && !_gw_yolo_layout_find_described (self, search, cancellable, error))
    return NULL;
  if (self->items->len == 0 && !_gw_yolo_layout_find_labels (self, search, folder, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gw_yolo_layout_is_likely (const char *folder)
{
  static const char *const files[] = { "obj.names", "classes.txt" };
  g_autofree char *config = gw_yolo_config_find (folder);

  if (config != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_build_filename (folder, files[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }
  return FALSE;
}
