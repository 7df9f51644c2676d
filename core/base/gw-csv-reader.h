/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A streaming reader of CSV (RFC 4180): commas, semicolons or tabs, quotes
 * doubled inside quotes, records ended by LF, CRLF or CR, a byte order mark
 * skipped, empty lines skipped. A quote inside an unquoted field is that
 * character.
 *
 * Refused, the line being gw_csv_reader_place_error()'s: text after a closing quote, a quote
 * that is never closed (GW_ERROR_TRUNCATED), a NUL, text that is not UTF-8, a
 * record over GW_LIMIT_CSV_ROW_BYTES. How many fields a record must have is
 * the caller's to say. Errors stay.
 */
typedef struct _GwCsvReader GwCsvReader;

/* A reader of `stream`, which is read forward only, referenced and not closed.
 * The delimiter is the one of "," ";" and tab that stands most often outside
 * quotes in the first record; the comma when none does or in a tie.
 * Returns: (transfer full)
 */
GwCsvReader *gw_csv_reader_new (GInputStream *stream, GCancellable *cancellable);

void gw_csv_reader_free (GwCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCsvReader, gw_csv_reader_free)

/* A record that holds a NUL or text that is not UTF-8 is given like others, without the NUL and
 * with such fields empty, and gw_csv_reader_get_problem() tells it: for those who leave out a
 * record and not the file. The names of columns must be right all the same.
 */
void gw_csv_reader_set_tolerant (GwCsvReader *self);

/* What is wrong with the current record: a sentence; NULL: nothing. */
const char *gw_csv_reader_get_problem (GwCsvReader *self);

/* Settles the delimiter instead of looking for it; before the first record. */
void gw_csv_reader_set_delimiter (GwCsvReader *self, char delimiter);

/* The delimiter in use; 0 while it is not known. */
char gw_csv_reader_get_delimiter (GwCsvReader *self);

/* Reads the first record as the names of the columns; blanks around a name are
 * dropped. An empty file is GW_ERROR_INVALID. Call it first or not at all.
 */
gboolean gw_csv_reader_read_header (GwCsvReader *self, GError **error);

/* Puts the path and, where the error is of one, the line before the message of an
 * error that the reader gave: "PATH:LINE: ".
 */
void gw_csv_reader_place_error (GwCsvReader *self, const char *path, GError **error);

/* gw_csv_reader_next() with the place in the file `path` before the message of its error. */
gboolean gw_csv_reader_next_placed (GwCsvReader *self, const char *path, GError **error);

guint gw_csv_reader_get_n_columns (GwCsvReader *self);
const char *gw_csv_reader_get_column (GwCsvReader *self, guint column);

/* The first column of that name, without regard to case; -1 when there is none. */
int gw_csv_reader_find_column (GwCsvReader *self, const char *name);

/* Moves to the next record. FALSE at the end, and with `error` set on error. */
gboolean gw_csv_reader_next (GwCsvReader *self, GError **error);

/* The current record, valid until the next move. Fields end in a NUL that
 * `length` (nullable) does not count; a field the record does not have is NULL.
 */
guint gw_csv_reader_get_n_fields (GwCsvReader *self);
const char *gw_csv_reader_get_field (GwCsvReader *self, guint field, gsize *length);

/* The line on which the current record begins, from 1. */
guint64 gw_csv_reader_get_line (GwCsvReader *self);

/* Bytes of the stream up to the end of the current record; for progress. */
guint64 gw_csv_reader_get_offset (GwCsvReader *self);

G_END_DECLS
