/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export.h"

#include <glib/gi18n.h>

#include "gw-convert.h"
#include "gw-error.h"
#include "gw-json-members.h"
#include "gw-loss-measure.h"

/* Bytes of text that things take in a label file, roughly: measured with
 * COCO, which is neither the longest nor the shortest.
 */
#define BYTES_IMAGE 100
#define BYTES_OBJECT 160
#define BYTES_POINT 18
#define BYTES_RUN 3

struct _GwExport
{
  GObject parent_instance;

  GwStore *store;
  const GwFormat *format;
  char *target;
  GwFilter *filter;       /* (nullable) */
  GArray *layers;         /* of gint64 */
  GwWriteOptions options; /* its strings are ours */
  char *name;
  char *attribute;
  GwSplitPlan *split; /* (nullable) */
  gboolean strict;
  GwProblems *given; /* (nullable): where to report */

  GwProblems *problems;
  GwRecordCounts counts;
  guint n_classes;
  guint64 n_files;
  guint64 size;
};

G_DEFINE_FINAL_TYPE (GwExport, gw_export, G_TYPE_OBJECT)

static void
gw_export_finalize (GObject *object)
{
  GwExport *self = GW_EXPORT (object);

  g_clear_object (&self->store);
  g_free (self->target);
  g_free (self->name);
  g_free (self->attribute);
  g_array_unref (self->layers);
  g_clear_pointer (&self->filter, gw_filter_free);
  g_clear_pointer (&self->split, gw_split_plan_free);
  g_clear_pointer (&self->given, gw_problems_unref);
  gw_problems_unref (self->problems);

  G_OBJECT_CLASS (gw_export_parent_class)->finalize (object);
}

static void
gw_export_class_init (GwExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_export_finalize;
}

static void
gw_export_init (GwExport *self)
{
  self->layers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gw_export_set_layer (self, GW_LAYER_LABELS);
  self->problems = gw_problems_new ();
}

/* --- one reading of the project --------------------------------------------------- */

typedef struct
{
  GwExport *self;
  GwRecordHead *head;
  GwWriter *writer;      /* (nullable): NULL only measures */
  GwLossMeasure *losses; /* (nullable): in place of the writer's */
  GwWork *work;          /* (nullable) */
  gboolean plan;         /* only collects what the split is made of */
  gint64 image_id;       /* of the record before; 0: none */
} Pass;

static void
pass_clear (Pass *pass)
{
  g_clear_pointer (&pass->writer, gw_writer_close);
  g_clear_pointer (&pass->losses, gw_loss_measure_free);
  g_clear_pointer (&pass->head, gw_record_head_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static guint64
estimate_shape (const GwShape *shape)
{
  guint64 points = 0;

  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      for (size_t i = 0; i < shape->as.polygon.n_rings; i++)
        points += shape->as.polygon.rings[i].n_points;
      break;
    case GW_SHAPE_POLYLINE:
      points = shape->as.line.n_points;
      break;
    case GW_SHAPE_POINTS:
      points = shape->as.points.n_points;
      break;
    case GW_SHAPE_MASK:
      return BYTES_RUN * shape->as.mask.n_runs;
    default:
      break;
    }

  return BYTES_POINT * points;
}

/* What the record adds to the size of the export. */
static void
add_size (GwExport *self, const GwRecord *record, gboolean is_again)
{
  self->size += BYTES_IMAGE;
  for (guint i = 0; i < record->objects->len; i++)
    self->size += BYTES_OBJECT + estimate_shape (gw_object_get_shape (g_ptr_array_index (record->objects, i)));
  if (self->options.copy == GW_COPY_COPY && !is_again && record->image != NULL)
    self->size += (guint64) gw_image_get_bytes (record->image);
}

static gboolean
take_record (GwRecord *record, gpointer data, GError **error)
{
  Pass *pass = data;
  GwExport *self = pass->self;
  const gboolean is_again = record->image_id == pass->image_id;
  const char *part;

  if (pass->plan)
    {
      gw_split_plan_add (self->split, record->image_id, record->path);
      return TRUE;
    }

  pass->image_id = record->image_id;
  if (is_again && (self->format->flags & GW_FORMAT_HOLDS_PEOPLE) == 0)
    {
      gw_format_report_answer (self->format, record, self->problems);
      return TRUE;
    }
  part = self->split != NULL ? gw_split_plan_find (self->split, record->image_id) : NULL;
  if (part != NULL)
    {
      g_free (record->split);
      record->split = g_strdup (part);
    }
  if (record->file == NULL && record->image != NULL)
    record->file = g_strdup (gw_image_get_file (record->image));

  gw_record_counts_add (&self->counts, record, is_again);
  add_size (self, record, is_again);
  if (pass->work != NULL && !is_again)
    gw_work_add_done (pass->work, 1);
  if (pass->writer != NULL)
    return gw_writer_write (pass->writer, record, error);

  gw_loss_measure_take (pass->losses, record);
  return TRUE;
}

/* Classes that only one of them has used come at the end. */
static void
add_classes (GwRecordHead *head, const GwRecordHead *more)
{
  for (guint i = 0; i < more->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (more->classes, i);

      if (gw_record_head_find_class (head, gw_class_get_id (class)) == NULL)
        g_ptr_array_add (head->classes, g_object_ref (class));
    }
}

/* Of all layers together. (transfer full) (nullable) */
static GwRecordHead *
read_head (GwExport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwRecordHead) head = gw_store_get_head (self->store, g_array_index (self->layers, gint64, 0), cancellable,
                                                     error);

  for (guint i = 1; head != NULL && i < self->layers->len; i++)
    {
      g_autoptr (GwRecordHead) more = gw_store_get_head (self->store, g_array_index (self->layers, gint64, i),
                                                         cancellable, error);

      if (more == NULL)
        return NULL;
      add_classes (head, more);
      if (head->bag == NULL)
        head->bag = g_steal_pointer (&more->bag);
      head->answers = TRUE;
    }

  if (head == NULL || !gw_store_list_attributes (self->store, head, cancellable, error))
    return NULL;
  return g_steal_pointer (&head);
}

