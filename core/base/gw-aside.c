/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-aside.h"

#include <stdlib.h>

typedef struct
{
  GDestroyNotify func;
  gpointer data;
  gboolean is_awaited; /* by the end of the program */
} Call;

static GMutex lock;
static GCond none_left;
static guint n_calls; /* (lock) */

static void
wait_for_calls (void)
{
  g_mutex_lock (&lock);
  while (n_calls > 0)
    g_cond_wait (&none_left, &lock);
  g_mutex_unlock (&lock);
}

static gpointer
call_main (gpointer data)
{
  const Call call = *(Call *) data;

  g_free (data);
  call.func (call.data);
  if (!call.is_awaited)
    return NULL;

  g_mutex_lock (&lock);
  n_calls--;
  g_cond_broadcast (&none_left);
  g_mutex_unlock (&lock);

  return NULL;
}

static void
begin_call (const char *name, GDestroyNotify func, gpointer data, gboolean is_awaited)
{
  Call *call = g_new (Call, 1);

  *call = (Call) { func, data, is_awaited };
  g_thread_unref (g_thread_new (name, call_main, call));
}

void
gw_aside (const char *name, GDestroyNotify func, gpointer data)
{
  static gsize once = 0;

  g_return_if_fail (func != NULL);

  if (g_once_init_enter (&once))
    {
      atexit (wait_for_calls);
      g_once_init_leave (&once, 1);
    }
  g_mutex_lock (&lock);
  n_calls++;
  g_mutex_unlock (&lock);
  begin_call (name, func, data, TRUE);
}

void
gw_aside_free (const char *name, GDestroyNotify func, gpointer data)
{
  g_return_if_fail (func != NULL);

  begin_call (name, func, data, FALSE);
}
