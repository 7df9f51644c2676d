/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-evaluation-figures.h"

G_BEGIN_DECLS

/* What to know before the figures are believed: too few rows, images that were left out.
 * Returns: (transfer full) (nullable): NULL: nothing
 */
char *gw_evaluation_notes_describe (const GwEvaluationFigures *figures);

G_END_DECLS
