/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-read-place.h"

G_BEGIN_DECLS

/* What one person answered to a task (spec ground-truth 5.1): a JSON object with a member for
 * each field of the form. Forms call their fields as they like, so what a field is, is told
 * by the members in it.
 */

/* What answers have been met. */
typedef enum
{
  GW_ANSWER_CLASS = 1 << 0,   /* one class of the image */
  GW_ANSWER_CLASSES = 1 << 1, /* any number of them */
  GW_ANSWER_BOXES = 1 << 2,   /* boxes, polygons, lines, points */
  GW_ANSWER_MASKS = 1 << 3
} GwAnswerKinds;

/* Makes the classes that an answer names, and notes in the reader's head what attributes of images it has, as
 * who (nullable) gave it; which kinds of labels it has.
 */
GwAnswerKinds gw_answer_scan (GwReader *reader, GwClassNames *classes, const char *who, const char *raw, gsize length,
                              const char *file, guint64 line);

/* Adds the labels and objects of an answer to the record of the place, its size, and what the person
 * said of the image as attributes of it; what is none of that, to rest. Fields that this program does
 * not know are told of.
 */
void gw_answer_read (const GwReadPlace *place, const GwClassNames *classes, const char *raw, gsize length,
                     GwJsonMembers *rest);

/* --- for the parts of it -------------------------------------------------------------- */

/* A field whose mask is a picture; instances: each color is an object. */
void _gw_answer_read_mask (const GwReadPlace *place, const GwClassNames *classes, const GwJsonMembers *field,
                           gboolean instances);

G_END_DECLS
