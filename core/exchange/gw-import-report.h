/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-problem.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* What an import came to, or would come to (spec formats 15). Everything
 * adds up: images_read = images_used + images_left_out, and labels likewise.
 */
typedef struct
{
  char *source;   /* as it was given */
  char *unpacked; /* (nullable): the folder that an archive's pictures were unpacked into */
  const GwFormat *format;
  gboolean dry_run;
  guint64 images_read; /* each once, however often it is named */
  guint64 images_used; /* matched or made new */
  guint64 images_new;
  guint64 images_missing; /* named, and no picture was found */
  guint64 images_left_out;
  guint64 labels_read; /* objects, image labels and scores */
  guint64 labels_used;
  guint64 labels_left_out;
  guint64 duplicates;      /* of those left out: were there already */
  gboolean of_predictions; /* what gives way or is kept are predictions of a model, not labels of people */
  guint64 labels_replaced; /* of the project: gave way to those used */
  guint64 images_kept; /* of the project: keep labels that were to give way, as all that came for them were left out */
  guint n_classes;     /* that the labels have */
  guint n_classes_new;
  GPtrArray *annotators; /* of char*: who labeled, where the source or somebody says so */
  GwImportCounts counts; /* by kind, and the id of the undo step */
  GwProblems *problems;
  double seconds;
} GwImportReport;

/* All zero yet. problems (nullable): a collection of its own. */
GwImportReport *gw_import_report_new (const char *source, const GwFormat *format, GwProblems *problems);
/* Counted, on any thread: whoever shows or saves it holds it. */
GwImportReport *gw_import_report_ref (const GwImportReport *report);
void gw_import_report_unref (GwImportReport *report);

/* “Kim, Lee and 3 more”, fit to be shown; NULL where nobody is named. */
char *gw_import_report_list_annotators (const GwImportReport *report);
/* A title that says the result in words: “Imported With 3 Kinds of Problems”. */
char *gw_import_report_get_title (const GwImportReport *report);
/* What was looked at and found to be in order: “file structure, class names”;
 * NULL where every kind of check found something.
 */
char *gw_import_report_get_passed (const GwImportReport *report);
/* As Markdown, or as CSV of the problems where path ends in .csv; whole or
 * not at all. Blocks.
 */
gboolean gw_import_report_save (const GwImportReport *report, const char *path, GError **error);
/* Whether all was left out, or no file was of the format: there is no rest that is done. Of a
 * source that is a list of classes the rest are those that were not left out.
 */
gboolean gw_import_report_is_void (const GwImportReport *report);
/* Exit code of spec cli.md: 0, 1, 2, or 3 where nothing of the source could be used. */
int gw_import_report_get_exit_code (const GwImportReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwImportReport, gw_import_report_unref)

G_END_DECLS
