/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs the main loop until a test's condition holds. It is asked for at each
 * turn of the loop and ten times a second, since what another thread does,
 * such as letting go of a store, may wake nobody. After a minute the test
 * fails and names the place and the condition.
 */
typedef gboolean (*GwTestCondition) (gpointer data);
void gw_test_wait_at (GwTestCondition condition, gpointer data, const char *place, const char *text);
#define gw_test_wait(condition, data) gw_test_wait_at (condition, data, G_STRLOC, #condition)

G_END_DECLS
