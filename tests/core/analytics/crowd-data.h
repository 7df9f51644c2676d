/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-dawid-skene.h"
#include "gw-random.h"

G_BEGIN_DECLS

#define CROWD_N_ITEMS 60
#define CROWD_N_WORKERS 8
#define CROWD_N_CLASSES 3

/* Answers of people who differ in skill and leave out some items, and the true
 * classes of these.
 */
typedef struct
{
  gint32 item[CROWD_N_ITEMS * CROWD_N_WORKERS];
  gint32 worker[CROWD_N_ITEMS * CROWD_N_WORKERS];
  gint32 label[CROWD_N_ITEMS * CROWD_N_WORKERS];
  gint32 truth[CROWD_N_ITEMS];
  GwAnswers answers; /* these arrays */
} Crowd;

/* Each item has two answers or more; three workers know, the others mostly guess. */
void crowd_make (Crowd *self, gw_random *random);
/* The same answers in another order. */
void crowd_shuffle (Crowd *self, gw_random *random);

/* How many labels are the true ones. */
gsize crowd_count_right (const Crowd *self, const gint32 *label);

G_END_DECLS
