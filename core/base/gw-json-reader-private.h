/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-error.h"
#include "gw-json-reader.h"
#include "gw-limits.h"
#include "gw-number-private.h"
#include "gw-window-private.h"

G_BEGIN_DECLS

/* The reader in its parts: gw-json-reader.c knows the grammar,
 * gw-json-number.c and gw-json-string.c scan, gw-json-value.c answers what the
 * current token holds, and skips, gw-json-keys.c notes keys.
 */

/* The keys of all open objects. */
typedef struct _GwJsonKeys GwJsonKeys;

/* What the grammar allows next. */
typedef enum
{
  GW_JSON_EXPECT_VALUE,       /* the document's value, or one after a comma in an array */
  GW_JSON_EXPECT_FIRST_VALUE, /* a value or "]" */
  GW_JSON_EXPECT_FIRST_KEY,   /* a key or "}" */
  GW_JSON_EXPECT_COLON,       /* ":" and a value */
  GW_JSON_EXPECT_COMMA,       /* "," and what the container holds, or its end */
  GW_JSON_EXPECT_NOTHING      /* the document is complete */
} GwJsonExpect;

/* Always true: the current token begins at window.keep unless a raw value is
 * being taken, which then begins there. window.cur is after the current token.
 */
struct _GwJsonReader
{
  GwWindow window;
  GwJsonExpect expect;
  GwJsonToken token;
  guint64 token_offset;
  guint64 line;
  guint64 line_offset; /* of the line's first byte */

  guint depth;
  guint max_depth;
  gssize max_number;
  gssize max_value;

  const char *string;
  gsize string_length;
  GString *scratch; /* (nullable): the decoded text of a string that has escapes */
  GwDecimal number; /* mantissa and exponent of a number */
  double non_finite;
  GwJsonKeys *keys; /* (nullable): where they are watched */

  guint started : 1;
  guint accept_non_finite : 1;
  guint raw : 1;       /* keep stays at the beginning of a value */
  guint in_window : 1; /* string is in the window, its closing quote overwritten by a NUL */

  GError *failure;

  char open[]; /* '{' or '[' for each open container */
};

/* Keeps the error with the position of `p`; always FALSE. */
gboolean _gw_json_fail (GwJsonReader *self, const char *p, GwErrorCode code, const char *message);

/* The same for something other than `expected` (not translated yet) at `p`. */
gboolean _gw_json_fail_expected (GwJsonReader *self, const char *p, const char *expected);

gboolean _gw_json_fail_too_long (GwJsonReader *self, GwLimit limit);

/* Brings in more text while `*p`, a pointer into the window, moves along.
 * FALSE at the end of the text, and on an error, which is then kept.
 */
gboolean _gw_json_more (GwJsonReader *self, const char **p);

/* The number at cur. */
gboolean _gw_json_scan_number (GwJsonReader *self);

/* The numbers of an array that lie wholly in the window, at most `max`; how
 * many. Stops before whatever is not plain, which the next step then settles:
 * blanks other than one space after a comma, long numbers, errors, the end.
 */
gsize _gw_json_scan_run (GwJsonReader *self, double *values, gsize max);

/* The same for arrays of two numbers, "[x,y]", each of which is one of `max`. */
gsize _gw_json_scan_pairs (GwJsonReader *self, double *values, gsize max);

/* The string whose opening quote is at cur, as a key or as a value. */
gboolean _gw_json_scan_string (GwJsonReader *self, GwJsonToken token);

/* depth: of the object, from 1; when freed or reset, the largest that was open. */
GwJsonKeys *_gw_json_keys_new (void);
void _gw_json_keys_reset (GwJsonKeys *self, guint depth);
void _gw_json_keys_free (GwJsonKeys *self, guint depth);
void _gw_json_keys_begin (GwJsonKeys *self, guint depth);
void _gw_json_keys_end (GwJsonKeys *self, guint depth);
void _gw_json_keys_add (GwJsonKeys *self, guint depth, const char *key, gsize length, guint64 line);

/* The next token; FALSE with `error`. */
gboolean _gw_json_step (GwJsonReader *self, GError **error);

G_END_DECLS
