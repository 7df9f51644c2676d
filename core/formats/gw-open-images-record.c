/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-open-images-words.h"
#include "gw-open-images-work-private.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-shape-turn.h"

/* Of one image. */
#define MOST_ROWS 100000

typedef void (*RowFunc) (GwOpenImagesWork *work, const GwOpenImagesRow *row);

/* --- runs of rows ------------------------------------------------------------------------- */

/* The bytes of a run. (transfer full) */
static char *
load_run (GwOpenImagesWork *work, const GwOpenImagesRun *run, GError **error)
{
  GInputStream **stream = &work->state->streams[run->file];
  const GwOpenImagesFile *file = g_ptr_array_index (work->state->files, run->file);
  g_autofree char *bytes = g_malloc (MAX (run->length, 1));
  gsize n = 0;

  if (*stream == NULL)
    *stream = _gw_reader_open_file (file->path, NULL, error);
  if (*stream == NULL
      || !g_seekable_seek (G_SEEKABLE (*stream), (goffset) run->offset, G_SEEK_SET, work->cancellable, error)
      || !g_input_stream_read_all (*stream, bytes, run->length, &n, work->cancellable, error))
    return NULL;
  if (n == run->length)
    return g_steal_pointer (&bytes);
  g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED, _ ("%s: the table was changed while it was read. Try again."),
               file->path);

  return NULL;
}

