/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-choice-titles.h"

#include <glib/gi18n.h>

static char *
dup_left (const GwChoiceTitles *self)
{
  if (self->left != NULL)
    return g_strdup (_ (self->left));

  /* Translators: what is done where nothing is chosen, which is one of the choices: “Default: One Object”. */
  return g_strdup_printf (_ ("Default: %s"), _ (self->values[self->usual - 1]));
}

char **
gw_choice_titles_list (const GwChoiceTitles *self)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_autofree char *left = dup_left (self);

  g_strv_builder_add (titles, left);
  for (guint i = 0; self->values[i] != NULL; i++)
    g_strv_builder_add (titles, _ (self->values[i]));

  return g_strv_builder_end (titles);
}
