/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-import-known.h"
#include "gw-limits.h"
#include "gw-read-options.h"

#define PREVIEW_IMAGES 5

/* Records between two words about how far it is. */
#define TELL_EVERY 16

/* Candidates for the preview: some may turn out to have no picture. */
#define PREVIEW_CANDIDATES 20

G_DEFINE_FINAL_TYPE (GwImport, gw_import, G_TYPE_OBJECT)

static void
mapping_free (gpointer data)
{
  GwImportMapping *mapping = data;

  g_free (mapping->becomes);
  g_free (mapping);
}

static void
gw_import_finalize (GObject *object)
{
  GwImport *self = GW_IMPORT (object);

  g_clear_object (&self->store);
  g_free (self->source);
  g_clear_pointer (&self->found, gw_label_source_free);
  g_clear_pointer (&self->archive, gw_archive_free);
  g_free (self->unpacked);
  g_free (self->reason);
  g_free (self->images_dir);
  g_ptr_array_unref (self->more_dirs);
  gw_read_options_clear (&self->options);
  g_clear_pointer (&self->layer, gw_layer_free);
  g_clear_pointer (&self->problems, gw_problems_unref);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->mappings);
  g_ptr_array_unref (self->preview);
  g_clear_pointer (&self->head, gw_record_head_free);
  g_clear_pointer (&self->report, gw_import_report_unref);

  G_OBJECT_CLASS (gw_import_parent_class)->finalize (object);
}

static void
gw_import_class_init (GwImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_import_finalize;
}

static void
gw_import_init (GwImport *self)
{
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->more_dirs = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->mappings = g_ptr_array_new_with_free_func (mapping_free);
  self->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
}

/* --- one reading of the source ---------------------------------------------------- */

typedef struct
{
  GwImport *self;
  GwIntake *intake;
  GwRecord *first; /* (nullable): read to find out where the pictures are */
  gboolean preview;
  gboolean is_void; /* nothing was left of what the source holds, so nothing was done */
  GwWork *work;     /* (nullable) */
  guint64 n_images;
  GHashTable *map;     /* class id of the source -> of the project, gint64* both */
  GwRecordHead *head;  /* the reader's without the classes that are ignored */
  const char *unnamed; /* (nullable): whose answers those are that name nobody */
  GHashTable *named;   /* (nullable): names of the report's annotators, to look up */
  GwLayer *layer;      /* (nullable): that records go to */
  char *model;         /* (nullable): that a record named, where all go to one */
} Pass;

