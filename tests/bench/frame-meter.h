/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What a frame of a window takes: the time from its beginning until the display server
 * has answered after it.
 */
typedef struct
{
  GtkWidget *widget;
  double begin;
  double work; /* of the last frame, ms */
  gboolean painted;
} FrameMeter;

/* widget: in a window that is shown. */
void frame_meter_init (FrameMeter *self, GtkWidget *widget);

/* Before its widget goes. */
void frame_meter_clear (FrameMeter *self);

/* Waits for a frame that draws the widget anew. Returns what it took, in ms. */
double frame_meter_next (FrameMeter *self);
