/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gw-answer-files.h"
#include "gw-answer.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-info.h"
#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-manifest-line.h"
#include "gw-number.h"
#include "gw-read-place.h"
#include "gw-reader-private.h"
#include "gw-time.h"

/* Answers of people as labeling jobs and human loops leave them (spec ground-truth 8.1, 8.3
 * and 12.5): worker responses, the batches of a consolidation, and what reviewers of
 * Augmented AI said. Each answer is a record whose annotator is the worker. Worker responses
 * and batches without addresses name an image by its number, the line of the manifest from 0.
 *
 * Files are read twice: first for their classes and images.
 */
typedef struct
{
  GPtrArray *files; /* of GwAnswersFile */
  GwClassNames *classes;
  GPtrArray *images; /* (nullable): of the lines of the manifest */
  GQueue ahead;      /* of GwRecord: of the entry at hand */
  guint next;        /* file */
  GwAnswersFile *file;
  GwJsonEntries *entries; /* (nullable): of the file */
  gboolean told_rest;
} State;

/* Files that detection looks into. */
#define MOST_DETECTED 20

static gboolean
is_review (const GwReader *reader)
{
  return reader->format == &gw_format_a2i;
}

/* --- detecting ------------------------------------------------------------------------- */

static void
detect_either (const char *source, const char *start, gsize n_start, gboolean is_folder, gboolean reviews,
               const char *reason, GwDetection *out)
{
  g_autoptr (GPtrArray) files = is_folder ? gw_answers_list_files (source, reviews, MOST_DETECTED) : NULL;
  GwAnswersKind kind = is_folder ? GW_ANSWERS_NONE : gw_answers_find_kind (start, n_start);
  g_autofree char *folder = is_folder ? gw_answers_find_folder (source) : NULL;

  if (is_folder ? files->len == 0 : kind == GW_ANSWERS_NONE || (kind == GW_ANSWERS_REVIEW) != reviews)
    return;
  /* Of a whole job its result comes first. */
  out->confidence = folder != NULL && strcmp (folder, source) != 0 ? 80 : 95;
  g_snprintf (out->reason, sizeof out->reason, "%s", reason);
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, start, n_start, is_folder, FALSE, _ ("It has answers of workers to a labeling job."), out);
}

static void
detect_review (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  detect_either (source, start, n_start, is_folder, TRUE, _ ("It has answers of reviewers of Augmented AI."), out);
}

/* --- entries ----------------------------------------------------------------------------- */

static GwJsonMembers *
open_member (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = members != NULL ? gw_json_members_get (members, key, &length) : NULL;

  return raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
}

/* Content that may be a JSON text within a string. (transfer full) (nullable) */
static char *
dup_content (const GwJsonMembers *members, const char *key)
{
  char *text = members != NULL ? gw_json_members_dup_string (members, key) : NULL;

  return text != NULL || members == NULL ? text : gw_json_members_dup (members, key);
}

/* One answer: who gave it, and what it holds. */
typedef void (*AnswerFunc) (const GwJsonMembers *answer, const char *content, gpointer data);

/* The answers of an entry of a batch; a result of a consolidation is one, of nobody. */
static void
foreach_in_batch (const GwJsonMembers *entry, AnswerFunc func, gpointer data)
{
  gsize length;
  const char *raw = gw_json_members_get (entry, "annotations", &length);
  g_autoptr (GwJsonMembers) result = open_member (entry, "consolidatedAnnotation");
  g_autoptr (GwJsonEntries) answers = raw != NULL && raw[0] == '[' ? gw_json_entries_new_for_memory (raw, length)
                                                                   : NULL;
  g_autofree char *consolidated = dup_content (result, "content");
  GwJsonEntry one;

  if (consolidated != NULL)
    func (NULL, consolidated, data);
  while (answers != NULL && gw_json_entries_next (answers, &one, NULL))
    {
      g_autoptr (GwJsonMembers) answer = gw_json_entry_parse (one.raw, one.length);
      g_autoptr (GwJsonMembers) told = open_member (answer, "annotationData");
      g_autofree char *content = dup_content (told, "content");

      if (answer != NULL)
        func (answer, content, data);
    }
}

