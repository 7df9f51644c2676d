/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Formats of an XML file for each picture, in Annotations or beside the pictures. */

/* The folder of a source in which such files are: Annotations, where there is one. (transfer full) */
char *gw_xml_files_find_folder (const char *source);

/* The XML files of a folder and of those below it, by name, relative to it; links to folders are
 * not followed. most: 0: all; else any so many. (element-type filename) (transfer full)
 */
GPtrArray *gw_xml_files_list (const char *folder, guint most);

G_END_DECLS