static void
pass_clear (Pass *pass)
{
  g_clear_pointer (&pass->first, gw_record_free);
  g_clear_pointer (&pass->intake, gw_intake_free);
  g_clear_pointer (&pass->map, g_hash_table_unref);
  g_clear_pointer (&pass->named, g_hash_table_unref);
  g_clear_pointer (&pass->layer, gw_layer_free);
  g_clear_pointer (&pass->model, g_free);
  g_clear_pointer (&pass->head, gw_record_head_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

/* A check looks at a private copy of what an archive holds, a run at one that
 * its pictures may stay in.
 */
static gboolean
unpack_source (GwImport *self, gboolean dry_run, GwWork *work, GCancellable *cancellable, GError **error)
{
  GwProblems *problems = self->report->problems;

  if (!gw_archive_is (self->source))
    return TRUE;
  if (self->unpacked != NULL && g_file_test (self->unpacked, G_FILE_TEST_EXISTS))
    return TRUE;
  if (dry_run && self->archive != NULL)
    return TRUE;

  g_clear_pointer (&self->archive, gw_archive_free);
  g_clear_pointer (&self->unpacked, g_free);
  self->archive = dry_run ? gw_archive_unpack (self->source, problems, work, cancellable, error)
                          : gw_archive_unpack_beside (self->source, problems, work, cancellable, error);
  return self->archive != NULL;
}

/* The folder stays where pictures in it are the project's from now on. */
static void
settle_archive (GwImport *self, gboolean ok)
{
  if (self->archive == NULL)
    return;

  if (ok && self->report->images_new > 0 && self->unpacked == NULL)
    {
      gw_archive_keep (self->archive);
      self->unpacked = g_strdup (gw_archive_get_folder (self->archive));
    }
  if (self->unpacked == NULL)
    g_clear_pointer (&self->archive, gw_archive_free);
  else if (ok)
    self->report->unpacked = g_strdup (self->unpacked);
}

static gboolean
find_format (GwImport *self, GCancellable *cancellable, GError **error)
{
  const char *path = self->archive != NULL ? gw_archive_get_content (self->archive) : self->source;

  g_clear_pointer (&self->found, gw_label_source_free);
  self->found = gw_label_source_find (path, self->format_is_given ? self->format : NULL, cancellable, error);
  if (self->found == NULL)
    return FALSE;

  self->format = self->report->format = self->found->format;
  g_free (self->reason);
  self->reason = self->found->reason != NULL ? g_strdup (self->found->reason)
                                             : g_strdup_printf (_ ("%s was chosen."), _ (self->format->title));
  return TRUE;
}

static void
rename_class (gpointer *class, const char *name)
{
  GwClass *renamed;

  if (strcmp (gw_class_get_name (*class), name) == 0)
    return;
  renamed = gw_class_copy (*class);
  gw_class_set_name (renamed, name);
  g_object_unref (*class);
  *class = renamed;
}

/* Tells the intake and the store what becomes of each class. */
static void
apply_mappings (Pass *pass)
{
  GwImport *self = pass->self;

  pass->head = gw_record_head_share (self->head);
  pass->map = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = self->mappings->len; i > 0; i--)
    {
      const GwImportMapping *mapping = g_ptr_array_index (self->mappings, i - 1);
      gpointer *class = &g_ptr_array_index (pass->head->classes, i - 1);
      gint64 id = gw_class_get_id (*class);

      if (mapping->target == GW_IMPORT_IGNORE)
        {
          gw_intake_ignore_class (pass->intake, id);
          g_ptr_array_remove_index (pass->head->classes, i - 1);
        }
      else if (mapping->target != GW_IMPORT_CREATE)
        g_hash_table_insert (pass->map, g_memdup2 (&id, sizeof id),
                             g_memdup2 (&mapping->target, sizeof mapping->target));
      else if (mapping->becomes != NULL)
        rename_class (class, mapping->becomes);
    }
}

static gboolean
has_labels (const GwRecord *record)
{
  return record->objects->len > 0 || record->labels->len > 0 || (record->scores != NULL && record->scores->len > 0);
}

/* Readers count bytes; people think of images. */
static void
tell_progress (Pass *pass)
{
  guint64 n_expected = pass->self->n_expected;
  g_autofree char *text = NULL;

  if (pass->work == NULL)
    return;
  if (n_expected >= pass->n_images)
    text = g_strdup_printf (
        ngettext ("%'" PRIu64 " of %'" PRIu64 " image", "%'" PRIu64 " of %'" PRIu64 " images", n_expected),
        pass->n_images, n_expected);
  else
    text = g_strdup_printf (ngettext ("%'" PRIu64 " image", "%'" PRIu64 " images", pass->n_images), pass->n_images);
  gw_work_set_text (pass->work, text);
}

/* Whose answers there are, in the order in which they come. */
static void
note_annotator (Pass *pass, const GwRecord *record)
{
  GPtrArray *annotators = pass->self->report->annotators;
  const char *name = record->annotator != NULL ? record->annotator : pass->unnamed;
  char *copy;

  if (pass->named == NULL)
    pass->named = g_hash_table_new (g_str_hash, g_str_equal);
  if (name == NULL || g_hash_table_contains (pass->named, name)
      || (record->annotator == NULL && !record->labeled && !has_labels (record)))
    return;
  copy = g_strdup (name);
  g_ptr_array_add (annotators, copy);
  g_hash_table_add (pass->named, copy);
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  Pass *pass = data;
  GPtrArray *preview = pass->self->preview;
  GwRecord *record = g_steal_pointer (&pass->first);

  if (record == NULL)
    record = gw_intake_next (pass->intake, cancellable, error);
  if (record != NULL && !_gw_import_fit_record (pass->self, pass->layer, record, &pass->model, error))
    g_clear_pointer (&record, gw_record_free);
  if (record != NULL && record->path != NULL && !record->apart && !gw_intake_is_again (pass->intake)
      && ++pass->n_images % TELL_EVERY == 0)
    tell_progress (pass);
  if (record != NULL && record->path != NULL)
    note_annotator (pass, record);
  if (pass->preview && record != NULL && record->path != NULL && !record->apart && has_labels (record)
      && (record->file != NULL || record->image_id != 0) && preview->len < PREVIEW_CANDIDATES)
    g_ptr_array_add (preview, gw_record_copy (record));

  return record;
}

/* Where images that are new are put: the folder that their paths start from. */
static char *
get_root_folder (Pass *pass)
{
  const char *dir = gw_intake_get_images_dir (pass->intake);
  g_autofree char *source = g_canonicalize_filename (pass->self->found->path, NULL);

  if (dir != NULL)
    return g_strdup (dir);

  return g_file_test (source, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&source) : g_path_get_dirname (source);
}

/* --- the report --------------------------------------------------------------------- */

/* A report of nothing so far, to the problems that were asked for; an earlier one may have had a format. */
static GwImportReport *
make_report (GwImport *self, gboolean dry_run)
{
  GwImportReport *report = gw_import_report_new (self->source, NULL, self->problems);

  report->dry_run = dry_run;

  return report;
}

static guint
count_new_classes (Pass *pass)
{
  GwImport *self = pass->self;
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (self->head);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->mappings->len; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (self->mappings, i);

      if (mapping->target == GW_IMPORT_CREATE
          && !g_hash_table_contains (groups, g_ptr_array_index (self->head->classes, i)))
        g_hash_table_add (names, mapping->becomes != NULL ? mapping->becomes : (char *) mapping->name);
    }

  return g_hash_table_size (names);
}

