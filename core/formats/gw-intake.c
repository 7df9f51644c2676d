/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-intake.h"

#include <math.h>
#include <string.h>
#include <unistd.h>
#include <glib/gi18n.h>

#include "gw-embedded-pictures.h"
#include "gw-error.h"
#include "gw-ignored-classes.h"
#include "gw-image-info.h"
#include "gw-image-scan.h"
#include "gw-images-dir.h"
#include "gw-path.h"
#include "gw-shape-scale.h"
#include "gw-shape-turn.h"
#include "gw-writer-private.h"

/* Records that are read ahead to find where the pictures are. */
#define SAMPLE 12

/* A folder in which pictures are looked for. */
typedef struct
{
  char *dir;           /* (nullable) absolute */
  GwImageTable *table; /* (nullable): what lies in it, by name only; made when first needed */
} Folder;

struct _GwIntake
{
  GwReader *reader;
  GwIntakeRules rules;
  GwImageTable *known; /* (nullable), not owned */
  Folder first;        /* where paths of records start from */
  GArray *more;        /* of Folder: for those that are not in the first */
  GwEmbeddedPictures *embedded;
  gboolean looked_for_dir;
  GQueue ahead; /* of GwRecord: read to look for the folder */
  GwIgnoredClasses *ignored;
  guint8 *seen;           /* a bit for each known image */
  GHashTable *seen_paths; /* set of paths of images that are not known */
  GHashTable *left_out;   /* set of paths of images that were left out */
  gboolean is_again;      /* the image at hand was named before */
  guint64 n_again;        /* records of such images, given or left out */
  gboolean has_pixels;    /* an object lies outside of the first pixel of its image */
  gboolean has_fractions; /* one has coordinates that are no whole numbers */
  GwIntakeCounts counts;
};

static void
folder_clear (gpointer data)
{
  Folder *folder = data;

  g_clear_pointer (&folder->dir, g_free);
  g_clear_pointer (&folder->table, gw_image_table_free);
}

GwIntake *
gw_intake_new (GwReader *reader, const GwIntakeRules *rules)
{
  GwIntake *self = g_new0 (GwIntake, 1);

  self->reader = reader;
  if (rules != NULL)
    self->rules = *rules;
  self->first.dir = reader->images_dir != NULL ? g_canonicalize_filename (reader->images_dir, NULL) : NULL;
  self->more = g_array_new (FALSE, FALSE, sizeof (Folder));
  g_array_set_clear_func (self->more, folder_clear);
  self->embedded = gw_embedded_pictures_new (reader);
  g_queue_init (&self->ahead);
  self->ignored = gw_ignored_classes_new ();
  self->seen_paths = g_hash_table_new_full (gw_path_hash, gw_path_equal, g_free, NULL);
  self->left_out = g_hash_table_new_full (gw_path_hash, gw_path_equal, g_free, NULL);

  return self;
}

void
gw_intake_free (GwIntake *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->ahead, (GDestroyNotify) gw_record_free);
  folder_clear (&self->first);
  g_array_unref (self->more);
  gw_ignored_classes_free (self->ignored);
  g_hash_table_unref (self->seen_paths);
  g_hash_table_unref (self->left_out);
  g_free (self->seen);
  gw_embedded_pictures_free (self->embedded);
  gw_reader_close (self->reader);
  g_free (self);
}

void
gw_intake_set_known (GwIntake *self, GwImageTable *known)
{
  self->known = known;
  g_free (self->seen);
  self->seen = g_new0 (guint8, gw_image_table_get_n (known) / 8 + 1);
}

void
gw_intake_ignore_class (GwIntake *self, gint64 class_id)
{
  gw_ignored_classes_add (self->ignored, class_id);
}

guint
gw_intake_count_classes (GwIntake *self)
{
  return gw_ignored_classes_count_left (self->ignored, self->reader->head);
}

void
gw_intake_set_images_dir (GwIntake *self, const char *folder)
{
  folder_clear (&self->first);
  self->first.dir = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
}

void
gw_intake_add_images_dir (GwIntake *self, const char *folder)
{
  Folder more = { g_canonicalize_filename (folder, NULL), NULL };

  g_array_append_val (self->more, more);
}

