/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-time.h"

#include <string.h>

#define SECONDS_OF_DAY 86400
#define US G_USEC_PER_SEC

/* 0001-01-01 and 10000-01-01 in seconds. */
#define FIRST_SECOND G_GINT64_CONSTANT (-62135596800)
#define END_SECOND G_GINT64_CONSTANT (253402300800)

G_LOCK_DEFINE_STATIC (clock);
static gboolean frozen;
static gint64 frozen_now;

static gboolean
read_frozen (gint64 *now)
{
  gboolean is_frozen;

  G_LOCK (clock);
  is_frozen = frozen;
  *now = frozen_now;
  G_UNLOCK (clock);
  return is_frozen;
}

gint64
gw_time_now (void)
{
  gint64 now;

  return read_frozen (&now) ? now : g_get_real_time () / 1000;
}

gint64
gw_time_monotonic (void)
{
  gint64 now;

  return read_frozen (&now) ? now * 1000 : g_get_monotonic_time ();
}

void
gw_time_freeze (gint64 now)
{
  G_LOCK (clock);
  frozen = TRUE;
  frozen_now = now;
  G_UNLOCK (clock);
}

void
gw_time_unfreeze (void)
{
  G_LOCK (clock);
  frozen = FALSE;
  G_UNLOCK (clock);
}

/* Days since 1970-01-01 in the Gregorian calendar, years counted from March so
 * that the leap day is a year's last.
 */
