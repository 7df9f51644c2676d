/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* A GwLossMeasure tells what writing records in a format would lose (spec formats 1.2), as
 * problems with codes loss-*, without writing: of each record as it comes, and of the
 * classes, once, when all have come.
 */

/* head must live as long; the strings of options (nullable) too. */
GwLossMeasure *gw_loss_measure_new (const GwFormat *format, const GwRecordHead *head, const GwWriteOptions *options,
                                    GwProblems *problems);
/* Before the first record: where it would be written, for formats of which a file holds less than
 * a folder. Records that do not yet tell which of it are copied until one does.
 */
void gw_loss_measure_set_target (GwLossMeasure *self, const char *target);
/* Tells the losses of one record. */
void gw_loss_measure_take (GwLossMeasure *self, const GwRecord *record);
/* Tells those of the classes; more often than once does nothing. O(classes), and once
 * 1 ms for each of the first GW_PALETTE_APART where there is a color of a person's choice.
 */
void gw_loss_measure_end (GwLossMeasure *self);
/* NULL is allowed. */
void gw_loss_measure_free (GwLossMeasure *self);

/* Whether a name can be written: a file system holds names of any bytes, and a text only
 * those that are text.
 */
gboolean gw_format_can_name (const GwFormat *format, const GwRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLossMeasure, gw_loss_measure_free)

G_END_DECLS
