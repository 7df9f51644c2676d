/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cvat-label.h"

G_BEGIN_DECLS

/* The element “meta” of a file of CVAT: its labels, and what else there is, for the way back. */
typedef struct
{
  GPtrArray *labels; /* of GwCvatLabel, in the order of the file */
  GString *text;     /* everything else, as XML */
  gssize labels_at;  /* where in it the labels were; -1: not met yet */
  int width;         /* of the pictures of a video; 0: not told */
  int height;

  /* While it is read. */
  GwXmlWriter *writer;
  guint depth;                /* of open elements in it */
  guint labels_depth;         /* of the open “labels”, from 1; 0: none */
  gboolean has_children;      /* the element that is open last */
  gboolean in_size;           /* of the pictures */
  GwCvatLabel *label;         /* (nullable): that is open */
  GwCvatAttribute *attribute; /* (nullable): that is open */
} GwCvatMeta;

GwCvatMeta *gw_cvat_meta_new (void);
void gw_cvat_meta_free (GwCvatMeta *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCvatMeta, gw_cvat_meta_free)

/* The elements in it, in the order of the file. */
void gw_cvat_meta_start (GwCvatMeta *self, const char *name, const char *const *names, const char *const *values,
                         guint64 line);
void gw_cvat_meta_end (GwCvatMeta *self, const char *name, const char *text);

/* The names of labels that others are points of. (element-type GwCvatLabel) (transfer container) */
GHashTable *gw_cvat_labels_list_parents (const GPtrArray *labels);

/* The bag of the head with labels and the rest in it. (transfer full) (nullable) */
char *gw_cvat_meta_put_bag (GwCvatMeta *self, const char *bag);

/* Whether there is more than labels in it than is kept. */
gboolean gw_cvat_meta_is_large (const GwCvatMeta *self);

/* Lines of XML on either side of the labels, from the bag; what surrounds them where it has
 * none. name: (nullable) of the project. (transfer full)
 */
void gw_cvat_meta_get_surroundings (const GwJsonMembers *bag, const char *name, char **before, char **after);

/* The indentation of all files written. */
#define GW_CVAT_INDENT "  "

G_END_DECLS
