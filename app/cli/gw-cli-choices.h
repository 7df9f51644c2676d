/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-check-choice.h"
#include "gw-read-choice.h"
#include "gw-write-choice.h"

G_BEGIN_DECLS

/* Options of the command line that are made of the tables of what a person may
 * choose (gw-read-choice.h, gw-check-choice.h, gw-write-choice.h); windows make
 * their rows of the same. One call of the program has one set of them.
 */

/* An option for each choice of these; where a command reads and writes, one that
 * is of both sides has another one, “--to-…”, which is of the target alone. Ended by an
 * entry without a name. To be called once. (transfer container)
 */
GOptionEntry *gw_cli_choices_list (GwReadChoices read, gboolean checks, GwWriteChoices write);

/* Into the core's options, whose texts live as long as the program; what was not
 * given is left as it is. FALSE with G_OPTION_ERROR for a word that is none.
 */
gboolean gw_cli_choices_take_read (GwReadOptions *options, GError **error);
gboolean gw_cli_choices_take_rules (GwIntakeRules *rules, GError **error);
gboolean gw_cli_choices_take_write (GwWriteOptions *options, GError **error);

/* The place of text among the words of an option, from 1; 0 where text is NULL.
 * FALSE with G_OPTION_ERROR where it is none of them.
 */
gboolean gw_cli_choices_find_word (const char *option, const char *text, const char *const *words, guint *place,
                                   GError **error);

G_END_DECLS
