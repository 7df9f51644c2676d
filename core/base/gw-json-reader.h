/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A strict pull reader for JSON (RFC 8259) of any size.
 *
 * Nothing is built: the reader holds a window of the text (256 KiB, more only
 * while one string or one raw value needs it) and gives one token for each
 * call. Refused with line, column and byte offset in the message: anything
 * outside the grammar, NaN and Infinity (unless asked for), bad UTF-8, lone
 * surrogates, control characters in strings, text after the document, more
 * nesting than GW_LIMIT_JSON_DEPTH, a string or raw value longer than
 * GW_LIMIT_JSON_VALUE_BYTES, a number longer than GW_LIMIT_JSON_NUMBER_BYTES.
 * A UTF-8 byte order mark at the very start is skipped. Keys that an object has
 * twice are given twice, and noted where that is asked for.
 *
 *   while ((token = gw_json_reader_next (reader, error)) == GW_JSON_KEY)
 *     if (gw_json_reader_string_is (reader, "id"))
 *       ...
 *     else if (!gw_json_reader_skip_value (reader, error))
 *       return FALSE;
 *
 * Errors are GW_ERROR_INVALID, GW_ERROR_TRUNCATED (the text ends too early),
 * GW_ERROR_LIMIT, or what the stream says (G_IO_ERROR_CANCELLED included).
 * They stay: after one, every further call gives the same error again.
 * One thread at a time. Numbers and strings do not depend on the locale.
 */
typedef struct _GwJsonReader GwJsonReader;

typedef enum
{
  GW_JSON_ERROR, /* the GError is set */
  GW_JSON_END,   /* the document is complete and nothing follows it */
  GW_JSON_OBJECT_BEGIN,
  GW_JSON_OBJECT_END,
  GW_JSON_ARRAY_BEGIN,
  GW_JSON_ARRAY_END,
  GW_JSON_KEY, /* the string is the key; its value comes next */
  GW_JSON_STRING,
  GW_JSON_NUMBER,
  GW_JSON_TRUE,
  GW_JSON_FALSE,
  GW_JSON_NULL,
  GW_JSON_NON_FINITE /* NaN, Infinity, -Infinity; only after gw_json_reader_set_non_finite() */
} GwJsonToken;

/* A reader of `stream`, which is read forward only, referenced, and not
 * closed. `cancellable` (nullable) is looked at whenever the window is filled,
 * some 1,000 times a second.
 * Returns: (transfer full)
 */
GwJsonReader *gw_json_reader_new (GInputStream *stream, GCancellable *cancellable);

/* A reader of `length` bytes at `text` (-1: up to the NUL), which are not
 * copied and must live until the reader is freed or reset.
 * Returns: (transfer full)
 */
GwJsonReader *gw_json_reader_new_for_memory (const char *text, gssize length);

void gw_json_reader_free (GwJsonReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonReader, gw_json_reader_free)

/* Starts over on another text in memory, for JSON Lines: the window and all
 * settings are kept. `line` (from 1) and `offset` (from 0) say where `text`
 * begins in its file; positions in errors then speak of the file.
 */
void gw_json_reader_reset_memory (GwJsonReader *self, const char *text, gssize length, guint64 line, guint64 offset);

/* A smaller depth than GW_LIMIT_JSON_DEPTH; larger values are taken as that. */
void gw_json_reader_set_max_depth (GwJsonReader *self, guint depth);

/* Accept the tokens NaN, Infinity and -Infinity, which other programs write,
 * as GW_JSON_NON_FINITE, so that only the record that holds one need be
 * rejected. Off unless asked for.
 */
void gw_json_reader_set_non_finite (GwJsonReader *self, gboolean accept);

/* Note keys that their object has had before, in values that are skipped or
 * taken raw too. To be called before the first token; stays on. Costs some 10 ns
 * a key and, for keys of open objects, 8 bytes each; of an object with more than
 * 2^20 keys the further ones are compared with these only.
 */
void gw_json_reader_watch_keys (GwJsonReader *self);

/* Keys that their objects had before. */
typedef struct
{
  guint n;
  guint64 line; /* of the first one; with n 0 not set, like the next */
  char key[64]; /* the first one, cut where it is long, or before a NUL */
} GwJsonRepeats;

