/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-ellipse-outline.h"
#include "gw-number.h"
#include "gw-studio-person-private.h"
#include "gw-studio-regions.h"
#include "gw-studio-task.h"
#include "gw-writer-private.h"

static void
measure_points (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwKeypoints *points = &gw_object_get_shape (object)->as.points;
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));
  gboolean all_visible = TRUE, is_there = FALSE;

  for (gsize i = 0; i < points->n_points; i++)
    {
      all_visible = all_visible && points->points[i].visibility == GW_VISIBILITY_VISIBLE;
      is_there = is_there || points->points[i].visibility != GW_VISIBILITY_ABSENT;
    }
  if (!is_there)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("No point of the object is in the picture. It is left out."));
  else if (!all_visible)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Label Studio does not know hidden points. They are written like the others, and those that "
                        "are not there are left out."));
  if (class != NULL && gw_class_get_skeleton (class) != NULL)
    _gw_report_loss (problems, "loss-skeleton", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Label Studio has no skeletons. The points are written in their order, without their names."));
}

static void
measure_shape (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (shape->kind == GW_SHAPE_POLYLINE)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Lines are written as polygons that are open, which old versions of Label Studio close."));
  else if (shape->kind == GW_SHAPE_POINTS)
    measure_points (head, record, object, problems);
  else if (gw_studio_has_holes (shape))
    _gw_report_loss (problems, "loss-holes", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Polygons of Label Studio have no holes. A mask is written."));
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1)
    _gw_report_loss (problems, "loss-parts", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Polygons of Label Studio have one part. The parts are written as regions below the first."));
}

/* Regions have numbers and texts; that an outline is an ellipse is what the region is. */
static gboolean
has_other_values (GwObject *object)
{
  for (guint i = 0; i < gw_object_get_n_attributes (object); i++)
    {
      const char *name, *value;
      double number;

      gw_object_get_attribute_at (object, i, &name, &value);
      if (gw_object_is_attribute_bare_at (object, i) && !gw_number_parse (value, -1, &number)
          && strcmp (name, GW_ELLIPSE_ATTRIBUTE) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GHashTable *groups,
                GwProblems *problems)
{
  const guint marks = GW_OBJECT_CROWD | GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT;

  measure_shape (head, record, object, problems);
  if (gw_object_get_flags (object) & marks)
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Label Studio has no marks of objects. They are left out."));
  if (has_other_values (object))
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Label Studio has numbers and texts of regions. Other values are written as texts."));
  if (gw_object_get_group (object) != 0 && !gw_studio_groups_keep (groups, object))
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Groups are regions below another, of which this object has none. The group is left out."));
}

/* The tag of an annotation that others are measured by is a member of it. */
static void
measure_rest (const GwRecordHead *head, const GwRecord *record, gboolean has_author, GwProblems *problems)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, GW_STUDIO_FORMAT);
  g_autoptr (GwJsonMembers) members = _gw_studio_open_part (bag, "annotation");
  const char *alone[] = { NULL };
  GwRecord part = *record;

  if (!head->predictions && record->tags != NULL && g_strv_length (record->tags) == 1
      && _gw_studio_has_tag (record, GW_STUDIO_GOLD)
      && (_gw_studio_tells_gold (record, members) || gw_json_members_get (members, "ground_truth", NULL) != NULL))
    part.tags = (GStrv) alone;
  _gw_measure_common_loss (head, &part, has_author, problems);
}

/* All stand in the data of the task, but for one that is called as the image is there. */
static void
measure_attributes (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  g_autofree char *key = NULL;

  if (record->attributes == NULL)
    return;
  bag = gw_json_members_open_bag (head->bag, GW_STUDIO_FORMAT);
  key = gw_json_members_dup_string (bag, "image");
  if (gw_record_get_attribute (record, key != NULL ? key : "image") != NULL)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("An attribute of the image is called as Label Studio calls the image itself. It is left "
                        "out."));
}

void
gw_studio_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                        GwProblems *problems)
{
  gboolean others;
  const char *annotator = _gw_studio_find_annotator (record, &others);
  g_autoptr (GHashTable) groups = gw_studio_groups_new (record);

  for (guint i = 0; i < record->objects->len; i++)
    measure_object (head, record, g_ptr_array_index (record->objects, i), groups, problems);
  if (others && !head->predictions)
    _gw_report_loss (problems, "loss-author", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Objects of the image are by different people, and an annotation is by one. Their names are "
                        "left out."));
  if (record->scores != NULL && record->scores->len > 0 && !head->predictions)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Annotations of people have no scores of classes. They are left out."));
  if (record->skipped && (record->labeled || record->objects->len > 0 || record->labels->len > 0))
    _gw_report_loss (problems, "loss-skipped", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("An annotation that is skipped has no labels. That the image was skipped is left out."));
  if (record->split != NULL)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Label Studio has no splits. The split is left out."));
  measure_attributes (head, record, problems);
  measure_rest (head, record, head->predictions && (annotator != NULL || others), problems);
}
