/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-evaluation.h"
#include "gw-detection-evaluation.h"

G_BEGIN_DECLS

/* Which labels a model speaks against, for the mark “label?” beside what it was taken
 * for. It is no proof: a model that was trained with a wrong label repeats it, and one
 * that is often wrong is so here too.
 */

/* Rows whose label confident learning calls wrong: the model's probability of another
 * class reaches what it is on average where that class is the label
 * (gw_label_issues(), GW_LABEL_ISSUES_CONFIDENT). NULL without scores, with scores that
 * are no probabilities, and when cancelled.
 * Returns: (transfer full) (nullable): a flag for each row
 */
guint8 *gw_label_doubt_of_rows (const GwClassRows *rows, const GwRun *run);

/* Outcomes where the detector is as sure of what is not in the labels as it is on average
 * where it hits that class: truths that it takes for another class, and what nobody has
 * labeled. The part GW_DETECTION_MATCHES must be there.
 * Returns: (transfer full): a flag for each outcome
 */
guint8 *gw_label_doubt_of_outcomes (const GwDetectionEvaluation *evaluation);

G_END_DECLS
