/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_CHOICE_MAX_VALUES 3

/* What windows call the values of a choice, and leaving it to the format. */
typedef struct
{
  const char *left;                             /* N_() (nullable): the latter, where it is none of the values */
  guint usual;                                  /* else the number of the value that it is, from 1 */
  const char *values[GW_CHOICE_MAX_VALUES + 1]; /* N_(), by number from 1; NULL behind the last */
} GwChoiceTitles;

/* Titles in the language of the person, by number from 0, which is to leave it to the format: “Default: One
 * Object”, “One Object”, “An Object for Each Region”. (transfer full)
 */
char **gw_choice_titles_list (const GwChoiceTitles *self);

G_END_DECLS
