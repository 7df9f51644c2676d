/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-import.h"

G_BEGIN_DECLS

/* What classes of a source become, kept in a file to be used again: CSV with
 * the columns from and to (spec formats 15.8). An empty “to” leaves a class
 * out; one that the project does not have is made.
 */

/* Tells the import. Problems of the file are errors: a map that is half read
 * would put labels into the wrong classes.
 */
gboolean gw_class_map_load (const char *path, GwImport *import, GCancellable *cancellable, GError **error);
/* Writes what a check or run found the classes to become. An existing file is
 * replaced, whole or not at all.
 */
gboolean gw_class_map_save (const char *path, GwImport *import, GError **error);

G_END_DECLS
