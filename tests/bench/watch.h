/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Watches and drives a program from outside, through the display server
 * alone: what is on the screen, real pointer and key events, and how soon the
 * program's main loop answers. The program knows nothing of it.
 */
typedef struct _Watch Watch;

/* NULL: there is no display. */
Watch *watch_new (void);
void watch_free (Watch *self);

/* Starts a program with folders of its own below home, drawing in software,
 * and forgets the one before.
 */
void watch_start (Watch *self, const char *program, const char *argument, const char *home);
/* Ends it, and waits until it is gone. */
void watch_stop (Watch *self);
/* When it was started, as gw_bench_wall_ms() tells it. */
double watch_get_begin (Watch *self);

/* Pixels of about this colour on every fourth line of the screen; x and y of
 * one of them where not NULL.
 */
guint watch_count (Watch *self, guint32 colour, int *x, int *y);
/* Waits until there are more than n; the time now, 0 after 60 s. Meanwhile the
 * main loop is asked again and again for a sign of life.
 */
double watch_await (Watch *self, guint32 colour, guint n);
/* Until anything but black is there. */
double watch_await_frame (Watch *self);

void watch_click (Watch *self, int x, int y);
/* "Control_L", "a", 0: both down, then both up. */
void watch_keys (Watch *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
void watch_type (Watch *self, const char *text);

/* Waits until the main loop has answered; the longest that it took since the
 * last call is returned in ms. It is asked every 10 ms.
 */
double watch_get_longest_answer (Watch *self);

/* Memory of the program in MB: the most it had resident, and what it has now
 * with shared pages divided among those who share them.
 */
void watch_get_memory (Watch *self, double *peak_resident, double *proportional);
/* Processor time of the program so far, in ms. */
double watch_get_cpu (Watch *self);

G_END_DECLS