static gboolean
read_run (GwOpenImagesWork *work, const GwOpenImagesRun *run, RowFunc func, GError **error)
{
  const GwOpenImagesFile *file = g_ptr_array_index (work->state->files, run->file);
  g_autofree char *bytes = load_run (work, run, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;

  if (bytes == NULL)
    return FALSE;
  stream = g_memory_input_stream_new_from_data (bytes, (gssize) run->length, NULL);
  csv = gw_csv_reader_new (stream, work->cancellable);
  gw_csv_reader_set_delimiter (csv, file->delimiter);
  while (gw_csv_reader_next (csv, error))
    {
      const GwOpenImagesRow row = { file, csv, run->line + gw_csv_reader_get_line (csv) - 1 };

      /* What is not whole has been told of. */
      if (!gw_open_images_file_is_whole (file, csv)
          || strcmp (gw_open_images_row_get (&row, GW_OPEN_IMAGES_IMAGE), work->id) != 0)
        continue;
      if (work->n_rows++ < MOST_ROWS)
        func (work, &row);
      else if (file->kind != GW_OPEN_IMAGES_LIST)
        {
          work->reader->counts.labels++;
          gw_open_images_leave_out (work, &row, "limit", NULL,
                                    _ ("The image has more labels than this program reads. The rest was left out."));
        }
    }
  work->state->done += run->length;

  return *error == NULL;
}

/* All rows of the image of one kind. */
static gboolean
read_rows (GwOpenImagesWork *work, guint image, GwOpenImagesKind kind, RowFunc func, GError **error)
{
  for (const GwOpenImagesRun *run = gw_open_images_index_next (work->state->index, image, NULL); run != NULL;
       run = gw_open_images_index_next (work->state->index, image, run))
    {
      const GwOpenImagesFile *file = g_ptr_array_index (work->state->files, run->file);

      if (file->kind == kind && !read_run (work, run, func, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the list ------------------------------------------------------------------------------- */

static int
parse_side (const char *text)
{
  gint64 side;

  return gw_number_parse_int64 (text, -1, &side) && side > 0 && side <= G_MAXINT ? (int) side : 0;
}

/* An image may be in several lists: what one says stays. */
static void
take_listed (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  const char *subset = gw_open_images_row_get (row, GW_OPEN_IMAGES_SUBSET);

  if (work->record->split == NULL && *subset != '\0')
    work->record->split = g_strdup (subset);
  for (guint i = GW_OPEN_IMAGES_FIRST_KEPT; i <= GW_OPEN_IMAGES_LAST_KEPT; i++)
    if (*gw_open_images_row_get (row, i) != '\0'
        && gw_json_members_get (work->bag, gw_open_images_column_get_name (i), NULL) == NULL)
      gw_json_members_set_string (work->bag, gw_open_images_column_get_name (i), gw_open_images_row_get (row, i));
  if (work->rotation == 0)
    gw_number_parse (gw_open_images_row_get (row, GW_OPEN_IMAGES_ROTATION), -1, &work->rotation);
  if (work->record->width == 0)
    work->record->width = parse_side (gw_open_images_row_get (row, GW_OPEN_IMAGES_WIDTH));
  if (work->record->height == 0)
    work->record->height = parse_side (gw_open_images_row_get (row, GW_OPEN_IMAGES_HEIGHT));
  work->is_labeled = work->is_labeled || strcmp (gw_open_images_row_get (row, GW_OPEN_IMAGES_LABELED), "1") == 0;
}

/* --- the image ------------------------------------------------------------------------------- */

/* The project's own size of it. */
static void
find_known_size (GwOpenImagesWork *work)
{
  GwImageTable *known = work->reader->options.known_images;
  g_autofree char *path = known != NULL ? gw_path_normalise (work->record->path, -1, NULL) : NULL;
  const GwImageEntry *entry;
  guint place;

  if (path == NULL
      || (gw_image_table_find (known, path, &place) <= GW_MATCH_AMBIGUOUS
          && gw_image_table_find_stem (known, path, &place) <= GW_MATCH_AMBIGUOUS))
    return;
  entry = gw_image_table_get (known, place);
  work->record->width = entry->width;
  work->record->height = entry->height;
}

/* Boxes of pictures that the list wants turned are of the file as it is stored; the size tells
 * who takes the record, and who may turn them.
 */
static void
find_picture_size (GwOpenImagesWork *work)
{
  const GwPictureStems *pictures = work->state->pictures;
  g_autofree char *file = NULL;
  GwImageInfo info;
  gboolean stored;

  if (pictures == NULL || gw_picture_stems_get (pictures, work->id) == NULL)
    return;
  file = g_build_filename (gw_picture_stems_get_folder (pictures), gw_picture_stems_get (pictures, work->id), NULL);
  if (!gw_image_info_read_file (file, &info, NULL))
    return;
  stored = work->rotation != 0 && info.orientation >= 5 && work->reader->options.rotation <= GW_ROTATION_KEEP;
  work->record->width = stored ? info.raw_width : info.width;
  work->record->height = stored ? info.raw_height : info.height;
}

/* The turn that the list and the person ask for, as an orientation of EXIF; 1: none. A picture is upright
 * when it is turned to the left by the degrees of the list.
 */
static int
choose_orientation (const GwOpenImagesWork *work)
{
  const int left[] = { 1, 8, 3, 6 };
  const double quarters = work->rotation / 90;

  if (work->reader->options.rotation <= GW_ROTATION_KEEP || !(quarters >= 1 && quarters <= 3)
      || quarters != floor (quarters))
    return 1;
  return left[work->reader->options.rotation == GW_ROTATION_TURN ? (int) quarters : 4 - (int) quarters];
}

/* What is turned in the end is a part of the picture as it was before. */
static void
swap_sides (GwOpenImagesWork *work)
{
  const int width = work->record->width;

  if (choose_orientation (work) < 5)
    return;
  work->record->width = work->record->height;
  work->record->height = width;
}

static void
find_size (GwOpenImagesWork *work)
{
  if (work->record->width <= 0 || work->record->height <= 0)
    find_picture_size (work);
  if (work->record->width <= 0 || work->record->height <= 0)
    find_known_size (work);
  if (work->record->width <= 0 || work->record->height <= 0)
    work->record->width = work->record->height = 0;
  swap_sides (work);
}

static void
settle_rotation (GwOpenImagesWork *work)
{
  g_autofree char *text = NULL;
  const int orientation = choose_orientation (work);

  if (orientation > 1)
    {
      gw_record_turn (work->record, orientation);
      gw_json_members_remove (work->bag, gw_open_images_column_get_name (GW_OPEN_IMAGES_ROTATION));
    }
  if (work->rotation == 0 || !isfinite (work->rotation) || work->reader->options.rotation != GW_ROTATION_DEFAULT)
    return;
  text = g_strdup_printf (_ ("The list of images says that the picture is to be turned by %.0f° to be upright. Its "
                             "labels were read as those of the file as it is. Look whether they fit."),
                          work->rotation);
  gw_problems_report (work->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_KEPT,
                                                             .code = "orientation-suspect",
                                                             .file = work->reader->source,
                                                             .image = work->record->path,
                                                             .text = text });
}

/* --- image labels -------------------------------------------------------------------------------- */

/* What is not there is no label that could be left out. */
static gint64
find_absent_class (const GwOpenImagesWork *work, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (work->state->classes, id));
}

static void
add_label (GArray **labels, const GwLabel *label)
{
  if (*labels == NULL)
    *labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  g_array_append_vals (*labels, label, 1);
}

static void
take_label (GwOpenImagesWork *work, const GwOpenImagesRow *row)
{
  const char *id = gw_open_images_row_get (row, GW_OPEN_IMAGES_LABEL);
  const char *source = gw_open_images_row_get (row, GW_OPEN_IMAGES_SOURCE);
  const gboolean machine = gw_open_images_is_machine (row->file, row->csv);
  const double confidence = gw_open_images_take_confidence (work, row);
  const gboolean is_absent = !machine && confidence == 0;
  GwLabel label = { 0, machine ? confidence : NAN };

  /* A score that is none says nothing. */
  if (machine && isnan (confidence))
    {
      work->reader->counts.labels++;
      gw_open_images_leave_out (work, row, "score-not-finite", gw_open_images_row_get (row, GW_OPEN_IMAGES_CONFIDENCE),
                                _ ("A model's label has no score. It was left out."));
      return;
    }
  work->reader->counts.labels += is_absent ? 0 : 1;
  if (!g_hash_table_add (work->seen[machine], g_strdup (id)))
    {
      gw_open_images_report_row (work, row, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "row-duplicate",
                                 is_absent ? 0 : 1, NULL,
                                 _ ("The image has another label of this class. The first one was taken."));
      return;
    }
  label.class_id = is_absent ? find_absent_class (work, id) : gw_open_images_find_class (work, row);
  if (label.class_id == 0)
    return;
  if (*source != '\0' && strcmp (source, machine ? GW_OPEN_IMAGES_BY_MODEL : GW_OPEN_IMAGES_BY_CHECK) != 0)
    gw_json_members_set_string (machine ? work->machines : is_absent ? work->absent : work->sources, id, source);
  add_label (is_absent ? &work->record->absent : machine ? &work->record->scores : &work->record->labels, &label);
}

/* --- records -------------------------------------------------------------------------------------- */

static void
box_clear (gpointer data)
{
  GwOpenImagesBox *box = data;

  g_free (box->label);
  g_free (box->id);
}

/* The path of an image: of the picture that has its id; an id that is no path stays what it is, for who takes
 * the record to tell of.
 */
static const char *
choose_path (const GwOpenImagesState *state, const char *id)
{
  const char *path = state->pictures != NULL ? gw_picture_stems_get (state->pictures, id) : NULL;
  g_autofree char *clean = gw_path_normalise (id, -1, NULL);

  return path != NULL && clean != NULL ? path : id;
}

static void
work_init (GwOpenImagesWork *work, GwReader *reader, const char *id, GCancellable *cancellable)
{
  GwOpenImagesState *state = reader->state;

  *work = (GwOpenImagesWork) { .reader = reader, .state = state, .id = id, .cancellable = cancellable };
  work->record = gw_record_new (choose_path (state, id));
  work->boxes = g_array_new (FALSE, FALSE, sizeof (GwOpenImagesBox));
  g_array_set_clear_func (work->boxes, box_clear);
  work->bag = gw_json_members_new ();
  work->absent = gw_json_members_new ();
  work->sources = gw_json_members_new ();
  work->machines = gw_json_members_new ();
  for (guint i = 0; i < G_N_ELEMENTS (work->seen); i++)
    work->seen[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
work_clear (GwOpenImagesWork *work)
{
  g_array_unref (work->boxes);
  gw_json_members_free (work->bag);
  gw_json_members_free (work->absent);
  gw_json_members_free (work->sources);
  gw_json_members_free (work->machines);
  for (guint i = 0; i < G_N_ELEMENTS (work->seen); i++)
    g_hash_table_unref (work->seen[i]);
  gw_record_free (work->record);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwOpenImagesWork, work_clear)

static void
put_members (GwJsonMembers *bag, const char *key, const GwJsonMembers *members)
{
  g_autofree char *text = gw_json_members_get_n (members) > 0 ? gw_json_members_to_text (members) : NULL;

  if (text != NULL)
    gw_json_members_set (bag, key, text, -1);
}

static void
finish_bag (GwOpenImagesWork *work)
{
  put_members (work->bag, "sources", work->sources);
  put_members (work->bag, "absent_sources", work->absent);
  put_members (work->bag, "score_sources", work->machines);
  if (gw_json_members_get_n (work->bag) > 0)
    work->record->bag = gw_json_members_put_bag (work->bag, NULL, work->reader->format->name);
}

/* The record, or NULL where nothing is left of it. */
static GwRecord *
finish_record (GwOpenImagesWork *work)
{
  GwRecord *record = work->record;
  const gboolean lost = work->n_without_size > 0 && record->labels->len == 0 && record->scores == NULL
                        && record->absent == NULL;

  if (work->n_without_size > 0)
    gw_problems_report (work->reader->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "size-missing",
                                       .file = work->reader->source,
                                       .image = record->path,
                                       .text = _ ("The picture was not found or not read. Its boxes are fractions of "
                                                  "its size, so they were left out."),
                                       .n_images = lost ? 1 : 0,
                                       .n_labels = work->n_without_size });
  if (lost)
    return NULL;
  settle_rotation (work);
  finish_bag (work);
  record->labeled = work->is_labeled || record->objects->len > 0 || record->labels->len > 0 || record->absent != NULL
                    || work->reader->options.empty_means == GW_EMPTY_NEGATIVE;

  return g_steal_pointer (&work->record);
}

static void
set_split (GwOpenImagesWork *work, guint image)
{
  const GwOpenImagesRun *run = gw_open_images_index_next (work->state->index, image, NULL);
  const GwOpenImagesFile *file = g_ptr_array_index (work->state->files, run->file);

  if (file->kind != GW_OPEN_IMAGES_LIST)
    work->record->split = g_strdup (file->split);
  if (work->record->line == 0)
    work->record->line = run->line;
}

GwRecord *
gw_open_images_read_record (GwReader *reader, guint image, GCancellable *cancellable, GError **error)
{
  g_auto (GwOpenImagesWork) work = { 0 };

  work_init (&work, reader, gw_open_images_index_get_id (((GwOpenImagesState *) reader->state)->index, image),
             cancellable);
  set_split (&work, image);
  if (!read_rows (&work, image, GW_OPEN_IMAGES_LIST, take_listed, error))
    return NULL;
  find_size (&work);
  if (!read_rows (&work, image, GW_OPEN_IMAGES_BOXES, gw_open_images_take_box, error)
      || !read_rows (&work, image, GW_OPEN_IMAGES_LABELS, take_label, error)
      || !read_rows (&work, image, GW_OPEN_IMAGES_MASKS, gw_open_images_take_mask, error))
    return NULL;

  return finish_record (&work);
}

GwRecord *
gw_open_images_make_listed (GwReader *reader, const GwOpenImagesFile *file, GwCsvReader *csv)
{
  const GwOpenImagesRow row = { file, csv, gw_csv_reader_get_line (csv) };
  g_auto (GwOpenImagesWork) work = { 0 };

  work_init (&work, reader, gw_open_images_row_get (&row, GW_OPEN_IMAGES_IMAGE), NULL);
  work.record->line = row.line;
  take_listed (&work, &row);
  if (work.record->width == 0
      && (work.state->pictures == NULL || gw_picture_stems_get (work.state->pictures, work.id) == NULL))
    return NULL;
  find_size (&work);

  return finish_record (&work);
}
