/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* So many digits are kept. */
#define GW_CROSSHAIR_MAX_TYPED 16

/* The cross-hair that the keyboard moves over a picture: arrows step, faster
 * while they are held, and a place can be typed: “512,404” and Enter.
 *
 * Digits may mean something else as well, such as a label. They do until a
 * comma follows them within a second, which makes a place of them; but a 0
 * behind another digit is only that (alone it fits the picture to the view).
 * Digits in front that were pressed for the other thing are no part of the
 * place: those that a pause parts from it, and those that make it a place
 * beyond the picture.
 *
 * Always true of the point: 0 to width and 0 to height, whole where it was put
 * on whole pixels. A plain value: gw_crosshair_init() and no more.
 */
typedef struct
{
  GwPoint point;
  double width;
  double height;

  guint held_key;
  guint n_repeats;

  char typed[GW_CROSSHAIR_MAX_TYPED + 2];
  gboolean typing;   /* typed holds a comma */
  gint64 typed_time; /* of the last key */
  gint64 digit_times[GW_CROSSHAIR_MAX_TYPED];
  guint n_other; /* digits before the place that the comma found to be no part of it */
} GwCrosshair;

typedef enum
{
  GW_CROSSHAIR_PASSED, /* the key is somebody else's */
  GW_CROSSHAIR_NOTED,  /* a digit that may begin a place; it still is somebody else's */
  GW_CROSSHAIR_BEGUN,  /* the comma that made a place of the digits before it: undo what they did, from n_other on */
  GW_CROSSHAIR_TAKEN
} GwCrosshairResult;

void gw_crosshair_init (GwCrosshair *self);
/* The size of the picture in pixels. */
void gw_crosshair_set_size (GwCrosshair *self, double width, double height);

/* As near to the point as the picture allows. */
void gw_crosshair_put (GwCrosshair *self, GwPoint point);
/* By so many pixels, times the speed of the key that is held. */
void gw_crosshair_move (GwCrosshair *self, double dx, double dy);

/* A key went down, or repeats itself, or all keys are up. */
void gw_crosshair_hold (GwCrosshair *self, guint key);
void gw_crosshair_release (GwCrosshair *self);
/* 1 at first, then one more for every four repeats, 16 at most. */
double gw_crosshair_get_speed (const GwCrosshair *self);

/* A key that may belong to a place: a digit, a comma, '\b' for Backspace,
 * '\033' for Esc; '\0' for any other, which ends the digits before it. now:
 * microseconds of a clock that never jumps.
 */
GwCrosshairResult gw_crosshair_type (GwCrosshair *self, char key, gint64 now);
/* Enter: goes to the place that was typed; FALSE when there is none. Without
 * a number behind the comma only x changes.
 */
gboolean gw_crosshair_take_typed (GwCrosshair *self);
/* “512,4” while a place is being typed, else NULL. */
const char *gw_crosshair_get_typed (const GwCrosshair *self);
void gw_crosshair_stop_typing (GwCrosshair *self);

G_END_DECLS
