/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-mot-rows.h"
#include "gw-mot-sequence.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"

/* MOT (spec formats 14): boxes of tracks in the frames of sequences, as people marked them or
 * as a program found them. Each becomes an object of its own that keeps the number of its
 * track. Rows come by track, records by frame, so the rows of one sequence at a time are in
 * memory.
 */
typedef struct
{
  GPtrArray *sequences; /* of GwMotSequence */
  guint sequence;       /* the one that is read */
  GArray *rows;         /* (nullable), of GwMotRow: its rows, by frame */
  guint row;
  guint picture; /* of the sequence, which has not been given yet */
  GwClassNames *classes;
  GPtrArray *names; /* of char*: of classes from 1, as a person gave them */
} State;

/* 72 bytes each. */
#define MOST_ROWS 20000000
/* Names of files and folders that detection looks at. */
#define MOST_DETECTED 1000

/* --- detection --------------------------------------------------------------------------- */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  const char *name = gw_path_basename (source);

  if (is_folder)
    {
      g_autoptr (GPtrArray) sequences = gw_mot_sequences_find (source, MOST_DETECTED);

      if (sequences->len == 0)
        return;
      out->confidence = 94;
    }
  else if (g_str_has_suffix (name, ".txt") && gw_mot_rows_look (start, n_start))
    out->confidence = g_str_equal (name, "gt.txt") || g_str_equal (name, "det.txt") ? 94 : 70;
  else
    return;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It has frames with boxes of tracks, as MOT."));
}

/* --- the first time through ----------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  const GwMotSequence *sequence;
  GHashTable *seen; /* set of classes */
  gboolean has_tracks;
  gboolean has_unknown; /* rows without a class, or with one that has no name */
} Scan;

/* The class of a row by its name. */
static gint64
ensure_class (GwReader *reader, const GwMotSequence *sequence, gint32 class, guint64 line)
{
  State *state = reader->state;
  g_autofree char *name = NULL;

  if (class >= 1 && (guint) class <= state->names->len)
    name = g_strdup (g_ptr_array_index (state->names, (guint) class - 1));
  else
    name = gw_mot_sequence_get_class (sequence, class);
  return gw_class_names_ensure (state->classes, name, NULL, sequence->file, line);
}

static gboolean
has_name (const Scan *scan, gint32 class)
{
  const State *state = scan->reader->state;

  return class >= 1
         && ((guint) class <= state->names->len || (guint) class <= scan->sequence->names->len
             || scan->sequence->is_challenge);
}

static void
scan_row (const GwMotRow *row, guint64 line, const char *code, const char *sentence, gpointer data)
{
  Scan *scan = data;

  if (row == NULL)
    return;
  scan->has_tracks = scan->has_tracks || row->track >= 0;
  if (!g_hash_table_add (scan->seen, GINT_TO_POINTER (row->class)))
    return;
  scan->has_unknown = scan->has_unknown || !has_name (scan, row->class);
}

static int
compare_classes (gconstpointer a, gconstpointer b)
{
  const gint one = GPOINTER_TO_INT (a), two = GPOINTER_TO_INT (b);

  return one < two ? -1 : one > two;
}

/* In the order of their numbers. */
static void
note_classes (const Scan *scan)
{
  g_autoptr (GList) classes = g_list_sort (g_hash_table_get_keys (scan->seen), compare_classes);

  for (GList *item = classes; item != NULL; item = item->next)
    ensure_class (scan->reader, scan->sequence, GPOINTER_TO_INT (item->data), 0);
}

static void
tell (GwReader *reader, const GwMotSequence *sequence, GwOutcome outcome, const char *code, const char *text)
{
  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = sequence->file,
                                                       .text = (char *) text });
}

static gboolean
scan_sequence (GwReader *reader, GwMotSequence *sequence, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Scan scan = { reader, sequence, seen, FALSE, FALSE };

  gw_mot_sequence_load (sequence, cancellable);
  if (!gw_mot_rows_foreach (sequence->file, scan_row, &scan, cancellable, error))
    return FALSE;
  note_classes (&scan);
  if (scan.has_unknown)
    tell (reader, sequence, GW_OUTCOME_CHANGED, "class-unknown",
          _ ("The rows do not tell the class, or by a number without a name. The classes are called “object” and by "
             "their numbers. Give the names, one a line, in a file."));
  if (scan.has_tracks)
    tell (reader, sequence, GW_OUTCOME_CHANGED, "track-split",
          _ ("The boxes of tracks were read as separate objects. Their attribute “track_id” says which belong "
             "together."));
  if (sequence->has_both)
    tell (reader, sequence, GW_OUTCOME_KEPT, "labels-unread",
          _ ("The detections in det/det.txt beside these labels were not read. Name that file to read them."));
  return TRUE;
}

