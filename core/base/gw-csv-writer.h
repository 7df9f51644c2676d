/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A streaming writer of CSV (RFC 4180): UTF-8, commas, LF, quotes only where
 * they are needed. Calls return nothing; the first error is kept and given by
 * gw_csv_writer_finish().
 */
typedef struct _GwCsvWriter GwCsvWriter;

typedef enum
{
  GW_CSV_WRITER_DATA,       /* every text as it is: it reads back equal */
  GW_CSV_WRITER_SPREADSHEET /* a text that begins with = + - @ TAB or CR gets a leading ', so that
                             * no spreadsheet takes it for a formula; for reports */
} GwCsvWriterMode;

/* A writer to `stream`, which is referenced and not closed.
 * Returns: (transfer full)
 */
GwCsvWriter *gw_csv_writer_new (GOutputStream *stream, GwCsvWriterMode mode, GCancellable *cancellable);

/* A writer that appends to `string`, which must outlive it.
 * Returns: (transfer full)
 */
GwCsvWriter *gw_csv_writer_new_for_string (GString *string, GwCsvWriterMode mode);

void gw_csv_writer_free (GwCsvWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCsvWriter, gw_csv_writer_free)

/* One field of the current record; NULL is an empty one. Text that is not
 * UTF-8 fails with GW_ERROR_INVALID.
 */
void gw_csv_writer_text (GwCsvWriter *self, const char *text);

/* Numbers are never taken for formulas: a minus stays bare in both modes.
 * NaN is an empty field; the infinities are "inf" and "-inf".
 */
void gw_csv_writer_double (GwCsvWriter *self, double value);
void gw_csv_writer_int64 (GwCsvWriter *self, gint64 value);

/* Ends the record. A record of one empty field is written as "" so that it
 * is not an empty line.
 */
void gw_csv_writer_end_row (GwCsvWriter *self);

/* A whole record from a NULL-terminated array. */
void gw_csv_writer_row (GwCsvWriter *self, const char *const *fields);

gboolean gw_csv_writer_has_failed (GwCsvWriter *self);

/* Flushes, and reports the first error of the writer's life. */
gboolean gw_csv_writer_finish (GwCsvWriter *self, GError **error);

G_END_DECLS
