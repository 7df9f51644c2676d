/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-json-writer.h"

G_BEGIN_DECLS

/* What writers share. */

/* A file that has no name: parts of an output that must wait for others. The writer's work is told
 * how much of it has been copied, as its text.
 */
typedef struct _GwSpool GwSpool;

GwSpool *_gw_spool_new (GwWriter *writer, GError **error);
void _gw_spool_free (GwSpool *self);
/* (transfer none) */
GOutputStream *_gw_spool_get_stream (GwSpool *self);
guint64 _gw_spool_get_size (GwSpool *self);
/* Appends length bytes from offset (G_MAXUINT64: all there are) to a stream. */
gboolean _gw_spool_copy (GwSpool *self, guint64 offset, guint64 length, GOutputStream *stream,
                         GCancellable *cancellable, GError **error);
/* A byte that no text has: something that is known later goes in its place. */
#define GW_SPOOL_GAP "\xff"
typedef const char *(*GwSpoolFillFunc) (gpointer data);
/* Appends all there is to a stream, with what fill says (transfer none) in place of each gap, in their order. */
gboolean _gw_spool_copy_filled (GwSpool *self, GwSpoolFillFunc fill, gpointer data, GOutputStream *stream,
                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSpool, _gw_spool_free)

/* Puts the record's picture to a path below the target folder, as the options
 * say; one that is not there is reported, one that lies there already stays. Counts the file.
 */
gboolean _gw_writer_copy_picture (GwWriter *writer, const GwRecord *record, const char *path, GError **error);

/* Whether the record's picture lies at a path below the target already, in a folder that is written over. */
gboolean _gw_writer_has_in_place (const GwWriter *writer, const GwRecord *record, const char *path);

/* The record's picture turned upright, where that is asked for and it is stored
 * otherwise, which is reported. bytes: (nullable) (transfer full): NULL: it is to be taken as it is.
 * FALSE where it was cancelled.
 */
gboolean _gw_writer_turn_picture (GwWriter *writer, const GwRecord *record, GBytes **bytes, GError **error);

/* path, or path~2.jpg and so on where it is taken, and cut where pictures are copied and it is
 * longer than names of files can be; adds it to names (a set, owned strings) and reports another
 * name. (transfer none)
 */
const char *_gw_writer_claim_name (GwWriter *writer, GHashTable *names, const char *path);

/* Whether the record's labels can be written where their places need the size of the
 * image; else reports, with text, that they are left out.
 */
gboolean _gw_writer_check_size (GwWriter *writer, const GwRecord *record, const char *text);

/* A path without its ending. (transfer full) */
char *_gw_path_get_stem (const char *path);
/* The same for two pictures whose names differ in their endings only, and which
 * would share a label file: names holds stems. suffix: the longest that names of
 * files made of the stem have after it, ".json".
 *
 * Returns: (transfer full) (nullable): NULL where no such file can be written; it
 *   is reported that the record is left out
 */
char *_gw_writer_claim_stem (GwWriter *writer, GHashTable *names, const GwRecord *record, const char *path,
                             const char *suffix);

/* The path below a folder for each split: the split, then the image's own
 * without one that it already begins with. split (transfer full) (nullable):
 * the folder's name. (transfer full)
 */
char *_gw_record_make_split_path (const GwRecord *record, char **split);

/* Which images are in which part, as ImageSets of VOC have it: split -> GString of stems, a
 * line each; what is in none is in “trainval”. (transfer full)
 */
GHashTable *_gw_split_lists_new (void);
void _gw_split_lists_add (GHashTable *lists, const GwRecord *record, const char *stem);
/* A text file for each below folder. Counts the files. */
gboolean _gw_split_lists_write (GHashTable *lists, GwWriter *writer, const char *folder, GError **error);

/* Reports a loss: of one object (n_labels 1 where it is left out), or of the
 * record; “loss-image” is that of the image itself.
 */
void _gw_report_loss (GwProblems *problems, const char *code, GwSeverity severity, GwOutcome outcome,
                      const GwRecordHead *head, const GwRecord *record, GwObject *object, guint n_labels,
                      const char *text);

/* Whether it is known how sure one of these GwLabel is. */
gboolean _gw_labels_have_confidence (const GArray *labels);

/* What hardly any format holds: authors, tags, attributes of images. */
void _gw_measure_common_loss (const GwRecordHead *head, const GwRecord *record, gboolean has_author,
                              GwProblems *problems);

/* The name of a class for a format: as its file spelled it where that differs
 * in blanks only.
 */
const char *_gw_class_get_name_for (GwClass *class, const char *format);

G_END_DECLS
