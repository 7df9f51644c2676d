/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-choice-titles.h"
#include "gw-format.h"

G_BEGIN_DECLS

typedef struct
{
  double lowest;
  double highest;
  double usual; /* where none is chosen */
  double step;
} GwNumberRange;

typedef enum
{
  GW_WRITE_CHOICE_KIND_YES,    /* yes or no */
  GW_WRITE_CHOICE_KIND_WORD,   /* one of several words */
  GW_WRITE_CHOICE_KIND_NUMBER, /* of a range */
  GW_WRITE_CHOICE_KIND_TEXT    /* of the person's own */
} GwWriteChoiceKind;

/* How a format is to be written, where it can be in more than one way: one row
 * of the export window and one option of the command line. Which of them a
 * format heeds, gw_write_choices_of() says.
 */
typedef struct
{
  GwWriteChoices bit;
  const char *name;             /* of the option, without dashes: "holes" */
  const char *title;            /* N_(): of the row */
  const char *subtitle;         /* N_() (nullable) */
  const char *const *values;    /* (nullable): words of the option, by number from 1 */
  const GwChoiceTitles *titles; /* of the values; NULL with values */
  const char *arg;              /* what help shows behind the option: "HOW"; NULL with yes or no */
  const char *help;             /* N_(): what help says of the option */
  const GwNumberRange *range;   /* (nullable): of a number */
} GwWriteChoice;

/* In the order in which windows list them. (array length=n) */
const GwWriteChoice *gw_write_choices_list (gsize *n);
/* NULL: there is none. */
const GwWriteChoice *gw_write_choice_find (const char *name);

/* Those that a format heeds, with those of every format that puts pictures beside its labels. */
GwWriteChoices gw_write_choices_of (const GwFormat *format);

GwWriteChoiceKind gw_write_choice_get_kind (const GwWriteChoice *self);

/* The place of the word in force, from 1; 0: it is left to the format. Of yes or no, 1 is yes. */
guint gw_write_choice_get (const GwWriteChoice *self, const GwWriteOptions *options);
/* value: at most the number of words, or 1. */
void gw_write_choice_set (const GwWriteChoice *self, GwWriteOptions *options, guint value);
/* Of a number; within its range. */
double gw_write_choice_get_number (const GwWriteChoice *self, const GwWriteOptions *options);
void gw_write_choice_set_number (const GwWriteChoice *self, GwWriteOptions *options, double number);
/* Of a text; NULL: left to the format. It must live as the options do. */
const char *gw_write_choice_get_text (const GwWriteChoice *self, const GwWriteOptions *options);
void gw_write_choice_set_text (const GwWriteChoice *self, GwWriteOptions *options, const char *text);

G_END_DECLS