static void
foreach_answer (const GwAnswersFile *file, const GwJsonMembers *entry, AnswerFunc func, gpointer data)
{
  g_autofree char *content = NULL;

  if (file->kind == GW_ANSWERS_BATCH)
    {
      foreach_in_batch (entry, func, data);
      return;
    }
  content = dup_content (entry, "answerContent");
  func (entry, content, data);
}

static GwJsonEntries *
open_file (const GwAnswersFile *file, GCancellable *cancellable, GError **error)
{
  static const char *const others[] = { "inputContent", "humanLoopName", "flowDefinitionArn", NULL };
  const char *list = file->kind == GW_ANSWERS_OF_WORKERS ? "answers"
                     : file->kind == GW_ANSWERS_REVIEW   ? "humanAnswers"
                                                         : NULL;

  return gw_json_entries_open (file->file, list, others, NULL, cancellable, error);
}

/* --- images ---------------------------------------------------------------------------------- */

/* The first text of an object that names a picture, for forms call their input as they like. */
static char *
find_picture (const GwJsonMembers *members)
{
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *key = gw_json_members_get_at (members, i, NULL, NULL);
      g_autofree char *text = gw_json_members_dup_string (members, key);

      if (text != NULL && gw_image_name_is_picture (text))
        return g_steal_pointer (&text);
    }
  return NULL;
}

/* What a human loop was about. (transfer full) (nullable) */
static char *
find_reviewed (const GwJsonMembers *others)
{
  g_autoptr (GwJsonMembers) input = open_member (others, "inputContent");
  g_autoptr (GwJsonMembers) request = open_member (input, "aiServiceRequest");
  g_autoptr (GwJsonMembers) image = open_member (request, "image");
  g_autoptr (GwJsonMembers) document = open_member (request, "document");
  g_autoptr (GwJsonMembers) object = open_member (image != NULL ? image : document, "s3Object");
  g_autofree char *address = object != NULL ? gw_json_members_dup_string (object, "name") : NULL;

  if (address == NULL && input != NULL)
    address = gw_json_members_dup_string (input, "taskObject");
  if (address == NULL && input != NULL)
    address = find_picture (input);

  return address != NULL && address[0] != '\0' ? gw_manifest_get_path (address) : NULL;
}

/* What a human loop was about, and which one it was. */
static void
take_loop (GwAnswersFile *file, const GwJsonMembers *others)
{
  file->image = find_reviewed (others);
  file->loop = gw_json_members_dup (others, "humanLoopName");
  file->flow = gw_json_members_dup (others, "flowDefinitionArn");
}

/* The number of an entry's object; -1: none. */
static gint64
get_object (const GwAnswersFile *file, const GwJsonMembers *entry)
{
  g_autofree char *text = NULL;
  gsize length;
  const char *raw;
  gint64 object;

  if (file->kind != GW_ANSWERS_BATCH)
    return file->object;
  raw = gw_json_members_get (entry, "datasetObjectId", &length);
  text = raw != NULL ? gw_json_value_to_text (raw, length) : NULL;

  return text != NULL && gw_number_parse_int64 (text, -1, &object) && object >= 0 ? object : -1;
}

/* The address that an entry gives itself; NULL: none. */
static char *
get_address (const GwAnswersFile *file, const GwJsonMembers *entry)
{
  g_autoptr (GwJsonMembers) object = file->kind == GW_ANSWERS_BATCH ? open_member (entry, "dataObject") : NULL;
  g_autofree char *address = object != NULL ? gw_json_members_dup_string (object, "s3Uri") : NULL;

  if (file->image != NULL)
    return g_strdup (file->image);
  return address != NULL && address[0] != '\0' ? gw_manifest_get_path (address) : NULL;
}

/* The image that an entry is about; NULL: nothing tells. */
static char *
find_image (const GwReader *reader, const GwAnswersFile *file, const GwJsonMembers *entry)
{
  const State *state = reader->state;
  gint64 object = get_object (file, entry);
  char *address = NULL;

  if (reader->options.object_numbers && object >= 0)
    return g_strdup_printf ("%" PRId64, object);
  address = get_address (file, entry);
  if (address == NULL && state->images != NULL && object >= 0 && object < state->images->len)
    address = g_strdup (g_ptr_array_index (state->images, object));

  return address;
}

