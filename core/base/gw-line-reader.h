/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lines of a stream one after another, for JSON Lines and other line-wise
 * formats. Lines end with LF or CRLF; the last may lack its end. A byte order
 * mark at the start is skipped. Nothing is said about what is in a line.
 *
 * A line over the limit is GW_ERROR_LIMIT for that line only: the next call
 * goes on with the line after it, so that one bad line does not lose a file.
 */
typedef struct _GwLineReader GwLineReader;

/* A reader of `stream`, which is read forward only, referenced and not closed.
 * `max_bytes` is for one line, 0 for GW_LIMIT_JSON_LINE_BYTES.
 * Returns: (transfer full)
 */
GwLineReader *gw_line_reader_new (GInputStream *stream, gsize max_bytes, GCancellable *cancellable);

void gw_line_reader_free (GwLineReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLineReader, gw_line_reader_free)

/* The next line without its end, followed by a NUL that `length` does not
 * count (the line may hold others). Valid until the next call. NULL at the end,
 * and with `error` set on error.
 * Returns: (transfer none) (nullable)
 */
const char *gw_line_reader_next (GwLineReader *self, gsize *length, GError **error);

/* Of the line that next() gave or refused: its number from 1, and the offset
 * of its first byte from 0; what gw_json_reader_reset_memory() wants.
 */
guint64 gw_line_reader_get_line (GwLineReader *self);
guint64 gw_line_reader_get_offset (GwLineReader *self);

G_END_DECLS
