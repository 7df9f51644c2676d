/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-intake.h"
#include "gw-problem.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* What an import came to, or would come to (spec formats 15). Everything
 * adds up: images_read = images_used + images_left_out, and labels likewise.
 */
typedef struct
{
  char *source;            /* as it was given */
  const GwFormat *format;
  gboolean dry_run;
  guint64 images_read;
  guint64 images_used;     /* matched or made new */
  guint64 images_new;
  guint64 images_missing;  /* named, and no picture was found */
  guint64 images_left_out;
  guint64 labels_read;     /* objects, image labels and scores */
  guint64 labels_used;
  guint64 labels_left_out;
  guint64 duplicates;      /* of those left out: were there already */
  guint n_classes;         /* that the labels have */
  guint n_classes_new;
  GwImportCounts counts;   /* by kind, and the id of the undo step */
  GwProblems *problems;
  double seconds;
} GwImportReport;

/* A title that says the result in words: “Imported With 3 Kinds of Problems”. */
char *gw_import_report_get_title (const GwImportReport *report);
/* What was looked at and found to be in order: “file structure, class names”;
 * NULL where every kind of check found something.
 */
char *gw_import_report_get_passed (const GwImportReport *report);
/* As Markdown, or as CSV of the problems where path ends in .csv; whole or
 * not at all.
 */
gboolean gw_import_report_save (const GwImportReport *report, const char *path, GError **error);
/* Exit code of spec cli.md: 0, 1 or 2. */
int gw_import_report_get_exit_code (const GwImportReport *report);

/* A class of the source, and what it becomes. */
#define GW_IMPORT_CREATE G_GINT64_CONSTANT (0)
#define GW_IMPORT_IGNORE G_GINT64_CONSTANT (-1)

typedef struct
{
  const char *name;
  gint64 target;     /* a project class, GW_IMPORT_CREATE or GW_IMPORT_IGNORE */
  gint64 suggestion; /* one that differs only in case; 0: none */
  char *becomes;     /* what the last check found it to be called; (nullable): left out */
} GwImportMapping;

#define GW_TYPE_IMPORT (gw_import_get_type ())
G_DECLARE_FINAL_TYPE (GwImport, gw_import, GW, IMPORT, GObject)

/* One import of labels, predictions or pictures into a project: choose,
 * check, run. The window and the command line take this way both.
 *
 * gw_import_check() and gw_import_run() block and may be called on any
 * thread but the window's, one at a time; everything else is for before and
 * after them.
 */
GwImport *gw_import_new (GwStore *store, const char *source);

/* NULL (the default): detected by gw_import_check(). */
void gw_import_set_format (GwImport *self, const GwFormat *format);
const GwFormat *gw_import_get_format (GwImport *self);
/* Why the format was taken: a sentence; NULL before the check. */
const char *gw_import_get_reason (GwImport *self);
/* Where pictures lie that the project does not have yet; NULL: beside the source. */
void gw_import_set_images_dir (GwImport *self, const char *folder);
/* One more folder where pictures are looked for that are not in the first. */
void gw_import_add_images_dir (GwImport *self, const char *folder);
void gw_import_set_merge (GwImport *self, GwMerge merge);
/* (nullable): NULL is the project's own labels. Unless this is called, the
 * source says: predictions go to a layer of their model's name.
 */
void gw_import_set_layer (GwImport *self, const GwLayer *layer);
/* Where the next check or run reports its problems; NULL: to a collection of
 * its own. For those who write them all to a file as they come.
 */
void gw_import_set_problems (GwImport *self, GwProblems *problems);
/* What is done with shapes that fail a check, and with images that are not found. */
void gw_import_set_rules (GwImport *self, const GwIntakeRules *rules);
const GwIntakeRules *gw_import_get_rules (GwImport *self);
/* Options for the reader: classes_file, attribute and empty_means are taken;
 * strings are copied.
 */
void gw_import_set_options (GwImport *self, const GwReadOptions *options);
/* After a check: what a class of the source becomes. */
void gw_import_set_class_target (GwImport *self, const char *name, gint64 target);
/* Before a check: the class of the project with that name, or one that is made. */
void gw_import_set_class_name (GwImport *self, const char *name, const char *becomes);

/* Reads everything, changes nothing, and fills report, classes and preview. */
gboolean gw_import_check (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);
/* One transaction and one undo step; a failure or cancelling leaves the
 * project as it was.
 */
gboolean gw_import_run (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);

/* Takes the last run back. GW_ERROR_REFUSED where newer steps of the project
 * stand. Blocks, as the two above.
 */
gboolean gw_import_undo (GwImport *self, GCancellable *cancellable, GError **error);
/* Takes the last run back and imports anew, by the choices as they are now; a
 * failure or cancelling leaves the first import as it was.
 */
gboolean gw_import_run_again (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);

/* (element-type GwImportMapping) (transfer none): after a check. */
GPtrArray *gw_import_get_mappings (GwImport *self);
/* (element-type GwRecord) (transfer none): the first images that have labels
 * and a picture, five at most, for looking at; class ids are those of
 * gw_import_get_head().
 */
GPtrArray *gw_import_get_preview (GwImport *self);
/* After a check or run: whether the labels go to a layer of a model. */
gboolean gw_import_get_is_predictions (GwImport *self);
const GwRecordHead *gw_import_get_head (GwImport *self);
/* Of the last check or run; NULL before. */
const GwImportReport *gw_import_get_report (GwImport *self);

G_END_DECLS
