/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-record.h"
#include "gw-thumbnailer.h"

G_BEGIN_DECLS

/* One image of a source with the labels that an import would give it. The
 * record and the head are copied.
 */
GtkWidget *gw_import_preview_new (GwThumbnailer *thumbnailer, const GwRecord *record, const GwRecordHead *head);

G_END_DECLS