static gboolean
read_records (Pass *pass, GCancellable *cancellable, GError **error)
{
  GwExport *self = pass->self;

  return gw_store_export_layers (self->store, self->filter, (const gint64 *) self->layers->data, self->layers->len,
                                 take_record, pass, cancellable, error);
}

/* Lines that an import of the same format kept. */
static gboolean
give_lines (gpointer data, GwLineFunc func, gpointer func_data, GError **error)
{
  GwExport *self = data;

  return gw_store_foreach_line (self->store, self->format->name, func, func_data, NULL, error);
}

static gboolean
begin (Pass *pass, GCancellable *cancellable, GError **error)
{
  GwExport *self = pass->self;
  gint64 n;

  gw_problems_unref (self->problems);
  self->problems = self->given != NULL ? gw_problems_ref (self->given) : gw_problems_new ();
  self->counts = (GwRecordCounts) { 0 };
  self->n_files = 0;
  self->size = 0;

  n = gw_store_count_images (self->store, self->filter, cancellable, error);
  if (n < 0)
    return FALSE;
  if (pass->work != NULL)
    gw_work_set_total (pass->work, (guint64) n);
  pass->head = read_head (self, cancellable, error);
  if (pass->head == NULL)
    return FALSE;
  self->n_classes = gw_record_head_count_classes (pass->head);

  return TRUE;
}

/* Chance takes all images together, so they are gone through once before. */
static gboolean
plan_split (GwExport *self, GCancellable *cancellable, GError **error)
{
  Pass pass = { .self = self, .plan = TRUE };

  return self->split == NULL
         || gw_store_export (self->store, self->filter, GW_LAYER_LABELS, take_record, &pass, cancellable, error);
}

gboolean
gw_export_measure (GwExport *self, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_auto (Pass) pass = { .self = self, .work = work };

  g_return_val_if_fail (GW_IS_EXPORT (self), FALSE);

  if (!begin (&pass, cancellable, error))
    return FALSE;
  pass.losses = gw_loss_measure_new (self->format, pass.head, &self->options, self->problems);
  gw_loss_measure_set_target (pass.losses, self->target);
  if (!read_records (&pass, cancellable, error))
    return FALSE;
  gw_loss_measure_end (pass.losses);

  self->n_files = 1;
  if (self->options.copy != GW_COPY_NONE)
    self->n_files += self->counts.images;
  return TRUE;
}

/* The number that a COCO file gave the image stands beside its labels, whichever layer is
 * written.
 */
static gboolean
note_number (GwRecord *record, gpointer data, GError **error)
{
  g_autoptr (GwJsonMembers) bag = record->bag != NULL ? gw_json_members_open_bag (record->bag, "coco") : NULL;
  char *id = bag != NULL ? gw_json_members_dup (bag, "id") : NULL;

  if (id != NULL)
    g_hash_table_insert (data, g_strdup (record->path), id);
  return TRUE;
}

/* (transfer full) (nullable): NULL with error set */
static GHashTable *
list_numbers (GwExport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return gw_store_export (self->store, NULL, GW_LAYER_LABELS, note_number, ids, cancellable, error)
             ? g_steal_pointer (&ids)
             : NULL;
}

/* Before there is anything at the target. */
static gboolean
note_export (GwExport *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *target = g_filename_display_name (self->target);

  return gw_store_note_export (self->store, self->format->name, target, cancellable, error);
}

