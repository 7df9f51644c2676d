/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"

G_BEGIN_DECLS

#define GW_TYPE_ABSENT_ROW (gw_absent_row_get_type ())
G_DECLARE_FINAL_TYPE (GwAbsentRow, gw_absent_row, GW, ABSENT_ROW, GtkWidget)

/* The line below the labels that names the classes that were looked for and are
 * not in the image: “Verified absent: Cat, Dog”. A press lists them; the one that
 * is chosen is taken back ("labeling.toggle-absent"). It is there while there are any.
 */
GtkWidget *gw_absent_row_new (void);

/* (nullable): follows it. */
void gw_absent_row_set_document (GwAbsentRow *self, GwDocument *document);

/* What it says, for tests. (transfer none) */
const char *gw_absent_row_get_text (GwAbsentRow *self);

G_END_DECLS
