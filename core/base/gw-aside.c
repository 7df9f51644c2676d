/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-aside.h"

#include <stdlib.h>

typedef struct
{
  GDestroyNotify func;
  gpointer data;
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
  Call *call = data;

  call->func (call->data);
  g_free (call);

  g_mutex_lock (&lock);
  n_calls--;
  g_cond_broadcast (&none_left);
  g_mutex_unlock (&lock);

  return NULL;
}

void
gw_aside (const char *name, GDestroyNotify func, gpointer data)
{
  static gsize once = 0;
  Call *call = g_new (Call, 1);

  g_return_if_fail (func != NULL);

  if (g_once_init_enter (&once))
    {
      atexit (wait_for_calls);
      g_once_init_leave (&once, 1);
    }
  call->func = func;
  call->data = data;
  g_mutex_lock (&lock);
  n_calls++;
  g_mutex_unlock (&lock);
  g_thread_unref (g_thread_new (name, call_main, call));
}
