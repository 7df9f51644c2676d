/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-announcer.h"
#include "gw-attribute-pane.h"
#include "gw-canvas.h"
#include "gw-choice-pane.h"
#include "gw-compare-pane.h"
#include "gw-comparer.h"
#include "gw-document-saver.h"
#include "gw-file-check.h"
#include "gw-flag-popover.h"
#include "gw-hint-bar.h"
#include "gw-hints-popover.h"
#include "gw-image-strip.h"
#include "gw-image-walk.h"
#include "gw-keymap.h"
#include "gw-label-finder.h"
#include "gw-label-list.h"
#include "gw-labeling-bar.h"
#include "gw-labeling-data.h"
#include "gw-labeling-page.h"
#include "gw-object-list.h"
#include "gw-repeat.h"
#include "gw-submit-popover.h"
#include "gw-tool-bar.h"
#include "gw-work-timer.h"

G_BEGIN_DECLS

/* The image attribute with the reason of a flag. */
#define GW_FLAG_REASON "flag_reason"

/* An image that is on its way to the screen. Facts and picture come each in
 * its own time; the image is shown when both are here.
 */
typedef struct
{
  gint64 image_id; /* 0: nothing is on its way */
  GCancellable *cancellable;
  GwLabelingData *data;
  GwDocument *document; /* one that is ahead of the store; NULL: to be made of data */
  gboolean picture_asked;
  gboolean picture_done;
  GwPyramid *picture; /* NULL when done: `problem` says why */
  GError *problem;
  guint slow_id;
  gboolean slow; /* the canvas shows that something is loading */
} GwArrival;

/* What was looked at last of the image that is shown. */
typedef struct
{
  gint64 ids[2]; /* the objects, which were selected for it */
  guint n_ids;
  char *place;       /* (nullable): “Car 2, 3 of 17” */
  gboolean has_view; /* the one before is kept */
  gboolean fit;
  double zoom;
  GwPoint center;
  guint n_dismissals; /* of hints, after the last edit */
} GwReview;

/* Shared by the files of the page, each of which has one concern. */
struct _GwLabelingPage
{
  GtkWidget parent_instance;

  GwProject *project;
  GSettings *settings;
  GwKeymap *keymap;
  GwDocumentSaver *saver;
  GwRepeat *repeat;
  GHashTable *tools; /* nick -> GwTool */
  GwToolOptions *tool_options;
  GPtrArray *tool_menus; /* of the buttons that tools share */
  char *tool_name;
  char said_step[96];       /* which point of a skeleton was said to be next */
  gboolean has_draft;       /* of the tool: to be applied or not */
  gboolean told_of_drawing; /* that leaving loses it */

  /* what is shown: gw-labeling-page-load.c */
  GwImageWalk *walk;
  GwDocument *document; /* NULL: nothing yet */
  GwArrival arrival;
  GQueue waiting_keys;     /* of WaitingKey: pressed while an image is on its way */
  GError *picture_problem; /* why the picture cannot be shown */
  GwWorkTimer timer;
  GwObject *unnamed;            /* (nullable): drawn while there is no class */
  GwDocument *unnamed_document; /* (nullable): where it was drawn */
  GwTool *unnamed_tool;         /* (nullable) (unowned): and with what, one of `tools` */
  gboolean creating;            /* a class is being written */
  gint64 new_class_id;          /* was written, and is not known to the project yet; 0: none */
  gboolean new_class_made;      /* it was not there before, not even archived */
  gint64 class_before;          /* that was drawn with before a class was made; 0: none */
  GwEdit *deletion;             /* (nullable): what was deleted last, until the next edit */
  GwDocument *deletion_document;
  guint deletion_position; /* in the walk */
  char *deletion_text;
  gint64 left_out; /* instead of a deletion: the step that left an image out; 0: none */
  char *draft;
  double drafted_seconds; /* as the store has it */
  guint tick_id;
  GwHintList *hints;
  GwReview review;
  GPtrArray *predictions; /* (nullable) */
  GArray *scores;         /* (nullable) */
  char *model;            /* (nullable) */
  GCancellable *checking; /* of the file's look */
  gboolean file_changed;

  /* form */
  gboolean classes; /* labels of the whole image, not objects */
  gboolean single;
  gboolean formed; /* `classes` was decided on once */
  gboolean layers; /* objects are masks on each other */
  int whole_image; /* what a person chose: 1, 0, or -1 nothing */
  gboolean show_strip;
  gboolean show_pane;
  gboolean show_predictions;
  gboolean zen;
  gboolean comparing;  /* two sets of labels */
  gboolean has_layers; /* there are others than the labels */
  gboolean placing;    /* the pane is moved by the layout, not by a person */
  gboolean leaving;    /* leave() waits for what is being saved */
  guint no_class_id;   /* a number without a class waits to be told of */
  guint no_class_number;
  int search_step;     /* an unlabeled image is being looked for */
  GListModel *choices; /* classes that a whole image can have */

