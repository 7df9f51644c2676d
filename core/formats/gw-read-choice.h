/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-choice-titles.h"
#include "gw-format.h"

G_BEGIN_DECLS

typedef enum
{
  GW_READ_TEXT_ANY,
  GW_READ_TEXT_FILE, /* the path of a file */
  GW_READ_TEXT_GRAY  /* a whole number from 1 to 255 */
} GwReadTextKind;

/* What a person may say of a source that its file does not say itself, or says
 * wrongly: one row of the import window and one option of the command line.
 * Which of them a format heeds is in its GwFormat.choices.
 */
typedef struct
{
  GwReadChoices bit;
  const char *name;             /* of the option, without dashes: "pixel-base" */
  const char *title;            /* N_(): of the row */
  const char *const *values;    /* words of the option, by number from 1; NULL: a text of the person's own */
  const GwChoiceTitles *titles; /* of the values; NULL with values */
  const char *arg;              /* what help shows behind the option: "HOW"; NULL: it means the last value */
  const char *help;             /* N_(): what help says of the option */
  GwReadTextKind kind;          /* of a text */
} GwReadChoice;

/* In the order in which windows list them. (array length=n) */
const GwReadChoice *gw_read_choices_list (gsize *n);
/* NULL: there is none. */
const GwReadChoice *gw_read_choice_find (const char *name);

/* The number of the value in force; 0 for a choice that is a text. */
guint gw_read_choice_get (const GwReadChoice *self, const GwReadOptions *options);
/* value: at most the number of values. */
void gw_read_choice_set (const GwReadChoice *self, GwReadOptions *options, guint value);
/* For choices that are a text; NULL: left to the format. It must live as the options do. */
const char *gw_read_choice_get_text (const GwReadChoice *self, const GwReadOptions *options);
void gw_read_choice_set_text (const GwReadChoice *self, GwReadOptions *options, const char *text);

G_END_DECLS
