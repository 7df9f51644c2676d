/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-number.h"
#include "gw-outline.h"
#include "gw-writer-private.h"
#include "gw-yolo-pose.h"
#include "gw-yolo-shape.h"
#include "gw-yolo-writer.h"

/* Rings of a mask whose likeness is told one by one: of most masks all, of dust not. */
#define MOST_TOLD 256

typedef struct
{
  const GwRecordHead *head;
  const GwRecord *record;
  const GwWriteOptions *options;
  GwProblems *problems;
} Measure;

static void
report (const Measure *measure, GwObject *object, const char *code, GwOutcome outcome, const char *text)
{
  _gw_report_loss (measure->problems, code, GW_SEVERITY_WARNING, outcome, measure->head, measure->record, object,
                   outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0, text);
}

/* --- what all forms lose --------------------------------------------------------------- */

static void
measure_common (const Measure *measure)
{
  const GwRecord *record = measure->record;
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      if (gw_object_get_n_attributes (object) > 0)
        _gw_report_loss (measure->problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, measure->head,
                         record, object, 0, _ ("YOLO has no attributes. They are left out."));
      if (gw_object_get_flags (object)
          & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
        _gw_report_loss (measure->problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, measure->head,
                         record, object, 0, _ ("YOLO has no marks of objects. They are left out."));
      if (gw_object_get_group (object) != 0)
        _gw_report_loss (measure->problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, measure->head, record,
                         object, 0, _ ("YOLO has no groups. The group is left out."));
    }
  if (record->labels->len > 0)
    _gw_report_loss (measure->problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, measure->head, record,
                     NULL, record->labels->len, _ ("YOLO's label files have no image labels. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (measure->problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, measure->head, record,
                     NULL, record->scores->len, _ ("YOLO has no scores of images. They are left out."));
  _gw_measure_common_loss (measure->head, record, has_author, measure->problems);
}

/* FALSE for an object that is not in its image at all, which is left out. */
static gboolean
measure_fit (const Measure *measure, GwObject *object)
{
  double overhang;
  GwYoloFit fit = gw_yolo_find_fit (object, measure->record, &overhang);
  const gboolean outside = fit == GW_YOLO_OUTSIDE;
  GwClass *class;

  if (fit == GW_YOLO_INSIDE)
    return TRUE;
  class = gw_record_head_find_class (measure->head, gw_object_get_class_id (object));
  gw_problems_report (
      measure->problems,
      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                     .outcome = outside ? GW_OUTCOME_LEFT_OUT : GW_OUTCOME_CHANGED,
                     .code = "box-outside",
                     .image = measure->record->path,
                     .label = (char *) (class != NULL ? gw_class_get_name (class) : NULL),
                     .n_labels = outside ? 1 : 0,
                     .amount = overhang,
                     .text = outside ? _ ("The object lies outside of its image. It is left out.")
                                     : _ ("The object reaches outside of its image, which YOLO does not allow. It is "
                                          "cut at the border.") });
  return !outside;
}

/* --- boxes --------------------------------------------------------------------------------- */

static void
measure_box (const Measure *measure, GwObject *object)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (!gw_yolo_has_area (kind))
    report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
            _ ("YOLO boxes have no lines and points. The object is left out."));
  else if (!measure_fit (measure, object))
    return;
  else if (kind == GW_SHAPE_ROTATED_BOX)
    report (measure, object, "loss-rotation", GW_OUTCOME_CHANGED,
            _ ("YOLO boxes are upright. The box around the turned one is written."));
  else if (kind != GW_SHAPE_BOX)
    report (measure, object, "loss-shape", GW_OUTCOME_CHANGED,
            _ ("YOLO boxes have no other shapes. The box around it is written."));
}

/* --- polygons -------------------------------------------------------------------------------- */

/* “0.9987, 1, 0.95, …” */
static char *
list_agreements (const GArray *agreements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (agreements->len, MOST_TOLD + 1); i++)
    {
      char buffer[GW_NUMBER_LENGTH];

      gw_number_format_decimals (g_array_index (agreements, double, i), 4, buffer);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", i < MOST_TOLD ? buffer : "…");
    }

  return g_string_free (text, FALSE);
}

