/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A streaming writer of JSON. The same calls give the same bytes everywhere:
 * no locale, no time, no order of its own.
 *
 * Commas, colons and blanks come by themselves. Strings are escaped only where
 * JSON demands it. Numbers are written in the shortest form that reads back to
 * the same double (gw-number.h), whole numbers without ".0".
 *
 * The calls return nothing so that code reads like the document; the first
 * error is kept, everything after it is ignored, and gw_json_writer_finish()
 * gives it. Long exports look at gw_json_writer_has_failed() now and then.
 * Calls that would give broken JSON (a value where a key is due, an end that
 * was not begun) are the caller's bug and are criticals.
 */
typedef struct _GwJsonWriter GwJsonWriter;

typedef enum
{
  GW_JSON_WRITER_COMPACT, /* no blanks at all */
  GW_JSON_WRITER_INDENTED /* two spaces a level, ": " after keys; empty containers as {} and [] */
} GwJsonWriterStyle;

/* A writer to `stream`, which is referenced, written in blocks of 64 KiB and
 * not closed.
 * Returns: (transfer full)
 */
GwJsonWriter *gw_json_writer_new (GOutputStream *stream, GwJsonWriterStyle style, GCancellable *cancellable);

/* A writer that appends to `string`, which must outlive it.
 * Returns: (transfer full)
 */
GwJsonWriter *gw_json_writer_new_for_string (GString *string, GwJsonWriterStyle style);

/* Frees the writer; what was not flushed by finish is lost. */
void gw_json_writer_free (GwJsonWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonWriter, gw_json_writer_free)

/* At most `decimals` places for numbers from gw_json_writer_double(), 0 to 15,
 * trailing zeros dropped; -1, the default, is the shortest exact form. May be
 * changed between two values. Rounds the exact binary value, ties to even.
 */
void gw_json_writer_set_decimals (GwJsonWriter *self, int decimals);

void gw_json_writer_begin_object (GwJsonWriter *self);
void gw_json_writer_end_object (GwJsonWriter *self);
void gw_json_writer_begin_array (GwJsonWriter *self);
void gw_json_writer_end_array (GwJsonWriter *self);

/* Text must be UTF-8; anything else fails with GW_ERROR_INVALID, because it
 * cannot be written without changing it. `length` may be -1.
 */
void gw_json_writer_key (GwJsonWriter *self, const char *key);
void gw_json_writer_key_length (GwJsonWriter *self, const char *key, gssize length);
void gw_json_writer_string (GwJsonWriter *self, const char *text);
void gw_json_writer_string_length (GwJsonWriter *self, const char *text, gssize length);

/* NaN and the infinities, which JSON does not have, are written as null. */
void gw_json_writer_double (GwJsonWriter *self, double value);

/* An array of numbers, faster than one by one. */
void gw_json_writer_doubles (GwJsonWriter *self, const double *values, gsize n);
/* An array of n arrays of two numbers each, as points are: values has 2 n. */
void gw_json_writer_pairs (GwJsonWriter *self, const double *values, gsize n);
void gw_json_writer_int64 (GwJsonWriter *self, gint64 value);
void gw_json_writer_boolean (GwJsonWriter *self, gboolean value);
void gw_json_writer_null (GwJsonWriter *self);

/* One value that is JSON already, written as it is: what
 * gw_json_reader_take_raw() gave. It is not checked.
 */
void gw_json_writer_raw (GwJsonWriter *self, const char *json, gssize length);

/* Shorthands for a key and its value. */
void gw_json_writer_key_string (GwJsonWriter *self, const char *key, const char *text);
void gw_json_writer_key_double (GwJsonWriter *self, const char *key, double value);
void gw_json_writer_key_int64 (GwJsonWriter *self, const char *key, gint64 value);
void gw_json_writer_key_boolean (GwJsonWriter *self, const char *key, gboolean value);

/* Between complete documents: a line feed, and the next document may begin
 * (JSON Lines), or at the end of a file.
 */
void gw_json_writer_newline (GwJsonWriter *self);

/* Whether an error is kept. */
gboolean gw_json_writer_has_failed (GwJsonWriter *self);

/* Flushes, and reports the first error of the writer's life. Every container
 * must be ended. The stream is neither closed nor flushed itself.
 */
gboolean gw_json_writer_finish (GwJsonWriter *self, GError **error);

G_END_DECLS
