/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Numbers of classes in formats that call a class by its place in a list of names. */
typedef struct _GwClassNumbers GwClassNumbers;

/* Numbers that a file of the format gave stay, so that there may be gaps; other classes
 * get those that are free, in the order of the head. Mere parents of others get none.
 * head must live as long. (transfer full)
 */
GwClassNumbers *gw_class_numbers_new (const GwRecordHead *head, const char *format);
void gw_class_numbers_free (GwClassNumbers *self);

/* The number of a class; one that had none gets the next. -1: it is not in the head. */
int gw_class_numbers_ensure (GwClassNumbers *self, gint64 class_id);

/* The number after the last, and the class of a number; NULL: of none. (transfer none) */
guint gw_class_numbers_get_n (const GwClassNumbers *self);
GwClass *gw_class_numbers_get (const GwClassNumbers *self, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassNumbers, gw_class_numbers_free)

G_END_DECLS
