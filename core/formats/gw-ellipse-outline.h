/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* Ellipses of other programs are read as outlines of 64 points with an attribute that says so
 * (spec formats 7 and 8), and are ellipses again when they are written, unless they were edited.
 */
#define GW_ELLIPSE_ATTRIBUTE "ellipse"

/* Makes the outline; FALSE for numbers that are not finite and radii that are not above 0. */
gboolean gw_ellipse_outline_make (const GwEllipse *ellipse, GwShape *shape);
/* Keeps the ellipse in a bag's members, and marks the object. */
void gw_ellipse_outline_keep (const GwEllipse *ellipse, GwObject *object, GwJsonMembers *bag);
/* Whether the object's outline is still that of the ellipse that was kept. */
gboolean gw_ellipse_outline_find (GwObject *object, const GwJsonMembers *bag, GwEllipse *ellipse);

G_END_DECLS
