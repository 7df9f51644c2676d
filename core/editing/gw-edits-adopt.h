/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"

G_BEGIN_DECLS

/* From so much IoU on, an object of a document is the one that another set has. */
#define GW_ADOPT_MIN_IOU 0.5

/* Makes an object of another set of labels, such as an annotator's or a model's,
 * one of the document, as one undo step. The set keeps it. The copy has an author,
 * a group and a place of its own and is neither locked, hidden nor scored.
 *
 * object    (nullable): what is taken; NULL: the other set has nothing there, and
 *           replaced goes
 * replaced  (nullable): an object of the document that gives way: what is taken
 *           gets its id and place
 *
 * FALSE, with nothing changed, where replaced is locked, the mask is of an
 * image of another size, or both are NULL.
 */
gboolean gw_document_adopt (GwDocument *self, GwObject *object, GwObject *replaced);

/* (transfer none) (nullable): the object of the document that covers the same
 * pixels as another one best, from GW_ADOPT_MIN_IOU on. O(runs) for each whose
 * bounds meet.
 */
GwObject *gw_document_find_same (GwDocument *self, GwObject *object);

G_END_DECLS