/* What the source holds, of which something may be used. */
static void
note_size (GwImportReport *report, Pass *pass)
{
  GwIntakeCounts intake;

  gw_intake_get_counts (pass->intake, &intake);
  report->images_read = intake.images_read;
  report->labels_read = intake.labels_read;
  report->n_classes = gw_intake_count_classes (pass->intake);
}

/* True classes that overwrite those of the project take labels of people away. */
static gboolean
is_of_predictions (const Pass *pass)
{
  return pass->layer != NULL && pass->layer->kind == GW_LAYER_KIND_PREDICTIONS
         && pass->self->options.truth != GW_TRUTH_OVERWRITE;
}

static void
fill_report (GwImportReport *report, Pass *pass, const GwImportCounts *counts)
{
  GwIntakeCounts intake;
  guint64 skipped = (guint64) counts->images_skipped;

  gw_intake_get_counts (pass->intake, &intake);
  note_size (report, pass);
  report->counts = *counts;
  report->images_used = intake.images_given - MIN (skipped, intake.images_given);
  report->images_left_out = report->images_read - MIN (report->images_used, report->images_read);
  report->images_new = (guint64) counts->images_new;
  report->images_missing = intake.images_missing;

  report->labels_used = (guint64) (counts->labels_added + counts->scores_added);
  for (guint kind = 0; kind < GW_SHAPE_N_KINDS; kind++)
    report->labels_used += (guint64) counts->objects_added[kind];
  report->labels_left_out = report->labels_read - MIN (report->labels_used, report->labels_read);
  report->duplicates = (guint64) counts->duplicates;
  report->of_predictions = is_of_predictions (pass);
  report->labels_replaced = (guint64) counts->replaced;
  report->images_kept = (guint64) counts->images_kept;
  report->n_classes_new = pass->is_void ? 0 : count_new_classes (pass);
}

