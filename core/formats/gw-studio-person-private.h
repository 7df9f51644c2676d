/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* Who an annotation of Label Studio is by, and what it tells of itself, when a record is written. */

/* An object that was kept in a bag; none where there is none. (transfer full) */
GwJsonMembers *_gw_studio_open_part (const GwJsonMembers *bag, const char *key);
/* Who labeled the image; NULL where nobody says, or several did and others says so. */
const char *_gw_studio_find_annotator (const GwRecord *record, gboolean *others);
/* Labels of the project's own, of which the image tells how it is now; what single people have said was
 * read, or is not known.
 */
gboolean _gw_studio_is_own (const GwRecord *record);
gboolean _gw_studio_has_tag (const GwRecord *record, const char *tag);
/* Whether others are measured by the annotation that these are the members of. */
gboolean _gw_studio_tells_gold (const GwRecord *record, const GwJsonMembers *members);

G_END_DECLS
