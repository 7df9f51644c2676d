/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-aside.h"

#include <stdlib.h>

static GMutex lock;
static GCond changed;
static guint n_called; /* (lock) */

static void
count_call (gpointer data)
{
  g_assert_cmpint (*(int *) data, ==, 7);
  g_free (data);
  g_mutex_lock (&lock);
  n_called++;
  g_cond_signal (&changed);
  g_mutex_unlock (&lock);
}

static gpointer
make_seven (void)
{
  int seven = 7;

  return g_memdup2 (&seven, sizeof seven);
}

static void
test_all_are_called (void)
{
  for (guint i = 0; i < 20; i++)
    gw_aside ("test", count_call, make_seven ());

  g_mutex_lock (&lock);
  while (n_called < 20)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

static void
print_done (gpointer data)
{
  g_print ("done\n");
}

/* A program of its own ends while its calls run. */
static void
test_end_waits (void)
{
  if (g_test_subprocess ())
    {
      for (guint i = 0; i < 3; i++)
        gw_aside ("test", print_done, NULL);
      exit (0);
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*done*done*done*");
}

static void
free_for_ever (gpointer data)
{
  g_mutex_lock (&lock);
  for (;;)
    g_cond_wait (&changed, &lock);
}

static void
test_frees (void)
{
  const guint before = n_called;

  gw_aside_free ("test", count_call, make_seven ());

  g_mutex_lock (&lock);
  while (n_called == before)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

static void
test_end_does_not_wait_for_memory (void)
{
  if (g_test_subprocess ())
    {
      gw_aside ("test", print_done, NULL);
      gw_aside_free ("test", free_for_ever, NULL);
      exit (0);
    }

  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*done*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/aside/all-are-called", test_all_are_called);
  g_test_add_func ("/aside/end-waits", test_end_waits);
  g_test_add_func ("/aside/frees", test_frees);
  g_test_add_func ("/aside/end-does-not-wait-for-memory", test_end_does_not_wait_for_memory);

  return g_test_run ();
}
