/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a small window asks: a number from 1 to `most`. */
typedef struct
{
  const char *title;
  const char *row_title;
  const char *button_label; /* with a mnemonic */
  guint value;              /* that is there at first */
  guint most;
} GwNumberQuestion;

typedef void (*GwNumberFunc) (guint number, gpointer data);

/* Asks in a window of its own, above the one of parent; func is called with
 * the answer, and not at all when it is given up. destroy (nullable): of data,
 * when the window goes.
 */
void gw_number_question_ask (GtkWidget *parent, const GwNumberQuestion *question, GwNumberFunc func, gpointer data,
                             GDestroyNotify destroy);

G_END_DECLS
