/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-image-list.h"
#include "gw-image-selection.h"
#include "gw-images-page.h"
#include "gw-object-cache.h"

G_BEGIN_DECLS

struct _GwImagesPage
{
  GtkWidget parent_instance;

  GwProject *project;
  GwImageList *list;
  GwImageSelection *selection;
  GwObjectCache *objects;
  GSimpleActionGroup *actions;
  GHashTable *cells;       /* GwImageCell: those bound to an image now, a set */
  GStrv free_words;        /* what stands in the search entry and is no chip */
  gint64 reveal_id;        /* to be selected when its row is there; 0: none */
  gboolean to_top;         /* other images are asked for: show the first when they come */
  guint search_id;
  guint columns_id;
  gboolean searching;      /* the entry is being changed by the page itself */

  GtkWidget *start_box;    /* for the window's header bar */
  GtkWidget *end_box;

  AdwFlap *flap;
  GtkWidget *facet_scroller;
  GtkWidget *facets;
  GtkEditable *search;
  GtkBox *chips;
  GtkMenuButton *sort_button;
  GtkLabel *sort_label;
  GtkLabel *search_problem;
  GtkLabel *count;
  GtkWidget *size_label;
  GtkWidget *size_scale;
  GtkAdjustment *size;
  GtkOverlay *overlay;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkGridView *grid;
  GtkScrolledWindow *grid_scroller;
  GtkColumnView *table;
  AdwStatusPage *no_match;
  AdwStatusPage *failed;
  GtkRevealer *bar_revealer;
  GtkLabel *selected_label;
  GtkMenuButton *label_button;
  GtkMenuButton *tag_button;
  GtkEditable *tag_entry;
  GtkWidget *tag_add;
  GtkWidget *tag_remove;
  GtkWidget *preview;      /* (nullable): the large picture over the grid */
};

/* gw-images-page-cells.c: the grid's factory and the table's columns */
void _gw_images_page_make_cells (GwImagesPage *self);
void _gw_images_page_set_size (GwImagesPage *self, int size);
/* The grid has as many columns as its width has room for, whatever that is. */
void _gw_images_page_follow_width (GwImagesPage *self);

/* gw-images-page-search.c: entry, chips, facets */
void _gw_images_page_make_search (GwImagesPage *self);
void _gw_images_page_filter_changed (GwImagesPage *self);

/* gw-images-page-actions.c */
void _gw_images_page_make_actions (GwImagesPage *self);
/* Ids of the selected images, in the order of the list. */
GArray *_gw_images_page_get_selected (GwImagesPage *self);
void _gw_images_page_update_actions (GwImagesPage *self);

/* gw-images-page-preview.c */
void _gw_images_page_toggle_preview (GwImagesPage *self);

G_END_DECLS