/* --- the first reading -------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  const GwAnswersFile *file;
  guint64 line;
  GwAnswerKinds kinds;
  gint64 largest; /* number of an object that has no address; -1: none */
} Scan;

static void
scan_answer (const GwJsonMembers *answer, const char *content, gpointer data)
{
  Scan *scan = data;
  const State *state = scan->reader->state;
  g_autofree char *worker = answer != NULL ? gw_json_members_dup_string (answer, "workerId") : NULL;

  if (content != NULL)
    scan->kinds |= gw_answer_scan (scan->reader, state->classes, worker, content, strlen (content), scan->file->file,
                                   scan->line);
}

static void
scan_entry (Scan *scan, const GwJsonEntry *entry)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry->raw, entry->length);
  g_autofree char *address = members != NULL ? get_address (scan->file, members) : NULL;

  if (members == NULL)
    return;
  scan->line = entry->line;
  foreach_answer (scan->file, members, scan_answer, scan);
  if (address == NULL && !is_review (scan->reader))
    scan->largest = MAX (scan->largest, get_object (scan->file, members));
}

static gboolean
scan_file (Scan *scan, GwAnswersFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwJsonEntries) entries = open_file (file, cancellable, error);
  GError *failure = NULL;
  GwJsonEntry entry;

  scan->file = file;
  if (entries == NULL)
    return FALSE;
  while (gw_json_entries_next (entries, &entry, &failure))
    scan_entry (scan, &entry);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      _gw_reader_fail_json (scan->reader, file->file, gw_json_entries_get_line (entries), error);
      return FALSE;
    }
  if (is_review (scan->reader))
    take_loop (file, gw_json_entries_get_others (entries));

  return TRUE;
}

/* All files; of several one that is broken is told of and left out. */
static gboolean
scan_files (Scan *scan, GCancellable *cancellable, GError **error)
{
  State *state = scan->reader->state;

  if (scan->reader->options.work != NULL)
    gw_work_set_total (scan->reader->options.work, 2 * (guint64) state->files->len);
  for (guint i = 0; i < state->files->len; i++)
    {
      GwAnswersFile *file = g_ptr_array_index (state->files, i);
      g_autoptr (GError) failure = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      file->broken = !scan_file (scan, file, cancellable, &failure);
      if (file->broken && (state->files->len == 1 || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      _gw_reader_tell (scan->reader, i + 1);
    }

  return TRUE;
}

static void
choose_task (GwReader *reader, GwAnswerKinds kinds)
{
  reader->head->has_task = kinds != 0;
  reader->head->task = kinds & GW_ANSWER_MASKS     ? GW_TASK_MASKS
                       : kinds & GW_ANSWER_BOXES   ? GW_TASK_BOXES
                       : kinds & GW_ANSWER_CLASSES ? GW_TASK_MULTI_CLASS
                                                   : GW_TASK_SINGLE_CLASS;
}

/* --- opening ------------------------------------------------------------------------------------- */

/* The images by number, where some are named so. */
static gboolean
load_images (GwReader *reader, gint64 largest, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autofree char *file = NULL;

  if (largest < 0 || reader->options.object_numbers)
    return TRUE;
  file = reader->options.manifest != NULL ? g_strdup (reader->options.manifest)
                                          : gw_answers_find_manifest (reader->source);
  if (file == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: answers name images by their number in the manifest of the job, which is not beside them. "
                      "Name it with --manifest."),
                   reader->source);
      return FALSE;
    }
  state->images = gw_answers_load_manifest (file, cancellable, error);
  if (state->images == NULL)
    return FALSE;
  if (largest < state->images->len)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: the manifest has %u lines, and there is an answer for object %" PRId64
                  ", counted from 0. It is not the manifest of this job. Name the right one with --manifest."),
               file, state->images->len, largest);
  return FALSE;
}

