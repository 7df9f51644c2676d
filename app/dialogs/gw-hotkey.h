/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class.h"
#include "gw-project-info.h"

G_BEGIN_DECLS

/* Whether a class may have this hotkey: a digit from 1 to 9, or a letter that
 * no command of the labeling view has; in classification also Q W E R T.
 */
gboolean gw_hotkey_is_allowed (const char *hotkey, GwTask task);

/* The class of the list that has this key, and is neither klass nor archived.
 * (element-type GwClass) (transfer none) (nullable)
 */
GwClass *gw_hotkey_find (GPtrArray *classes, GwClass *klass, const char *key);

/* Gives klass the key (NULL or "": none), in lower case. A class of the list
 * that had it gets klass's former key in exchange, so that nobody has to go
 * and free one first; it is returned. (element-type GwClass) (transfer none)
 * (nullable)
 */
GwClass *gw_hotkey_give (GPtrArray *classes, GwClass *klass, const char *key);

/* Gives klass, which comes after the classes of the list, the digit that it
 * wants (NULL: none) or else that of its place, if no class in use has it.
 * Other keys depend on the project's task. (element-type GwClass)
 */
void gw_hotkey_give_free (GPtrArray *classes, GwClass *klass, const char *wanted);

G_END_DECLS
