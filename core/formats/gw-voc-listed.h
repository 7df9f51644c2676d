/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-voc-lists.h"

G_BEGIN_DECLS

/* The images that lists of a set name and no XML file tells of, each once, in the order of the
 * paths of all: what was written in that order comes back in it.
 */
typedef struct _GwVocListed GwVocListed;

/* lists must live as long. */
GwVocListed *gw_voc_listed_new (const GwVocLists *lists);
void gw_voc_listed_free (GwVocListed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVocListed, gw_voc_listed_free)

/* All that lists name. (element-type utf8) */
const GPtrArray *gw_voc_listed_get_stems (const GwVocListed *self);
/* The XML files that come, before the first is read: images of theirs are not given between them. */
void gw_voc_listed_set_files (GwVocListed *self, const GPtrArray *files);
/* The image has been read, so it is not given. */
void gw_voc_listed_note_read (GwVocListed *self, const char *stem);
/* The next one that comes before the XML file, which is the next to be read; NULL where there is
 * none. file NULL: there are no more of these, and those come whose file could not be read, too.
 */
const char *gw_voc_listed_next (GwVocListed *self, const char *file);
/* Whether all have been given. */
gboolean gw_voc_listed_is_done (const GwVocListed *self);

G_END_DECLS
