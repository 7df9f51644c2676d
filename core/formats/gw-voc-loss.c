/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-semantic-writer.h"
#include "gw-voc-annotation.h"
#include "gw-voc-groups.h"
#include "gw-voc-list-writer.h"
#include "gw-writer-private.h"

/* What Pascal VOC cannot hold. */

gboolean
gw_voc_writes_masks (const GwRecordHead *head, const GwWriteOptions *options)
{
  g_autoptr (GwJsonMembers) bag = NULL;

  if (options->segmentation != GW_SEGMENTATION_DEFAULT)
    return options->segmentation == GW_SEGMENTATION_WITH;
  bag = gw_json_members_open_bag (head->bag, "voc");
  return gw_json_members_get (bag, "masks", NULL) != NULL;
}

gboolean
gw_voc_is_unlabeled (const GwRecord *record)
{
  return !record->labeled && record->objects->len == 0 && record->labels->len == 0
         && (record->absent == NULL || record->absent->len == 0);
}

static gboolean
is_action (GwObject *object, const char *name)
{
  g_autoptr (GwJsonMembers) bag = gw_voc_open_bag (object);
  g_auto (GStrv) actions = gw_json_members_dup_strings (bag, "actions");

  return actions != NULL && g_strv_contains ((const char *const *) actions, name);
}

static gboolean
has_lost_attributes (GwObject *object)
{
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (strcmp (name, "pose") != 0 && !is_action (object, name))
        return TRUE;
    }
  return FALSE;
}

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, gboolean has_mask,
               GwProblems *problems)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (has_mask && kind != GW_SHAPE_MASK)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Pascal VOC has no outlines. The pixels of the shape are written, and the box around it."));
  else if (has_mask)
    return;
  else if (!gw_voc_has_area (kind))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Pascal VOC has no lines and points. The object is left out."));
  else if (kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Boxes of Pascal VOC are upright. The box around the turned one is written."));
  else if (kind != GW_SHAPE_BOX)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("The XML files of Pascal VOC have no other shapes than boxes. The box around it is written."));
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, const GwVocGroups *groups, GwObject *object,
                gboolean has_mask, GwProblems *problems)
{
  measure_shape (head, record, object, has_mask, problems);
  if (has_lost_attributes (object))
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no attributes but pose and actions. The others are left out."));
  if (has_mask && (gw_object_get_flags (object) & GW_OBJECT_CROWD) != 0)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Masks have no crowds. Their pixels are void, which counts neither way."));
  else if (gw_object_get_flags (object) & GW_OBJECT_CROWD)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no crowds. The mark is left out."));
  if (gw_object_get_score (object) >= 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no confidences. They are left out."));
  if (gw_object_get_group (object) != 0 && !gw_voc_groups_keep (groups, object))
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Pascal VOC has no groups but of an object with its parts. The group is left out."));
}

/* Pixels of masks that others lie on. */
static void
measure_hidden (const GwRecordHead *head, const GwRecord *record, const GwVocGroups *groups, GwProblems *problems)
{
  g_autoptr (GwRecord) painted = gw_record_new (record->path);

  painted->width = record->width;
  painted->height = record->height;
  for (guint i = 0; i < record->objects->len; i++)
    if (gw_voc_groups_has_pixels (groups, g_ptr_array_index (record->objects, i)))
      g_ptr_array_add (painted->objects, g_object_ref (g_ptr_array_index (record->objects, i)));
  gw_semantic_measure_hidden (head, painted, FALSE, problems);
}

/* Readers take from the objects which classes are in an image that has any. */
static void
measure_labels (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GHashTable) classes = g_hash_table_new (NULL, NULL);
  guint n_told = 0;

  for (guint i = 0; record->labels->len > 0 && i < record->objects->len; i++)
    if (gw_voc_list_counts (g_ptr_array_index (record->objects, i)))
      g_hash_table_add (classes,
                        GINT_TO_POINTER ((gint) gw_object_get_class_id (g_ptr_array_index (record->objects, i))));
  for (guint i = 0; i < record->labels->len; i++)
    {
      const GwLabel *label = &g_array_index (record->labels, GwLabel, i);

      n_told += g_hash_table_contains (classes, GINT_TO_POINTER ((gint) label->class_id)) ? 1 : 0;
      if (!isnan (label->confidence))
        _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                         _ ("Pascal VOC has no confidences. They are left out."));
    }
  if (n_told > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, NULL, 0,
                     _ ("The image has an object of the class that it is labeled with. The lists of Pascal VOC do "
                        "not tell one from the other."));
}

/* The tag that is written as a mark is no loss, nor is what lists tell. */
static void
measure_common (const GwRecordHead *head, const GwRecord *record, gboolean has_author, GwProblems *problems)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = NULL;
  GwRecord rest = *record;

  for (gsize i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    if (strcmp (record->tags[i], GW_VOC_VERIFIED) != 0 || gw_voc_is_unlabeled (record))
      g_strv_builder_add (builder, record->tags[i]);
  others = g_strv_builder_end (builder);
  rest.tags = others;
  rest.absent = NULL;
  _gw_measure_common_loss (head, &rest, has_author, problems);
}

/* An image that nobody looked at has no file, and is read again by its split's list and its picture. */
static void
measure_unlabeled (const GwRecord *record, const GwWriteOptions *options, GwProblems *problems)
{
  if (record->split != NULL && options->copy != GW_COPY_NONE)
    return;
  gw_problems_report (
      problems, &(GwProblem) {
                    .severity = GW_SEVERITY_INFO,
                    .outcome = record->split != NULL ? GW_OUTCOME_CHANGED : GW_OUTCOME_LEFT_OUT,
                    .code = "loss-image",
                    .image = record->path,
                    .n_images = record->split != NULL ? 0 : 1,
                    .text = record->split != NULL
                                ? _ ("The image was not labeled. Only the list of its split names it, and it is read "
                                     "again where its picture is there.")
                                : _ ("The format lists images that were labeled. This one was not and is left out.") });
}

void
gw_voc_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                     GwProblems *problems)
{
  gboolean has_author = record->annotator != NULL;
  const gboolean with_masks = gw_voc_writes_masks (head, options) && record->width > 0 && record->height > 0;
  g_auto (GwVocGroups) groups = { 0 };

  if (gw_voc_is_unlabeled (record))
    measure_unlabeled (record, options, problems);
  gw_voc_groups_init (&groups, record);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      measure_object (head, record, &groups, object, with_masks && gw_voc_groups_has_pixels (&groups, object),
                      problems);
    }
  if (with_masks)
    measure_hidden (head, record, &groups, problems);
  measure_labels (head, record, problems);
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Pascal VOC has no scores of images. They are left out."));
  measure_common (head, record, has_author, problems);
}
