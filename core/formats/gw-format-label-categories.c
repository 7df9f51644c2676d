/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-class-numbers.h"
#include "gw-formats.h"
#include "gw-json-sketch.h"
#include "gw-label-categories.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

/* The classes of a labeling job with their attributes, and no images (spec ground-truth 4):
 * for beginning a project with them, and for handing them on.
 */
static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GwJsonSketch) sketch = is_folder ? NULL : gw_json_sketch_new (start, n_start);

  if (sketch == NULL || sketch->first != '{' || !gw_json_sketch_has (sketch, "labels[].label")
      || !(gw_json_sketch_has (sketch, "document-version") || gw_json_sketch_has (sketch, "documentVersion")))
    return;
  out->confidence = 95;
  g_snprintf (out->reason, sizeof out->reason, "%s", _ ("It lists the labels of a labeling job."));
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwLabelCategories) categories = gw_label_categories_load (reader->source, error);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  if (categories == NULL)
    return FALSE;
  for (guint i = 0; i < categories->labels->len; i++)
    {
      const GwLabelCategory *label = g_ptr_array_index (categories->labels, i);
      g_autofree char *id = g_strdup_printf ("%u", i);
      GwClass *class = _gw_reader_ensure_class (reader, label->name, id, declared, reader->source, 0);

      if (class != NULL)
        gw_class_set_attributes (class, label->attributes);
    }
  gw_label_categories_keep (categories, reader->head, reader->format->name);
  if (categories->too_long)
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "limit", reader->source, 0, NULL, "%s",
                     _ ("The label category file is so long that only its labels and attributes were taken."));

  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  return NULL;
}

/* --- writing ---------------------------------------------------------------------------- */

static void
measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options, GwProblems *problems)
{
  _gw_report_loss (problems, "loss-image", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                   _ ("The file holds classes and no images. The image is left out."));
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("The file holds classes and no labels. They are left out."));
  if (record->objects->len > 0)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->objects->len, _ ("The file holds classes and no objects. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("The file holds classes and no scores. They are left out."));
}

static gboolean
create (GwWriter *writer, GError **error)
{
  return TRUE;
}

static gboolean
write_record (GwWriter *writer, const GwRecord *record, GError **error)
{
  return TRUE;
}

static gboolean
finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwClassNumbers) numbers = gw_class_numbers_new (writer->head, writer->format->name);
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < gw_class_numbers_get_n (numbers); i++)
    if (gw_class_numbers_get (numbers, i) != NULL)
      g_ptr_array_add (classes, gw_class_numbers_get (numbers, i));
  text = gw_label_categories_compose (writer->head, classes, writer->format->name);

  return g_output_stream_write_all (G_OUTPUT_STREAM (writer->file), text, strlen (text), NULL, cancellable, error);
}

static void
destroy (GwWriter *writer)
{
}

const GwFormat gw_format_label_categories = {
  .name = "label-categories",
  .title = N_ ("SageMaker Label Categories"),
  .suffix = ".json",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES,
  .class_parts = GW_CLASS_PART_ATTRIBUTES | GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .measure_loss = measure_loss,
  .create = create,
  .write = write_record,
  .finish = finish,
  .destroy = destroy,
};
