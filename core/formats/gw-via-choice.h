/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-via-region.h"

G_BEGIN_DECLS

/* Which attribute of the regions of VIA says their class, and which classes there are:
 * nothing in the files says it.
 */
typedef struct _GwViaChoice GwViaChoice;

GwViaChoice *gw_via_choice_new (void);
void gw_via_choice_free (GwViaChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwViaChoice, gw_via_choice_free)

/* Takes note of a region's attributes. */
void gw_via_choice_note (GwViaChoice *self, const GwViaRegion *region);

/* The attribute that was asked for; else the only one; else one that is called label, class,
 * name or type; else the one that most regions have, which is told of. NULL, told of, where
 * regions have none; NULL with error where none is called as asked.
 */
const char *gw_via_choice_pick (GwViaChoice *self, GwReader *reader, GError **error);
/* The values of an attribute in the order in which they were met. (element-type utf8) */
const GPtrArray *gw_via_choice_list_values (GwViaChoice *self, const char *attribute);

G_END_DECLS