static char *
describe_agreements (const GArray *agreements, double *worst)
{
  double sum = 0;

  *worst = 1;
  for (guint i = 0; i < agreements->len; i++)
    {
      *worst = MIN (*worst, g_array_index (agreements, double, i));
      sum += g_array_index (agreements, double, i);
    }
  if (agreements->len < 2)
    return g_strdup_printf (_ ("YOLO polygons have no masks. The outline is written. Its intersection over union with "
                               "the mask's is %.4f."),
                            *worst);

  return g_strdup_printf (ngettext ("YOLO polygons have no masks. The outline is written. The intersection over union "
                                    "of its %u ring with the mask's is %.4f or more, %.4f on average.",
                                    "YOLO polygons have no masks. The outline is written. The intersection over union "
                                    "of its %u rings with the mask's is %.4f or more, %.4f on average.",
                                    agreements->len),
                          agreements->len, *worst, sum / agreements->len);
}

/* How like the mask its outline is, ring by ring. */
static void
measure_mask (const Measure *measure, GwObject *object, const GArray *agreements)
{
  GwClass *class = gw_record_head_find_class (measure->head, gw_object_get_class_id (object));
  double worst;
  g_autofree char *detail = list_agreements (agreements);
  g_autofree char *text = describe_agreements (agreements, &worst);

  gw_problems_report (measure->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .outcome = GW_OUTCOME_CHANGED,
                                     .code = "loss-shape",
                                     .image = measure->record->path,
                                     .label = (char *) (class != NULL ? gw_class_get_name (class) : NULL),
                                     .detail = detail,
                                     .amount = 1 - worst,
                                     .text = text });
}

/* Holes and parts; the outlines are those with parts apart. */
static void
measure_rings (const Measure *measure, GwObject *object, const GPtrArray *outlines, guint n_rings, gboolean complete)
{
  if (outlines->len > 1)
    report (measure, object, "loss-parts", GW_OUTCOME_CHANGED,
            measure->options->parts == GW_PARTS_BRIDGE && gw_outlines_can_join (outlines)
                ? _ ("YOLO polygons have one ring. The parts are joined by bridges.")
                : _ ("YOLO polygons have one ring. The parts are written as several objects."));
  if (n_rings > outlines->len || !complete)
    report (measure, object, "loss-holes", GW_OUTCOME_CHANGED,
            !complete ? _ ("The outline has so many holes that not all can be told from parts and joined to it by "
                           "bridges. Those are filled.")
            : measure->options->holes == GW_HOLES_FILL
                ? _ ("YOLO polygons have no holes. They are filled.")
                : _ ("YOLO polygons have no holes. They are joined to the outline by bridges."));
}

/* Of some objects only the box around them reaches into the image. */
static void
report_nothing (const Measure *measure, GwObject *object)
{
  report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
          _ ("Nothing of the object with an area is within its image. It is left out."));
}

static void
measure_outlines (const Measure *measure, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autoptr (GArray) agreements = g_array_new (FALSE, FALSE, sizeof (double));
  GwWriteOptions options = *measure->options;
  g_autoptr (GPtrArray) outlines = NULL;
  gboolean complete;

  options.parts = GW_PARTS_SPLIT;
  outlines = gw_yolo_make_outlines (object, measure->record, &options, agreements, &complete);
  if (outlines->len == 0)
    {
      report_nothing (measure, object);
      return;
    }
  if (shape->kind == GW_SHAPE_MASK)
    measure_mask (measure, object, agreements);
  measure_rings (measure, object, outlines,
                 shape->kind == GW_SHAPE_POLYGON ? (guint) shape->as.polygon.n_rings : agreements->len, complete);
}

/* Whether a turned box or an ellipse has anything within the image. */
static gboolean
has_outline (const Measure *measure, GwObject *object)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;
  g_autoptr (GPtrArray) outlines = NULL;

  if ((kind != GW_SHAPE_ROTATED_BOX && kind != GW_SHAPE_ELLIPSE)
      || gw_yolo_find_fit (object, measure->record, NULL) != GW_YOLO_OVERHANGS)
    return TRUE;
  outlines = gw_yolo_make_outlines (object, measure->record, measure->options, NULL, NULL);

  return outlines->len > 0;
}

