/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-problem.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* What is done with a shape that fails a check (spec formats 15.7). */
typedef enum
{
  GW_CHECK_DEFAULT = 0,
  GW_CHECK_KEEP,
  GW_CHECK_FIX,
  GW_CHECK_REJECT
} GwCheckRule;

typedef struct
{
  GwCheckRule outside;         /* reaches out of the image: keep by default; fix: cut boxes and polygons */
  GwCheckRule degenerate;      /* no area: reject by default */
  GwCheckRule self_cross;      /* a ring crosses itself: keep by default; fix: rings that cover the same and do not */
  GwCheckRule repeated_points; /* twice in a row, first and last among them: fix by default, which drops them */
  GwCheckRule short_rings;     /* fewer than three different points: reject by default; fix: the box around them */
  GwCheckRule duplicates;      /* of class and shape within an image: reject by default, which keeps one */
} GwShapeRules;

/* Checks all objects of a record against the rules and the image's size (0:
 * not known), drops those that are rejected, and reports what it found. file
 * (nullable) is named in the reports. Objects that need a change are replaced
 * by changed copies. O(points log points).
 */
void gw_shape_check_record (GwRecord *record, const GwRecordHead *head, const GwShapeRules *rules, const char *file,
                            GwProblems *problems);

G_END_DECLS