  GtkWidget *canvas;
  GtkWidget *announcer;
  GtkWidget *label_list;
  GtkWidget *object_list;
  GtkWidget *attribute_pane;
  GtkWidget *choice_pane;
  GwComparer *comparer;
  GtkWidget *compare_pane;
  GtkWidget *strip;
  GtkWidget *bar;
  GtkWidget *finder;
  GtkWidget *choice_finder;
  GtkWidget *flag_popover;
  GtkWidget *submit_popover;
  GtkWidget *hints_popover;
  GtkWidget *lists;                /* GtkPaned with labels above objects */
  GtkEventController *canvas_keys; /* three of the form that is on */
  GtkEventController *page_keys;
  GtkEventController *always_keys;
  GtkAdjustment *opacity;

  GtkWidget *box;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *menu_button;
  GtkWidget *zen_button;
  GtkWidget *compare_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *timer_label;
  GtkWidget *read_only_chip;
  GtkWidget *progress;
  GtkWidget *banner;
  GtkWidget *banner_label;
  GtkWidget *banner_button;
  GtkWidget *paned;
  GtkWidget *palette;
  GtkWidget *tools_box;
  GtkWidget *tool_bar_slot;
  GtkWidget *tool_bar;
  GtkWidget *predictions_button;
  GtkWidget *view_button;
  GtkWidget *floating_view_button;
  GtkWidget *grid_button;
  GtkWidget *overlay;
  GtkWidget *label_bar;
  GtkWidget *strip_box;
  GtkWidget *strip_previous;
  GtkWidget *strip_next;
  GtkWidget *wide_slot;
  GtkWidget *pane;
  GtkWidget *pane_stack;
  GtkWidget *pane_slot;
};

/* gw-labeling-page-build.c */
void _gw_labeling_page_build (GwLabelingPage *self);
void _gw_labeling_page_fill_label_bar (GwLabelingPage *self);

/* gw-labeling-page-tools.c */
void _gw_labeling_page_make_tools (GwLabelingPage *self);
void _gw_labeling_page_drop_tools (GwLabelingPage *self);
void _gw_labeling_page_set_tool (GwLabelingPage *self, const char *name);
void _gw_labeling_page_update_tool_keys (GwLabelingPage *self);
void _gw_labeling_page_update_tool_bar (GwLabelingPage *self);
gboolean _gw_labeling_page_can_edit_points (GwLabelingPage *self);
/* FALSE: something is being drawn; the person has been told, and may leave with the next call. */
gboolean _gw_labeling_page_may_leave_drawing (GwLabelingPage *self);
const char *_gw_labeling_page_get_first_tool (GwLabelingPage *self);

/* gw-labeling-page-view.c */
void _gw_labeling_page_update_chrome (GwLabelingPage *self);
void _gw_labeling_page_set_zen (GwLabelingPage *self, gboolean zen);
void _gw_labeling_page_keep_number (GwLabelingPage *self, const char *name, int value);
void _gw_labeling_page_restore_view (GwLabelingPage *self);
void _gw_labeling_page_place_pane (GwLabelingPage *self, int width);
void _gw_labeling_page_say (GwLabelingPage *self, const char *text);
void _gw_labeling_page_toast (GwLabelingPage *self, const char *text);
void _gw_labeling_page_set_form (GwLabelingPage *self, gboolean classes, gboolean single);
void _gw_labeling_page_update_title (GwLabelingPage *self);
void _gw_labeling_page_update_time (GwLabelingPage *self);
void _gw_labeling_page_update_actions (GwLabelingPage *self);
void _gw_labeling_page_update_layers (GwLabelingPage *self);
GListModel *_gw_labeling_page_get_classes (GwLabelingPage *self);

/* gw-labeling-page-load.c */
void _gw_labeling_page_go (GwLabelingPage *self, guint position);
void _gw_labeling_page_step (GwLabelingPage *self, int steps);
void _gw_labeling_page_step_unlabeled (GwLabelingPage *self, int step);
void _gw_labeling_page_load (GwLabelingPage *self, gint64 image_id);
void _gw_labeling_page_unload (GwLabelingPage *self);
void _gw_labeling_page_save_draft (GwLabelingPage *self);
/* Writes the keys of hints that are dismissed to the draft. */
void _gw_labeling_page_keep_dismissed (GwLabelingPage *self, const char *const *keys);
gboolean _gw_labeling_page_is_loading (GwLabelingPage *self);
/* Where the label that is drawn with is not in the project any more. */
void _gw_labeling_page_renew_class (GwLabelingPage *self);
void _gw_labeling_page_update_prefetch (GwLabelingPage *self);
void _gw_labeling_page_show_predictions (GwLabelingPage *self);

