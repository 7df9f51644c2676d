/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as text for files: never with the locale's decimal point, never
 * grouped. For people's eyes the window and the terminal format themselves.
 */

/* Room for any result of the functions below, NUL included. */
#define GW_NUMBER_LENGTH 64

/* The fewest digits that read back to exactly `value`, laid out as ECMAScript
 * does: 5, 0.1, 123456789012345680000, 1e+21 as "1e21", 1e-7. Negative zero is
 * "-0". `value` must be finite. At most 25 bytes. Returns the length.
 */
gsize gw_number_format (double value, char buffer[GW_NUMBER_LENGTH]);

/* At most `decimals` (0 to 15) places, without trailing zeros and without
 * "-0": the exact binary value rounded, ties to even. `value` must be finite.
 * Returns the length.
 */
gsize gw_number_format_decimals (double value, guint decimals, char buffer[GW_NUMBER_LENGTH]);

/* Reads the whole of `text` (`length` -1: up to the NUL) as a decimal number:
 * sign, digits with "." among them, exponent. FALSE, and `value` untouched,
 * for anything else: blanks, "", commas, hexadecimal, inf, nan, and numbers
 * beyond the range of double. Correctly rounded.
 */
gboolean gw_number_parse (const char *text, gssize length, double *value);

/* The same for whole numbers in decimal digits with an optional sign. FALSE
 * when it does not fit.
 */
gboolean gw_number_parse_int64 (const char *text, gssize length, gint64 *value);

G_END_DECLS
