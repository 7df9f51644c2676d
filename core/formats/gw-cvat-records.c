/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-records.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-elements.h"
#include "gw-file-name.h"
#include "gw-json-values.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* The subset that CVAT writes where there is none. */
#define NO_SUBSET "default"
/* Larger pictures there are none. */
#define MOST_SIDE (1 << 20)

struct _GwCvatRecords
{
  GwReader *reader;
  const char *file;
  GwCvatElements *elements;
  GwCvatTracks *tracks;
  int width; /* of pictures of a video */
  int height;
  GQueue done;       /* of GwRecord */
  GPtrArray *frames; /* (nullable), of GwCvatFrame: of tracks, that no image is of */
  guint next_frame;
  guint depth; /* of open elements */
  gboolean in_image;
  GwRecord *record; /* (nullable): of the open image; NULL too where it has no name */
  GwJsonMembers *image_bag;
  char *key; /* of its frame */
  guint64 line;
  guint n_lost;    /* elements of an image without name */
  guint replaying; /* depth within a track's object */
};

/* --- tracks ---------------------------------------------------------------------------------------------- */

static gboolean
on_replay_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
                 GError **error)
{
  GwCvatRecords *self = data;

  self->replaying++;
  gw_cvat_elements_start (self->elements, self->replaying - 1, name, names, values, line);
  return TRUE;
}

static gboolean
on_replay_end (const char *name, const char *text, gpointer data, GError **error)
{
  GwCvatRecords *self = data;

  gw_cvat_elements_end (self->elements, self->replaying - 1, name, text);
  self->replaying--;
  return TRUE;
}

/* --- images ---------------------------------------------------------------------------------------------- */

char *
gw_cvat_subset_to_split (const char *subset)
{
  g_autofree char *lower = NULL;

  if (subset == NULL || *subset == '\0' || strcmp (subset, NO_SUBSET) == 0)
    return NULL;
  lower = g_ascii_strdown (subset, -1);
  return _gw_reader_is_split_name (lower) ? g_steal_pointer (&lower) : g_strdup (subset);
}

static int
read_side (const char *const *names, const char *const *values, const char *name)
{
  const gint64 side = gw_cvat_get_whole (names, values, name);

  return side > 0 && side <= MOST_SIDE ? (int) side : 0;
}

/* Exports of projects have the pictures of each subset in a folder of its own. */
static void
place_picture (GwCvatRecords *self, const char *subset)
{
  GwRecord *record = self->record;
  g_autofree char *folder = g_path_get_dirname (self->file);
  g_autofree char *clean = gw_path_normalise (record->path, -1, NULL);
  g_autofree char *inner = subset != NULL && *subset != '\0' ? gw_file_name_make_split (subset) : NULL;
  g_autofree char *picture = NULL;

  if (clean == NULL || inner == NULL || self->reader->options.images_dir != NULL)
    return;
  picture = g_build_filename ("images", inner, clean, NULL);
  if (!_gw_reader_has_file (folder, picture))
    return;
  g_free (record->path);
  record->path = g_build_filename (inner, clean, NULL);
  record->file = g_build_filename (folder, picture, NULL);
}

static void
begin_record (GwCvatRecords *self, const char *path, const char *subset, guint64 line)
{
  self->record = gw_record_new (path);
  self->record->line = line;
  self->record->split = gw_cvat_subset_to_split (subset);
  if (subset != NULL && g_strcmp0 (self->record->split, subset) != 0)
    gw_json_members_set_string (self->image_bag, "subset", subset);
}

