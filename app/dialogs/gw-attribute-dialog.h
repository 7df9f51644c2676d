/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-attribute.h"

G_BEGIN_DECLS

/* Called with the attribute as it was entered (transfer none); not when the
 * dialog was cancelled.
 */
typedef void (*GwAttributeDialogFunc) (const GwAttribute *attribute, gpointer user_data);

/* Edits a copy of attribute, or a new one where it is NULL. taken
 * (element-type GwAttribute) (nullable) are those whose names are in use.
 */
void gw_attribute_dialog_present (GtkWindow *parent, const GwAttribute *attribute, GPtrArray *taken,
                                  GwAttributeDialogFunc func, gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
