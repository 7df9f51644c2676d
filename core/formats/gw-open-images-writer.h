/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-writer-private.h"

G_BEGIN_DECLS

/* The writer of Open Images (spec formats 9): tables of boxes, image labels and masks for each
 * split, masks as pictures of one bit, a list of the images, descriptions of the classes,
 * and their tree where there is one; pictures go into images/. The list has the size of each
 * image too, which boxes need to be read.
 */
void gw_open_images_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                                  GwProblems *problems);
gboolean gw_open_images_writer_create (GwWriter *writer, GError **error);
gboolean gw_open_images_writer_write (GwWriter *writer, const GwRecord *record, GError **error);
gboolean gw_open_images_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error);
void gw_open_images_writer_destroy (GwWriter *writer);

/* What is written of an object as its source: the way in which it was made, or who has made it. bag
 * is what Open Images has kept of it. (transfer full)
 */
char *gw_open_images_make_source (const GwRecord *record, GwObject *object, const GwJsonMembers *bag);

G_END_DECLS