/* Those since the last call; FALSE: none. The first only asks. */
gboolean gw_json_reader_has_repeats (GwJsonReader *self);
gboolean gw_json_reader_take_repeats (GwJsonReader *self, GwJsonRepeats *repeats);

/* The next token. */
GwJsonToken gw_json_reader_next (GwJsonReader *self, GError **error);

/* The last token again. */
GwJsonToken gw_json_reader_get_token (GwJsonReader *self);

/* Appends every number that comes next to `numbers` (element-type double) and
 * returns the first token that is not a number: for a flat array of numbers,
 * called after its GW_JSON_ARRAY_BEGIN, that is GW_JSON_ARRAY_END. Faster than
 * single steps. `max` bounds the numbers appended by one call;
 * when it is reached while numbers follow, the error is GW_ERROR_LIMIT.
 */
GwJsonToken gw_json_reader_next_numbers (GwJsonReader *self, GArray *numbers, gsize max, GError **error);

/* Appends what comes next in the open array as long as it is plain arrays of
 * two numbers, at most `max` of them, without stopping at their brackets; how
 * many. What it leaves, gw_json_reader_next() goes through as always: call it
 * afterwards, and this again when a pair that was not plain has been passed.
 */
gsize gw_json_reader_next_pairs (GwJsonReader *self, GArray *numbers, gsize max);

/* After GW_JSON_KEY or GW_JSON_STRING: the decoded text, UTF-8, ended by a NUL
 * that `length` (nullable) does not count. The text itself may hold NULs when
 * it was written with \u0000. Valid until the next call that moves the reader.
 */
const char *gw_json_reader_get_string (GwJsonReader *self, gsize *length);

/* Whether the key or string is exactly `text`. */
gboolean gw_json_reader_string_is (GwJsonReader *self, const char *text);

/* The same of a C string: NULL with GW_ERROR_INVALID when it holds a NUL. The error does not stop the reader. */
const char *gw_json_reader_get_text (GwJsonReader *self, gsize *length, GError **error);

/* A copy of the key or string, or NULL with GW_ERROR_INVALID when it holds a
 * NUL and so cannot be a C string. The error does not stop the reader.
 * Returns: (transfer full) (nullable)
 */
char *gw_json_reader_dup_string (GwJsonReader *self, GError **error);

/* After GW_JSON_NUMBER: the nearest double; +-HUGE_VAL beyond the range of
 * double, so check isfinite() where it matters. After GW_JSON_NON_FINITE: that
 * value.
 */
double gw_json_reader_get_double (GwJsonReader *self);

/* After GW_JSON_NUMBER: the value as an integer. `exact` (nullable) tells
 * whether the number is a whole number within gint64 (5, 5.0 and 5e0 are);
 * otherwise the value is cut towards zero and clamped.
 */
gint64 gw_json_reader_get_int64 (GwJsonReader *self, gboolean *exact);

/* Skips the current value: after GW_JSON_KEY the value that follows, after
 * GW_JSON_OBJECT_BEGIN or GW_JSON_ARRAY_BEGIN the rest of it and its end,
 * after a scalar nothing. What is skipped is checked like everything else, and
 * not kept. The token afterwards is that of the value's end.
 */
gboolean gw_json_reader_skip_value (GwJsonReader *self, GError **error);

/* Skips the current value as above and returns its bytes exactly as they stand
 * in the text, blanks inside included. Not ended by a NUL. Valid until the
 * next call that moves the reader. At most GW_LIMIT_JSON_VALUE_BYTES.
 * Returns: (transfer none) (array length=length) (nullable): NULL on error
 */
const char *gw_json_reader_take_raw (GwJsonReader *self, gsize *length, GError **error);

/* Containers open at the moment; 0 before the first and after the last. */
guint gw_json_reader_get_depth (GwJsonReader *self);

/* Where the current token begins: line from 1; column in bytes from 1; offset
 * in bytes from 0. The offset also serves for progress.
 */
guint64 gw_json_reader_get_line (GwJsonReader *self);
guint64 gw_json_reader_get_column (GwJsonReader *self);
guint64 gw_json_reader_get_offset (GwJsonReader *self);

/* Reads all of `text`, gives nothing. Small documents go through this before
 * they are given to json-glib, which is neither strict nor safe with depth.
 */
gboolean gw_json_validate (const char *text, gssize length, GError **error);

G_END_DECLS
