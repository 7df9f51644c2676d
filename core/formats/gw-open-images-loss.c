/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-mask-paint.h"
#include "gw-open-images-file.h"
#include "gw-open-images-words.h"
#include "gw-open-images-writer.h"

char *
gw_open_images_make_source (const GwRecord *record, GwObject *object, const GwJsonMembers *bag)
{
  const char *author = gw_object_get_author (object) != NULL ? gw_object_get_author (object) : record->annotator;
  char *kept = author == NULL ? gw_json_members_dup_string (bag, "source") : NULL;

  if (kept != NULL)
    return kept;
  if (author != NULL && *author != '\0')
    return g_strdup (author);
  return g_strdup (isnan (gw_object_get_score (object)) ? GW_OPEN_IMAGES_BY_HAND : GW_OPEN_IMAGES_BY_MODEL);
}

/* 1 is written where there is no confidence, so that of a model's alone it is one. */
static gboolean
hides_score (const GwRecord *record, GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  g_autofree char *source = NULL;

  if (gw_object_get_score (object) != 1)
    return FALSE;
  bag = gw_json_members_open_bag (gw_object_get_bag (object), "open-images");
  source = gw_open_images_make_source (record, object, bag);

  return strcmp (source, GW_OPEN_IMAGES_BY_MODEL) != 0;
}

static gboolean
is_truth (const char *value)
{
  return strcmp (value, "true") == 0 || strcmp (value, "false") == 0;
}

/* Whether there are others than the flags that boxes have a column for. */
static gboolean
has_lost_attributes (GwObject *object)
{
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if ((strcmp (name, gw_open_images_column_get_name (GW_OPEN_IMAGES_DEPICTION)) != 0
           && strcmp (name, gw_open_images_column_get_name (GW_OPEN_IMAGES_INSIDE)) != 0)
          || !is_truth (value))
        return TRUE;
    }
  return FALSE;
}

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_mask_paint_can (object))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Open Images has no lines and points. The object is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Boxes of Open Images are upright. The box around the turned one is written."));
  else if (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_ELLIPSE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Open Images has no outlines. The pixels of the shape are written as a mask."));
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  measure_shape (head, record, object, problems);
  if (gw_mask_paint_can (object) && hides_score (record, object))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("A confidence of 1 means in Open Images that a person has drawn the object. It is read as "
                        "none."));
  if (has_lost_attributes (object))
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Open Images has no attributes but IsDepiction and IsInside. The others are left out."));
  if (gw_object_get_flags (object) & GW_OBJECT_DIFFICULT)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Open Images has no mark for difficult objects. It is left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Open Images has no groups of objects. The group is left out."));
}

/* Which tells who has made it. */
static gboolean
has_row_of_object (const GwRecord *record)
{
  for (guint i = 0; i < record->objects->len; i++)
    if (gw_mask_paint_can (g_ptr_array_index (record->objects, i)))
      return TRUE;
  return FALSE;
}

void
gw_open_images_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                             GwProblems *problems)
{
  GwRecord part = *record;

  for (guint i = 0; i < record->objects->len; i++)
    measure_object (head, record, g_ptr_array_index (record->objects, i), problems);
  if (_gw_labels_have_confidence (record->labels))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Image labels of people are sure in Open Images. How sure these are is left out."));
  /* Labels can be of what is not there. */
  part.absent = NULL;
  _gw_measure_common_loss (
      head, &part, record->annotator != NULL && (record->labels->len > 0 || !has_row_of_object (record)), problems);
}
