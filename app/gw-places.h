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
  const char *title; /* N_() */
  const char *icon_name;
  const char *shortcut;                      /* "<Alt>1" */
  GtkWidget *(*create) (GwProject *project); /* a GwPage (transfer floating) */
  /* (nullable): what stands at the row's end; (transfer full) */
  char *(*count) (const GwProjectInfo *info);
} GwPlace;

const GwPlace *gw_places_list (gsize *n);

G_END_DECLS
