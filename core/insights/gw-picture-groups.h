/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-dismissals.h"

G_BEGIN_DECLS

/* Pictures that look alike. */
typedef struct
{
  GArray *ids;       /* gint64 */
  GPtrArray *names;  /* char *: of the images; empty until gw_picture_groups_name() */
  GPtrArray *splits; /* const char * (nullable elements): the set's, which must stay */
  guint best;        /* which of them to keep: labeled, then larger, then sharper */
  gboolean across;   /* they are in several splits */
  char *finding;     /* as gw-dismissals.h calls it */
} GwPictureGroup;

/* Groups of a set whose pictures look alike (gw-duplicates.h), but for those that somebody
 * called right. Shared; it does not change once it was given away.
 */
typedef struct
{
  gsize n_known;     /* pictures that were compared: those that are measured */
  GPtrArray *groups; /* of GwPictureGroup: those across splits first, else in order of the set */
  gsize n_across;
  GPtrArray *dismissed; /* char *: findings */
} GwPictureGroups;

/* measures: those of gw_data_set_load_measures().
 * Returns: (transfer full) (nullable): NULL when it was cancelled
 */
GwPictureGroups *gw_picture_groups_new (const GwDataSet *set, const GArray *measures, const GwDismissals *dismissals,
                                        GCancellable *cancellable, GError **error);
GwPictureGroups *gw_picture_groups_ref (GwPictureGroups *self);
void gw_picture_groups_unref (GwPictureGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPictureGroups, gw_picture_groups_unref)

/* Reads the names of the images of the first `most` groups. Blocks; on a thread of the
 * store. FALSE when it was cancelled, or with an error.
 */
gboolean gw_picture_groups_name (GwPictureGroups *self, GwStore *store, guint most, GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