static void
begin_image (GwCvatRecords *self, const char *const *names, const char *const *values, guint64 line)
{
  static const char *const known[] = { "id", "name", "width", "height", "subset", "task_id", NULL };
  static const char *const kept[] = { "id", "task_id" };
  const char *id = gw_xml_get_attribute (names, values, "id");
  const char *name = gw_xml_get_attribute (names, values, "name");
  const char *subset = gw_xml_get_attribute (names, values, "subset");

  self->in_image = TRUE;
  self->line = line;
  self->n_lost = 0;
  self->image_bag = gw_json_members_new ();
  self->key = gw_cvat_frame_key (gw_xml_get_attribute (names, values, "task_id"), id != NULL ? id : "");
  self->reader->counts.images++;
  if (name == NULL || *name == '\0')
    {
      gw_cvat_elements_begin_record (self->elements, NULL);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (gw_xml_get_attribute (names, values, kept[i]) != NULL)
      gw_json_members_set_string (self->image_bag, kept[i], gw_xml_get_attribute (names, values, kept[i]));
  begin_record (self, name, subset, line);
  self->record->width = read_side (names, values, "width");
  self->record->height = read_side (names, values, "height");
  gw_cvat_keep_more (self->image_bag, GW_CVAT_NONE, names, values, known);
  place_picture (self, subset);
  gw_cvat_elements_begin_record (self->elements, self->record);
}

static void
end_record (GwCvatRecords *self)
{
  static const GwXmlFuncs funcs = { on_replay_start, on_replay_end };
  GwRecord *record = self->record;

  gw_cvat_elements_set_of_track (self->elements, TRUE);
  gw_cvat_tracks_replay (self->tracks, self->key, &funcs, self);
  gw_cvat_elements_set_of_track (self->elements, FALSE);
  gw_cvat_elements_end_record (self->elements, self->image_bag);
  /* An image without anything may have been looked at or not. */
  record->labeled = record->objects->len > 0 || record->labels->len > 0
                    || (self->reader->options.empty_means == GW_EMPTY_NEGATIVE
                        && !gw_cvat_tracks_passes (self->tracks, self->key));
  if (gw_json_members_get_n (self->image_bag) > 0)
    record->bag = gw_json_members_put_bag (self->image_bag, NULL, "cvat");
  g_queue_push_tail (&self->done, g_steal_pointer (&self->record));
}

static void
clear_image (GwCvatRecords *self)
{
  g_clear_pointer (&self->record, gw_record_free);
  g_clear_pointer (&self->image_bag, gw_json_members_free);
  g_clear_pointer (&self->key, g_free);
  self->in_image = FALSE;
}

static void
end_image (GwCvatRecords *self)
{
  if (self->record != NULL)
    end_record (self);
  else
    gw_problems_report (self->reader->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "path-missing",
                                       .file = (char *) self->file,
                                       .line = self->line,
                                       .n_images = 1,
                                       .n_labels = self->n_lost,
                                       .text = _ ("An image has no name. It was left out with its labels.") });
  clear_image (self);
}

/* --- the file ---------------------------------------------------------------------------------------------- */

static gboolean
on_start (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
          GError **error)
{
  GwCvatRecords *self = data;
  const guint depth = self->depth++;

  if (depth == 1 && strcmp (name, "image") == 0)
    begin_image (self, names, values, line);
  else if (depth >= 2 && self->in_image)
    {
      self->n_lost += depth == 2 && self->record == NULL ? 1 : 0;
      gw_cvat_elements_start (self->elements, depth - 2, name, names, values, line);
    }
  return TRUE;
}

static gboolean
on_end (const char *name, const char *text, gpointer data, GError **error)
{
  GwCvatRecords *self = data;
  const guint depth = --self->depth;

  if (depth == 1 && self->in_image)
    end_image (self);
  else if (depth >= 2 && self->in_image)
    gw_cvat_elements_end (self->elements, depth - 2, name, text);
  return TRUE;
}

const GwXmlFuncs gw_cvat_records_funcs = { on_start, on_end };

GwCvatRecords *
gw_cvat_records_new (GwReader *reader, const char *file, const GwCvatClasses *classes, GwCvatTracks *tracks, int width,
                     int height)
{
  GwCvatRecords *self = g_new0 (GwCvatRecords, 1);

  self->reader = reader;
  self->file = file;
  self->elements = gw_cvat_elements_new (reader, file, classes);
  self->tracks = tracks;
  self->width = width;
  self->height = height;
  g_queue_init (&self->done);

  return self;
}

void
gw_cvat_records_free (GwCvatRecords *self)
{
  if (self == NULL)
    return;
  clear_image (self);
  g_queue_clear_full (&self->done, (GDestroyNotify) gw_record_free);
  gw_cvat_elements_free (self->elements);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_free (self);
}

/* The record of a frame that no image is of, named as CVAT names the pictures of a video. */
static void
make_frame (GwCvatRecords *self, const GwCvatFrame *frame)
{
  g_autofree char *path = g_strdup_printf ("frame_%06" G_GINT64_FORMAT, frame->frame);

  self->image_bag = gw_json_members_new ();
  self->key = g_strdup (frame->key);
  self->reader->counts.images++;
  begin_record (self, path, frame->subset, 0);
  self->record->width = self->width;
  self->record->height = self->height;
  gw_cvat_elements_begin_record (self->elements, self->record);
  end_record (self);
  clear_image (self);
}

GwRecord *
gw_cvat_records_pop (GwCvatRecords *self)
{
  if (g_queue_is_empty (&self->done) && self->frames != NULL && self->next_frame < self->frames->len)
    make_frame (self, g_ptr_array_index (self->frames, self->next_frame++));
  return g_queue_pop_head (&self->done);
}

void
gw_cvat_records_finish (GwCvatRecords *self)
{
  self->frames = gw_cvat_tracks_list (self->tracks);
}
