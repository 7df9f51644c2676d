/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mot-sequence.h"

#include <string.h>

#include "gw-image-info.h"
#include "gw-label-files.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* MOT17/train/MOT17-02: sequences lie so deep below a source. */
#define MOST_DEPTH 3
#define MOST_SEQUENCES 100000

static const char truth_file[] = "gt/gt.txt";
static const char detected_file[] = "det/det.txt";

static void
sequence_free (gpointer data)
{
  GwMotSequence *self = data;

  g_free (self->file);
  g_free (self->folder);
  g_free (self->top);
  g_free (self->images);
  g_free (self->ending);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_free (self);
}

/* --- finding ---------------------------------------------------------------------------- */

static GwMotSequence *
new_sequence (const char *top, const char *folder, const char *file, gboolean detected)
{
  GwMotSequence *self = g_new0 (GwMotSequence, 1);

  self->top = g_strdup (top);
  self->folder = g_strdup (folder);
  self->file = g_build_filename (top, folder, file, NULL);
  self->detected = detected;
  return self;
}

static gboolean
take_folder (GPtrArray *found, const char *top, const char *folder)
{
  g_autofree char *whole = g_build_filename (top, folder, NULL);
  const gboolean truth = _gw_reader_has_file (whole, truth_file), detected = _gw_reader_has_file (whole, detected_file);
  GwMotSequence *self;

  if (!truth && !detected)
    return FALSE;
  self = new_sequence (top, folder, truth ? truth_file : detected_file, !truth);
  self->has_both = truth && detected;
  g_ptr_array_add (found, self);
  return TRUE;
}