/* --- check and run ---------------------------------------------------------------------- */

/* Opens the source and finds out what its classes become. */
static gboolean
open_pass (Pass *pass, GwImportKnown *known, GwProblems *problems, GwWork *work, GCancellable *cancellable,
           GError **error)
{
  GwImport *self = pass->self;
  GwReadOptions options = self->options;
  GwReader *reader;

  options.images_dir = self->images_dir;
  options.known_images = known->images;
  options.work = work;
  options.keep_lines = (self->format->flags & GW_FORMAT_KEEPS_LINES) != 0;
  options.keep_layers = !self->layer_is_given || self->layer == NULL || self->layer->kind == GW_LAYER_KIND_LABELS;
  if (self->format->flags & GW_FORMAT_NAMES_BY_NUMBER)
    {
      if (!gw_import_known_read_numbers (known, self->store, cancellable, error))
        return FALSE;
      options.image_paths = known->paths;
      options.known = known->head;
    }

  /* Until there are images to be counted. */
  if (work != NULL)
    gw_work_set_text (work, _ ("Reading the labels"));
  reader = gw_format_open (self->format, self->found->path, &options, problems, cancellable, error);
  if (reader == NULL)
    return FALSE;

  pass->intake = gw_intake_new (reader, &self->rules);
  gw_intake_set_known (pass->intake, known->images);
  if (self->images_dir != NULL)
    gw_intake_set_images_dir (pass->intake, self->images_dir);
  for (guint i = 0; i < self->more_dirs->len; i++)
    gw_intake_add_images_dir (pass->intake, g_ptr_array_index (self->more_dirs, i));
  g_clear_pointer (&self->head, gw_record_head_free);
  self->head = gw_record_head_copy (gw_reader_get_head (reader));

  if (!_gw_import_find_mappings (self, problems, cancellable, error))
    return FALSE;
  apply_mappings (pass);

  return TRUE;
}

static void
report_left_out (const GwImport *self, const char *code, const char *text)
{
  gw_problems_report (self->report->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_LEFT_OUT,
                                                             .code = code,
                                                             .file = self->source,
                                                             .text = (char *) text });
}

/* Attributes that images have otherwise, or have no room for: the store counts them. */
static void
report_attributes (const GwImport *self, const GwImportCounts *counts)
{
  if (counts->attributes_kept > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%" PRId64 " attribute has another value in the project. The image keeps it.",
                    "%" PRId64 " attributes have other values in the project. The images keep them.",
                    (gulong) counts->attributes_kept),
          counts->attributes_kept);

      report_left_out (self, "attribute-differs", text);
    }
  if (counts->attributes_cut > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%" PRId64 " attribute was left out, as an image has at most %" PRIu64 " of them.",
                    "%" PRId64 " attributes were left out, as an image has at most %" PRIu64 " of them.",
                    (gulong) counts->attributes_cut),
          counts->attributes_cut, gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES));

      report_left_out (self, "limit", text);
    }
}

