/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-object.h"

G_BEGIN_DECLS

/* Objects of one image, none of which is there twice. */
typedef struct _GwObjectSet GwObjectSet;

GwObjectSet *gw_object_set_new (void);
void gw_object_set_free (GwObjectSet *self);

/* Whether b says nothing that a does not say: their classes and shapes are equal
 * in every digit, and where a has a score b has the same. Of two boxes a model
 * may be sure in different degrees. O(points).
 */
gboolean gw_object_set_repeats (GwObject *a, GwObject *b);

/* FALSE, and nothing is added, where the object repeats one that is there. It is
 * not held: it has to stay as it is while the set is used. O(points), however many
 * there are and however near one another.
 */
gboolean gw_object_set_add (GwObjectSet *self, GwObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwObjectSet, gw_object_set_free)

G_END_DECLS
