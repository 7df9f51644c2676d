/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "crowd-data.h"

static void
add (Crowd *self, gw_random *random, gsize item, gsize worker)
{
  double skill = worker < 3 ? 0.95 - 0.05 * (double) worker : 0.2;
  gsize n = self->answers.n++;

  self->item[n] = (gint32) item;
  self->worker[n] = (gint32) worker;
  self->label[n] = gw_random_real (random) < skill ? self->truth[item]
                                                   : (gint32) gw_random_below (random, CROWD_N_CLASSES);
}

void
crowd_make (Crowd *self, gw_random *random)
{
  self->answers = (GwAnswers) { self->item,    self->worker,    self->label,    0,
                                CROWD_N_ITEMS, CROWD_N_WORKERS, CROWD_N_CLASSES };
  for (gsize i = 0; i < CROWD_N_ITEMS; i++)
    {
      self->truth[i] = (gint32) gw_random_below (random, CROWD_N_CLASSES);
      for (gsize w = 0; w < CROWD_N_WORKERS; w++)
        {
          if ((w + i) % CROWD_N_WORKERS < 2 || gw_random_real (random) >= 0.25)
            add (self, random, i, w);
        }
    }
}

void
crowd_shuffle (Crowd *self, gw_random *random)
{
  for (gsize i = self->answers.n; i > 1; i--)
    {
      gsize k = gw_random_below (random, i);
      gint32 kept[3] = { self->item[i - 1], self->worker[i - 1], self->label[i - 1] };

      self->item[i - 1] = self->item[k];
      self->worker[i - 1] = self->worker[k];
      self->label[i - 1] = self->label[k];
      self->item[k] = kept[0];
      self->worker[k] = kept[1];
      self->label[k] = kept[2];
    }
}

gsize
crowd_count_right (const Crowd *self, const gint32 *label)
{
  gsize n_right = 0;

  for (gsize i = 0; i < CROWD_N_ITEMS; i++)
    n_right += label[i] == self->truth[i];

  return n_right;
}
