/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calls func with data on a thread of that name, for what has to be done and nobody waits for, such
 * as removing what was cancelled. Any thread. A program that ends waits until all of them are
 * done, so that nothing is left behind.
 */
void gw_aside (const char *name, GDestroyNotify func, gpointer data);

/* The same with what frees memory, or closes a file that has no name: a program that ends does not wait for it, as its
 * memory goes with it.
 */
void gw_aside_free (const char *name, GDestroyNotify func, gpointer data);

G_END_DECLS
