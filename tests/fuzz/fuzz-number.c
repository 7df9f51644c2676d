/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a number and as a time, as tables and label files hold them:
 * refused, or what was read is written and read back equal.
 */

#include "gw-fuzz.h"

#include <math.h>

#include "gw-number.h"
#include "gw-time.h"

static void
check_number (const char *text, gsize length)
{
  char buffer[GW_NUMBER_LENGTH];
  double value, again;
  gint64 whole;

  if (gw_number_parse (text, (gssize) length, &value))
    {
      g_assert (isfinite (value));
      g_assert (gw_number_format (value, buffer) < sizeof buffer);
      g_assert (gw_number_parse (buffer, -1, &again));
      g_assert (value == again && signbit (value) == signbit (again));
    }
  if (gw_number_parse_int64 (text, (gssize) length, &whole))
    {
      g_assert (gw_number_parse (text, (gssize) length, &value));
      g_assert (value == (double) whole);
    }
}

static void
check_time (const char *text)
{
  g_autofree char *written = NULL;
  gint64 us, again;

  if (!gw_time_parse (text, &us))
    return;

  written = gw_time_format_us (us);
  g_assert (gw_time_parse (written, &again));
  g_assert_cmpint (us, ==, again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);

  if (size > 0)
    check_number ((const char *) data, size);
  check_time (text);
  return 0;
}
