/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-attribute.h"

G_BEGIN_DECLS

#define GW_TYPE_ATTRIBUTE_ROW (gw_attribute_row_get_type ())
G_DECLARE_FINAL_TYPE (GwAttributeRow, gw_attribute_row, GW, ATTRIBUTE_ROW, GtkListBoxRow)

/* One attribute in a list of them: a switch (or, for an image's, a check
 * mark in front), a list of choices or an entry, after its kind, with the
 * key that changes it. While the row has the focus, Up and Down change the
 * value.
 *
 * Signal "changed" (const char *value): a person set another value; NULL:
 * took it away.
 */
GtkWidget *gw_attribute_row_new (const GwAttribute *attribute, gboolean check);

const char *gw_attribute_row_get_name (GwAttributeRow *self);
GwAttributeKind gw_attribute_row_get_kind (GwAttributeRow *self);
/* The text shown as the key; NULL: none. */
void gw_attribute_row_set_key (GwAttributeRow *self, const char *key);
/* value NULL: not set. mixed: the objects have different ones. Tells nobody. */
void gw_attribute_row_set_value (GwAttributeRow *self, const char *value, gboolean mixed);
const char *gw_attribute_row_get_value (GwAttributeRow *self);
/* The next value in a direction: on and off, the next choice, one more or
 * less; a text gets the focus.
 */
void gw_attribute_row_step (GwAttributeRow *self, int direction);

G_END_DECLS
