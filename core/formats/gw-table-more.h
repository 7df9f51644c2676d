/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* Columns of a table of labels that the model has no place for, such as seconds (spec formats
 * 13): they are kept with the images, and stand in a table of labels again.
 */
typedef struct _GwTableMore GwTableMore;

/* known: names of the columns that are read, ended by NULL. Tells of each of the others, and
 * notes them in the reader's head. NULL: there are none. (transfer full) (nullable)
 */
GwTableMore *gw_table_more_new (GwReader *reader, GwTable *table, const char *const *known);
/* Keeps what the row has in them with its image; of several rows the first that has something
 * counts, and another value is told of. self may be NULL.
 */
void gw_table_more_take (GwTableMore *self, GwRecord *record, gsize row);
/* NULL is allowed. */
void gw_table_more_free (GwTableMore *self);

/* The names of the columns that records of the head may have. (transfer full): never NULL */
GStrv gw_table_more_list (const GwRecordHead *head);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTableMore, gw_table_more_free)

G_END_DECLS
