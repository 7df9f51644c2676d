/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-work.h"

G_BEGIN_DECLS

/* Formats of an XML file for each picture, in Annotations or beside the pictures. */

/* The folder of a source in which such files are: Annotations, where there is one. (transfer full) */
char *gw_xml_files_find_folder (const char *source);

/* The XML files of a folder and of those below it, as gw_label_files_list_below() gives them.
 * (element-type filename) (transfer full) (nullable)
 */
GPtrArray *gw_xml_files_list (const char *folder, GwWork *work, GCancellable *cancellable, GError **error);
/* Any few of them, for detection, and without those of sets that lie in folders below: what a folder
 * Annotations there holds.
 */
GPtrArray *gw_xml_files_sample (const char *folder, guint most);

G_END_DECLS