void
gw_intake_allow_pictures (GwIntake *self)
{
  gw_embedded_pictures_allow (self->embedded);
}

void
gw_intake_keep_pictures (GwIntake *self)
{
  gw_embedded_pictures_keep (self->embedded);
}

const char *
gw_intake_get_images_dir (GwIntake *self)
{
  return self->first.dir;
}

gboolean
gw_intake_is_again (GwIntake *self)
{
  return self->is_again;
}

GwReader *
gw_intake_get_reader (GwIntake *self)
{
  return self->reader;
}

/* --- reports ------------------------------------------------------------------ */

/* Where the record stands. */
static const char *
find_source (GwIntake *self, const GwRecord *record)
{
  return record->source != NULL ? record->source : self->reader->source;
}

static void
report (GwIntake *self, const GwRecord *record, GwSeverity severity, GwOutcome outcome, const char *code,
        const char *detail, const char *text)
{
  gboolean left_out = outcome == GW_OUTCOME_LEFT_OUT;
  g_autofree char *shown = record->path != NULL ? gw_path_display (record->path, -1) : NULL;

  /* The record before has told of the image. */
  if (record->apart && !left_out)
    return;
  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .outcome = outcome,
                                     .code = code,
                                     .file = (char *) find_source (self, record),
                                     .line = record->line,
                                     .image = shown,
                                     .detail = (char *) detail,
                                     .text = (char *) text,
                                     .n_images = left_out && !record->apart && !self->is_again ? 1 : 0,
                                     .n_labels = left_out ? (guint) gw_record_count_labels (record) : 0 });
}

/* However many records name an image, it is left out once. */
static void
leave_out (GwIntake *self, const GwRecord *record, const char *code, const char *text)
{
  self->is_again = g_hash_table_contains (self->seen_paths, record->path)
                   || !g_hash_table_add (self->left_out, g_strdup (record->path));
  if (self->is_again && !record->apart)
    self->n_again++;
  report (self, record, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, code, NULL, text);
}

/* --- where pictures are ---------------------------------------------------------- */

static GwImageTable *
ensure_table (Folder *folder, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) found = NULL;

  if (folder->table != NULL)
    return folder->table;

  folder->table = gw_image_table_new ();
  found = gw_image_scan (folder->dir, cancellable, NULL, NULL, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *path = gw_path_normalise (g_ptr_array_index (found, i), -1, NULL);

      if (path != NULL)
        gw_image_table_add (folder->table, 0, path, 0, 0);
    }

  return folder->table;
}

/* How many folders of a path are taken off, one by one, where its pictures are looked for: that far may
 * a place on a server be from the folder that was downloaded.
 */
#define MOST_ABOVE 8

/* The end of a path behind its first n folders; at least its name. */
static const char *
skip_folders (const char *path, guint n)
{
  for (const char *slash; n > 0 && (slash = strchr (path, '/')) != NULL; n--)
    path = slash + 1;
  return path;
}

/* Where pictures are around one file that have the ends of the paths, the longest that there are, or their names
 * alone. (transfer full) (nullable)
 */
static char *
guess_by_ends (const GwIntake *self, const GPtrArray *paths)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  char *folder = NULL;

  for (guint n = 1; n <= MOST_ABOVE && folder == NULL; n++)
    {
      gboolean has_folders = FALSE;

      g_ptr_array_set_size (ends, 0);
      for (guint i = 0; i < paths->len; i++)
        {
          const char *path = g_ptr_array_index (paths, i);
          const char *end = n < MOST_ABOVE ? skip_folders (path, n) : gw_path_basename (path);

          has_folders = has_folders || strchr (end, '/') != NULL;
          g_ptr_array_add (ends, (gpointer) end);
        }
      folder = gw_images_dir_guess (self->reader->source, (const char *const *) ends->pdata, ends->len);
      if (!has_folders)
        break;
    }
  return folder;
}

/* A folder of labels, or one around a file of them, may hold the pictures too, though no path leads
 * to one: their ends, names or spelling do.
 */
