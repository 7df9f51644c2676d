/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-file-presence.h"
#include "gw-image-list.h"
#include "gw-image-selection.h"
#include "gw-images-page.h"
#include "gw-keymap.h"
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
  GwKeymap *keymap;
  GHashTable *cells; /* GwImageCell: those bound to an image now, a set */
  GHashTable *rows;  /* GtkListItem: cells of the list that tell of an image's file, a set */
  GwFilePresence *presence;
  guint presence_id;
  GStrv free_words; /* what stands in the search entry and is no chip */
  gint64 reveal_id; /* to be selected when its row is there; 0: none */
  gboolean to_top;  /* other images are asked for: show the first when they come */
  guint search_id;
  guint columns_id;
  gboolean searching; /* the entry is being changed by the page itself */
  gboolean unlisted;  /* what is asked for could not be listed, and not be since */
  gboolean waiting;   /* the page “wait” is shown */
  guint wait_id;
  GCancellable *nearest_search; /* (nullable) */
  guint nearest_term;           /* what the button of “no match” takes away */
  GCancellable *set_search;     /* (nullable): of the sets that the filter names */
  gboolean set_gone;            /* what stands below the entry tells of one that is not there */
  GCancellable *trash_search;   /* (nullable): of images that are in the trash */
  GCancellable *missing_search; /* (nullable): of the folders that are not there */
  gint64 missing_root;          /* what the banner locates; 0: none */
  gboolean select_mode;         /* a plain click adds to the selection */
  gboolean sorting;             /* the heads are being changed by the page itself */
  int pressed_column;
  gboolean had_focus;   /* the list, before its rows were made anew */
  gboolean parted;      /* half of a change has come */
  double last_in_view;  /* of the rows, before that; < 0: the list was at its top */
  guint n_going;        /* rows that it took away */
  gint64 focused_id;    /* the image whose row had it; 0: not known */
  double scroll_height; /* in the frame before */
  double scroll_to;     /* to be restored, of the whole height; < 0: no more */
  guint scroll_id;

  gint64 pressed_id; /* by the first press of a click in the grid; 0: none */
  graphene_point_t pressed_place;
  gboolean focus_later;    /* the keys go to the images as soon as there are some */
  gboolean focus_revealed; /* and to the image that is selected */
  gboolean focus_due;      /* and only who searches can have taken them meanwhile */
  guint focus_id;
  guint focus_frames;

  GtkWidget *start_box; /* for the window's header bar */
  GtkWidget *end_box;
  GtkWidget *search_button;
  GtkWidget *filters_toggle;

  AdwFlap *flap;
  GtkWidget *facet_scroller;
  GtkWidget *facets;
  GtkRevealer *missing;
  GtkLabel *missing_label;
  GtkWidget *missing_button;
  GtkWidget *search_row;
  GtkEditable *search;
  GtkBox *chips;
  GtkMenuButton *filter_button;
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
  GtkWidget *wait_label;
  GtkWidget *wait_cancel;
  GtkScrolledWindow *grid_scroller;
  GtkScrolledWindow *table_scroller;
  GtkGridView *grid;
  GtkColumnView *table;
  AdwStatusPage *empty;
  GtkWidget *empty_import;
  GtkWidget *show_trash;
  AdwStatusPage *no_match;
  GtkWidget *nearest;
  GtkWidget *nearest_label;
  AdwStatusPage *failed;
  GtkRevealer *bar_revealer;
  GtkLabel *selected_label;
  GtkMenuButton *label_button;
  GtkMenuButton *tag_button;
  GtkEditable *tag_entry;
  GtkWidget *restore_button;
  GtkWidget *trash_button;
  GtkWidget *preview; /* (nullable): the large picture over the grid */
};

/* gw-images-page-cells.c: the grid's factory */
void _gw_images_page_make_cells (GwImagesPage *self);
void _gw_images_page_set_size (GwImagesPage *self, int size);
/* The grid has as many columns as its width has room for, whatever that is. */
void _gw_images_page_follow_width (GwImagesPage *self);
/* Of a class of the project, which is data; for drawing objects. */
guint32 _gw_images_page_class_color (gint64 class_id, gpointer data);
/* (transfer full) (nullable): the names of the image's labels, “Apple, Pear” */
char *_gw_images_page_label_text (GwImagesPage *self, GwImage *image);

/* gw-images-page-table.c: the columns of the list */
void _gw_images_page_make_table (GwImagesPage *self);
/* Shows in the heads what the list is sorted by. */
void _gw_images_page_show_sort_in_table (GwImagesPage *self);
void _gw_images_page_clear_table (GwImagesPage *self);

/* gw-images-page-search.c: entry, chips, facets */
void _gw_images_page_make_search (GwImagesPage *self);
void _gw_images_page_filter_changed (GwImagesPage *self);
/* Does not wait any more for whether the sets of the filter are there. */
void _gw_images_page_drop_sets (GwImagesPage *self);
/* Puts the filter's free words into the entry. */
void _gw_images_page_show_words (GwImagesPage *self);
/* Adds a filter's terms; values of a field that is there join it by OR. */
void _gw_images_page_add_terms (GwImagesPage *self, const char *text);

/* gw-images-page-states.c: waiting, empty, nothing matches, too many to tell at once */
void _gw_images_page_show_state (GwImagesPage *self);
void _gw_images_page_show_count (GwImagesPage *self);
void _gw_images_page_remove_nearest (GwImagesPage *self);
void _gw_images_page_clear_states (GwImagesPage *self);

/* gw-images-page-missing.c: the banner for folders that are not there */
void _gw_images_page_make_missing (GwImagesPage *self);
void _gw_images_page_clear_missing (GwImagesPage *self);

/* gw-images-page-actions.c: selection, view, keys */
void _gw_images_page_make_actions (GwImagesPage *self);

/* gw-images-page-bulk.c: what is done to the selected images */
void _gw_images_page_make_bulk_actions (GwImagesPage *self);
/* Ids of the selected images, in the order of the list. */
GArray *_gw_images_page_get_selected (GwImagesPage *self);
gboolean _gw_images_page_can_edit (GwImagesPage *self);
void _gw_images_page_update_actions (GwImagesPage *self);

/* gw-images-page-focus.c: the keys of the list go to one of its images */
void _gw_images_page_focus_image (GwImagesPage *self);
void _gw_images_page_drop_focus (GwImagesPage *self);
/* Grid or table. */
GtkWidget *_gw_images_page_visible_list (GwImagesPage *self);

/* gw-images-page-scroll.c: where the page was left */
void _gw_images_page_restore_scroll (GwImagesPage *self);
void _gw_images_page_drop_scroll (GwImagesPage *self);
/* Where the view is when rows have begun to change in two steps, removed of
 * them having gone, and how it gets to the same part of what came for them.
 */
void _gw_images_page_note_view (GwImagesPage *self, guint removed);
void _gw_images_page_keep_view (GwImagesPage *self, guint position, guint added);

/* gw-images-page-drag.c: images that leave the window */
void _gw_images_page_make_drag (GwImagesPage *self, GtkListItem *item, GtkWidget *cell);

/* gw-images-page-preview.c: the large picture over the grid */
void _gw_images_page_toggle_preview (GwImagesPage *self);
/* What it is labeled with, as far as that is known now. */
void _gw_images_page_show_preview_labels (GwImagesPage *self);

G_END_DECLS
