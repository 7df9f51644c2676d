/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-results-writer.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-coco-categories.h"
#include "gw-coco-numbers.h"
#include "gw-coco-writer.h"
#include "gw-json-writer.h"
#include "gw-writer-private.h"

/* Decimals of coordinates unless an export is to be lossless. */
#define DECIMALS 3

typedef struct
{
  GwJsonWriter *json;
  GwCocoCategories *categories;
  GwCocoNumbers *ids; /* of images */
} State;

gboolean
gw_coco_results_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->json = gw_json_writer_new (G_OUTPUT_STREAM (writer->file), GW_JSON_WRITER_COMPACT, NULL);
  state->categories = gw_coco_categories_new (writer->head, "coco");
  state->ids = gw_coco_numbers_new ();
  gw_coco_numbers_reserve (state->ids, gw_coco_numbers_find_largest (writer->options.image_ids));
  gw_json_writer_begin_array (state->json);

  return TRUE;
}

static void
write_box (GwJsonWriter *json, GwObject *object)
{
  GwBox box = gw_object_get_bounds (object);

  gw_json_writer_key (json, "bbox");
  gw_json_writer_doubles (json, (const double[]) { box.x, box.y, box.width, box.height }, 4);
}

/* What is too large to be painted is its box. */
static void
write_shape (GwJsonWriter *json, const GwRecord *record, GwObject *object, const GwWriteOptions *options)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (shape->kind == GW_SHAPE_BOX)
    {
      write_box (json, object);
      return;
    }
  if (shape->kind == GW_SHAPE_POINTS)
    {
      gw_coco_write_keypoints (json, &shape->as.points);
      return;
    }

  gw_json_writer_key (json, "segmentation");
  if (gw_coco_write_mask (json, shape, record, options->masks))
    return;
  gw_json_writer_begin_array (json);
  gw_json_writer_end_array (json);
  write_box (json, object);
}

static void
write_object (GwWriter *writer, const GwRecord *record, const char *image, GwObject *object)
{
  State *state = writer->state;
  const char *category;
  double score = gw_object_get_score (object);

  if (!gw_coco_can_hold (gw_object_get_shape (object)))
    return;
  category = gw_coco_categories_ensure (state->categories, gw_object_get_class_id (object));
  if (category == NULL)
    return;

  gw_json_writer_begin_object (state->json);
  gw_json_writer_key (state->json, "image_id");
  gw_json_writer_raw (state->json, image, -1);
  gw_json_writer_key (state->json, "category_id");
  gw_json_writer_raw (state->json, category, -1);
  gw_json_writer_set_decimals (state->json, writer->options.lossless ? -1 : DECIMALS);
  write_shape (state->json, record, object, &writer->options);
  gw_json_writer_set_decimals (state->json, -1);
  gw_json_writer_key_double (state->json, "score", isnan (score) ? 1 : score);
  gw_json_writer_end_object (state->json);
}

gboolean
gw_coco_results_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  const char *image;

  if (record->path == NULL)
    return TRUE;
  image = gw_coco_choose_image_id (writer, state->ids, record, record->objects->len > 0);
  for (guint i = 0; i < record->objects->len; i++)
    write_object (writer, record, image, g_ptr_array_index (record->objects, i));

  return !gw_json_writer_has_failed (state->json) || gw_json_writer_finish (state->json, error);
}

gboolean
gw_coco_results_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  gw_json_writer_end_array (state->json);
  gw_json_writer_newline (state->json);

  return gw_json_writer_finish (state->json, error);
}

void
gw_coco_results_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_json_writer_free (state->json);
  gw_coco_categories_free (state->categories);
  gw_coco_numbers_free (state->ids);
  g_free (state);
}

/* --- losses ------------------------------------------------------------------------------ */

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_coco_can_hold (gw_object_get_shape (object)))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("COCO has no lines. The line is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("COCO's results have no turned boxes. The box becomes a mask."));
  else if (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("COCO's results have no outlines. The object becomes a mask."));
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  measure_shape (head, record, object, problems);
  if (isnan (gw_object_get_score (object)))
    _gw_report_loss (problems, "loss-unscored", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("COCO's results have a confidence for each object. 1 is written for this one."));
  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("COCO's results have no attributes. They are left out."));
  if ((gw_object_get_flags (object)
       & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
      != 0)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("COCO's results have no marks of objects. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("COCO has no groups. The group is left out."));
}

void
gw_coco_results_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                              GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;
  gboolean is_listed = FALSE;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      measure_object (head, record, object, problems);
      is_listed = is_listed || gw_coco_can_hold (gw_object_get_shape (object));
      has_author = has_author || gw_object_get_author (object) != NULL;
    }
  if (record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len, _ ("COCO has no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("COCO has no scores of images. They are left out."));
  if (record->split != NULL)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("COCO's results have no splits. The split is left out."));
  /* Images that hold nothing are told of by who calls this. */
  if (!is_listed && (record->objects->len > 0 || record->labels->len > 0))
    _gw_report_loss (problems, "loss-image", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("COCO's results list objects, and this image has none that can be written. It is left out."));
  _gw_measure_common_loss (head, record, has_author, problems);
}