/* most: names that may still be looked at. */
static void
look_below (GPtrArray *found, const char *top, const char *folder, guint depth, guint *most)
{
  g_autofree char *whole = g_build_filename (top, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;

  while (dir != NULL && found->len<MOST_SEQUENCES && * most> 0 && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = folder[0] != '\0' ? g_build_filename (folder, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (top, path, NULL);

      *most -= 1;
      if (name[0] == '.' || gw_label_name_is_file (name) || !g_file_test (full, G_FILE_TEST_IS_DIR)
          || g_file_test (full, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (!take_folder (found, top, path) && depth + 1 < MOST_DEPTH)
        look_below (found, top, path, depth + 1, most);
    }
}

static int
compare_folders (gconstpointer a, gconstpointer b)
{
  return gw_path_compare ((*(GwMotSequence *const *) a)->folder, (*(GwMotSequence *const *) b)->folder);
}

/* Rows in gt or det of a sequence, or alone. */
static void
take_file (GPtrArray *found, const char *source)
{
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *above = g_path_get_dirname (folder);
  const char *inner = gw_path_basename (folder);
  const gboolean nested = g_str_equal (inner, "gt") || g_str_equal (inner, "det");
  const gboolean detected = g_str_equal (inner, "det") || g_str_has_prefix (gw_path_basename (absolute), "det");
  GwMotSequence *self = new_sequence (nested ? above : folder, "", gw_path_basename (absolute), detected);

  g_free (self->file);
  self->file = g_steal_pointer (&absolute);
  g_ptr_array_add (found, self);
}

GPtrArray *
gw_mot_sequences_find (const char *source, guint most)
{
  guint left = most > 0 ? most : G_MAXUINT;
  GPtrArray *found = g_ptr_array_new_with_free_func (sequence_free);

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    take_file (found, source);
  else if (!take_folder (found, source, ""))
    look_below (found, source, "", 0, &left);
  g_ptr_array_sort (found, compare_folders);
  return found;
}

/* --- what is beside the rows ------------------------------------------------------------------ */

static void
read_info (GwMotSequence *self, const char *folder)
{
  static const char group[] = "Sequence";
  g_autofree char *file = g_build_filename (folder, "seqinfo.ini", NULL);
  g_autoptr (GKeyFile) info = g_key_file_new ();
  gsize length;
  g_autofree char *text = _gw_reader_has_file (folder, "seqinfo.ini") ? _gw_reader_load_file (file, &length, NULL)
                                                                      : NULL;
  g_autofree char *name = NULL;
  g_autofree char *images = NULL;
  g_autofree char *ending = NULL;

  if (text == NULL || length == 0 || !g_key_file_load_from_data (info, text, length, G_KEY_FILE_NONE, NULL))
    return;
  name = g_key_file_get_string (info, group, "name", NULL);
  images = g_key_file_get_string (info, group, "imDir", NULL);
  ending = g_key_file_get_string (info, group, "imExt", NULL);
  self->is_challenge = name != NULL && g_str_has_prefix (name, "MOT");
  self->width = g_key_file_get_integer (info, group, "imWidth", NULL);
  self->height = g_key_file_get_integer (info, group, "imHeight", NULL);
  if (self->width <= 0 || self->height <= 0)
    self->width = self->height = 0;
  /* A folder below the sequence, whatever the file says. */
  self->images = images != NULL ? gw_path_normalise (images, -1, NULL) : NULL;
  if (ending != NULL && ending[0] == '.' && gw_image_name_is_picture (ending))
    self->ending = g_steal_pointer (&ending);
}

/* The number that a name without its ending is; 0: it is none. */
static guint32
get_number (const char *name)
{
  g_autofree char *stem = _gw_path_get_stem (name);
  gint64 number;

  for (const char *p = stem; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      return 0;
  return gw_number_parse_int64 (stem, -1, &number) && number >= 1 && number <= G_MAXINT32 ? (guint32) number : 0;
}

static void
list_pictures (GwMotSequence *self, const char *folder, GCancellable *cancellable)
{
  g_autofree char *images = g_build_filename (folder, self->images, NULL);
  g_autoptr (GDir) dir = g_dir_open (images, 0, NULL);
  const char *name;

  self->pictures = g_ptr_array_new_with_free_func (g_free);
  self->numbered = TRUE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      if (name[0] == '.' || !gw_image_name_is_picture (name))
        continue;
      g_ptr_array_add (self->pictures, g_strdup (name));
      self->numbered = self->numbered && get_number (name) > 0;
    }
  gw_path_sort (self->pictures);
}

void
gw_mot_sequence_load (GwMotSequence *self, GCancellable *cancellable)
{
  g_autofree char *folder = g_build_filename (self->top, self->folder, NULL);
  g_autofree char *beside = g_path_get_dirname (self->file);
  g_autofree char *labels = g_build_filename (beside, "labels.txt", NULL);

  if (self->pictures != NULL)
    return;
  read_info (self, folder);
  if (self->images == NULL)
    self->images = g_strdup ("img1");
  if (self->ending == NULL)
    self->ending = g_strdup (".jpg");
  self->names = g_ptr_array_new_with_free_func (g_free);
  if (_gw_reader_has_file (beside, "labels.txt"))
    _gw_reader_load_names (self->names, labels, NULL);
  list_pictures (self, folder, cancellable);
}

/* --- frames -------------------------------------------------------------------------------------- */

guint32
gw_mot_sequence_get_frame (const GwMotSequence *self, guint picture)
{
  return self->numbered ? get_number (g_ptr_array_index (self->pictures, picture)) : picture + 1;
}

/* The picture of a frame, by search: they are in the order of their frames. */
static const char *
find_picture (const GwMotSequence *self, guint32 frame)
{
  guint first = 0, end = self->pictures->len;

  while (first < end)
    {
      const guint middle = first + (end - first) / 2;
      const guint32 found = gw_mot_sequence_get_frame (self, middle);

      if (found == frame)
        return g_ptr_array_index (self->pictures, middle);
      if (found < frame)
        first = middle + 1;
      else
        end = middle;
    }
  return NULL;
}

char *
gw_mot_sequence_get_path (const GwMotSequence *self, guint32 frame)
{
  const char *picture = find_picture (self, frame);
  g_autofree char *usual = picture == NULL ? g_strdup_printf ("%06u%s", frame, self->ending) : NULL;

  return self->folder[0] != '\0'
             ? g_build_filename (self->folder, self->images, picture != NULL ? picture : usual, NULL)
             : g_build_filename (self->images, picture != NULL ? picture : usual, NULL);
}

/* --- classes -------------------------------------------------------------------------------------- */

char *
gw_mot_sequence_get_class (const GwMotSequence *self, gint32 class)
{
  /* Of the MOTChallenge, from 1. */
  static const char *const challenge[] = { "pedestrian", "person on vehicle",      "car",           "bicycle",
                                           "motorbike",  "non motorized vehicle",  "static person", "distractor",
                                           "occluder",   "occluder on the ground", "occluder full", "reflection",
                                           "crowd" };

  if (class < 0)
    return g_strdup ("object");
  if (class >= 1 && (guint) class <= self->names->len
      && ((const char *) g_ptr_array_index (self->names, (guint) class - 1))[0] != '\0')
    return g_strdup (g_ptr_array_index (self->names, (guint) class - 1));
  if (self->names->len == 0 && self->is_challenge && class >= 1 && (gsize) class <= G_N_ELEMENTS (challenge))
    return g_strdup (challenge[class - 1]);
  return g_strdup_printf ("class_%d", class);
}
