/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-page.h"
#include "gw-project.h"

G_BEGIN_DECLS

/* One row of the navigation: a new place is one folder and one row of the
 * table in gw-places.c.
 */
typedef struct
{
  const char *nick;
  const char *title;     /* N_() */
  const char *icon_name; /* (nullable): of pages below a heading */
  const char *parent;    /* (nullable): the nick of the heading it stands below */
  /* (nullable): of a heading, which leads to the first page below it.
   * Returns: a GwPage (transfer floating)
   */
  GtkWidget *(*create) (GwProject *project);
  /* (nullable): what stands at the row's end; (transfer full) */
  char *(*count) (const GwProjectInfo *info);
} GwPlace;

const GwPlace *gw_places_list (gsize *n);
/* (nullable) */
const GwPlace *gw_places_find (const char *nick);

G_END_DECLS