static gboolean
import_records (Pass *pass, gboolean dry_run, GwImportCounts *counts, GCancellable *cancellable, GError **error)
{
  GwImport *self = pass->self;
  const GwLayer *layer = pass->layer = _gw_import_choose_layer (self);
  g_autoptr (GError) failure = NULL;
  g_autofree char *base = g_path_get_basename (self->source);
  g_autofree char *name = g_strdup_printf (_ ("Import %s"), base);
  g_autofree char *root = NULL;
  GwImportSpec spec = { .name = name,
                        .format = self->format->name,
                        .head = pass->head,
                        .class_map = pass->map,
                        .layer = layer,
                        .merge = self->merge,
                        .overwrite_truths = self->options.truth == GW_TRUTH_OVERWRITE,
                        .dry_run = dry_run,
                        .work = pass->work };

  if (!dry_run)
    gw_intake_allow_pictures (pass->intake);
  /* The first record tells where the pictures are. */
  pass->first = gw_intake_next (pass->intake, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  /* Classes of labels that are all left out are no reason to change the project. */
  if (pass->first == NULL)
    note_size (self->report, pass);
  pass->is_void = pass->first == NULL && gw_import_report_is_void (self->report);
  if (pass->is_void)
    return TRUE;

  root = get_root_folder (pass);
  spec.root_folder = root;
  spec.keep_lines = (self->format->flags & GW_FORMAT_KEEPS_LINES) != 0;
  pass->unnamed = layer != NULL && layer->kind == GW_LAYER_KIND_ANSWERS ? layer->name : NULL;
  spec.mark_labeled = layer == NULL || layer->kind == GW_LAYER_KIND_LABELS;
  if (!gw_store_import (self->store, &spec, next_record, pass, counts, cancellable, error))
    return FALSE;
  report_attributes (self, counts);
  gw_intake_keep_pictures (pass->intake);

  return TRUE;
}

/* Those of the project that were matched have no file yet. */
static void
find_pictures (GwImport *self, GCancellable *cancellable)
{
  for (guint i = 0; i < self->preview->len && i < PREVIEW_IMAGES;)
    {
      GwRecord *record = g_ptr_array_index (self->preview, i);
      g_autoptr (GPtrArray) images = NULL;

      if (record->file == NULL)
        images = gw_store_get_images (self->store, &record->image_id, 1, cancellable, NULL);
      if (images != NULL && images->len > 0 && g_ptr_array_index (images, 0) != NULL)
        record->file = g_strdup (gw_image_get_file (g_ptr_array_index (images, 0)));
      if (record->file != NULL && g_file_test (record->file, G_FILE_TEST_IS_REGULAR))
        i++;
      else
        g_ptr_array_remove_index (self->preview, i);
    }
  if (self->preview->len > PREVIEW_IMAGES)
    g_ptr_array_set_size (self->preview, PREVIEW_IMAGES);
}

static gboolean
go (GwImport *self, gboolean dry_run, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwImportKnown) known = NULL;
  g_auto (Pass) pass = { .self = self, .preview = dry_run, .work = work };
  GwImportCounts counts = { 0 };
  gint64 start = g_get_monotonic_time ();

  g_clear_pointer (&self->report, gw_import_report_unref);
  if (dry_run)
    g_ptr_array_set_size (self->preview, 0);
  /* Kept when it fails too: the problems say why. */
  self->report = make_report (self, dry_run);
  if (!unpack_source (self, dry_run, work, cancellable, error) || !find_format (self, cancellable, error))
    return FALSE;
  known = gw_import_known_new (self->store, cancellable, error);
  if (known == NULL)
    return FALSE;

  /* What is unpacked to be looked at goes again. */
  if (dry_run && self->archive != NULL)
    gw_problems_set_place (self->report->problems, gw_archive_get_folder (self->archive), self->source);
  gw_label_source_report_unread (self->found, self->report->problems, cancellable);
  if (!open_pass (&pass, known, self->report->problems, work, cancellable, error)
      || !import_records (&pass, dry_run, &counts, cancellable, error))
    return FALSE;

  fill_report (self->report, &pass, &counts);
  self->n_expected = self->report->images_read;
  if (dry_run)
    find_pictures (self, cancellable);
  self->report->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  return TRUE;
}

gboolean
_gw_import_go (GwImport *self, gboolean dry_run, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean ok = go (self, dry_run, work, cancellable, &failure);

  if (!ok && dry_run && self->archive != NULL)
    gw_archive_name_files (self->archive, failure);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (!dry_run)
    settle_archive (self, ok);
  return ok;
}

gboolean
gw_import_check (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_IMPORT (self), FALSE);

  return _gw_import_go (self, TRUE, work, cancellable, error);
}

