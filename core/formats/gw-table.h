/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-problem.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A table of comma-separated values whole in memory, by columns: what scores,
 * answers, features and figures come in (spec formats 13). A column in which every
 * value is a number is one of numbers; any other is one of text.
 *
 * Missing is a cell that is empty or NA, N/A, NaN, null or none in any case: NaN
 * among numbers, NULL among texts. In columns that are asked for as text it is the
 * empty cell alone: a class may be called none. inf and -inf are numbers, and so is 1e400, which
 * is one of them. A row with more or fewer fields than there are names is left out
 * and reported ("row-fields"), and so is one that holds a NUL or is not UTF-8 ("encoding").
 */
typedef struct _GwTable GwTable;

/* Reads the file twice: what the columns are, then the values, so that numbers
 * take eight bytes each and nothing else.
 *
 * texts     names of columns that are text as their cells are written, whatever they look like, as
 *           names of classes may be: 007 and NA are values; NULL-terminated, any case; NULL: none
 * problems  takes what is wrong with single rows
 * work      (nullable): told how far it is; its way becomes this reading
 *
 * Errors: of opening and reading, of CSV as a whole (gw-csv-reader.h), a column
 * named twice, rows of which none is left, more rows than 2^31.
 * Returns: (transfer full) (nullable)
 */
GwTable *gw_table_read (const char *path, const char *const *texts, GwProblems *problems, GwWork *work,
                        GCancellable *cancellable, GError **error);

/* Whether the column of a name is meant. */
typedef gboolean (*GwTableNameFunc) (const char *name, gconstpointer data);

/* The same, with columns that is_verbatim (nullable) is TRUE for as with those of texts, and as a part of
 * the work's way, which is the caller's: what the work has done grows by 2 × the size of the file.
 */
GwTable *gw_table_read_full (const char *path, const char *const *texts, GwTableNameFunc is_verbatim,
                             gconstpointer data, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                             GError **error);

typedef void (*GwTableRowFunc) (gsize row, gpointer data);

/* For each row in turn; what the work (nullable) has done grows by the size of the file / times, for who goes
 * through the rows so often. FALSE where it was cancelled.
 */
gboolean gw_table_foreach_row (GwTable *self, GwTableRowFunc func, gpointer data, guint times, GwWork *work,
                               GCancellable *cancellable, GError **error);

/* The way of a table that is read, and whose rows are gone through, in sizes of its file. */
#define GW_TABLE_TIMES 3

/* The way of the work (nullable) becomes so many times the size of the file, of which nothing is done. */
void gw_table_begin_work (GwWork *work, const char *path, guint times);

GwTable *gw_table_ref (GwTable *self);
void gw_table_unref (GwTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTable, gw_table_unref)

/* Without those left out. */
gsize gw_table_get_n_rows (GwTable *self);
guint gw_table_get_n_columns (GwTable *self);
const char *gw_table_get_name (GwTable *self, guint column);
/* The first column of one of the names, in their order, without regard to case;
 * -1 when there is none.
 */
int gw_table_find (GwTable *self, const char *const *names);

gboolean gw_table_is_number (GwTable *self, guint column);
gsize gw_table_get_n_missing (GwTable *self, guint column);
/* The line of the cell that makes a column one of text; 0 where it was asked for as
 * such or is of numbers.
 */
guint64 gw_table_get_text_line (GwTable *self, guint column);
/* n_rows numbers of a column of numbers, never NULL; owned by the table. */
const double *gw_table_get_numbers (GwTable *self, guint column);
/* A number of any column; NaN for one that is missing or text. */
double gw_table_get_number (GwTable *self, guint column, gsize row);
/* (nullable): of a column of text. */
const char *gw_table_get_text (GwTable *self, guint column, gsize row);
/* The line of the file on which a row begins. */
guint64 gw_table_get_line (GwTable *self, gsize row);
const char *gw_table_get_path (GwTable *self);

/* The values of a column of text as numbers: codes has room for n_rows indices
 * into the names that come back, sorted by strcmp(); -1 is missing. Names that
 * known (nullable) has come first, in its order, and a value of them too.
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray *gw_table_code_text (GwTable *self, guint column, const GPtrArray *known, gint32 *codes);

G_END_DECLS