static gint64
days_of_date (gint64 year, int month, int day)
{
  const gint64 y = month <= 2 ? year - 1 : year;
  const gint64 era = y / 400;
  const gint64 year_of_era = y - era * 400;
  const gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void
date_of_days (gint64 days, int *year, int *month, int *day)
{
  const gint64 z = days + 719468;
  const gint64 era = z / 146097;
  const gint64 day_of_era = z - era * 146097;
  const gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const gint64 month_from_march = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * month_from_march + 2) / 5 + 1);
  *month = (int) (month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

/* `places` digits of the second's fraction. */
static char *
format (gint64 us, int places, const char *zone)
{
  const gint64 clamped = CLAMP (us, FIRST_SECOND * US, END_SECOND * US - 1);
  gint64 seconds = clamped / US;
  gint64 fraction = clamped % US;
  gint64 days, rest;
  int year, month, day;

  if (fraction < 0)
    {
      fraction += US;
      seconds--;
    }
  days = seconds / SECONDS_OF_DAY;
  rest = seconds % SECONDS_OF_DAY;
  if (rest < 0)
    {
      rest += SECONDS_OF_DAY;
      days--;
    }
  if (places == 3)
    fraction /= 1000;

  date_of_days (days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%0*d%s", year, month, day, (int) (rest / 3600),
                          (int) (rest / 60 % 60), (int) (rest % 60), places, (int) fraction, zone);
}

char *
gw_time_format (gint64 ms)
{
  return format (CLAMP (ms, FIRST_SECOND * 1000, END_SECOND * 1000 - 1) * 1000, 3, "Z");
}

char *
gw_time_format_us (gint64 us)
{
  return format (us, 6, "");
}

typedef struct
{
  int year, month, day;
  int hour, minute, second;
  int us;
  int zone; /* minutes east of UTC */
} Parts;

/* Between `min` and `max` digits at `*p`. */
static gboolean
take_digits (const char **p, int min, int max, int *value)
{
  int n = 0;

  *value = 0;
  for (; n < max && g_ascii_isdigit (**p); n++)
    *value = *value * 10 + (*(*p)++ - '0');
  return n >= min;
}

static gboolean
take_char (const char **p, const char *any_of)
{
  if (**p == '\0' || strchr (any_of, **p) == NULL)
    return FALSE;
  (*p)++;
  return TRUE;
}

/* HH:MM[:SS[.fraction]]; the hour has one digit at least. */
static gboolean
take_time (const char **p, Parts *parts)
{
  if (!take_digits (p, 2, 2, &parts->hour) || !take_char (p, ":") || !take_digits (p, 2, 2, &parts->minute))
    return FALSE;
  if (!take_char (p, ":"))
    return TRUE;
  if (!take_digits (p, 2, 2, &parts->second))
    return FALSE;

  if (take_char (p, ".,"))
    {
      const char *begin = *p;

      for (int unit = US / 10; g_ascii_isdigit (**p); unit /= 10)
        parts->us += (*(*p)++ - '0') * unit;
      return *p > begin;
    }
  return TRUE;
}

/* Z, +HH, +HHMM, +HH:MM, or nothing. */
static gboolean
take_zone (const char **p, Parts *parts)
{
  const char sign = **p;
  int hours, minutes = 0;

  if (take_char (p, "Zz"))
    return TRUE;
  if (!take_char (p, "+-"))
    return TRUE;
  if (!take_digits (p, 2, 2, &hours))
    return FALSE;
  if (take_char (p, ":") ? !take_digits (p, 2, 2, &minutes) : g_ascii_isdigit (**p) && !take_digits (p, 2, 2, &minutes))
    return FALSE;
  if (hours > 23 || minutes > 59)
    return FALSE;

  parts->zone = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
  return TRUE;
}

static gboolean
parse_iso (const char *text, Parts *parts)
{
  const char *p = text;

  if (!take_digits (&p, 4, 4, &parts->year) || !take_char (&p, "-") || !take_digits (&p, 2, 2, &parts->month)
      || !take_char (&p, "-") || !take_digits (&p, 2, 2, &parts->day))
    return FALSE;

  if (take_char (&p, "Tt "))
    if (!take_time (&p, parts) || !take_zone (&p, parts))
      return FALSE;
  return *p == '\0';
}

static gboolean
take_name (const char **p, const char *names, int *index)
{
  for (int i = 0; names[3 * i] != '\0'; i++)
    if (strncmp (*p, names + 3 * i, 3) == 0)
      {
        *p += 3;
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* "Mon Mar 02 2026 09:14:11 GMT+0100 (CET)", "Mon, 02 Mar 2026 09:14:11 GMT" */
static gboolean
parse_javascript (const char *text, Parts *parts)
{
  static const char days[] = "SunMonTueWedThuFriSat";
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const char *p = text;
  int ignored;

  if (!take_name (&p, days, &ignored))
    return FALSE;
  if (take_char (&p, ","))
    {
      if (!take_char (&p, " ") || !take_digits (&p, 1, 2, &parts->day) || !take_char (&p, " ")
          || !take_name (&p, months, &parts->month))
        return FALSE;
    }
  else if (!take_char (&p, " ") || !take_name (&p, months, &parts->month) || !take_char (&p, " ")
           || !take_digits (&p, 1, 2, &parts->day))
    {
      return FALSE;
    }
  parts->month++;

  if (!take_char (&p, " ") || !take_digits (&p, 4, 4, &parts->year) || !take_char (&p, " ") || !take_time (&p, parts)
      || !g_str_has_prefix (p, " GMT"))
    return FALSE;
  p += strlen (" GMT");
  if (!take_zone (&p, parts))
    return FALSE;

  /* The zone's name in brackets says nothing new. */
  return *p == '\0' || (g_str_has_prefix (p, " (") && strchr (p, ')') == p + strlen (p) - 1);
}

static gboolean
is_real (const Parts *parts)
{
  return parts->year >= 1 && parts->month >= 1 && parts->month <= 12 && parts->day >= 1
         && parts->day <= g_date_get_days_in_month (parts->month, (GDateYear) parts->year) && parts->hour <= 23
         && parts->minute <= 59 && parts->second <= 60;
}

gboolean
gw_time_parse (const char *text, gint64 *us)
{
  Parts parts = {
    0,
  };
  gint64 seconds;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (us != NULL, FALSE);

  if (g_ascii_isdigit (*text) ? !parse_iso (text, &parts) : !parse_javascript (text, &parts))
    return FALSE;
  if (!is_real (&parts))
    return FALSE;

  /* A leap second (60) falls on the next minute's first. */
  seconds = days_of_date (parts.year, parts.month, parts.day) * SECONDS_OF_DAY + parts.hour * 3600
            + (parts.minute - parts.zone) * 60 + parts.second;
  *us = seconds * US + parts.us;
  return TRUE;
}
