/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Lines "<image> <number>…" of lists of images (spec formats 11), and what lists that a
 * program counts by have in common: lists of classes, .lst and RecordIO.
 */

/* Takes a line without its end apart. numbers gets those behind the image, none for one
 * without a class. Blanks part the fields, or tabs where there is one, so that a path may
 * hold blanks.
 *
 * Returns: (transfer full) (nullable): the image; NULL where the line is blank, and with
 *   broken set where it is none of a list
 */
char *gw_class_list_parse (const char *text, gsize length, GArray *numbers, gboolean *broken);

/* The line again, with its end. (transfer full) */
char *gw_class_list_make_line (const char *image, const int *numbers, guint n);

/* What these formats cannot hold; text_lost (nullable): what is said of an image without a
 * class that they leave out, NULL where such images are in the list too.
 */
void gw_class_list_measure_loss (const GwRecordHead *head, const GwRecord *record, const char *text_lost,
                                 GwProblems *problems);

/* The writing half of gw_format_class_list. */
void gw_class_list_writer_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                        GwProblems *problems);
gboolean gw_class_list_writer_create (GwWriter *writer, GError **error);
gboolean gw_class_list_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_class_list_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_class_list_writer_destroy (GwWriter *writer);

G_END_DECLS
