/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* How a format is to be written, where it can be in more than one way: one row
 * of the export window and one option of the command line. Which of them a
 * format heeds, gw_write_choices_of() says.
 */
typedef struct
{
  GwWriteChoices bit;
  const char *name;          /* of the option, without dashes: "holes" */
  const char *title;         /* N_(): of the row */
  const char *subtitle;      /* N_() (nullable) */
  const char *const *values; /* words of the option, by number from 1; NULL: yes or no */
  const char *const *titles; /* N_(), by number from 0, which is to leave it to the format; NULL with values */
} GwWriteChoice;

/* In the order in which windows list them. (array length=n) */
const GwWriteChoice *gw_write_choices_list (gsize *n);
/* NULL: there is none. */
const GwWriteChoice *gw_write_choice_find (const char *name);

/* Those that a format heeds, with those of every format that puts pictures beside its labels. */
GwWriteChoices gw_write_choices_of (const GwFormat *format);

/* The number of the value in force; of yes or no, 1 is yes. */
guint gw_write_choice_get (const GwWriteChoice *self, const GwWriteOptions *options);
/* value: at most the number of values, or 1. */
void gw_write_choice_set (const GwWriteChoice *self, GwWriteOptions *options, guint value);

G_END_DECLS
