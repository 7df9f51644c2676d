/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-crosshair.h"

#include <string.h>

/* What follows a digit this soon belongs to the same number. */
#define TYPING_PAUSE (1 * G_USEC_PER_SEC)

/* A label's key and a place after it: a pause this long, and by so much longer
 * than those within the place.
 */
#define PARTING_PAUSE (G_USEC_PER_SEC * 2 / 5)
#define PARTING_RATIO 2.5

#define MAX_SPEED 16.0

void
gw_crosshair_init (GwCrosshair *self)
{
  *self = (GwCrosshair) { .held_key = 0 };
}

void
gw_crosshair_set_size (GwCrosshair *self, double width, double height)
{
  self->width = MAX (width, 0.0);
  self->height = MAX (height, 0.0);
}

void
gw_crosshair_put (GwCrosshair *self, GwPoint point)
{
  self->point.x = CLAMP (point.x, 0.0, self->width);
  self->point.y = CLAMP (point.y, 0.0, self->height);
}

void
gw_crosshair_move (GwCrosshair *self, double dx, double dy)
{
  double speed = gw_crosshair_get_speed (self);

  gw_crosshair_put (self, (GwPoint) { self->point.x + dx * speed, self->point.y + dy * speed });
}

void
gw_crosshair_hold (GwCrosshair *self, guint key)
{
  self->n_repeats = self->held_key == key ? self->n_repeats + 1 : 0;
  self->held_key = key;
}

void
gw_crosshair_release (GwCrosshair *self)
{
  self->held_key = 0;
  self->n_repeats = 0;
}

double
gw_crosshair_get_speed (const GwCrosshair *self)
{
  return MIN (1.0 + self->n_repeats / 4, MAX_SPEED);
}

static void
append (GwCrosshair *self, char key)
{
  gsize length = strlen (self->typed);

  self->typed[length] = key;
  self->typed[length + 1] = '\0';
}

/* --- where the place begins ----------------------------------------------------------- */

/* The first digit behind the last pause that parts two things. */
static guint
find_pause (const GwCrosshair *self, guint n, gint64 now)
{
  gint64 longest = 0;

  for (guint i = n - 1; i > 0; i--)
    {
      gint64 pause = self->digit_times[i] - self->digit_times[i - 1];
      gint64 after = i == n - 1 ? now - self->digit_times[i] : longest;

      if (pause >= PARTING_PAUSE && pause >= PARTING_RATIO * after)
        return i;
      longest = MAX (longest, pause);
    }

  return 0;
}

static guint
count_digits (double size)
{
  guint n = 1;

  for (; size >= 10.0; size /= 10.0)
    n++;

  return n;
}

/* The same or later, where what is there lies in the picture. */
static guint
find_inside (const GwCrosshair *self, guint n, guint start)
{
  guint longest = count_digits (self->width);

  if (n - start <= longest || g_ascii_strtod (self->typed + n - longest, NULL) > self->width)
    return start;

  return n - longest;
}

static void
begin_place (GwCrosshair *self, gint64 now)
{
  guint n = (guint) strlen (self->typed);

  self->n_other = find_inside (self, n, find_pause (self, n, now));
  memmove (self->typed, self->typed + self->n_other, n - self->n_other + 1);
  append (self, ',');
  self->typing = TRUE;
}

/* --- typing ----------------------------------------------------------------------------- */

static void
remove_last (GwCrosshair *self)
{
  self->typed[strlen (self->typed) - 1] = '\0';
  if (strchr (self->typed, ',') == NULL)
    gw_crosshair_stop_typing (self);
}

GwCrosshairResult
gw_crosshair_type (GwCrosshair *self, char key, gint64 now)
{
  if (!self->typing && now - self->typed_time > TYPING_PAUSE)
    self->typed[0] = '\0';
  self->typed_time = now;

  if (g_ascii_isdigit (key) && strlen (self->typed) < GW_CROSSHAIR_MAX_TYPED)
    {
      /* A 0 that begins no number is not the key of something else. */
      gboolean inside = self->typing || (key == '0' && self->typed[0] != '\0');

      self->digit_times[strlen (self->typed)] = now;
      append (self, key);
      return inside ? GW_CROSSHAIR_TAKEN : GW_CROSSHAIR_NOTED;
    }
  if (key == ',' && !self->typing && self->typed[0] != '\0')
    {
      begin_place (self, now);
      return GW_CROSSHAIR_BEGUN;
    }
  if (key == '\b' && self->typing)
    {
      remove_last (self);
      return GW_CROSSHAIR_TAKEN;
    }
  if (key == '\033' && self->typing)
    {
      gw_crosshair_stop_typing (self);
      return GW_CROSSHAIR_TAKEN;
    }
  /* One digit too many for a place is swallowed with the rest of it. */
  if (self->typing && g_ascii_isdigit (key))
    return GW_CROSSHAIR_TAKEN;
  if (!self->typing)
    self->typed[0] = '\0';
  return GW_CROSSHAIR_PASSED;
}

gboolean
gw_crosshair_take_typed (GwCrosshair *self)
{
  const char *comma = strchr (self->typed, ',');
  GwPoint point = self->point;

  if (!self->typing || comma == NULL)
    return FALSE;
  point.x = g_ascii_strtod (self->typed, NULL);
  if (comma[1] != '\0')
    point.y = g_ascii_strtod (comma + 1, NULL);
  gw_crosshair_stop_typing (self);
  gw_crosshair_put (self, point);
  return TRUE;
}

const char *
gw_crosshair_get_typed (const GwCrosshair *self)
{
  return self->typing ? self->typed : NULL;
}

void
gw_crosshair_stop_typing (GwCrosshair *self)
{
  self->typed[0] = '\0';
  self->typing = FALSE;
}