/* Truth and detections are not mixed: where there is any truth, the other sequences wait. */
static void
choose_kind (GwReader *reader)
{
  State *state = reader->state;
  gboolean truth = FALSE;

  for (guint i = 0; i < state->sequences->len; i++)
    truth = truth || !((GwMotSequence *) g_ptr_array_index (state->sequences, i))->detected;
  for (guint i = state->sequences->len; truth && i > 0; i--)
    {
      const GwMotSequence *sequence = g_ptr_array_index (state->sequences, i - 1);

      if (!sequence->detected)
        continue;
      gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "labels-unread", sequence->file, 0, NULL, "%s",
                       _ ("The sequence has detections only, while others have labels. It was not read; name it to "
                          "read it alone."));
      g_ptr_array_remove_index (state->sequences, i - 1);
    }
  reader->head->predictions = !truth;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->classes = gw_class_names_new (reader);
  state->names = g_ptr_array_new_with_free_func (g_free);
  state->sequences = gw_mot_sequences_find (reader->source, 0);
  if (state->sequences->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no gt/gt.txt or det/det.txt in it."),
                   reader->source);
      return FALSE;
    }
  if (reader->options.classes_file != NULL
      && !_gw_reader_load_names (state->names, reader->options.classes_file, error))
    return FALSE;
  choose_kind (reader);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * (guint64) state->sequences->len);
  for (guint i = 0; i < state->sequences->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !scan_sequence (reader, g_ptr_array_index (state->sequences, i), cancellable, error))
        return FALSE;
      _gw_reader_tell (reader, i + 1);
    }
  if (reader->images_dir == NULL)
    reader->images_dir = g_strdup (((GwMotSequence *) g_ptr_array_index (state->sequences, 0))->top);
  reader->head->task = GW_TASK_BOXES;
  reader->head->has_task = TRUE;
  return TRUE;
}

/* --- a sequence -------------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  const GwMotSequence *sequence;
  GArray *rows;
} Loading;

static void
load_row (const GwMotRow *row, guint64 line, const char *code, const char *sentence, gpointer data)
{
  Loading *loading = data;
  GwReadPlace place = { loading->reader, loading->sequence->file, NULL, line, NULL };

  loading->reader->counts.labels++;
  if (row == NULL)
    gw_read_place_reject (&place, code, NULL, sentence);
  else if (loading->rows->len == MOST_ROWS)
    gw_read_place_reject (&place, "limit", NULL,
                          _ ("The sequence has more rows than this program reads. The rest was left out."));
  else
    g_array_append_vals (loading->rows, row, 1);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwMotRow *one = a, *two = b;

  if (one->frame != two->frame)
    return one->frame < two->frame ? -1 : 1;
  return one->line < two->line ? -1 : one->line > two->line;
}

static gboolean
load_sequence (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  Loading loading = { reader, g_ptr_array_index (state->sequences, state->sequence),
                      g_array_new (FALSE, FALSE, sizeof (GwMotRow)) };

  state->rows = loading.rows;
  state->row = state->picture = 0;
  if (!gw_mot_rows_foreach (loading.sequence->file, load_row, &loading, cancellable, error))
    return FALSE;
  g_array_sort (state->rows, compare_rows);
  return TRUE;
}

/* --- records ------------------------------------------------------------------------------------ */

static void
set_number (GwObject *object, const char *name, double number)
{
  char text[GW_NUMBER_LENGTH];

  gw_number_format_decimals (number, 6, text);
  gw_object_set_attribute_bare (object, name, text);
}

/* Of detections how sure they are; of labels whether they are considered. */
static void
set_confidence (const GwReadPlace *place, GwObject *object, const GwMotRow *row, gboolean detected)
{
  if (!isfinite (row->confidence))
    return;
  if (!detected && row->confidence == 0)
    gw_object_set_attribute_bare (object, "ignored", "true");
  else if (!detected && row->confidence != 1 && row->confidence != -1)
    set_number (object, "confidence", row->confidence);
  else if (detected && row->confidence >= 0 && row->confidence <= 1)
    gw_object_set_score (object, row->confidence);
  else if (detected)
    {
      gw_read_place_report (place, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "score-range", NULL,
                            _ ("A confidence is not between 0 and 1. It was made an attribute."));
      set_number (object, "confidence", row->confidence);
    }
}

