/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One picture with what is told of it, or one of both alone. Files are absolute. */
typedef struct
{
  char *key;       /* split, city and the name without what it ends with: “train/aachen/aachen_000000_000019” */
  char *path;      /* relative to the folder of pictures, where there is one */
  char *picture;   /* (nullable) */
  char *polygons;  /* (nullable): JSON */
  char *labels;    /* (nullable): PNG of classes */
  char *instances; /* (nullable): PNG of classes and objects */
  char *split;     /* (nullable) */
} GwCityscapesItem;

typedef struct
{
  GPtrArray *items; /* of GwCityscapesItem, by key */
  char *root;       /* where a list of classes may lie */
  char *images_dir; /* (nullable) */
  char *other;      /* (nullable): a second folder of labels, which is not read */
} GwCityscapesLayout;

/* Finds the files of Cityscapes: below gtFine, or gtCoarse, with the pictures below
 * leftImg8bit beside it; of that folder itself; of any folder with such files; or one of
 * them alone. images_dir is nullable. Links that lead out of the folder are passed over.
 */
GwCityscapesLayout *gw_cityscapes_layout_find (const char *source, const char *images_dir, GCancellable *cancellable,
                                               GError **error);
void gw_cityscapes_layout_free (GwCityscapesLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityscapesLayout, gw_cityscapes_layout_free)

/* Whether there are such files, after a look at 2,000 names. */
gboolean gw_cityscapes_layout_is_likely (const char *folder);
/* Whether a file is called like a picture of numbers. */
gboolean gw_cityscapes_layout_is_picture (const char *file);

G_END_DECLS
