/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-problem.h"
#include "gw-store.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A file that looks like a picture by its name and could not be read, or
 * could be read in part only, and why.
 */
typedef struct
{
  char *path;   /* absolute */
  char *reason; /* a sentence */
} GwImageComplaint;

/* What adding images came to: found = added + known + skipped. */
typedef struct
{
  guint n_found;
  guint n_added;
  guint n_known;       /* in the project already */
  GPtrArray *skipped;  /* of GwImageComplaint: cannot be read at all, not added */
  GPtrArray *partial;  /* of GwImageComplaint: added, but the file is damaged */
  GPtrArray *refused;  /* of GwImageComplaint: archives that cannot be unpacked, beside other paths */
  GPtrArray *empty;    /* of char*: folders without a picture, in the folders below neither */
  GPtrArray *unpacked; /* of char*: folders that archives were unpacked into */
} GwAddImagesResult;

void gw_add_images_result_free (GwAddImagesResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAddImagesResult, gw_add_images_result_free)

typedef enum
{
  GW_ADD_DEFAULT = 0,
  GW_ADD_AT_ONCE = 1 << 0,  /* one transaction at the end: all of it or nothing */
  GW_ADD_CHECKSUMS = 1 << 1 /* reads PNG files whole and compares their checksums: 1 ms a megabyte */
} GwAddFlags;

/**
 * gw_add_images:
 * @paths: (array length=n_paths): folders, which become roots and are read
 *   with all below them, and single files, whose folders become roots; a
 *   folder of which nothing is added becomes none; an archive (gw-archive.h)
 *   is unpacked into a folder beside it, which is gone again where nothing
 *   at all is added; where it is one of several paths and cannot be unpacked, the
 *   others are added all the same
 * @problems: (nullable): are told why an archive cannot be unpacked
 * @work: (nullable): told how far it is; its cancellable is not asked, give it as @cancellable
 *
 * Adds pictures to a project. Each is looked at: a header that cannot be
 * read leaves the file out; a file that is small or has no proper end is
 * decoded to see whether anything can be shown. The rest of each file is
 * not read. Written in batches, so that lists fill while it goes on; when it
 * is cancelled or fails, what was written stays, unless it is done at once.
 *
 * Blocks (some 0.1 ms a picture): any thread but the window's.
 *
 * Returns: (transfer full) (nullable): NULL with an error of the store,
 *   GW_ERROR_NOT_FOUND for a path that is not there, G_IO_ERROR_CANCELLED, or why
 *   the only path, which is an archive, cannot be unpacked
 */
GwAddImagesResult *gw_add_images (GwStore *store, const char *const *paths, gsize n_paths, GwAddFlags flags,
                                  GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error);

G_END_DECLS