static void
take_row (GwReader *reader, const GwMotSequence *sequence, GwRecord *record, const GwMotRow *row)
{
  GwReadPlace place = { reader, sequence->file, record, row->line, NULL };
  const gint64 class_id = ensure_class (reader, sequence, row->class, row->line);
  GwShape shape;
  GwObject *object;

  if (class_id == 0)
    {
      gw_read_place_reject (&place, "class-unknown", NULL,
                            _ ("The name of the class cannot be one. The row was left out."));
      return;
    }
  gw_shape_init_box (&shape, row->box.x, row->box.y, row->box.width, row->box.height);
  object = gw_read_place_add (&place, class_id, &shape);
  if (sequence->detected)
    gw_object_set_source (object, GW_SOURCE_PREDICTION);
  set_confidence (&place, object, row, sequence->detected);
  if (row->track >= 0)
    {
      g_autofree char *track = g_strdup_printf ("%" G_GINT64_FORMAT, row->track);

      gw_object_set_attribute_bare (object, "track_id", track);
    }
  if (isfinite (row->visibility))
    set_number (object, "visibility", row->visibility);
}

static const char *
find_split (const GwMotSequence *sequence)
{
  static const char *const splits[] = { "train", "val", "test" };
  g_auto (GStrv) parts = g_strsplit (sequence->folder, "/", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    if (g_strv_contains ((const char *const *) parts, splits[i]))
      return splits[i];
  return NULL;
}

/* The next frame that has rows or a picture; 0: the sequence is at its end. */
static guint32
next_frame (const State *state, const GwMotSequence *sequence)
{
  const guint32 of_rows = state->row < state->rows->len ? g_array_index (state->rows, GwMotRow, state->row).frame : 0;
  const guint32 of_pictures = state->picture < sequence->pictures->len
                                  ? gw_mot_sequence_get_frame (sequence, state->picture)
                                  : 0;

  if (of_rows == 0 || of_pictures == 0)
    return MAX (of_rows, of_pictures);
  return MIN (of_rows, of_pictures);
}

static GwRecord *
make_record (GwReader *reader, const GwMotSequence *sequence, guint32 frame)
{
  State *state = reader->state;
  GwRecord *record = gw_record_new (NULL);

  record->path = gw_mot_sequence_get_path (sequence, frame);
  record->width = sequence->width;
  record->height = sequence->height;
  record->split = g_strdup (find_split (sequence));
  record->labeled = reader->options.empty_means != GW_EMPTY_UNLABELED;
  while (state->picture < sequence->pictures->len && gw_mot_sequence_get_frame (sequence, state->picture) <= frame)
    state->picture++;
  for (; state->row < state->rows->len && g_array_index (state->rows, GwMotRow, state->row).frame == frame;
       state->row++)
    {
      take_row (reader, sequence, record, &g_array_index (state->rows, GwMotRow, state->row));
      record->labeled = TRUE;
    }
  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->sequence < state->sequences->len)
    {
      const GwMotSequence *sequence = g_ptr_array_index (state->sequences, state->sequence);
      guint32 frame;

      if (state->rows == NULL && !load_sequence (reader, cancellable, error))
        return NULL;
      frame = next_frame (state, sequence);
      if (frame > 0)
        {
          reader->counts.images++;
          return make_record (reader, sequence, frame);
        }
      g_clear_pointer (&state->rows, g_array_unref);
      state->sequence++;
      _gw_reader_tell (reader, (guint64) state->sequences->len + state->sequence);
    }
  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_ptr_array_unref (state->sequences);
  g_clear_pointer (&state->rows, g_array_unref);
  gw_class_names_free (state->classes);
  g_ptr_array_unref (state->names);
  g_free (state);
}

const GwFormat gw_format_mot = {
  .name = "mot",
  .title = N_ ("MOT"),
  .flags = GW_FORMAT_READS,
  .choices = GW_READ_CHOICE_EMPTY | GW_READ_CHOICE_CLASSES,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
