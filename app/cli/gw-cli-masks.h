/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-mask-table.h"

G_BEGIN_DECLS

/* Set in a value of GwCliMask that is the place of a colour in a palette. */
#define GW_CLI_MASK_INDEX 0x1000000
/* A picture of more is no mask. */
#define GW_CLI_MASK_MOST_VALUES 1024

/* A folder of pictures whose pixels are classes. */
typedef struct
{
  char *folder;
  GPtrArray *paths;   /* of char*: the pictures, relative to the folder, in natural order */
  GwMaskTable *table; /* (nullable): names and colours of classes */
} GwCliMasks;

/* A folder in which no file holds labels: its pictures are the masks. */
gboolean gw_cli_masks_is_folder (const char *path);

/* Returns: (transfer full) (nullable): NULL where the folder cannot be read */
GwCliMasks *gw_cli_masks_open (GwCli *cli, const char *folder, GError **error);
void gw_cli_masks_free (GwCliMasks *self);

/* Reads the names of classes in any form of gw-mask-table.h. file NULL:
 * class_names.txt, labelmap.txt, dataset_meta.json or label_colors.txt in the folder
 * or the one above, where there is one.
 */
gboolean gw_cli_masks_load_classes (GwCliMasks *self, const char *file, GError **error);

/* The values of a picture, row-major: 0xRRGGBB, greys with the same byte three times,
 * or, unless colours are wanted, a place in its palette as such a grey with
 * GW_CLI_MASK_INDEX. NULL, written down, where it cannot be read. (transfer full)
 * (nullable)
 */
guint32 *gw_cli_masks_read (GwCli *cli, const GwCliMasks *self, const char *path, gboolean colours, int *width,
                            int *height);
/* Whether there are colours that are neither grey nor places in a palette. */
gboolean gw_cli_masks_have_colours (const guint32 *values, gsize n);

/* What the list of classes calls a value; NULL where there is none, or it says nothing. */
const char *gw_cli_masks_find_name (const GwCliMasks *self, guint32 value);
/* Greys and places are called by their number, colours as style sheets write them.
 * (transfer full)
 */
char *gw_cli_masks_name_value (guint32 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCliMasks, gw_cli_masks_free)

G_END_DECLS
