/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-intake.h"

G_BEGIN_DECLS

/* From one format to another without a project. */
typedef struct
{
  const char *source;
  const char *target;
  const GwFormat *from; /* NULL: detected */
  const GwFormat *to;
  GwReadOptions read;
  GwWriteOptions write;
  GwIntakeRules rules;
  gboolean strict; /* write nothing where anything would be lost */
} GwConvertSpec;

typedef struct
{
  const GwFormat *from;
  char reason[256]; /* why the format was taken, where it was detected */
  GwIntakeCounts counts;
  guint n_classes;
  guint64 n_files;
} GwConvertResult; /* counts.given: what was written */

/* Reads the source record by record and writes the target, which appears
 * whole or not at all. Each image is written once, with what is said of it in
 * several places; for that the source may be read more than once, and the
 * memory is bounded all the same (gw-record-join.h). An archive (gw-archive.h) is read as the folder that is
 * packed in it. GW_ERROR_INVALID where nothing of the source could be
 * used, GW_ERROR_REFUSED with strict and a loss (which problems tell). Blocks.
 */
gboolean gw_convert (const GwConvertSpec *spec, GwProblems *problems, GwConvertResult *result,
                     GCancellable *cancellable, GError **error);

/* Whether anything among the problems is a loss. */
gboolean gw_problems_have_loss (GwProblems *problems);

G_END_DECLS
