/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* Columns of a table that are not known (spec formats 13). Those that have one value for each image
 * become attributes of the images, unless they are to be left out (GwReadOptions.columns). Others, such as
 * seconds, which are of an answer, are kept with the records of a table of labels, and stand in such a
 * table again.
 */
typedef struct _GwTableMore GwTableMore;

/* A GwTableNameFunc, known as below: columns that are verbatim where the table is read, since attributes are
 * texts.
 */
gboolean gw_table_more_is_other (const char *name, gconstpointer known);

/* table: read so. images: names of the column that names the images; known: those of the columns that are read; both
 * ended by NULL. keeps: a table of labels. Tells of each of the other columns, and notes them in the reader's head.
 * NULL: there are none to be read. (transfer full) (nullable)
 */
GwTableMore *gw_table_more_new (GwReader *reader, GwTable *table, const char *const *images, const char *const *known,
                                gboolean keeps);
/* What the row has in them is of its image. Of a column that is kept the first value counts, and another one
 * of the same record is told of. self may be NULL.
 */
void gw_table_more_take (GwTableMore *self, GwRecord *record, gsize row);
/* NULL is allowed. */
void gw_table_more_free (GwTableMore *self);

/* The same for records that have been read of the reader's table by other means: reads it once more where it has
 * columns that are not known, which is 2 × the size of the file more of the work's way. What is empty in one row of an
 * image may stand in another.
 */
gboolean gw_table_more_read (GwReader *reader, GPtrArray *records, const char *const *images, const char *const *known,
                             GCancellable *cancellable, GError **error);

/* The names of the columns that an earlier reading kept, as records of the head may have them. (transfer full):
 * never NULL
 */
GStrv gw_table_more_list (const GwRecordHead *head);
/* The names of attributes of images that have a column where a table is written: all that the head knows, but for
 * those that would be read as something else. (transfer full): never NULL
 */
GStrv gw_table_more_list_attributes (const GwRecordHead *head);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTableMore, gw_table_more_free)

G_END_DECLS