/* A request names the file of its batch, which lies beside it; its classes come first. */
static gboolean
follow_request (GwReader *reader, GError **error)
{
  State *state = reader->state;
  gsize length;
  g_autofree char *text = _gw_reader_load_file (reader->source, &length, error);
  g_autoptr (GwJsonMembers) request = text != NULL ? gw_json_entry_parse (text, length) : NULL;
  g_autoptr (GwJsonMembers) payload = open_member (request, "payload");
  g_autofree char *address = payload != NULL ? gw_json_members_dup_string (payload, "s3Uri") : NULL;
  g_auto (GStrv) labels = request != NULL ? gw_json_members_dup_strings (request, "labelCategories") : NULL;
  const char *name = address != NULL ? strrchr (address, '/') : NULL;
  g_autofree char *folder = g_path_get_dirname (reader->source);
  g_autofree char *file = NULL;

  if (text == NULL)
    return FALSE;
  for (gsize i = 0; labels != NULL && labels[i] != NULL; i++)
    gw_class_names_ensure (state->classes, labels[i], NULL, reader->source, 0);
  if (name == NULL && address != NULL)
    name = strchr (address, ':');
  name = name != NULL ? name + 1 : address;
  file = name != NULL && name[0] != '\0' && name[0] != '.' ? g_build_filename (folder, name, NULL) : NULL;
  if (file == NULL || g_file_test (file, G_FILE_TEST_IS_SYMLINK) || !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: the answers that the request names are not beside it. Put their file there."),
                   reader->source);
      return FALSE;
    }
  g_ptr_array_unref (state->files);
  state->files = gw_answers_list_files (file, FALSE, 0);

  return TRUE;
}

static gboolean
find_files (GwReader *reader, GError **error)
{
  State *state = reader->state;
  gboolean is_folder = FALSE;

  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  state->files = gw_answers_list_files (reader->source, is_review (reader), 0);
  if (state->files->len == 0 && !is_folder && !is_review (reader) && gw_answers_is_request (reader->source)
      && !follow_request (reader, error))
    return FALSE;
  if (state->files->len > 0)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no JSON file of %s in it."), reader->source,
               _ (reader->format->title));
  return FALSE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  Scan scan = { .reader = reader, .largest = -1 };

  reader->state = state;
  g_queue_init (&state->ahead);
  state->classes = gw_class_names_new (reader);
  if (!find_files (reader, error) || !scan_files (&scan, cancellable, error)
      || !load_images (reader, scan.largest, cancellable, error))
    return FALSE;
  choose_task (reader, scan.kinds);

  return TRUE;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  g_queue_clear_full (&state->ahead, (GDestroyNotify) gw_record_free);
  g_clear_pointer (&state->entries, gw_json_entries_free);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_clear_pointer (&state->images, g_ptr_array_unref);
  gw_class_names_free (state->classes);
  g_free (state);
}

/* --- records ----------------------------------------------------------------------------------------- */

typedef struct
{
  GwReader *reader;
  const GwAnswersFile *file;
  const char *image; /* (nullable) */
  guint64 line;
} Giving;

static void
keep_member (GwJsonMembers *rest, const GwJsonMembers *answer, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (answer, key, &length);

  if (raw != NULL && gw_json_is_proper (raw, length))
    gw_json_members_set (rest, key, raw, (gssize) length);
}

/* “acceptanceTime, timeSpentInSeconds” (transfer full) */
static char *
list_keys (const GwJsonMembers *members)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    g_ptr_array_add (keys, (gpointer) gw_json_members_get_at (members, i, NULL, NULL));
  g_ptr_array_add (keys, NULL);

  return g_strjoinv (_ (", "), (char **) keys->pdata);
}

static void
read_times (const GwJsonMembers *answer, GwRecord *record, GwJsonMembers *rest)
{
  g_autofree char *date = gw_json_members_dup_string (answer, "submissionTime");
  gint64 us;

  if (date != NULL && gw_time_parse (date, &us))
    record->modified = us / 1000;
  keep_member (rest, answer, "acceptanceTime");
  keep_member (rest, answer, "timeSpentInSeconds");
  keep_member (rest, answer, "workerMetadata");
}

/* What is noted of answers as such is in the bag of each record, which no other format has; it is much the
 * same of all answers, and told of once.
 */