static void
try_source (GwIntake *self, GPtrArray *paths, GCancellable *cancellable)
{
  GwImageTable *table;

  if (self->reader->has_masks)
    return;
  self->first.dir = g_file_test (self->reader->source, G_FILE_TEST_IS_DIR)
                        ? g_canonicalize_filename (self->reader->source, NULL)
                        : guess_by_ends (self, paths);
  if (self->first.dir == NULL)
    return;
  table = ensure_table (&self->first, cancellable);
  for (guint i = 0; i < paths->len; i++)
    {
      guint index;

      if (gw_image_table_find (table, g_ptr_array_index (paths, i), &index) > GW_MATCH_AMBIGUOUS)
        return;
    }
  folder_clear (&self->first);
}

/* Reads the first records ahead and looks for a folder that has their pictures. */
static gboolean
look_for_dir (GwIntake *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  self->looked_for_dir = TRUE;
  while (paths->len < SAMPLE)
    {
      g_autoptr (GError) failure = NULL;
      GwRecord *record = gw_reader_next (self->reader, cancellable, &failure);
      char *path;

      if (record == NULL && failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (record == NULL)
        break;
      g_queue_push_tail (&self->ahead, record);
      path = record->path != NULL && record->file == NULL ? gw_path_tail (record->path, -1, NULL) : NULL;
      if (path != NULL)
        g_ptr_array_add (paths, path);
    }

  if (paths->len > 0)
    self->first.dir = gw_images_dir_guess (self->reader->source, (const char *const *) paths->pdata, paths->len);
  if (paths->len > 0 && self->first.dir == NULL)
    try_source (self, paths, cancellable);
  return TRUE;
}

/* The record's path made one that can be looked up; FALSE where it is none. */
static gboolean
clean_path (GwIntake *self, GwRecord *record)
{
  g_autoptr (GError) failure = NULL;
  char *path = gw_path_normalise (record->path, -1, &failure);

  if (path == NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_REFUSED))
    {
      path = gw_path_tail (record->path, -1, NULL);
      if (path != NULL)
        report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "path-escape", NULL,
                _ ("The path of an image is absolute or leads out of its folder. Only its end was used."));
    }
  if (path == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s The image was left out."), failure->message);

      leave_out (self, record, "path-escape", text);
      return FALSE;
    }

  g_free (record->path);
  record->path = path;
  return TRUE;
}

static void
report_match (GwIntake *self, const GwRecord *record, GwMatch match, const char *found)
{
  if (match == GW_MATCH_NAME)
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "path-guessed", found,
            _ ("The image is in another folder than the file says. It was taken because its name is unique."));
  else if (match == GW_MATCH_STEM)
    report (self, record, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "path-guessed", found,
            _ ("The file names the image without its ending. It was taken because its name is unique."));
  else if (match == GW_MATCH_CASELESS)
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "path-case", found,
            _ ("The name of the image differs in upper and lower case."));
}

/* Whether a picture of one size can have been made of one of the other: to a pixel. */
static gboolean
has_same_ratio (double width, double height, double other_width, double other_height)
{
  return fabs (other_height - height * other_width / width) <= 1
         && fabs (other_width - width * other_height / height) <= 1 + other_width / other_height;
}

/* The picture is another one, or the same in another size, whose labels can be scaled. */
static void
settle_scale (GwIntake *self, GwRecord *record, int width, int height, const char *detail)
{
  const gboolean alike = has_same_ratio (record->width, record->height, width, height);
  const gboolean fix = alike && self->rules.size == GW_CHECK_FIX;

  if (fix)
    gw_record_scale (record, width, height);
  report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "size-mismatch", detail,
          fix     ? _ ("The file gives another size than the picture has. The labels were scaled to the picture.")
          : alike ? _ ("The file gives another size than the picture has, in the same ratio. The picture's own was "
                       "taken. If the labels do not fit, choose under “What is done with doubtful labels” that they "
                       "are scaled, or --other-size fix.")
                  : _ ("The file gives another size than the picture has. The picture's own was taken."));
}

