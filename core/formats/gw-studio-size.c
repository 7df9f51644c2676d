/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-info.h"
#include "gw-path.h"
#include "gw-studio-reader-private.h"

int
_gw_studio_get_side (const GwStudioResult *result, const char *key)
{
  double side;

  return gw_studio_get_number (result->members, key, &side) && side >= 1 && side <= G_MAXINT ? (int) side : 0;
}

/* That of the picture itself, where it can be found yet. */
static void
find_size (const GwReader *reader, GwRecord *record)
{
  const GwStudioState *state = reader->state;
  const char *folder = reader->images_dir != NULL ? reader->images_dir : state->base;
  g_autofree char *path = gw_path_tail (record->path, -1, NULL);
  const char *const tries[] = { path, path != NULL ? gw_path_basename (path) : NULL };
  GwImageTable *known = reader->options.known_images;
  guint index;

  if (path != NULL && known != NULL && gw_image_table_find (known, path, &index) > GW_MATCH_AMBIGUOUS)
    {
      record->width = gw_image_table_get (known, index)->width;
      record->height = gw_image_table_get (known, index)->height;
    }
  for (gsize i = 0; path != NULL && record->width == 0 && i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *file = g_build_filename (folder, tries[i], NULL);
      GwImageInfo info;

      if (_gw_reader_has_file (folder, tries[i]) && gw_image_info_read_file (file, &info, NULL))
        {
          record->width = info.width;
          record->height = info.height;
        }
    }
}

/* As the first result says that says so. */
static void
take_size (const GwStudioAnnotation *annotation, int *image_width, int *image_height)
{
  for (guint i = 0; *image_width == 0 && i < annotation->results->len; i++)
    {
      const GwStudioResult *result = g_ptr_array_index (annotation->results, i);
      const int width = _gw_studio_get_side (result, "original_width"),
                height = _gw_studio_get_side (result, "original_height");

      if (width > 0 && height > 0)
        {
          *image_width = width;
          *image_height = height;
        }
    }
}

/* Once for all records of the task, which may be many. */
static void
measure_task (GwStudioTask *task)
{
  const GPtrArray *const lists[] = { task->annotations, task->predictions };

  for (gsize k = 0; !task->is_measured && k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; task->width == 0 && i < lists[k]->len; i++)
      take_size (g_ptr_array_index (lists[k], i), &task->width, &task->height);
  task->is_measured = TRUE;
}

/* Once for all records of an image, which may be many. */
static void
look_up_size (const GwReader *reader, GwRecord *record)
{
  GwStudioState *state = reader->state;

  if (g_strcmp0 (state->sized, record->path) != 0)
    {
      find_size (reader, record);
      g_free (state->sized);
      state->sized = g_strdup (record->path);
      state->width = record->width;
      state->height = record->height;
    }
  record->width = state->width;
  record->height = state->height;
}

/* What other annotations of the task say counts too. */
void
_gw_studio_find_size (const GwReader *reader, const GwStudioAnnotation *annotation, GwRecord *record)
{
  const GwStudioState *state = reader->state;

  if (annotation != NULL)
    take_size (annotation, &record->width, &record->height);
  measure_task (state->task);
  if (record->width == 0)
    {
      record->width = state->task->width;
      record->height = state->task->height;
    }
  if (record->width == 0 && annotation != NULL && annotation->results->len > 0)
    look_up_size (reader, record);
}
