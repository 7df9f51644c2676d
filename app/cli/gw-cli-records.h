/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"

G_BEGIN_DECLS

/* All labels of a source in any format that is read, for commands that compare
 * two of them.
 */
typedef struct
{
  GwRecordHead *head;
  GPtrArray *records; /* of GwRecord that are images, in the order of the source */
  GHashTable *paths;  /* number of a COCO file, as text -> path */
} GwCliRecords;

/* known (nullable): what a source means that names images and classes by number.
 * Without it each image is there once ("row-duplicate"), as in a truth.
 * images_dir (nullable): pictures of the sizes in which a source gives shapes as
 * fractions; NULL: as it says itself.
 * Shapes come as they stand: nothing is checked, cut or left out. A source of which
 * nothing can be used is an error.
 * Returns: (transfer full) (nullable)
 */
GwCliRecords *gw_cli_records_read (GwCli *cli, const char *source, const GwCliRecords *known, const char *images_dir,
                                   GError **error);
void gw_cli_records_free (GwCliRecords *self);

/* Joins the images of two sources by their paths: for each record of predicted the
 * index of that of truth, or -1. GArray of gint. (transfer full)
 */
GArray *gw_cli_records_match (const GwCliRecords *truth, const GwCliRecords *predicted);

/* The names of the classes of both, those of truth first, each once: of those that
 * have objects, and of others that are no mere parents. (transfer full)
 */
GPtrArray *gw_cli_records_list_classes (const GwCliRecords *truth, const GwCliRecords *predicted);
/* Index into the names by class id; -1 for one that is not among them. A table of
 * gint64* -> GINT_TO_POINTER (index + 1). (transfer full)
 */
GHashTable *gw_cli_records_index_classes (const GwCliRecords *self, const GPtrArray *names);

/* The size of an image as its file gives it, else as that of a mask in it; stays as
 * it is where width is not 0 or nothing tells it.
 */
void gw_cli_records_find_size (const GwRecord *record, int *width, int *height);
/* The topmost class of each pixel, as indices of gw_cli_records_index_classes(); 0
 * where no shape of a class among them is. record may be NULL. (transfer full)
 */
gint32 *gw_cli_records_paint (const GwRecord *record, GHashTable *classes, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCliRecords, gw_cli_records_free)

G_END_DECLS