/* Compares the size that the file gives with that of the picture, which wins. */
static void
settle_size (GwIntake *self, GwRecord *record, int width, int height, const GwImageInfo *info)
{
  g_autofree char *detail = NULL;

  if (width <= 0 || height <= 0)
    return;
  if (record->width <= 0 || record->height <= 0 || (record->width == width && record->height == height))
    {
      record->width = width;
      record->height = height;
      return;
    }

  detail = g_strdup_printf ("%d × %d, %d × %d", record->width, record->height, width, height);
  if (record->width == height && record->height == width && info != NULL && info->orientation >= 5)
    {
      gboolean fix = self->rules.orientation == GW_CHECK_FIX;

      if (fix)
        gw_record_turn (record, info->orientation);
      report (self, record, GW_SEVERITY_WARNING, fix ? GW_OUTCOME_CHANGED : GW_OUTCOME_KEPT, "orientation-suspect",
              detail,
              fix ? _ ("The labels were made on the picture before it was turned upright. They were turned with it.")
                  : _ ("The labels seem to have been made on the picture before it was turned upright. If they do "
                       "not fit, choose under “What is done with doubtful labels” that they are turned, or --turn."));
    }
  else
    settle_scale (self, record, width, height, detail);
  record->width = width;
  record->height = height;
}

/* Looks into the picture's header; what cannot be read keeps the file's size. */
static void
read_size (GwIntake *self, GwRecord *record)
{
  g_autoptr (GError) failure = NULL;
  GwImageInfo info;

  if (gw_image_info_read_file (record->file, &info, &failure))
    settle_size (self, record, info.width, info.height, &info);
  else
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "image-unreadable", NULL, failure->message);
}

/* Tables often name images without the ending of their files. */
static GwMatch
find (const GwIntake *self, GwImageTable *table, const char *path, guint *index)
{
  GwMatch match = gw_image_table_find (table, path, index);

  return match == GW_MATCH_NONE && (self->reader->format->flags & GW_FORMAT_NAMES_BY_STEM)
             ? gw_image_table_find_stem (table, path, index)
             : match;
}

/* What becomes of an image that was named before. Of several people it is what they all said. */
static void
report_again (GwIntake *self, const GwRecord *record)
{
  if (record->annotator != NULL || record->model != NULL)
    return;
  if (self->rules.keep_again)
    report (self, record, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "image-duplicate", NULL,
            _ ("The image is named twice. Both lines were kept as they are."));
  else
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "image-duplicate", NULL,
            _ ("The image is named twice. The labels of both places were joined."));
}

static GwMatch
find_known (GwIntake *self, GwRecord *record)
{
  guint index = 0;
  GwMatch match = find (self, self->known, record->path, &index);
  const GwImageEntry *entry;

  if (match <= GW_MATCH_AMBIGUOUS)
    return match;

  entry = gw_image_table_get (self->known, index);
  report_match (self, record, match, entry->path);
  self->is_again = (self->seen[index / 8] & 1 << index % 8) != 0;
  if (self->is_again)
    report_again (self, record);
  self->seen[index / 8] |= (guint8) (1 << index % 8);
  record->image_id = entry->id;
  g_free (record->path);
  record->path = g_strdup (entry->path);
  if (entry->width > 0 && record->width == entry->height && record->height == entry->width && record->file != NULL)
    read_size (self, record);
  else
    settle_size (self, record, entry->width, entry->height, NULL);

  return match;
}

/* Whether the picture is there. A link that leads out of the folder is not
 * followed: a file of labels could make anything of this computer an image.
 */
static gboolean
is_below (GwIntake *self, const Folder *folder, const GwRecord *record, const char *path)
{
  g_autoptr (GError) failure = NULL;
  int fd = gw_path_open_beneath (folder->dir, path, &failure);

  if (fd >= 0)
    close (fd);
  else if (g_error_matches (failure, GW_ERROR, GW_ERROR_REFUSED))
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "path-escape", NULL,
            _ ("The picture is a link that leads out of its folder, and was not looked at. Add the folder that it "
               "leads to first."));

  return fd >= 0;
}