/* gw-labeling-page-submit.c */
void _gw_labeling_page_submit (GwLabelingPage *self);
void _gw_labeling_page_skip (GwLabelingPage *self);
void _gw_labeling_page_flag (GwLabelingPage *self);
void _gw_labeling_page_make_popovers (GwLabelingPage *self);
void _gw_labeling_page_update_state (GwLabelingPage *self);
void _gw_labeling_page_watch_saver (GwLabelingPage *self);

/* gw-labeling-page-review.c */
void _gw_labeling_page_make_review (GwLabelingPage *self);
/* Another document is shown, of an image with this draft (nullable). */
void _gw_labeling_page_review_document (GwLabelingPage *self, const char *draft);
void _gw_labeling_page_review_selection_changed (GwLabelingPage *self);
/* “Car 2, 3 of 17”, as long as that is selected; else NULL. */
const char *_gw_labeling_page_get_review_place (GwLabelingPage *self);
void _gw_labeling_page_review_object (GwLabelingPage *self, int step);
void _gw_labeling_page_view_before (GwLabelingPage *self);
void _gw_labeling_page_show_hints (GwLabelingPage *self);
void _gw_labeling_page_step_hint (GwLabelingPage *self, int step);
void _gw_labeling_page_repair_hint (GwLabelingPage *self);
void _gw_labeling_page_dismiss_hint (GwLabelingPage *self);
void _gw_labeling_page_restore_hints (GwLabelingPage *self);
/* Whether a hint was dismissed after the last edit. */
gboolean _gw_labeling_page_can_undo_dismissal (GwLabelingPage *self);
/* FALSE: none was. */
gboolean _gw_labeling_page_undo_dismissal (GwLabelingPage *self);

/* gw-labeling-page-actions.c */
void _gw_labeling_page_install_actions (GtkWidgetClass *widget_class);
void _gw_labeling_page_choose (GwLabelingPage *self, gint64 class_id);
/* (transfer none) (nullable) */
GwClass *_gw_labeling_page_find_class_by_key (GwLabelingPage *self, const char *key);

/* The number was the beginning of a place. */
void _gw_labeling_page_forget_number (GwLabelingPage *self);

/* gw-labeling-page-convert.c */
void _gw_labeling_page_convert_action (GtkWidget *widget, const char *name, GVariant *parameter);
void _gw_labeling_page_snap_to_edges_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* gw-labeling-page-deletion.c */
void _gw_labeling_page_watch_deletions (GwLabelingPage *self, GwDocument *document);
void _gw_labeling_page_end_deletion (GwLabelingPage *self);

/* What was left out last; takes text. */
void _gw_labeling_page_keep_left_out (GwLabelingPage *self, gint64 edit_id, char *text);

/* gw-labeling-page-problem.c */
gboolean _gw_labeling_page_is_missing (const GError *problem);
void _gw_labeling_page_show_problem (GwLabelingPage *self);
void _gw_labeling_page_leave_out (GwLabelingPage *self);
void _gw_labeling_page_undo_left_out (GwLabelingPage *self, gint64 edit_id);

/* gw-labeling-page-naming.c */
void _gw_labeling_page_watch_tool (GwLabelingPage *self, GwTool *tool);
void _gw_labeling_page_create_class (GwLabelingPage *self, const char *name);
void _gw_labeling_page_use_new_class (GwLabelingPage *self);
/* Gives the class to the object that waits for one; FALSE: none does. */
gboolean _gw_labeling_page_name_unnamed (GwLabelingPage *self, gint64 class_id);
void _gw_labeling_page_drop_unnamed (GwLabelingPage *self);

/* gw-labeling-page-compare.c */
void _gw_labeling_page_make_comparer (GwLabelingPage *self);
void _gw_labeling_page_drop_comparer (GwLabelingPage *self);
void _gw_labeling_page_set_comparing (GwLabelingPage *self, gboolean comparing);
void _gw_labeling_page_update_comparing (GwLabelingPage *self);
void _gw_labeling_page_install_compare_actions (GtkWidgetClass *widget_class);
/* The child of the pane for the form that is on. */
void _gw_labeling_page_show_pane_child (GwLabelingPage *self);

/* gw-labeling-page-keys.c */
void _gw_labeling_page_run_waiting_keys (GwLabelingPage *self);
void _gw_labeling_page_drop_waiting_keys (GwLabelingPage *self);
void _gw_labeling_page_make_keys (GwLabelingPage *self);
void _gw_labeling_page_update_keys (GwLabelingPage *self);

/* gw-labeling-page-copy.c */
void _gw_labeling_page_paste_previous (GwLabelingPage *self);
void _gw_labeling_page_copy_forward (GwLabelingPage *self);
void _gw_labeling_page_ask_number (GwLabelingPage *self);

G_END_DECLS
