/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-json-members.h"
#include "gw-xml-set.h"

G_BEGIN_DECLS

/* Lists of classes beside files of Pascal VOC (spec formats 4): class_names.txt, a name a line, else
 * labelmap.txt, with colors and, behind them, the parts and actions that objects of a class may have.
 */

/* Makes the classes of the list in root, or of the file that a person named. What cannot be read is
 * told of.
 */
void gw_voc_names_read (GwXmlSet *set, GwReader *reader, const char *root);

/* The parts and actions of labelmap.txt by class, “head,hand:jumping”, for the reader's head; empty
 * where there are none. (transfer full)
 */
GwJsonMembers *gw_voc_names_read_parts (const char *root);
/* What an export has kept of them. (transfer full) (nullable): NULL: there are none */
GwJsonMembers *gw_voc_names_open_parts (const GwRecordHead *head);

/* A line of labelmap.txt. parts may be NULL. */
void gw_voc_names_append_line (GString *text, const char *name, guint32 colour, const GwJsonMembers *parts);

G_END_DECLS