/* A picture of the folder that is not known: sets path and file. */
static GwMatch
find_in_folder (GwIntake *self, Folder *folder, GwRecord *record, GCancellable *cancellable)
{
  g_autofree char *direct = g_build_filename (folder->dir, record->path, NULL);
  GwMatch match = GW_MATCH_EXACT;
  guint index;

  if (!is_below (self, folder, record, record->path))
    {
      GwImageTable *table = ensure_table (folder, cancellable);
      const char *found;

      match = find (self, table, record->path, &index);
      if (match <= GW_MATCH_AMBIGUOUS)
        return match;
      found = gw_image_table_get (table, index)->path;
      if (strcmp (found, record->path) == 0 || !is_below (self, folder, record, found))
        return GW_MATCH_NONE;
      report_match (self, record, match, found);
      g_free (record->path);
      record->path = g_strdup (found);
      g_free (direct);
      direct = g_build_filename (folder->dir, record->path, NULL);
    }
  record->file = g_steal_pointer (&direct);

  return match;
}

/* The same in every folder; one of the later ones is noted as the record's own. */
static GwMatch
find_in_folders (GwIntake *self, GwRecord *record, GCancellable *cancellable)
{
  GwMatch match = GW_MATCH_NONE;

  if (record->file != NULL)
    match = g_file_test (record->file, G_FILE_TEST_IS_REGULAR) ? GW_MATCH_EXACT : GW_MATCH_NONE;
  else if (self->first.dir != NULL)
    match = find_in_folder (self, &self->first, record, cancellable);

  for (guint i = 0; i < self->more->len && match == GW_MATCH_NONE; i++)
    {
      Folder *folder = &g_array_index (self->more, Folder, i);

      g_clear_pointer (&record->file, g_free);
      match = find_in_folder (self, folder, record, cancellable);
      if (match > GW_MATCH_AMBIGUOUS)
        record->root = g_strdup (folder->dir);
    }

  return match;
}

static gboolean
take_missing (GwIntake *self, GwRecord *record, GwMatch match)
{
  const gboolean is_again = g_hash_table_contains (self->seen_paths, record->path);

  if (!record->apart && !is_again && !g_hash_table_contains (self->left_out, record->path))
    self->counts.images_missing++;
  if (match == GW_MATCH_AMBIGUOUS)
    {
      leave_out (self, record, "path-ambiguous",
                 _ ("Several images fit the path equally well. Its labels were left out."));
      return FALSE;
    }
  if (self->rules.missing == GW_CHECK_REJECT)
    {
      leave_out (self, record, "path-missing", _ ("The picture was not found. Its labels were left out."));
      return FALSE;
    }
  /* That of one image may be answers of many people. */
  if (is_again)
    return TRUE;

  report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "path-missing", NULL,
          record->objects->len + record->labels->len > 0 ? _ ("The picture was not found. Its labels were kept.")
                                                         : _ ("The picture was not found. The image was kept."));
  if (record->width <= 0 || record->height <= 0)
    report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "size-missing", NULL,
            _ ("The size of the image is neither in the file nor known from its picture."));
  return TRUE;
}

/* FALSE where the image is left out, which has been reported. */
static gboolean
place (GwIntake *self, GwRecord *record, GCancellable *cancellable)
{
  GwMatch match = GW_MATCH_NONE;
  GwImageInfo info;

  if (!clean_path (self, record))
    return FALSE;
  if (self->known != NULL)
    match = find_known (self, record);
  if (match > GW_MATCH_AMBIGUOUS)
    {
      self->counts.images_matched += self->is_again ? 0 : 1;
      return TRUE;
    }

  if (match == GW_MATCH_NONE)
    match = find_in_folders (self, record, cancellable);
  if (match > GW_MATCH_AMBIGUOUS)
    read_size (self, record);
  else if (match == GW_MATCH_NONE
           && gw_embedded_pictures_take (self->embedded, record, self->first.dir, &info, cancellable))
    settle_size (self, record, info.width, info.height, &info);
  else if (!take_missing (self, record, match))
    return FALSE;

  self->is_again = g_hash_table_contains (self->seen_paths, record->path);
  if (!self->is_again)
    {
      self->counts.images_new++;
      g_hash_table_add (self->seen_paths, g_strdup (record->path));
    }
  else
    report_again (self, record);
  return TRUE;
}

