/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* Classes of Open Images (spec formats 9): tables call them by ids such as
 * “/m/01g317”, a file of descriptions tells their names, which need not differ,
 * and a tree in JSON what is a kind of what.
 */

/* The top of the tree, “Entity”, which files of descriptions mostly leave out. */
#define GW_OPEN_IMAGES_ROOT "/m/0bl9f"

/* One description. */
typedef struct
{
  char *id;
  char *display; /* as the file spells it */
  char *name;    /* of the class: with the id behind where another has the name */
  guint64 line;
} GwOpenImagesName;

/* Makes the name of a class of two of one name. (transfer full) */
char *gw_open_images_make_name (const char *display, const char *id);

/* What a class is called by in tables: the id that it was read with, else its name. (transfer full) */
char *gw_open_images_make_id (GwClass *class);
/* What a file of descriptions calls it. (transfer full) */
char *gw_open_images_make_display (GwClass *class);

/* The tree: id -> id of what it is a kind of; of several the first. The top is among
 * them as a value. text: JSON. NULL with an error.
 * Returns: (transfer full): of char *
 */
GHashTable *gw_open_images_hierarchy_parse (const char *text, gsize length, GError **error);
/* JSON without the blanks between its tokens. (transfer full) */
char *gw_open_images_strip_blanks (const char *json, gsize length);
/* The tree of the head's classes as JSON, by their ids (class id -> char *): the one
 * that was read where it still tells the same, with what else it tells. NULL: no class has a
 * parent. (transfer full) (nullable)
 */
char *gw_open_images_hierarchy_make (const GwRecordHead *head, GHashTable *ids);

G_END_DECLS
