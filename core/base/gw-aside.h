/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calls func with data on a thread of that name, for what has to be done and nobody waits for, such
 * as removing or freeing what was cancelled. Any thread. A program that ends waits until all of them are
 * done, so that nothing is left behind.
 */
void gw_aside (const char *name, GDestroyNotify func, gpointer data);

G_END_DECLS