gboolean
gw_export_run (GwExport *self, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_auto (Pass) pass = { .self = self, .work = work };
  GwWriteOptions options = self->options;
  g_autoptr (GHashTable) numbers = NULL;

  g_return_val_if_fail (GW_IS_EXPORT (self), FALSE);
  g_return_val_if_fail (self->target != NULL, FALSE);

  options.work = work;
  options.cancellable = cancellable;
  if (!begin (&pass, cancellable, error))
    return FALSE;
  if (self->format->flags & GW_FORMAT_KEEPS_LINES)
    {
      options.lines = give_lines;
      options.lines_data = self;
    }
  if ((self->format->flags & GW_FORMAT_NAMES_BY_NUMBER) != 0
      || ((self->format->write_choices & GW_WRITE_CHOICE_NUMBERS) != 0 && options.numbers == GW_NUMBERS_KEEP))
    {
      numbers = list_numbers (self, cancellable, error);
      if (numbers == NULL)
        return FALSE;
      options.image_ids = numbers;
    }
  if (self->split != NULL)
    {
      options.split = gw_split_plan_get_text (self->split);
      options.split_seed = gw_split_plan_get_seed (self->split);
    }
  pass.writer = gw_format_create (self->format, self->target, pass.head, &options, self->problems, error);
  if (pass.writer == NULL || !plan_split (self, cancellable, error) || !read_records (&pass, cancellable, error))
    return FALSE;
  gw_writer_end_losses (pass.writer);
  if (self->strict && gw_problems_have_loss (self->problems))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("%s: %s cannot hold everything that is in the project, so nothing was written. "
                      "Choose another format."),
                   self->target, _ (self->format->title));
      return FALSE;
    }
  if (!note_export (self, cancellable, error) || !gw_writer_finish (pass.writer, cancellable, error))
    return FALSE;

  self->n_files = pass.writer->n_files;
  return TRUE;
}

/* --- choices ---------------------------------------------------------------------------- */

GwExport *
gw_export_new (GwStore *store, const GwFormat *format, const char *target)
{
  GwExport *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (format != NULL, NULL);

  self = g_object_new (GW_TYPE_EXPORT, NULL);
  self->store = g_object_ref (store);
  self->format = format;
  self->target = g_strdup (target);

  return self;
}

void
gw_export_set_format (GwExport *self, const GwFormat *format)
{
  self->format = format;
}

void
gw_export_set_target (GwExport *self, const char *target)
{
  char *copy = g_strdup (target);

  g_free (self->target);
  self->target = copy;
}

void
gw_export_set_filter (GwExport *self, const GwFilter *filter)
{
  GwFilter *copy = filter != NULL ? gw_filter_copy (filter) : NULL;

  g_clear_pointer (&self->filter, gw_filter_free);
  self->filter = copy;
}

void
gw_export_set_layer (GwExport *self, gint64 layer_id)
{
  gw_export_set_layers (self, &layer_id, 1);
}

void
gw_export_set_layers (GwExport *self, const gint64 *layer_ids, gsize n)
{
  g_return_if_fail (n > 0);

  g_array_set_size (self->layers, 0);
  g_array_append_vals (self->layers, layer_ids, (guint) n);
}

void
gw_export_set_options (GwExport *self, const GwWriteOptions *options)
{
  char *name = g_strdup (options->name);
  char *attribute = g_strdup (options->attribute);

  g_free (self->name);
  g_free (self->attribute);
  self->name = name;
  self->attribute = attribute;
  self->options = *options;
  self->options.name = name;
  self->options.attribute = attribute;
  self->options.work = NULL;
}

void
gw_export_take_split (GwExport *self, GwSplitPlan *plan)
{
  g_clear_pointer (&self->split, gw_split_plan_free);
  self->split = plan;
}

void
gw_export_set_problems (GwExport *self, GwProblems *problems)
{
  g_clear_pointer (&self->given, gw_problems_unref);
  if (problems != NULL)
    self->given = gw_problems_ref (problems);
}

void
gw_export_set_strict (GwExport *self, gboolean strict)
{
  self->strict = strict;
}

/* --- what came of it ------------------------------------------------------------------------ */

GwProblems *
gw_export_get_problems (GwExport *self)
{
  return self->problems;
}

guint64
gw_export_get_n_images (GwExport *self)
{
  return self->counts.images;
}

guint64
gw_export_get_n_objects (GwExport *self, GwShapeKind kind)
{
  return kind < GW_SHAPE_N_KINDS ? self->counts.objects[kind] : 0;
}

const GwRecordCounts *
gw_export_get_counts (GwExport *self)
{
  return &self->counts;
}

guint
gw_export_get_n_classes (GwExport *self)
{
  return self->n_classes;
}

guint64
gw_export_get_n_labels (GwExport *self)
{
  return self->counts.labels;
}

guint64
gw_export_get_n_files (GwExport *self)
{
  return self->n_files;
}

guint64
gw_export_get_size (GwExport *self)
{
  return self->size;
}
