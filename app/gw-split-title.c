/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-split-title.h"

#include <glib/gi18n.h>

static const struct
{
  const char *split;
  const char *title;
} titles[] = {
  { "train", N_ ("Train") },
  { "val", N_ ("Validation") },
  { "test", N_ ("Test") },
  { "none", N_ ("No Split") },
};

char *
gw_split_dup_title (const char *split)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_strcmp0 (split, titles[i].split) == 0)
        return g_strdup (_ (titles[i].title));
    }

  return g_strdup (split);
}
