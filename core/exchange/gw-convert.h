/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-intake.h"
#include "gw-problem.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Format to format without a project. */
typedef struct
{
  const GwFormat *from;  /* (nullable): detected */
  const GwFormat *to;
  GwReadOptions read;    /* images_dir and classes_file are looked at */
  GwWriteOptions write;
  gboolean strict;       /* refuse where anything would be lost */
} GwConvertSpec;

typedef struct
{
  const GwFormat *from;
  char reason[160];      /* why it was taken */
  GwIntakeCounts read;
  GwRecordCounts written;
  guint n_classes;
  guint64 n_files;
} GwConvertResult;

/* Reads source and writes target, which appears whole or not at all. problems
 * gets what reading and writing met. Fails with GW_ERROR_REFUSED where strict
 * and something would be lost, and where the source has nothing that can be
 * used; else as reader and writer do. Blocks: not for the window's thread.
 */
gboolean gw_convert (const char *source, const char *target, const GwConvertSpec *spec, GwProblems *problems,
                     GwConvertResult *result, GwWork *work, GCancellable *cancellable, GError **error);

G_END_DECLS
