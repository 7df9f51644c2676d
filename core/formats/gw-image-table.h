/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The images that labels can belong to, found by the paths that files give
 * them (spec formats 15.4). A project's, or a folder's. Some 100 bytes each,
 * and 60 more once a path was not found as it is.
 */
typedef struct _GwImageTable GwImageTable;

typedef struct
{
  gint64 id;        /* the project's; 0: of a folder */
  const char *path; /* normalised */
  int width;        /* oriented; 0: not known */
  int height;
} GwImageEntry;

typedef enum
{
  GW_MATCH_NONE = 0,
  GW_MATCH_AMBIGUOUS, /* several fit equally well */
  GW_MATCH_EXACT,
  GW_MATCH_TAIL,     /* one path is the end of the other */
  GW_MATCH_NAME,     /* the file name is unique, the folders differ */
  GW_MATCH_CASELESS, /* as one of the above, but for case */
  GW_MATCH_STEM      /* the file name without its ending is unique */
} GwMatch;

GwImageTable *gw_image_table_new (void);
void gw_image_table_free (GwImageTable *self);
guint gw_image_table_get_n (const GwImageTable *self);
/* Copies path. All images must be added before the first is looked up. */
void gw_image_table_add (GwImageTable *self, gint64 id, const char *path, int width, int height);
const GwImageEntry *gw_image_table_get (const GwImageTable *self, guint index);

/* Finds the image that path (normalised) means: as it stands, NFC and NFD
 * being equal; else by the longest common end; else by its name alone; at last
 * without regard to case.
 */
GwMatch gw_image_table_find (GwImageTable *self, const char *path, guint *index);

/* The image whose file name without its ending is that of path: GW_MATCH_STEM,
 * GW_MATCH_AMBIGUOUS where several are so called, or GW_MATCH_NONE.
 */
GwMatch gw_image_table_find_stem (GwImageTable *self, const char *path, guint *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwImageTable, gw_image_table_free)

G_END_DECLS