static void
measure_segment (const Measure *measure, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (!gw_yolo_has_area (shape->kind))
    {
      report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
              _ ("YOLO polygons have no lines and points. The object is left out."));
      return;
    }
  if (!measure_fit (measure, object))
    return;
  if (!has_outline (measure, object))
    report_nothing (measure, object);
  else if (shape->kind == GW_SHAPE_ROTATED_BOX)
    report (measure, object, "loss-rotation", GW_OUTCOME_CHANGED,
            _ ("YOLO polygons have no turned boxes. The four corners are written."));
  else if (shape->kind == GW_SHAPE_BOX || shape->kind == GW_SHAPE_ELLIPSE)
    report (measure, object, "loss-shape", GW_OUTCOME_CHANGED,
            _ ("YOLO polygons have no other shapes. The outline is written."));
  else if (gw_yolo_get_plain_ring (object, measure->record) == NULL)
    measure_outlines (measure, object);
}

/* --- turned boxes -------------------------------------------------------------------------------- */

static void
measure_turned (const Measure *measure, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);

  if (!gw_yolo_has_area (shape->kind))
    report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
            _ ("YOLO turned boxes have no lines and points. The object is left out."));
  else if (shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings == 1
           && shape->as.polygon.rings[0].n_points == 4)
    report (measure, object, "loss-shape", GW_OUTCOME_CHANGED,
            _ ("YOLO turned boxes have no polygons. The four corners are written."));
  else if (shape->kind != GW_SHAPE_BOX && shape->kind != GW_SHAPE_ROTATED_BOX)
    report (measure, object, "loss-shape", GW_OUTCOME_CHANGED,
            _ ("YOLO turned boxes have no other shapes. The box around it is written."));
}

/* --- poses ---------------------------------------------------------------------------------------- */

static void
measure_points (const Measure *measure, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (measure->head, gw_object_get_class_id (object));
  GwSkeleton *skeleton = class != NULL ? gw_class_get_skeleton (class) : NULL;

  if (gw_object_get_shape (object)->as.points.n_points != gw_yolo_pose_count_points (measure->head))
    report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
            _ ("All objects of a YOLO pose data set have the same number of key points. This one has another and is "
               "left out."));
  else if (measure_fit (measure, object) && skeleton != NULL && !gw_yolo_pose_holds_skeleton (skeleton))
    _gw_report_loss (measure->problems, "loss-skeleton", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, measure->head,
                     measure->record, object, 0, _ ("YOLO poses have no lines between key points. They are left out."));
}

static void
measure_pose (const Measure *measure, GwObject *object)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  if (kind == GW_SHAPE_POINTS)
    measure_points (measure, object);
  else if (kind == GW_SHAPE_POLYLINE || kind == GW_SHAPE_NONE)
    report (measure, object, "loss-shape", GW_OUTCOME_LEFT_OUT,
            _ ("YOLO poses have no lines. The object is left out."));
  else if (!measure_fit (measure, object))
    return;
  else if (kind == GW_SHAPE_ROTATED_BOX)
    report (measure, object, "loss-rotation", GW_OUTCOME_CHANGED,
            _ ("The boxes of YOLO poses are upright. The box around the turned one is written."));
  else if (kind != GW_SHAPE_BOX)
    report (measure, object, "loss-shape", GW_OUTCOME_CHANGED,
            _ ("YOLO poses have no other shapes. The box around it is written."));
}

/* --- all objects ----------------------------------------------------------------------------------- */

static void
measure_all (const Measure *measure, void (*func) (const Measure *measure, GwObject *object))
{
  for (guint i = 0; i < measure->record->objects->len; i++)
    func (measure, g_ptr_array_index (measure->record->objects, i));
  measure_common (measure);
}

void
gw_yolo_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                      GwProblems *problems)
{
  measure_all (&(Measure) { head, record, options, problems }, measure_box);
}

void
gw_yolo_segment_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                              GwProblems *problems)
{
  measure_all (&(Measure) { head, record, options, problems }, measure_segment);
}

void
gw_yolo_obb_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                          GwProblems *problems)
{
  measure_all (&(Measure) { head, record, options, problems }, measure_turned);
}

void
gw_yolo_pose_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                           GwProblems *problems)
{
  measure_all (&(Measure) { head, record, options, problems }, measure_pose);
}
