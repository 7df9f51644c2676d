/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-import-report.h"
#include "gw-intake.h"
#include "gw-problem.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

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
 * source says: predictions go to a layer of their model's name, and what comes in a
 * format of answers, or what several people say of the same images, is answers.
 * Answers go to layers of those whose records name them as annotators, and to that
 * of the layer's name where they do not. Predictions whose name is NULL go to the
 * models that the source names, of this version; with a name all go to that one, and
 * a source of several models is GW_ERROR_REFUSED.
 */
void gw_import_set_layer (GwImport *self, const GwLayer *layer);
/* Where the next check or run reports its problems; NULL: to a collection of
 * its own. For those who write them all to a file as they come.
 */
void gw_import_set_problems (GwImport *self, GwProblems *problems);
/* What is done with shapes that fail a check, and with images that are not found. */
void gw_import_set_rules (GwImport *self, const GwIntakeRules *rules);
const GwIntakeRules *gw_import_get_rules (GwImport *self);
/* Options for the reader: classes_file, attribute, positive, name_positive,
 * class_attribute, manifest, empty_means, flags_mean, groups, box_numbers, box_origin, task_labels,
 * pixel_base, coordinates, rotation, unnamed, score_mode, normalise and truth are taken; strings
 * are copied.
 */
void gw_import_set_options (GwImport *self, const GwReadOptions *options);
/* Those of them. */
const GwReadOptions *gw_import_get_options (GwImport *self);
/* Of the two that follow, the one that was called last for a class holds.
 *
 * After a check: what a class of the source becomes. */
void gw_import_set_class_target (GwImport *self, const char *name, gint64 target);
/* Before a check: the class of the project with that name, or one that is made. */
void gw_import_set_class_name (GwImport *self, const char *name, const char *becomes);

/* Reads everything, changes nothing, and fills report, classes and preview. */
gboolean gw_import_check (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);
/* An archive (gw-archive.h) is read as the folder that is packed in it. Where
 * images of it are new to the project, a run leaves them in a folder beside the
 * archive, which the report names. One that fails leaves none.
 *
 * One transaction and one undo step, for answers one for each annotator; a
 * failure or cancelling leaves the project as it was.
 */
gboolean gw_import_run (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);

/* Takes the last run back. GW_ERROR_REFUSED where newer steps of the project
 * stand. Blocks, as the two above.
 */
gboolean gw_import_undo (GwImport *self, GCancellable *cancellable, GError **error);
/* Takes the last run back and imports anew, by the choices as they are now; a
 * failure or cancelling leaves the first import as it was. Where that cannot
 * be, because a step of somebody else came between the two, the error says so
 * and the report is of nothing: what the project then has of the import.
 */
gboolean gw_import_run_again (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error);

/* (element-type GwImportMapping) (transfer none): after a check. */
GPtrArray *gw_import_get_mappings (GwImport *self);
/* (element-type GwRecord) (transfer none): the first images that have labels
 * and a picture, five at most, for looking at; class ids are those of
 * gw_import_get_head().
 */
GPtrArray *gw_import_get_preview (GwImport *self);
/* After a check or run: whose layer the labels go to. */
GwLayerKind gw_import_get_layer_kind (GwImport *self);
/* The layer itself, where records name no other; NULL: the project's own labels.
 * (transfer full) (nullable)
 */
GwLayer *gw_import_dup_layer (GwImport *self);
/* Its classes have the colors that the project has, or will have. */
const GwRecordHead *gw_import_get_head (GwImport *self);
/* Of the last check or run; NULL before. Of one that failed it has the problems
 * that say why, and the format only where it was found. It does not change any more: the next
 * check or run makes a new one.
 */
const GwImportReport *gw_import_get_report (GwImport *self);

G_END_DECLS
