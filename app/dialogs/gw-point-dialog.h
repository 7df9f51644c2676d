/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-skeleton.h"

G_BEGIN_DECLS

/* Called with the skeleton as it is with the point that was entered (transfer
 * none); not when the dialog was cancelled.
 */
typedef void (*GwPointDialogFunc) (GwSkeleton *skeleton, gpointer user_data);

/* Edits the name of a point of a skeleton, and which others lines join it to;
 * -1: a new one, which comes last. skeleton (nullable): there is none yet.
 */
void gw_point_dialog_present (GtkWindow *parent, GwSkeleton *skeleton, int point, GwPointDialogFunc func,
                              gpointer user_data, GDestroyNotify destroy);

G_END_DECLS
