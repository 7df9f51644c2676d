/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places of palettes that are classes, and what means nothing, by custom. */
#define GW_MASK_COLOURS 256
#define GW_MASK_VOID 255

/* What a value of a mask is called. */
typedef struct
{
  char *name;   /* may be empty */
  gint64 index; /* -1: none */
  guint32 colour;
  gboolean has_colour;
  gboolean is_undrawn; /* its index is said to be -1, as no pixel has it */
} GwMaskEntry;

/* A table of classes beside masks (spec formats 12): dataset_meta.json,
 * labelmap.txt, label_colors.txt, a CSV of name,r,g,b, maps of X-AnyLabeling,
 * or names one a line. Entries stay in the order of the file.
 */
typedef struct
{
  char *file;         /* (nullable) */
  GPtrArray *entries; /* of GwMaskEntry */
  gboolean has_colours;
  gint64 background;   /* index that is no class; -1: not said */
  GHashTable *indices; /* gint64* -> GwMaskEntry */
  GHashTable *colours; /* colour + 1 -> GwMaskEntry */
} GwMaskTable;

/* An empty table, and an entry more; colour -1: none. */
GwMaskTable *gw_mask_table_new (void);
void gw_mask_table_add (GwMaskTable *self, const char *name, gint64 index, gint64 colour);

/* The form is told by the content. At most 16 MiB, 65,536 entries. */
GwMaskTable *gw_mask_table_load (const char *file, GError **error);
/* The first file of a usual name in a folder; NULL without an error: none. */
GwMaskTable *gw_mask_table_find (const char *folder, GError **error);
void gw_mask_table_free (GwMaskTable *self);

/* NULL where there is none, or it has no name. self may be NULL. */
const GwMaskEntry *gw_mask_table_find_index (const GwMaskTable *self, gint64 index);
const GwMaskEntry *gw_mask_table_find_colour (const GwMaskTable *self, guint32 colour);

/* Names that mean that there is no class, and that pixels do not count. */
gboolean gw_mask_name_is_background (const char *name);
gboolean gw_mask_name_is_void (const char *name);

/* The palette of VOC: the bits of a place, taken from the lowest, go to red,
 * green and blue in turn, to the highest bit of each first.
 */
guint32 gw_voc_palette_get (guint index);
/* -1: of none. */
int gw_voc_palette_find (guint32 colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMaskTable, gw_mask_table_free)

G_END_DECLS
