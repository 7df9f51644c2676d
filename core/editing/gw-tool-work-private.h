/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-run.h"
#include "gw-tool.h"

G_BEGIN_DECLS

/* What a tool lets a worker find out: one job at a time, so that jobs may share
 * what only one thread may use, and one more that waits, the newest. The tool
 * hears of those that have ended in its own thread, and of none after stop().
 *
 * A plain value inside of the tool: init(), and stop() before it goes.
 */

/* On the worker. data is the job's alone, or shared with other jobs of the tool. */
typedef gw_status (*GwToolWorkFunc) (gpointer data, const GwRun *run);
typedef void (*GwToolWorkDone) (GwTool *tool, gpointer data, gw_status status, double seconds);

typedef struct _GwToolJob GwToolJob;

typedef struct
{
  GwTool *tool;
  GwToolWorkDone done;
  GwToolJob *running; /* the task's */
  GwToolJob *next;
  guint tick_id; /* shows how far it is */
} GwToolWork;

void _gw_tool_work_init (GwToolWork *self, GwTool *tool, GwToolWorkDone done);

/* Takes data; free_data may be called on any thread. replaces: what runs is not
 * wanted any more; else it is heard of before this one begins.
 */
void _gw_tool_work_start (GwToolWork *self, GwToolWorkFunc func, gpointer data, GDestroyNotify free_data,
                          gboolean replaces);
/* Drops all jobs. */
void _gw_tool_work_stop (GwToolWork *self);
gboolean _gw_tool_work_is_busy (const GwToolWork *self);
/* Of the job that runs: 0 to 1, or -1 when it is not known. */
double _gw_tool_work_get_progress (const GwToolWork *self);

G_END_DECLS
