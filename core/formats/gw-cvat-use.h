/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-problem.h"
#include "gw-record.h"
#include "gw-xml-writer.h"

G_BEGIN_DECLS

/* Which labels and attributes a file of CVAT uses: it must declare them all, and CVAT takes no
 * others.
 */
typedef struct _GwCvatUse GwCvatUse;

GwCvatUse *gw_cvat_use_new (void);
void gw_cvat_use_free (GwCvatUse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatUse, gw_cvat_use_free)

void gw_cvat_use_note_class (GwCvatUse *self, gint64 class_id);
/* One value of an attribute; bare as GwObject means it. One that no label declares is declared as
 * what all its values are, which is text where they are of several kinds.
 */
void gw_cvat_use_note_attribute (GwCvatUse *self, GwClass *class, const char *name, const char *value, gboolean bare);
/* Tells, once for each attribute, which values will not be read as what they were. */
void gw_cvat_use_report_loss (const GwCvatUse *self, const GwRecordHead *head, GwProblems *problems);

/* The element “labels”: the classes of the head, those that are used among them, with what the
 * bag of CVAT keeps of earlier declarations.
 */
void gw_cvat_use_write (const GwCvatUse *self, const GwRecordHead *head, const GwJsonMembers *bag, GwXmlWriter *out);

G_END_DECLS
