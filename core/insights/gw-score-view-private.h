/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-score-view.h"

G_BEGIN_DECLS

struct _GwScoreView
{
  gsize n;
  gint32 *truth;
  double *score;
  GwScoreTable *table;
};

G_END_DECLS