gboolean
gw_import_run (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_IMPORT (self), FALSE);

  return _gw_import_go (self, FALSE, work, cancellable, error);
}

/* --- choices and what is known ------------------------------------------------------------ */

GwImport *
gw_import_new (GwStore *store, const char *source)
{
  GwImport *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (GW_TYPE_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->source = g_strdup (source);

  return self;
}

void
gw_import_set_format (GwImport *self, const GwFormat *format)
{
  g_return_if_fail (GW_IS_IMPORT (self));

  self->format = format;
  self->format_is_given = format != NULL;
}

const GwFormat *
gw_import_get_format (GwImport *self)
{
  return self->format;
}

const char *
gw_import_get_reason (GwImport *self)
{
  return self->reason;
}

void
gw_import_set_images_dir (GwImport *self, const char *folder)
{
  char *copy = g_strdup (folder);

  g_free (self->images_dir);
  self->images_dir = copy;
}

void
gw_import_add_images_dir (GwImport *self, const char *folder)
{
  g_return_if_fail (GW_IS_IMPORT (self));
  g_return_if_fail (folder != NULL);

  g_ptr_array_add (self->more_dirs, g_strdup (folder));
}

void
gw_import_set_rules (GwImport *self, const GwIntakeRules *rules)
{
  self->rules = *rules;
}

const GwIntakeRules *
gw_import_get_rules (GwImport *self)
{
  return &self->rules;
}

void
gw_import_set_options (GwImport *self, const GwReadOptions *options)
{
  gw_read_options_assign (&self->options, options);
}

const GwReadOptions *
gw_import_get_options (GwImport *self)
{
  return &self->options;
}

void
gw_import_set_merge (GwImport *self, GwMerge merge)
{
  self->merge = merge;
}

void
gw_import_set_layer (GwImport *self, const GwLayer *layer)
{
  GwLayer *copy = layer != NULL ? gw_layer_copy (layer) : NULL;

  g_clear_pointer (&self->layer, gw_layer_free);
  self->layer = copy;
  self->layer_is_given = TRUE;
}

void
gw_import_set_problems (GwImport *self, GwProblems *problems)
{
  g_clear_pointer (&self->problems, gw_problems_unref);
  if (problems != NULL)
    self->problems = gw_problems_ref (problems);
}

void
gw_import_set_class_target (GwImport *self, const char *name, gint64 target)
{
  /* A class that is made keeps the name that it was to be made by. */
  if (target != GW_IMPORT_CREATE)
    g_hash_table_remove (self->names, name);
  g_hash_table_insert (self->targets, g_strdup (name), g_memdup2 (&target, sizeof target));
  for (guint i = 0; i < self->mappings->len; i++)
    {
      GwImportMapping *mapping = g_ptr_array_index (self->mappings, i);

      if (strcmp (mapping->name, name) == 0)
        mapping->target = target;
    }
}

void
gw_import_set_class_name (GwImport *self, const char *name, const char *becomes)
{
  g_hash_table_remove (self->targets, name);
  g_hash_table_insert (self->names, g_strdup (name), g_strdup (becomes));
}

GPtrArray *
gw_import_get_mappings (GwImport *self)
{
  return self->mappings;
}

GwLayer *
gw_import_dup_layer (GwImport *self)
{
  return self->head != NULL ? _gw_import_choose_layer (self) : NULL;
}

GwLayerKind
gw_import_get_layer_kind (GwImport *self)
{
  g_autoptr (GwLayer) layer = gw_import_dup_layer (self);

  return layer != NULL ? layer->kind : GW_LAYER_KIND_LABELS;
}

GPtrArray *
gw_import_get_preview (GwImport *self)
{
  return self->preview;
}

const GwRecordHead *
gw_import_get_head (GwImport *self)
{
  return self->head;
}

const GwImportReport *
gw_import_get_report (GwImport *self)
{
  return self->report;
}
