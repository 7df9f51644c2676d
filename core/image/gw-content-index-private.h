/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

#include "gw-hash.h"

G_BEGIN_DECLS

/* Remembers on disk which content (SHA-256) a file had when it had a certain
 * path, size and time of change. One sparse file of 8 MiB at most with a
 * fixed place for each path: a look is one read, nothing is kept in memory,
 * and what is forgotten for lack of room is only found out again. Names are
 * kept as hashes. Thread-safe, and safe with several programs: a place is
 * written with one call and carries a check.
 */
typedef struct _GwContentIndex GwContentIndex;

/* The file is made when first written to. */
GwContentIndex *_gw_content_index_new (const char *path);
void _gw_content_index_free (GwContentIndex *self);

gboolean _gw_content_index_lookup (GwContentIndex *self, const char *path, const struct stat *status, GwHash *hash);
void _gw_content_index_store (GwContentIndex *self, const char *path, const struct stat *status, const GwHash *hash);

/* Closes the file, which was or will be removed. */
void _gw_content_index_reset (GwContentIndex *self);

G_END_DECLS
