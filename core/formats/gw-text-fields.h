/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between blanks in a line of a text file of labels. */
typedef struct
{
  const char *text; /* in the line, without a NUL */
  gsize length;
} GwTextField;

/* Splits at runs of blanks, tabs and carriage returns. Returns how many there are, of
 * which the first `most` are written to fields.
 */
guint gw_text_fields_split (const char *text, gsize length, GwTextField *fields, guint most);

/* Whether it says NaN or infinity in place of a number, in any case and with a sign or without. */
gboolean gw_text_field_is_not_finite (const GwTextField *field);

G_END_DECLS