/* --- records ------------------------------------------------------------------------ */

static void
check_confidences (GwIntake *self, GwRecord *record)
{
  for (guint i = 0; i < record->labels->len; i++)
    {
      GwLabel *label = &g_array_index (record->labels, GwLabel, i);

      if (label->confidence < 0 || label->confidence > 1)
        {
          report (self, record, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-range", NULL,
                  _ ("A confidence is not between 0 and 1. It was taken as not given."));
          label->confidence = NAN;
        }
    }
}

static gboolean
has_truth (const GwRecord *record)
{
  return record->truth != NULL && record->truth->len > 0;
}

/* An image whose objects were all refused is no negative: there was something to see in it. */
static void
check_shapes (GwIntake *self, GwRecord *record)
{
  const guint n_before = record->objects->len;

  gw_shape_check_record (record, self->reader->head, &self->rules.shapes, find_source (self, record),
                         self->reader->problems);
  if (n_before > 0 && gw_record_count_labels (record) == 0 && (record->absent == NULL || record->absent->len == 0))
    record->labeled = FALSE;
}

/* Classes that are ignored, and shapes that are refused. */
static void
drop_labels (GwIntake *self, GwRecord *record)
{
  const gboolean had_labels = gw_record_count_labels (record) > 0;

  self->counts.labels_ignored += gw_ignored_classes_drop (self->ignored, record);
  check_shapes (self, record);
  if (had_labels && gw_record_count_labels (record) == 0 && !has_truth (record))
    record->emptied = TRUE;
}

/* Files of pixels that were filled with fractions: everything is in the first pixel. */
static void
note_places (GwIntake *self, const GwRecord *record)
{
  for (guint i = 0; i < record->objects->len && !self->has_pixels; i++)
    {
      GwBox box = gw_object_get_bounds (g_ptr_array_index (record->objects, i));

      self->has_pixels = box.x < 0 || box.y < 0 || box.x + box.width > 1 || box.y + box.height > 1;
      self->has_fractions = self->has_fractions || fmod (box.x, 1) > 0 || fmod (box.y, 1) > 0;
    }
}

static void
report_fractions (GwIntake *self)
{
  if (self->has_pixels || !self->has_fractions)
    return;

  self->has_fractions = FALSE;
  gw_problems_report (self->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .outcome = GW_OUTCOME_KEPT,
                                     .code = "coord-looks-fraction",
                                     .file = self->reader->source,
                                     .text = _ ("All coordinates are between 0 and 1. They were taken as pixels, as "
                                                "the format has them, and look like fractions of the image.") });
}

static GwRecord *
read_next (GwIntake *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GwRecord *record = g_queue_pop_head (&self->ahead);

  if (record == NULL)
    record = gw_reader_next (self->reader, cancellable, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    report_fractions (self);

  return record;
}

/* What several people say of an image, or several lines, is said of one image. */
static void
count_image (GwIntake *self)
{
  if (self->is_again)
    self->n_again++;
  else
    self->counts.images_given++;
}

GwRecord *
gw_intake_next (GwIntake *self, GCancellable *cancellable, GError **error)
{
  if (!self->looked_for_dir && self->first.dir == NULL && !look_for_dir (self, cancellable, error))
    return NULL;

  for (;;)
    {
      g_autoptr (GwRecord) record = read_next (self, cancellable, error);

      if (record == NULL)
        return NULL;
      if (record->path == NULL)
        return g_steal_pointer (&record);
      if (!place (self, record, cancellable))
        continue;

      drop_labels (self, record);
      check_confidences (self, record);
      note_places (self, record);
      gw_record_counts_add (&self->counts.given, record, self->is_again);
      if (!record->apart)
        count_image (self);
      self->counts.labels_given += gw_record_count_labels (record);
      return g_steal_pointer (&record);
    }
}

void
gw_intake_get_counts (GwIntake *self, GwIntakeCounts *counts)
{
  *counts = self->counts;
  counts->images_read = self->reader->counts.images - MIN (self->n_again, self->reader->counts.images);
  counts->labels_read = self->reader->counts.labels;
}