static void
keep_rest (const GwReadPlace *place, const GwJsonMembers *rest)
{
  State *state = place->reader->state;
  g_autofree char *keys = NULL;

  if (gw_json_members_get_n (rest) == 0)
    return;
  place->record->bag = gw_json_members_put_bag (rest, NULL, place->reader->format->name);
  if (state->told_rest)
    return;
  state->told_rest = TRUE;
  keys = list_keys (rest);
  gw_problems_report (place->reader->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = "label-foreign",
                                     .file = (char *) place->file,
                                     .line = place->line,
                                     .image = place->record->path,
                                     .detail = keys,
                                     .text = _ ("What the service noted of answers, such as how long they took, is no "
                                                "part of labels. It is not shown and not exported.") });
}

/* answer NULL: the result of a consolidation, which is nobody's. */
static void
give_answer (const GwJsonMembers *answer, const char *content, gpointer data)
{
  const Giving *giving = data;
  State *state = giving->reader->state;
  g_autofree char *worker = answer != NULL ? gw_json_members_dup_string (answer, "workerId") : NULL;
  g_autoptr (GwJsonMembers) rest = gw_json_members_new ();
  GwReadPlace place = { giving->reader, giving->file->file, NULL, giving->line, NULL };

  giving->reader->counts.images++;
  if (giving->image == NULL || content == NULL || (answer != NULL && (worker == NULL || worker[0] == '\0')))
    {
      gw_read_place_reject_image (&place, giving->image == NULL ? "path-missing" : "row-fields",
                                  giving->image == NULL
                                      ? _ ("Nothing tells which image an answer is about. It was left out.")
                                      : _ ("An answer lacks its worker or its content. It was left out."));
      return;
    }
  place.record = gw_record_new (giving->image);
  place.record->annotator = g_steal_pointer (&worker);
  place.record->line = giving->line;
  if (answer != NULL)
    read_times (answer, place.record, rest);
  gw_answer_read (&place, state->classes, content, strlen (content), rest);
  if (giving->file->loop != NULL && gw_json_is_proper (giving->file->loop, strlen (giving->file->loop)))
    gw_json_members_set (rest, "humanLoopName", giving->file->loop, -1);
  if (giving->file->flow != NULL && gw_json_is_proper (giving->file->flow, strlen (giving->file->flow)))
    gw_json_members_set (rest, "flowDefinitionArn", giving->file->flow, -1);
  keep_rest (&place, rest);
  g_queue_push_tail (&state->ahead, place.record);
}

static void
give_entry (GwReader *reader, const GwJsonEntry *entry)
{
  State *state = reader->state;
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry->raw, entry->length);
  g_autofree char *image = members != NULL ? find_image (reader, state->file, members) : NULL;
  Giving giving = { reader, state->file, image, entry->line };

  if (members != NULL)
    {
      foreach_answer (state->file, members, give_answer, &giving);
      return;
    }
  reader->counts.images++;
  gw_read_place_reject_image (&(GwReadPlace) { reader, state->file->file, NULL, entry->line, NULL }, "value-type",
                              _ ("An answer is no object. It was left out."));
}

/* The next file that is sound; FALSE at the end, or with error set. */
static gboolean
open_next (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->files->len)
    {
      state->file = g_ptr_array_index (state->files, state->next++);
      _gw_reader_tell (reader, state->files->len + state->next);
      if (state->file->broken)
        continue;
      state->entries = open_file (state->file, cancellable, error);
      return state->entries != NULL;
    }
  return FALSE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  for (;;)
    {
      GwRecord *record = g_queue_pop_head (&state->ahead);
      g_autoptr (GError) failure = NULL;
      GwJsonEntry entry;

      if (record != NULL)
        return record;
      if (state->entries == NULL && !open_next (reader, cancellable, error))
        return NULL;
      if (gw_json_entries_next (state->entries, &entry, &failure))
        {
          give_entry (reader, &entry);
          continue;
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_clear_pointer (&state->entries, gw_json_entries_free);
    }
}

const GwFormat gw_format_worker_responses = {
  .name = "worker-responses",
  .title = N_ ("SageMaker Worker Responses"),
  .flags = GW_FORMAT_READS | GW_FORMAT_ANSWERS,
  .choices = GW_READ_CHOICE_MANIFEST,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};

const GwFormat gw_format_a2i = {
  .name = "a2i",
  .title = N_ ("Human Reviews of Augmented AI"),
  .flags = GW_FORMAT_READS | GW_FORMAT_ANSWERS,
  .detect = detect_review,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
};
