/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class.h"

G_BEGIN_DECLS

/* What the class editor can take back: the list of classes as it stood after
 * each of the last 200 changes, since it was opened. Lists are of GwClass, and copied both ways.
 */
typedef struct _GwClassHistory GwClassHistory;

GwClassHistory *gw_class_history_new (GPtrArray *classes);
void gw_class_history_free (GwClassHistory *self);

/* The classes after a change; what was undone cannot be done again then. */
void gw_class_history_note (GwClassHistory *self, GPtrArray *classes);
/* The classes before the last change, or after the one that was undone last.
 * (transfer full) (nullable): NULL: there is none.
 */
GPtrArray *gw_class_history_undo (GwClassHistory *self);
GPtrArray *gw_class_history_redo (GwClassHistory *self);
gboolean gw_class_history_can_undo (GwClassHistory *self);
gboolean gw_class_history_can_redo (GwClassHistory *self);

/* The store gave classes their ids: each that is 0 or another one in the
 * newest state becomes that of the class of its name. A class keeps an id that
 * it had through all states.
 */
void gw_class_history_set_ids (GwClassHistory *self, GPtrArray *classes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassHistory, gw_class_history_free)

G_END_DECLS
