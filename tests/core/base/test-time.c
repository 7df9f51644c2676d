/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-time.h"

/* 2026-03-02T09:14:11Z */
#define SAMPLE G_GINT64_CONSTANT (1772442851)

static void
test_format (void)
{
  static const struct
  {
    gint64 ms;
    const char *text;
  } cases[] = {
    { 0, "1970-01-01T00:00:00.000Z" },
    { -1, "1969-12-31T23:59:59.999Z" },
    { SAMPLE * 1000 + 502, "2026-03-02T09:14:11.502Z" },
    { G_GINT64_CONSTANT (951782400000), "2000-02-29T00:00:00.000Z" },
    { G_GINT64_CONSTANT (4107542400000), "2100-03-01T00:00:00.000Z" },
    { G_MAXINT64, "9999-12-31T23:59:59.999Z" },
    { G_MININT64, "0001-01-01T00:00:00.000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gw_time_format (cases[i].ms);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_us (void)
{
  g_autofree char *text = gw_time_format_us (SAMPLE * 1000000 + 502114);
  g_autofree char *before = gw_time_format_us (-1);
  g_autofree char *last = gw_time_format_us (G_MAXINT64);

  g_assert_cmpstr (text, ==, "2026-03-02T09:14:11.502114");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59.999999");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999999");
}

static void
test_parse (void)
{
  const gint64 whole = SAMPLE * 1000000;
  const struct
  {
    const char *text;
    gint64 us;
  } cases[] = {
    { "2026-03-02T09:14:11.502114", whole + 502114 },
    { "2026-03-02T09:14:11.502Z", whole + 502000 },
    { "2026-03-02T09:14:11.5021149Z", whole + 502114 },
    { "2026-03-02T09:14:11,5", whole + 500000 },
    { "2026-03-02 09:14:11", whole },
    { "2026-03-02t09:14:11z", whole },
    { "2026-03-02T09:14:11+0000", whole },
    { "2026-03-02T10:14:11+01:00", whole },
    { "2026-03-02T03:44:11-0530", whole },
    { "2026-03-02T11:14:11+02", whole },
    { "2026-03-02T09:14", whole - 11 * 1000000 },
    { "2026-03-02", (SAMPLE - 33251) * 1000000 },
    { "Mon Mar 02 2026 09:14:11 GMT+0000 (Coordinated Universal Time)", whole },
    { "Mon Mar 02 2026 10:14:11 GMT+0100 (CET)", whole },
    { "Mon Mar 2 2026 09:14:11 GMT", whole },
    { "Mon, 02 Mar 2026 09:14:11 GMT", whole },
    { "1969-12-31T23:59:59.999999Z", -1 },
    { "2024-02-29", G_GINT64_CONSTANT (1709164800000000) },
    { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000000) },
    { "0001-01-01", G_GINT64_CONSTANT (-62135596800000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 us = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_true (gw_time_parse (cases[i].text, &us));
      g_assert_cmpint (us, ==, cases[i].us);
    }
}

static void
test_parse_refuses (void)
{
  static const char *cases[] = {
    "",
    "yesterday",
    "2026",
    "2026-03",
    "2026-3-2",
    "2026-13-01",
    "2026-02-29",
    "2026-00-10",
    "2026-01-32",
    "0000-01-01",
    "2026-03-02T",
    "2026-03-02T09",
    "2026-03-02T24:00:00",
    "2026-03-02T09:60:00",
    "2026-03-02T09:14:61",
    "2026-03-02T09:14:11.",
    "2026-03-02T09:14:11Zx",
    "2026-03-02T09:14:11+1",
    "2026-03-02T09:14:11+01:",
    "2026-03-02T09:14:11+25:00",
    "2026-03-02T09:14:11 UTC",
    " 2026-03-02",
    "2026-03-02 ",
    "12026-03-02",
    "Mon",
    "Mon Mar 02 2026",
    "Mon Mar 02 2026 09:14:11",
    "Xyz Mar 02 2026 09:14:11 GMT",
    "Mon Mar 02 2026 09:14:11 GMT (x",
    "Mon, 02 Foo 2026 09:14:11 GMT",
    "-2026-01-01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 us = 42;

      g_test_message ("%s", cases[i]);
      g_assert_false (gw_time_parse (cases[i], &us));
      g_assert_cmpint (us, ==, 42);
    }
}

static void
test_days_run_on (void)
{
  gint64 us = 0;

  /* Four centuries, day by day, against GLib's own calendar. */
  for (gint64 day = 0; day < 146097; day += 13)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((day - 25567) * 86400);
      g_autofree char *text = gw_time_format ((day - 25567) * 86400000);
      g_autofree char *other = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S.000Z");

      g_assert_cmpstr (text, ==, other);
      g_assert_true (gw_time_parse (text, &us));
      g_assert_cmpint (us, ==, (day - 25567) * 86400 * G_USEC_PER_SEC);
    }
}

static void
test_clock_can_be_frozen (void)
{
  const gint64 before = gw_time_monotonic ();

  gw_time_freeze (1234);
  g_assert_cmpint (gw_time_now (), ==, 1234);
  g_assert_cmpint (gw_time_monotonic (), ==, 1234000);
  gw_time_unfreeze ();
  g_assert_cmpint (gw_time_now (), >, SAMPLE / 2 * 1000);
  g_assert_cmpint (gw_time_monotonic (), >=, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/format-us", test_format_us);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/parse-refuses", test_parse_refuses);
  g_test_add_func ("/time/days-run-on", test_days_run_on);
  g_test_add_func ("/time/clock-can-be-frozen", test_clock_can_be_frozen);
  return g_test_run ();
}
