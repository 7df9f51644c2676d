/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-problem.h"

G_BEGIN_DECLS

/* The codes of problems (spec formats 16). A code keeps its spelling for ever. */

/* All codes, sorted. (array length=n) (transfer none) */
const char *const *gw_problem_codes_list (gsize *n);

/* What a code means, as a heading in the user's language: “Boxes reach
 * outside the image”. The code itself where it is not known.
 */
const char *gw_problem_code_title (const char *code);

/* What was done about a kind, or planned: will be, in sentences in the user's
 * language: “Cut at the image border. The largest overhang was 14 px.”
 * Returns: (transfer full)
 */
char *gw_problem_kind_describe (const GwProblemKind *kind, gboolean planned);

/* Whether a code says that a format could not hold something. */
gboolean gw_problem_code_is_loss (const char *code);

G_END_DECLS
