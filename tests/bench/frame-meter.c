/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "frame-meter.h"

#include "bench.h"

static void
on_before_paint_cb (GdkFrameClock *clock, FrameMeter *self)
{
  self->begin = gw_bench_wall_ms ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, FrameMeter *self)
{
  gdk_display_sync (gtk_widget_get_display (self->widget));
  self->work = gw_bench_wall_ms () - self->begin;
  self->painted = TRUE;
}

void
frame_meter_init (FrameMeter *self, GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  *self = (FrameMeter) { .widget = widget };
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), self);
}

void
frame_meter_clear (FrameMeter *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->widget), self);
}

double
frame_meter_next (FrameMeter *self)
{
  self->painted = FALSE;
  gtk_widget_queue_draw (self->widget);
  while (!self->painted)
    g_main_context_iteration (NULL, TRUE);
  return self->work;
}
