/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-list.h"

G_BEGIN_DECLS

/* Rows are read in pages of this many. */
#define GW_IMAGE_PAGE_ROWS 64

typedef struct
{
  guint number;                      /* rows number * GW_IMAGE_PAGE_ROWS and on */
  GwImage *rows[GW_IMAGE_PAGE_ROWS]; /* (nullable) each */
  gboolean loaded;
  gboolean stale;        /* while pages move: rows may be older than the store's */
  GCancellable *reading; /* (nullable): it is being read */
  guint64 used;          /* when it was last asked for, for forgetting */
} GwImagePage;

struct _GwImageList
{
  GObject parent_instance;

  GwStore *store;
  GwFilter *filter;
  GwSort sort;
  GArray *ids;       /* of gint64 */
  GHashTable *pages; /* number -> GwImagePage */
  guint64 clock;
  GCancellable *listing; /* (nullable): ids are being read */
  gboolean list_again;   /* the store changed while ids were being read */
  guint last_found;      /* where gw_image_list_find() begins to look */
};

/* gw-image-list-pages.c: the rows that are kept */
void _gw_image_page_free (gpointer page);
/* Reads its rows, unless they are being read. */
void _gw_image_list_ask_page (GwImageList *self, GwImagePage *page);
/* Makes it where it is not there; another one may be forgotten for it. */
GwImagePage *_gw_image_list_ensure_page (GwImageList *self, guint number);
/* After the ids changed between the first `head` and the last `tail` of them. */
void _gw_image_list_move_pages (GwImageList *self, guint old_len, guint head, guint tail);
/* Reads the pages again that hold one of the changed ids, a set; NULL: all. */
void _gw_image_list_reload_pages (GwImageList *self, GHashTable *changed);

G_END_DECLS
