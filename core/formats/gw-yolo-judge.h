/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-yolo-layout.h"
#include "gw-yolo-line.h"

G_BEGIN_DECLS

/* What some label files of a data set, spread over all of it, look like. */
typedef struct
{
  guint n_lines;                   /* of numbers */
  guint n_others;                  /* of something else */
  guint n_long;                    /* of seven numbers or more */
  guint n_corners;                 /* of nine, or of ten with a score: four corners, or a polygon of four points */
  guint n_rectangles;              /* of these, whose corners are those of a rectangle */
  guint n_formed[GW_YOLO_N_TASKS]; /* of the form of a task */
  guint n_scored[GW_YOLO_N_TASKS]; /* of these, with a score */
} GwYoloJudgement;

/* Looks into at most some fifty label files. grammar: how lines of poses are, its task aside. */
void gw_yolo_judge (const GwYoloLayout *layout, const GwYoloGrammar *grammar, GwYoloJudgement *judgement,
                    GCancellable *cancellable);
/* Whether a folder that nothing describes has label files all the same: beside its pictures, or in
 * “labels”, and of lines that are fractions of pictures. Looks at names, and into a few files.
 */
gboolean gw_yolo_judge_folder (const char *folder);
/* Which task the lines are of, by the rule of spec formats 5.2. */
GwYoloTask gw_yolo_judgement_choose (const GwYoloJudgement *self, const GwYoloLayout *layout);
/* Whether nothing says if the lines are corners of turned boxes or polygons of four points. */
gboolean gw_yolo_judgement_is_ambiguous (const GwYoloJudgement *self);

/* How poses of a data set are written; n_points is 0 where it does not say. */
GwYoloGrammar gw_yolo_grammar_of (const GwYoloLayout *layout, GwYoloTask task);

G_END_DECLS
