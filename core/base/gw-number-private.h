/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A decimal number as a scanner leaves it: mantissa * 10^exponent. `exact`
 * says that the mantissa holds every digit of the text (19 digits always fit).
 */
typedef struct
{
  guint64 mantissa;
  int exponent;
  gboolean exact;
  gboolean negative;
} GwDecimal;

/* The nearest double; +-HUGE_VAL beyond the range. `text` is the whole number
 * as it was scanned, in C's grammar, and is only looked at when the parts are
 * not enough.
 */
double _gw_number_from_decimal (const GwDecimal *decimal, const char *text, gsize length);

G_END_DECLS
