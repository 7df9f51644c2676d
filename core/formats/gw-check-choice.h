/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-intake.h"

G_BEGIN_DECLS

/* What is done with labels that fail a check (spec formats 15.7): one row of
 * the import window, one menu of its report and one option of the command line
 * for each check. What no model can hold, such as numbers that are not finite,
 * is left out and not asked for.
 */
typedef struct
{
  const char *word;  /* of the option: "keep", "fix", "reject"; "default" where the default is none of them */
  const char *title; /* N_(): what is done: "Leave Out" */
  GwCheckRule rule;
} GwCheckValue;

#define GW_CHECK_MAX_VALUES 4

typedef struct
{
  const char *name;                             /* of the option, without dashes: "self-crossing" */
  const char *flag;                             /* (nullable): the option is this, alone, for the second value */
  const char *help;                             /* N_(): what help says of the option */
  const char *title;                            /* N_(): of the row */
  const char *code;                             /* of the problems that are told of */
  gsize rule;                                   /* offset of the GwCheckRule in GwIntakeRules */
  GwCheckValue values[GW_CHECK_MAX_VALUES + 1]; /* the default first; word NULL behind the last */
} GwCheckChoice;

/* In the order in which windows list them. (array length=n) */
const GwCheckChoice *gw_check_choices_list (gsize *n);
/* NULL: there is none. */
const GwCheckChoice *gw_check_choice_find (const char *name);
const GwCheckChoice *gw_check_choice_find_code (const char *code);

/* The place of the value in force. */
guint gw_check_choice_get (const GwCheckChoice *self, const GwIntakeRules *rules);
/* FALSE for a word that the check does not have. */
gboolean gw_check_choice_set (const GwCheckChoice *self, GwIntakeRules *rules, const char *word);
/* “keep, fix, reject”. (transfer full) */
char *gw_check_choice_list_words (const GwCheckChoice *self);

G_END_DECLS
